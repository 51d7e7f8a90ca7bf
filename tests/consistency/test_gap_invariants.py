"""The invariants of analysis 3.10 about single gaps: severity and its caps (14), the sign of a gap (15)."""

import copy

from hypothesis import assume, given
from hypothesis import strategies as st

from eventaudit.consistency import Settings
from eventaudit.consistency.severity import SEVERITIES, severity_of

from .examples import found
from .strategies import LIBRARY, SCORED, best, events
from .test_invariants import COLUMNS, assert_not_below, changed, checked, observed, pleasing, run

INDICATIONS = ("g3.neutral", "g5.indication", "g6.indication")
NOT_ON_SITE = ("PP", "G5", "G6", "G7")


def highest(one):
    """The severity that a finding may not exceed."""
    if one.hard_fail:
        return "critical"
    if one.message_key in INDICATIONS or one.gap == "G7":
        return "minor"
    return "major" if one.gap in ("G2", "S") and one.evidence_grade == "B" else "critical"


@checked
@given(events())
def test_14_severity_is_by_impact_and_never_above_its_cap(data):
    for one in run(data).findings:
        by_impact = "critical" if one.hard_fail else severity_of(one.impact, Settings())
        assert one.severity == min(by_impact, highest(one), key=SEVERITIES.index)


@checked
@given(events())
def test_14_fewer_observers_or_attendees_never_raise_a_severity(data):
    fewer = copy.deepcopy(data)
    for result in fewer["previous_round"].values():
        result["n"] = 1
    for results in fewer["attendee_segments"].values():
        for result in results.values():
            result["n"] = min(result["n"], 5)
    few = {one.id: SEVERITIES.index(one.severity) for one in run(fewer).findings if one.gap in ("G5", "G6")}
    many = {one.id: SEVERITIES.index(one.severity) for one in run(data).findings}

    assert all(severity <= many[key] for key, severity in few.items())


@checked
@given(events())
def test_15_no_finding_is_a_gap_in_the_good_direction(data):
    result = run(data)

    for one in result.findings:
        if one.gap == "S":
            assert result.criteria[one.criterion].q < 0.5 or one.hard_fail
        if one.gap == "G2":
            assert result.promises[one.params["promise"]].value < 0.75
        if one.gap == "G5":
            assert one.params["now"] < one.params["previous"]
    assert found(result).keys().isdisjoint(pleasing(result))


@checked
@given(events())
def test_15_what_is_not_seen_on_site_changes_no_score(data):
    """Attendees, feedback and the earlier edition give findings and delights; E knows nothing of them."""
    bare = changed(data, attendee_segments={}, previous_round={}, feedback=[], contradictions=[])
    less, more = run(bare), run(data)

    assert more.scores == less.scores
    assert found(less) == {id: values for id, values in found(more).items() if id[:2] not in NOT_ON_SITE}


@checked
@given(events(), st.data())
def test_15_an_earlier_edition_that_was_worse_adds_a_delight_and_nothing_else(data, choice):
    before = run(changed(data, previous_round={}))
    scored = {key: before.criteria[key].q for key in SCORED if key in before.criteria}
    better = [key for key, q in scored.items() if q is not None and q >= 0.1]
    assume(better)
    key = choice.draw(st.sampled_from(better))
    after = run(changed(data, previous_round={key: {"q": 0, "n": 7}}))

    assert (after.scores, found(after)) == (before.scores, found(before))
    assert pleasing(after).keys() - pleasing(before).keys() == {f"G5:{key}"}


@checked
@given(events(), st.data())
def test_15_getting_better_than_before_never_lowers_e(data, choice):
    seen = [key for key in SCORED if observed(data, key)]
    assume(seen)
    key = choice.draw(st.sampled_from(seen))
    better = changed(data, previous_round={key: {"q": 0.0, "n": 5}})
    for walkthrough in observed(better, key):
        walkthrough["answers"][key] = best(key)
    result = run(better)

    assert f"G5:{key}" not in found(result)
    if data["form"] == "full" or LIBRARY.criteria[key].core:
        assert pleasing(result)[f"G5:{key}"] == -1.0
    assert_not_below(run(data), result, *[(column, "E") for column in COLUMNS])
