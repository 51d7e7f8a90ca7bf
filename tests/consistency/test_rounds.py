"""The rounds of one event side by side (analysis 3.8)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventaudit.consistency import (
    CriterionDrift,
    Settings,
    Triple,
    Uncertainty,
    audit,
    compare_rounds,
    parse_event,
    wilson,
)

from .examples import event, library_of, walk
from .strategies import LIBRARY, events

TOILETS = library_of("toilets_clean_late", "toilets_supplies", "toilets_accessible", "venue_image_fit")

CLOSE = 1e-9


def compared(*walkthroughs, library=TOILETS, own=None, **parts):
    return compare_rounds(parse_event(event(walkthroughs=list(walkthroughs), **parts), library), library, own)


def at(name, answers, auditor="Aino"):
    return walk(auditor, answers, round=name)


def weights():
    return {key: criterion.weight for key, criterion in TOILETS.criteria.items()}


def test_the_weights_of_the_example_are_as_written():
    assert weights() == {
        "venue_image_fit": 3,
        "toilets_clean_late": 3,
        "toilets_supplies": 2,
        "toilets_accessible": 3,
    }


def test_each_round_is_measured_by_itself():
    result = compared(
        at("doors", {"toilets_clean_late": 5, "toilets_supplies": True}),
        at("doors", {"toilets_clean_late": 3}, auditor="Onni"),
        at("peak", {"toilets_clean_late": 1, "venue_image_fit": 4}, auditor="Onni"),
        rounds=["doors", "peak", "close"],
    )

    doors, peak, close = result.rounds
    assert [(one.name, one.auditors) for one in result.rounds] == [
        ("doors", ("Aino", "Onni")),
        ("peak", ("Onni",)),
        ("close", ()),
    ]
    toilets = doors.cells["toilets"]
    assert toilets.q == Triple(
        pytest.approx((3 * 0.75 + 2) / 8),
        pytest.approx((3 * 0.75 + 2) / 5),
        pytest.approx((3 * 0.75 + 5) / 8),
    )
    assert (toilets.answered, toilets.applicable, toilets.coverage) == (5, 8, 0.625)
    assert (toilets.auditors, toilets.observed) == (("Aino", "Onni"), True)
    assert doors.coverage == pytest.approx(5 / 11)
    assert (doors.D.low, doors.D.obs) == (pytest.approx(100 * (3 * 0.75 + 2) / 16), pytest.approx(85))
    assert peak.cells["toilets"].q.obs == 0
    assert peak.D.obs == pytest.approx(37.5)
    assert close.walked is False


def test_a_cell_that_nobody_observed_is_not_zero():
    (doors,) = compared(at("doors", {"toilets_clean_late": 5})).rounds

    venue = doors.cells["venue"]
    assert (venue.q, venue.observed, venue.coverage) == (Triple(0, None, 1), False, 0)


def test_a_round_that_nobody_walked_has_nothing_to_measure():
    _, close = compared(at("doors", {"toilets_clean_late": 5}), rounds=["doors", "close"]).rounds

    assert (close.D, close.coverage) == (Triple(), None)
    assert {key: (cell.q, cell.observed) for key, cell in close.cells.items()} == {
        "venue": (Triple(), False),
        "toilets": (Triple(), False),
    }


def test_without_an_order_rounds_stand_as_they_were_walked():
    found = compared(at("peak", {}), at("doors", {}), at("peak", {}, auditor="Onni"))

    assert [one.name for one in found.rounds] == ["peak", "doors"]


def test_walkthroughs_outside_rounds_stand_apart():
    found = compared(at("doors", {"toilets_clean_late": 5}), at("", {"toilets_clean_late": 1}))

    assert [one.name for one in found.rounds] == ["doors"]
    assert (found.outside.name, found.outside.cells["toilets"].q.obs) == ("", 0)
    assert (found.drifts, found.first_to_last) == ((), None)


def test_na_of_the_whole_event_is_in_no_round_and_na_of_a_round_only_there():
    found = compared(
        at("doors", {"toilets_clean_late": "NA", "toilets_accessible": "NA"}),
        at("peak", {"toilets_clean_late": 3}),
    )

    doors, peak = (one.cells["toilets"] for one in found.rounds)
    assert (doors.applicable, peak.applicable) == (2, 5)


def test_drift_is_about_what_was_answered_in_both_rounds():
    found = compared(
        at("doors", {"toilets_clean_late": 5, "toilets_supplies": True, "venue_image_fit": 4}),
        at("peak", {"toilets_clean_late": 2, "venue_image_fit": 5, "toilets_accessible": False}),
        at("close", {"toilets_supplies": False, "venue_image_fit": "NA"}),
    )

    first, second = found.drifts
    assert (first.before, first.after) == ("doors", "peak")
    assert first.criteria == (
        CriterionDrift(
            criterion="toilets_clean_late",
            touchpoint="toilets",
            before=Uncertainty("one_observer", 1, 1.0),
            after=Uncertainty("one_observer", 1, 0.25),
            difference=-0.75,
            clear=False,
        ),
        CriterionDrift(
            criterion="venue_image_fit",
            touchpoint="venue",
            before=Uncertainty("one_observer", 1, 0.75),
            after=Uncertainty("one_observer", 1, 1.0),
            difference=0.25,
            clear=False,
        ),
    )
    assert first.not_comparable == {
        "toilets_supplies": "not_answered_after",
        "toilets_accessible": "not_answered_before",
    }
    assert (first.D_before, first.D_after, first.difference) == (87.5, 62.5, -25)
    assert (first.touchpoints["toilets"].difference, first.touchpoints["toilets"].criteria) == (-0.75, 1)
    assert (first.fewest, first.indication, first.same_auditors) == (1, True, True)

    assert (second.criteria, second.D_before, second.fewest, second.indication) == ((), None, 0, True)
    assert second.not_comparable["venue_image_fit"] == "not_applicable_after"

    whole = found.first_to_last
    assert (whole.before, whole.after, whole.difference) == ("doors", "close", -100)


def test_of_two_rounds_first_to_last_is_the_only_drift():
    found = compared(at("doors", {"venue_image_fit": 1}), at("close", {"venue_image_fit": 5}, auditor="Onni"))

    assert found.drifts == (found.first_to_last,)
    assert found.first_to_last.same_auditors is False


def test_a_round_nobody_walked_does_not_break_the_drift():
    found = compared(
        at("doors", {"venue_image_fit": 1}),
        at("close", {"venue_image_fit": 5}),
        rounds=["doors", "peak", "close"],
    )

    assert [(one.before, one.after) for one in found.drifts] == [("doors", "close")]


def test_a_drift_is_clear_from_five_observers_whose_intervals_do_not_overlap():
    def five(name, value):
        return [at(name, {"venue_image_fit": value}, auditor=str(n)) for n in range(5)]

    (drift,) = compared(*five("doors", 5), *five("peak", 1)).drifts

    assert drift.criteria[0].before == Uncertainty("interval", 5, 1, *wilson(1, 5))
    assert (drift.criteria[0].clear, drift.indication) == (True, False)
    (near,) = compared(*five("doors", 4), *five("peak", 3)).drifts
    assert (near.criteria[0].clear, near.indication) == (False, False)


def test_weights_are_the_events_else_the_organisations():
    answers = {"venue_image_fit": 5, "toilets_clean_late": 1}
    own = Settings(touchpoint_weights={"venue": 3})

    assert compared(at("doors", answers)).rounds[0].D.obs == 50
    assert compared(at("doors", answers), own=own).rounds[0].D.obs == 75
    assert compared(at("doors", answers), own=own, touchpoint_weights={"venue": 0}).rounds[0].D.obs == 0


@settings(max_examples=50, deadline=None)
@given(events())
def test_a_single_round_is_the_whole_audit(data):
    """What the heat map shows adds up to what the audit says."""
    for walkthrough in data["walkthroughs"]:
        walkthrough["round"] = "doors"
    facts = parse_event(data | {"rounds": ["doors"]}, LIBRARY)
    (found,), result = compare_rounds(facts, LIBRARY).rounds, audit(facts, LIBRARY)

    scores = result.scores
    assert (found.D.low, found.D.obs, found.D.high) == (scores.low.D, scores.obs.D, scores.high.D)
    assert found.coverage == result.coverage
    for key, cell in found.cells.items():
        assert (cell.q, cell.coverage) == (result.touchpoints[key].q, result.touchpoints[key].coverage)


@settings(max_examples=50, deadline=None)
@given(events(), st.lists(st.sampled_from(["doors", "peak", "close"]), min_size=8, max_size=8))
def test_generated_rounds_are_bounded_and_ordered(data, names):
    for walkthrough, name in zip(data["walkthroughs"], names, strict=False):
        walkthrough["round"] = name
    found = compare_rounds(parse_event(data, LIBRARY), LIBRARY)

    for one in found.rounds:
        assert (one.D.low is None) == (one.D.high is None)
        if one.D.obs is not None:
            assert -CLOSE <= one.D.low <= one.D.obs + CLOSE <= one.D.high + 2 * CLOSE <= 100 + 3 * CLOSE
        for cell in one.cells.values():
            assert cell.observed == (cell.q.obs is not None)
            assert cell.coverage is None or 0 <= cell.coverage <= 1
    for drift in found.drifts:
        assert not {one.criterion for one in drift.criteria} & drift.not_comparable.keys()
        assert sum(one.criteria for one in drift.touchpoints.values()) == len(drift.criteria)
        assert drift.difference is None or -100 <= drift.difference <= 100
