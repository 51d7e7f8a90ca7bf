"""Nobody's answer can be told from what is shown (analysis 3.8, 5.4)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventaudit.consistency import Settings, default_library, parse_event, summarise_feedback
from eventaudit.consistency.disclosure import Disclosure, groups_first, total_first

from .examples import event, gilded_compass
from .strategies import LIBRARY

SEGMENTS = {"front": "Front", "back": "Back", "annex": "Annex"}


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({}, Disclosure((), (), 0)),
        ({"a": 22, "b": 19}, Disclosure(("a", "b"), ("a", "b"), 0)),
        # b could be told from a total of a and b
        ({"a": 22, "b": 3}, Disclosure(("a",), ("a",), 3)),
        # of b and c only the sum can be told, which is of six
        ({"a": 22, "b": 3, "c": 3}, Disclosure(("a",), ("a", "b", "c"), 0)),
        ({"a": 22, "b": 2, "c": 2}, Disclosure(("a",), ("a",), 4)),
        ({"a": 4}, Disclosure((), (), 4)),
        ({"a": 4, "b": 4}, Disclosure((), ("a", "b"), 0)),
        ({"a": 5, "b": 0}, Disclosure(("a",), ("a",), 0)),
    ],
)
def test_groups_first(counts, expected):
    assert groups_first(counts) == expected


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        # everyone counts: one group alone is no comparison
        ({"a": 22, "b": 3}, Disclosure((), ("a", "b"), 0)),
        ({"a": 22, "b": 19, "c": 3}, Disclosure(("a", "b"), ("a", "b"), 3)),
        ({"a": 22, "b": 3, "c": 3}, Disclosure(("a",), ("a", "b", "c"), 0)),
        ({"a": 4}, Disclosure((), (), 4)),
        ({"a": 22}, Disclosure(("a",), ("a",), 0)),
    ],
)
def test_total_first(counts, expected):
    assert total_first(counts) == expected


counts = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 30))


@pytest.mark.parametrize("rule", [groups_first, total_first])
@given(counts=counts)
def test_no_group_and_no_difference_is_of_fewer_than_five(rule, counts):
    shown = rule(counts)

    assert all(counts[key] >= 5 for key in shown.groups)
    assert set(shown.groups) <= set(shown.total) or not shown.total
    total = sum(counts[key] for key in shown.total)
    assert total == 0 or total >= 5
    rest = total - sum(counts[key] for key in shown.groups if key in shown.total)
    assert rest == 0 or rest >= 5
    assert total + shown.withheld == sum(counts.values())


def given_feedback(settings=None, **points):
    """Feedback of each segment: its answers to both questions; '' as the segment nobody named."""
    feedback = [
        {"id": f"{segment}{n}", "q1": q1, "q2": q2, "at": "", "segment": "" if segment == "none" else segment}
        for segment, answers in points.items()
        for n, (q1, q2) in enumerate(answers)
    ]
    return summarise_feedback(parse_event(event(feedback=feedback, segments=SEGMENTS), LIBRARY), settings)


def test_feedback_is_counted_point_by_point():
    found = given_feedback(front=[(1, 10), (3, 4), (4, 3), (4, 4), (10, 10)], back=[(2, 2)] * 6)

    assert found.n == 11
    assert found.withheld == 0
    front = found.segments["front"]
    assert front.q1.counts == (1, 0, 1, 2, 0, 0, 0, 0, 0, 1)
    assert (front.q1.low, front.q2.low, front.low, front.n) == (2, 1, 3, 5)
    assert (front.q1.mean, front.q2.mean) == (4.4, 6.2)
    assert (found.total.n, found.total.low, found.total.q1.counts[1]) == (11, 9, 6)


def test_a_small_segment_counts_in_the_total_where_no_other_could_be_compared():
    found = given_feedback(front=[(9, 9)] * 6, back=[(1, 1)])

    assert (found.segments, found.total.n, found.total.low, found.withheld) == ({}, 7, 1, 0)


def test_a_small_segment_beside_two_others_is_withheld_from_the_total_as_well():
    found = given_feedback(front=[(9, 9)] * 6, back=[(8, 8)] * 5, annex=[(1, 1)])

    assert (set(found.segments), found.total.n, found.total.low, found.withheld) == (
        {"front", "back"},
        11,
        0,
        1,
    )


def test_those_who_named_no_segment_are_a_group_as_well():
    found = given_feedback(front=[(9, 9)] * 6, back=[(8, 8)] * 5, none=[(1, 1)])

    assert (found.total.n, found.withheld) == (11, 1)


def test_the_four_answers_of_the_gilded_compass_are_not_shown():
    found = summarise_feedback(parse_event(gilded_compass(), default_library()))

    assert (found.n, found.total, found.segments, found.withheld) == (4, None, {}, 4)


def test_an_organisation_may_want_more_attendees_than_five():
    found = given_feedback(Settings(g6_attendees=10), front=[(9, 9)] * 9)

    assert (found.total, found.segments, found.withheld) == (None, {}, 9)


def test_no_feedback_at_all():
    found = given_feedback()

    assert (found.n, found.total, found.segments, found.withheld) == (0, None, {}, 0)
