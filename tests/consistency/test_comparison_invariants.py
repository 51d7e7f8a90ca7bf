"""Invariants of analysis 3.10 for what stands beside the audit: order, names and repetition."""

import copy
from dataclasses import fields, is_dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from eventaudit.consistency import (
    compare_auditors,
    compare_editions,
    compare_rounds,
    compare_segments,
    compare_with_previous,
    dump_event,
    parse_event,
    summarise_feedback,
)

from .strategies import LIBRARY, ROUNDS, events

checked = settings(max_examples=25, deadline=None)


def drift_numbers(drift):
    if drift is None:
        return None
    by_criterion = {one.criterion: (one.before.mean, one.after.mean, one.clear) for one in drift.criteria}
    return by_criterion, dict(drift.not_comparable), drift.D_before, drift.D_after, drift.fewest


def everything(data):
    """What the comparisons say, without names of auditors and without order."""
    facts = parse_event(data, LIBRARY)
    rounds, segments, auditors = (
        compare(facts, LIBRARY) for compare in (compare_rounds, compare_segments, compare_auditors)
    )
    return {
        "rounds": {
            one.name: (one.D, one.coverage, {key: cell.q for key, cell in one.cells.items()})
            for one in rounds.rounds
        },
        "drifts": [drift_numbers(one) for one in (*rounds.drifts, rounds.first_to_last)],
        "previous": drift_numbers(compare_with_previous(facts, LIBRARY)),
        "segments": {
            one.key: (one.share, one.overall, {key: met.q for key, met in one.criteria.items()})
            for one in segments.segments
        },
        "spreads": {one.criterion: (one.spread, one.mean) for one in segments.criteria},
        "everybody": (segments.overall, segments.mean, segments.below_standard),
        "kinds": auditors.kinds,
        "disagreements": {
            (one.criterion, one.touchpoint): (one.difference, one.pairs) for one in auditors.disagreements
        },
        "strictness": sorted((one.difference, one.n, one.lower, one.higher) for one in auditors.strictness),
        "feedback": summarise_feedback(facts),
    }


def nearly(found):
    """All numbers to nine digits, wherever they stand."""
    if isinstance(found, float):
        return round(found, 9)
    if isinstance(found, dict):
        return {key: nearly(value) for key, value in found.items()}
    if is_dataclass(found):
        return nearly({field.name: getattr(found, field.name) for field in fields(found)})
    return [nearly(value) for value in found] if isinstance(found, list | tuple) else found


@checked
@given(events(), st.randoms(use_true_random=False))
def test_5_the_order_of_things_changes_nothing(data, random):
    data["rounds"] = ROUNDS
    mixed = copy.deepcopy(data)
    for part in ("walkthroughs", "feedback"):
        random.shuffle(mixed[part])
    for part in ("attendee_segments", "previous_round"):
        mixed[part] = dict(random.sample(list(mixed[part].items()), len(mixed[part])))

    assert everything(mixed) == everything(data)


@checked
@given(events())
def test_5_renaming_an_auditor_changes_nothing(data):
    renamed = copy.deepcopy(data)
    for walkthrough in renamed["walkthroughs"]:
        walkthrough["auditor"] = {"Aino": "Zacharias"}.get(walkthrough["auditor"], walkthrough["auditor"])

    assert everything(renamed) == everything(data)


@checked
@given(events(), st.integers(2, 3))
def test_6_repeating_an_auditors_observations_changes_nothing(data, times):
    someone = data["walkthroughs"][0]["auditor"]
    again = [one for one in data["walkthroughs"] if one["auditor"] == someone] * (times - 1)
    data["rounds"] = ROUNDS

    assert nearly(everything(data | {"walkthroughs": data["walkthroughs"] + again})) == nearly(
        everything(data)
    )


@checked
@given(events())
def test_18_writing_and_reading_changes_nothing(data):
    assert everything(dump_event(parse_event(data, LIBRARY))) == everything(data)


@checked
@given(events())
def test_nobody_walked_is_nothing_to_measure(data):
    facts = parse_event(data | {"walkthroughs": [], "attendee_segments": {}}, LIBRARY)
    segments, auditors = compare_segments(facts, LIBRARY), compare_auditors(facts, LIBRARY)
    rounds = compare_rounds(facts, LIBRARY)

    assert (segments.mean, segments.worst, segments.below_standard) == (None, None, None)
    assert {one.overall for one in segments.segments} == {None}
    assert (auditors.kinds, auditors.disagreements, auditors.strictness) == ((), (), ())
    assert {one.D.low for one in rounds.rounds} <= {None}
    assert (rounds.drifts, rounds.first_to_last, rounds.outside) == ((), None, None)
    assert compare_editions(facts, facts, LIBRARY).criteria == ()
