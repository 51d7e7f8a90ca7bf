"""Two versions side by side, in words, and which answers stay comparable."""

import copy

import pytest

from eventaudit.library.comparing import Change, Compared, comparability, compare_contents

from .test_checking import FILE, criterion, on, options, template, text


def changed(old, new):
    return compare_contents(template(old), template(new)).criteria


def test_the_same_content_differs_in_nothing():
    result = compare_contents(FILE, copy.deepcopy(FILE))
    assert (result.nothing, result.unchanged) == (True, 113)


@pytest.mark.parametrize(
    ("kind", "old", "new", "expected"),
    [
        ("fit", {}, {"weight": 3, "core": False, "phases": ["meal"]}, "same"),
        ("fit", {}, {"wording": text("Other words?")}, "reworded"),
        ("fit", {}, {"anchors": {"1": text("bad")}}, "reworded"),
        ("choice", {"options": options(0, 1)}, {"options": options(0.5, 1)}, "rescored"),
        ("choice", {"options": options(0, 1)}, {"options": options(0, 1, 0.5)}, "different"),
        (
            "choice",
            {"options": options(1)},
            {"options": [{"key": "o0", "label": text("y"), "score": 1}]},
            "reworded",
        ),
        ("measure", {"band": {"unit": "m", "lo": 1}}, {"band": {"unit": "m", "lo": 2}}, "rescored"),
        ("measure", {"band": {"unit": "m", "lo": 1}}, {"band": {"unit": "km", "lo": 1}}, "different"),
        (
            "measure",
            {"band": {"unit": "m", "lo": 1}},
            {"band": {"unit": "m", "lo": 1, "variants": {"summer": [1, 2, 3, 4]}}},
            "rescored",
        ),
        ("fit", {}, {"scored": False}, "rescored"),
        ("choice", {"options": options(0, 1)}, {"options": "ATMOSPHERES"}, "different"),
    ],
)
def test_whether_answers_stay_comparable(kind, old, new, expected):
    assert comparability(criterion("a", kind, **old), criterion("a", kind, **new)) == expected


def test_another_kind_is_another_question():
    assert comparability(criterion("a", "fit"), criterion("a", "balance")) == "different"


def test_what_is_added_dropped_and_changed_is_told_in_words():
    old = template(criterion("a"), criterion("b", "fit", weight=1), criterion("c"))
    new = template(
        criterion("a", conditions=[{"kind": "phase", "phases": ["meal"]}]),
        criterion("b", "fit", wording={**text("Question b?"), "fi": "Kysymys b?"}, core=False),
        criterion("d", conditions=[on("a", True)]),
    )
    assert compare_contents(old, new).criteria == (
        Compared(
            "a",
            "Question a?",
            "changed",
            "Venue",
            (Change("conditions", "Asked only if", "", "Only in the phase: Meal"),),
            "same",
        ),
        Compared(
            "b",
            "Question b?",
            "changed",
            "Venue",
            (
                Change("wording", "Wording", "Question b?", "Kysymys b?", "fi"),
                Change("weight", "Weight", "1", "2"),
                Change("core", "In the short form", "Yes", "No"),
            ),
            "reworded",
        ),
        Compared("d", "Question d?", "added", "Venue"),
        Compared("c", "Question c?", "dropped", "Venue"),
    )


def test_bands_and_options_are_told_as_people_read_them():
    [band] = changed(
        criterion("a", "measure", band={"unit": "m", "lo": 1, "hi": 2}),
        criterion("a", "measure", band={"unit": "m", "lo": 1, "hi": 3, "hard_hi": 5}),
    )
    assert band.changes == (Change("band", "Band", "best 1–2 m", "best 1–3 m, no points over 5 m"),)
    [choice] = changed(
        criterion("a", "choice", options=options(0, 1)), criterion("a", "choice", options=options(0.5, 1))
    )
    assert choice.changes == (Change("options", "Options: o0", "x (0)", "x (0.5)"),)
    assert choice.why == "Answers stay, but the same answer now gives another score."


def test_only_what_was_moved_counts_as_moved():
    keys = ["a", "b", "c", "d"]
    old = template(*map(criterion, keys))
    new = template(*map(criterion, ["d", "a", "b", "c"]))
    assert [(one.key, one.state) for one in compare_contents(old, new).criteria] == [("d", "moved")]


def test_a_criterion_in_another_touchpoint_has_moved_and_says_where_from():
    points = [
        {"key": key, "order": n, "weight": 1, "name": text(key)} for n, key in enumerate(["venue", "bar"])
    ]
    old = template(criterion("a"), criterion("b"), touchpoints=points)
    new = template(criterion("a"), criterion("b", touchpoint="bar"), touchpoints=points)
    assert compare_contents(old, new).criteria == (
        Compared(
            "b", "Question b?", "moved", "bar", (Change("touchpoint", "Touchpoint", "venue", "bar"),), "same"
        ),
    )


def test_touchpoints_and_groups_are_compared_too():
    new = template(
        touchpoints=[{"key": "venue", "order": 1, "weight": 2, "name": text("Venue")}],
        perceivers={"all": {"label": text("everyone"), "default_reach": 0.5}},
    )
    result = compare_contents(template(), new)
    assert result.touchpoints == (
        Compared("venue", "Venue", "changed", changes=(Change("weight", "Weight", "1", "2"),)),
    )
    assert result.perceivers == (
        Compared(
            "all", "everyone", "changed", changes=(Change("default_reach", "Share of attendees", "1", "0.5"),)
        ),
    )
    assert result.unchanged == 1
