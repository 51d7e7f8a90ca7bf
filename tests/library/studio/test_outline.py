"""Moves in the outline of a template, on its content alone."""

import copy

import pytest

from eventaudit.library.studio.outline import Move, UnknownPart, step

CONTENT = {
    "touchpoints": [{"key": key, "order": order} for key, order in (("bar", 2), ("door", 5), ("hall", 9))],
    "criteria": [
        {"key": key, "touchpoint": touchpoint}
        for key, touchpoint in (("b1", "bar"), ("b2", "bar"), ("d1", "door"), ("d2", "door"), ("d3", "door"))
    ],
}


def moved(move: Move) -> tuple[str, dict[str, str]]:
    """The touchpoints with their numbers, and the criteria of each, after a move."""
    content = copy.deepcopy(CONTENT)
    move(content)
    points = " ".join(f"{row['key']}{row['order']}" for row in content["touchpoints"])
    criteria: dict[str, str] = {}
    for row in content["criteria"]:
        criteria[row["touchpoint"]] = f"{criteria.get(row['touchpoint'], '')} {row['key']}".strip()
    return points, criteria


BEFORE = ("bar2 door5 hall9", {"bar": "b1 b2", "door": "d1 d2 d3"})


@pytest.mark.parametrize(
    ("move", "points"),
    [
        (Move("touchpoint", "hall", before="bar"), "hall2 bar5 door9"),
        (Move("touchpoint", "bar"), "door2 hall5 bar9"),
        (Move("touchpoint", "door", before="door"), "bar2 door5 hall9"),
    ],
)
def test_a_touchpoint_goes_before_another_and_the_numbers_stay(move, points):
    assert moved(move) == (points, BEFORE[1])


@pytest.mark.parametrize(
    ("move", "criteria"),
    [
        (Move("criterion", "d3", "door", "d1"), {"bar": "b1 b2", "door": "d3 d1 d2"}),
        (Move("criterion", "d1", "door"), {"bar": "b1 b2", "door": "d2 d3 d1"}),
        (Move("criterion", "d1", "bar", "b2"), {"bar": "b1 d1 b2", "door": "d2 d3"}),
        (Move("criterion", "d1", "hall"), {"bar": "b1 b2", "door": "d2 d3", "hall": "d1"}),
        (Move("criterion", "d2", "door", "d2"), {"bar": "b1 b2", "door": "d1 d2 d3"}),
    ],
)
def test_a_criterion_goes_before_another_or_into_another_touchpoint(move, criteria):
    assert moved(move) == (BEFORE[0], criteria)


@pytest.mark.parametrize(
    "move",
    [
        Move("touchpoint", "attic"),
        Move("touchpoint", "bar", before="attic"),
        Move("criterion", "x", "bar"),
        Move("criterion", "b1", "attic"),
        Move("criterion", "b1", "bar", "d1"),
    ],
)
def test_what_is_not_there_is_not_moved(move):
    with pytest.raises(UnknownPart):
        moved(move)


@pytest.mark.parametrize(
    ("kind", "key", "up", "expected"),
    [
        ("touchpoint", "door", True, ("door2 bar5 hall9", BEFORE[1])),
        ("touchpoint", "door", False, ("bar2 hall5 door9", BEFORE[1])),
        ("touchpoint", "bar", True, BEFORE),
        ("touchpoint", "hall", False, BEFORE),
        ("criterion", "d2", True, (BEFORE[0], {"bar": "b1 b2", "door": "d2 d1 d3"})),
        ("criterion", "d2", False, (BEFORE[0], {"bar": "b1 b2", "door": "d1 d3 d2"})),
        ("criterion", "d1", True, (BEFORE[0], {"bar": "b1 b2 d1", "door": "d2 d3"})),
        ("criterion", "b2", False, (BEFORE[0], {"bar": "b1", "door": "b2 d1 d2 d3"})),
        ("criterion", "d3", False, (BEFORE[0], {"bar": "b1 b2", "door": "d1 d2", "hall": "d3"})),
        ("criterion", "b1", True, BEFORE),
    ],
)
def test_a_step_goes_by_one_place_and_on_into_the_next_touchpoint(kind, key, up, expected):
    assert moved(step(copy.deepcopy(CONTENT), kind, key, up=up)) == expected


def test_the_very_last_criterion_stays():
    content = copy.deepcopy(CONTENT)
    Move("criterion", "d3", "hall")(content)
    assert step(content, "criterion", "d3", up=False) == Move("criterion", "d3", "hall")
