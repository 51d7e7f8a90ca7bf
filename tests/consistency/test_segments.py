"""Who got which event, and how many of the attendees (analysis 3.1, 3.8: every one of 300)."""

from dataclasses import asdict, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventaudit.consistency import (
    Crowd,
    SegmentCriterion,
    Settings,
    Spread,
    Uncertainty,
    audit,
    compare_segments,
    default_library,
    parse_event,
    wilson,
)

from .examples import event, gilded_compass, library_of, walk
from .strategies import LIBRARY, events

SMALL = library_of("venue_space_feel", "venue_image_fit", "toilets_accessible", "host_expectation")
FRONT_AND_BACK = {"front": {"label": "Front", "size": 180}, "back": {"label": "Back", "size": 60}}


def compared(*walkthroughs, library=SMALL, own=None, **parts):
    parts = {"attendees": 240, "segments": FRONT_AND_BACK} | parts
    return compare_segments(
        parse_event(event(walkthroughs=list(walkthroughs), **parts), library), library, own
    )


def asked(n, q):
    return {"n": n, "q": q}


def spread_of(result, key):
    return next(one for one in result.criteria if one.criterion == key)


def test_the_gilded_compass():
    library = default_library()
    result = compare_segments(parse_event(gilded_compass(), library), library)

    front, back = result.segments
    assert front.criteria["venue_space_feel"] == SegmentCriterion(
        criterion="venue_space_feel",
        touchpoint="venue",
        attendees=Uncertainty("interval", 22, 0.93, *wilson(0.93, 22)),
        withheld=False,
        auditors=Uncertainty("nobody", 0),
        q=0.93,
        source="attendees",
    )
    assert set(back.below_standard) - set(front.below_standard) == {
        "venue_space_feel",
        "ambience_speech_clarity",
    }
    assert "toilets_accessible" in front.below_standard
    assert result.worst == ("back_tables", back.overall)
    # the host let everybody down, whichever room they sat in
    assert result.below_standard == (1, 1)
    space = spread_of(result, "venue_space_feel")
    assert (space.worst, space.best, space.comparable) == (
        ("back_tables", 0.34),
        ("front_tables", 0.93),
        True,
    )
    assert result.compared == 97
    assert result.crowd.attendees == 240


def test_what_attendees_say_comes_first_then_walkthroughs_there_then_those_anywhere():
    result = compared(
        walk("Aino", {"venue_image_fit": 5, "venue_space_feel": 1}, segment="front"),
        walk("Onni", {"venue_image_fit": 3, "venue_space_feel": 2}, segment="front"),
        walk("Saga", {"venue_image_fit": 1, "toilets_accessible": True}),
        attendee_segments={"venue_space_feel": {"front": asked(5, 0.9), "back": asked(6, 0.2)}},
    )

    (
        front,
        back,
    ) = result.segments
    assert {key: (one.q, one.source) for key, one in front.criteria.items()} == {
        "venue_space_feel": (0.9, "attendees"),
        "venue_image_fit": (0.75, "walkthroughs"),
        "toilets_accessible": (1, "whole_event"),
        "host_expectation": (None, None),
    }
    assert {key: (one.q, one.source) for key, one in back.criteria.items()} == {
        "venue_space_feel": (0.2, "attendees"),
        "venue_image_fit": (0, "whole_event"),
        "toilets_accessible": (1, "whole_event"),
        "host_expectation": (None, None),
    }
    assert front.criteria["venue_space_feel"].auditors == Uncertainty("range", 2, 0.25, 0, 0.5)
    assert (front.auditors, back.auditors) == (("Aino", "Onni"), ())
    # the image was seen by an auditor in front and by another anywhere: no comparison
    assert [one.criterion for one in result.criteria if one.comparable] == [
        "venue_space_feel",
        "toilets_accessible",
    ]
    assert result.compared == 2
    assert (front.overall, back.overall) == (pytest.approx(0.95), pytest.approx(0.6))


def test_fewer_than_five_attendees_leave_no_trace():
    """Whatever four people said, the result is the same."""

    def with_answers(q):
        return compared(
            walk("Aino", {"venue_space_feel": -1}),
            attendee_segments={"venue_space_feel": {"front": asked(30, 0.9), "back": asked(4, q)}},
        )

    result = with_answers(0.125)
    assert result == with_answers(0.875)
    small = result.segments[1].criteria["venue_space_feel"]
    assert (small.attendees, small.withheld, small.q, small.source) == (None, True, 0.5, "whole_event")


def test_an_organisation_may_want_more_attendees_than_five():
    result = compared(
        own=Settings(g6_attendees=10), attendee_segments={"venue_space_feel": {"front": asked(9, 0.9)}}
    )

    assert result.segments[0].criteria["venue_space_feel"].withheld


def test_a_touchpoint_has_the_weighted_mean_and_the_smallest_n():
    result = compared(
        attendee_segments={
            "venue_space_feel": {"front": asked(9, 0.5)},
            "venue_image_fit": {"front": asked(7, 1)},
        },
    )

    venue = result.segments[0].touchpoints["venue"]
    assert venue.attendees == Uncertainty("interval", 7, 0.75, *wilson(0.75, 7))
    assert (venue.auditors, venue.q) == (None, 0.75)
    nothing = result.segments[1].touchpoints["venue"]
    assert (nothing.attendees, nothing.auditors, nothing.q) == (None, None, None)


def test_the_mean_hides_what_a_quarter_met():
    result = compared(
        attendee_segments={"venue_space_feel": {"front": asked(30, 0.9), "back": asked(20, 0.1)}}
    )

    space = spread_of(result, "venue_space_feel")
    assert space.spread == Spread(kept=0.75, broken=0.25)
    assert space.mean == pytest.approx(0.7)
    assert space.worst == ("back", 0.1)
    assert result.crowd.people(space.spread.broken) == 60
    assert result.overall == Spread(kept=0.75, broken=0.25)
    assert (result.mean, result.worst) == (pytest.approx(0.7), ("back", pytest.approx(0.1)))
    assert result.below_standard == (0.25, 0.25)


def test_a_criterion_concerns_those_who_meet_it_and_no_more():
    """Counting people has no floor: nine wheelchair users are nine people, not a quarter of the evening."""
    result = compared(walk(answers={"toilets_accessible": False}), reach={"wheel": 0.0375})
    guessed = compared(walk(answers={"toilets_accessible": False}))

    toilets = spread_of(result, "toilets_accessible")
    assert toilets.spread == Spread(broken=0.0375, unconcerned=1 - 0.0375)
    assert (toilets.rule_of_thumb, spread_of(guessed, "toilets_accessible").rule_of_thumb) == (False, True)
    assert result.below_standard == (0.0375, 0.0375)
    assert result.crowd.people(result.below_standard[0]) == 9


def test_below_standard_in_several_things_is_at_least_the_widest_and_at_most_all_together():
    result = compared(
        walk(answers={"toilets_accessible": False, "venue_image_fit": 1}, segment="back"),
        walk(answers={"toilets_accessible": False, "venue_image_fit": 5}, segment="front"),
        reach={"wheel": 0.5},
    )

    front, back = result.segments
    assert (front.below_standard, back.below_standard) == (
        ("toilets_accessible",),
        ("venue_image_fit", "toilets_accessible"),
    )
    # everybody at the back met the image, so that some of them needed the toilet adds nobody
    assert result.below_standard == (pytest.approx(0.75 * 0.5 + 0.25), pytest.approx(0.75 * 0.5 + 0.25))


def test_who_met_both_of_two_failures_is_not_known():
    library = library_of("toilets_accessible", "cloakroom_out_wait")
    answers = {"toilets_accessible": False, "cloakroom_out_wait": 60}

    result = compared(walk(answers=answers), library=library, reach={"wheel": 0.1, "coat": 0.3})

    assert result.below_standard == (pytest.approx(0.3), pytest.approx(0.4))


def test_one_auditor_who_found_a_hard_fail_failed_is_enough():
    """The toilet was open at the doors and locked later: whoever needed it then met nothing of the mean."""
    result = compared(
        walk("Aino", {"toilets_accessible": True}, segment="front"),
        walk("Onni", {"toilets_accessible": False}, segment="front"),
    )

    front, back = result.segments
    assert (front.criteria["toilets_accessible"].q, front.below_standard) == (0.5, ("toilets_accessible",))
    assert back.below_standard == ()


def test_an_expectation_is_not_one_more_thing_that_failed():
    weighty = replace(SMALL.criteria["host_expectation"], weight=3)
    library = replace(SMALL, criteria=SMALL.criteria | {"host_expectation": weighty})

    result = compared(walk(answers={"host_expectation": "below"}), library=library)

    assert result.below_standard == (0, 0)
    assert spread_of(result, "host_expectation").spread == Spread(broken=1)


def test_nobody_looked_is_unknown_and_not_broken():
    result = compared(walk(answers={"venue_image_fit": 4}, segment="front"))

    assert spread_of(result, "venue_image_fit").spread == Spread(kept=0.75, unknown=0.25)
    assert spread_of(result, "venue_space_feel").spread == Spread(unknown=1)
    assert spread_of(result, "venue_space_feel").mean is None


def test_nothing_at_all_is_nothing_to_measure():
    result = compared()

    assert (result.mean, result.worst, result.below_standard, result.compared) == (None, None, None, 0)
    assert result.overall == Spread(unknown=1)


def test_what_does_not_apply_is_in_no_segment():
    result = compared(walk(answers={"venue_space_feel": "NA"}, segment="front"))

    assert "venue_space_feel" not in result.segments[0].criteria
    assert "venue_space_feel" not in {one.criterion for one in result.criteria}


def test_an_event_without_segments_is_one_group():
    result = compared(walk(answers={"venue_image_fit": 3}), segments={})

    (everyone,) = result.segments
    assert (everyone.key, everyone.share, everyone.auditors) == ("", 1, ("Aino",))
    assert spread_of(result, "venue_image_fit").spread == Spread(partly=1)


@pytest.mark.parametrize(
    ("sizes", "attendees", "expected"),
    [
        ({"a": 180, "b": 60}, 240, Crowd(240, {"a": 0.75, "b": 0.25}, "given")),
        ({"a": 180, "b": 60}, None, Crowd(240, {"a": 0.75, "b": 0.25}, "given")),
        ({"a": 120, "b": 60}, 240, Crowd(240, {"a": 0.5, "b": 0.25, "": 0.25}, "given")),
        ({"a": None, "b": None}, 240, Crowd(240, {"a": 0.5, "b": 0.5}, "assumed_equal")),
        ({"a": None, "b": None}, None, Crowd(None, {"a": 0.5, "b": 0.5}, "assumed_equal")),
        (
            {"a": 120, "b": None, "c": None},
            240,
            Crowd(240, {"a": 0.5, "b": 0.25, "c": 0.25}, "assumed_equal"),
        ),
        ({"a": 120, "b": None}, None, Crowd(None, {}, "unknown")),
        ({"a": 0, "b": 0}, None, Crowd(0, {}, "unknown")),
        ({"a": 200, "b": 60}, 240, Crowd(240, {}, "overlapping")),
        ({}, 240, Crowd(240, {"": 1}, "one_group")),
        ({}, None, Crowd(None, {"": 1}, "one_group")),
    ],
)
def test_which_part_of_the_attendees_a_segment_is(sizes, attendees, expected):
    segments = {key: {"label": key, "size": size} for key, size in sizes.items()}

    result = compared(walk(answers={"venue_image_fit": 1}), segments=segments, attendees=attendees)

    assert result.crowd == expected
    assert (result.overall is None) == (result.below_standard is None) == (not expected.shares)
    assert result.crowd.people(0.25) == (None if expected.attendees is None else expected.attendees / 4)


def test_attendees_in_no_segment_met_what_was_seen_anywhere():
    result = compared(
        walk("Aino", {"venue_image_fit": 1}, segment="back"),
        walk("Onni", {"venue_image_fit": 5}),
        segments={"front": {"size": 120}, "back": {"size": 60}},
    )

    assert [(one.key, one.share, one.criteria["venue_image_fit"].q) for one in result.segments] == [
        ("front", 0.5, 1),
        ("back", 0.25, 0),
        ("", 0.25, 1),
    ]


@settings(max_examples=50, deadline=None)
@given(events())
def test_generated_spreads_sum_to_everybody(data):
    result = compare_segments(parse_event(data, LIBRARY), LIBRARY)

    spreads = [one.spread for one in result.criteria if one.spread] + [result.overall] * bool(result.overall)
    for one in spreads:
        parts = asdict(one).values()
        assert sum(parts) == pytest.approx(1)
        assert min(parts) >= 0
    if result.below_standard is not None:
        least, most = result.below_standard
        assert 0 <= least <= most + 1e-9 <= 1 + 2e-9
    for one in result.segments:
        assert one.overall is None or 0 <= one.overall <= 1 + 1e-9
        assert all(met.attendees is None or met.attendees.n >= 5 for met in one.criteria.values())
    if result.mean is not None:
        assert result.worst[1] <= result.mean + 1e-9


@settings(max_examples=50, deadline=None)
@given(events(), st.floats(0, 1))
def test_generated_results_of_few_attendees_leave_no_trace(data, other):
    facts = parse_event(data, LIBRARY)
    changed = tuple(replace(one, q=other if one.n < 5 else one.q) for one in facts.attendee_segments)

    assert compare_segments(replace(facts, attendee_segments=changed), LIBRARY) == compare_segments(
        facts, LIBRARY
    )


@settings(max_examples=50, deadline=None)
@given(events())
def test_without_segments_everybody_met_what_the_audit_says(data):
    for walkthrough in data["walkthroughs"]:
        walkthrough["segment"] = ""
    facts = parse_event(data | {"segments": {}, "attendee_segments": {}, "feedback": []}, LIBRARY)
    (everyone,), result = compare_segments(facts, LIBRARY).segments, audit(facts, LIBRARY)

    assert {key: one.q for key, one in everyone.criteria.items()} == {
        key: one.q for key, one in result.criteria.items() if one.applies
    }
    observed = result.scores.obs.D
    assert everyone.overall == (None if observed is None else pytest.approx(observed / 100))
