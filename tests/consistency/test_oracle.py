"""The Gilded Compass event comes out as the specification says (fixtures/demo_events.json, `expected`)."""

import pytest

from eventaudit.consistency.findings import GAPS
from eventaudit.consistency.output import audit_json

from .examples import audited, gilded_compass


@pytest.fixture(scope="module")
def result():
    return audited(gilded_compass())


def test_scores_and_coverage_are_the_expected_ones(result):
    expected = gilded_compass()["expected"]
    printed = audit_json(result)

    assert printed["scores"] == expected["scores"]
    assert printed["coverage"] == expected["coverage"]


def test_findings_are_the_expected_ones_and_no_other(result):
    expected = sorted(
        (
            one["gap"].partition("_")[0],
            one["touchpoint"],
            one["refs"],
            one["delta"],
            one["impact"],
            one["severity"],
            one.get("off_brief", False),
        )
        for one in gilded_compass()["expected"]["gap_findings"]
    )

    assert len(expected) == 47
    assert expected == sorted(
        (
            one.gap,
            one.touchpoint,
            list(one.refs),
            round(one.delta, 3),
            one.impact,
            one.severity,
            one.off_brief,
        )
        for one in result.findings
    )


def test_findings_come_from_all_nine_gaps(result):
    assert {one.gap for one in result.findings} == set(GAPS)


def test_delights_are_at_the_expected_touchpoints_and_keep_their_sign(result):
    expected = {one["touchpoint"] for one in gilded_compass()["expected"]["delights"]}

    assert [(one.id, one.delta and round(one.delta, 3)) for one in result.delights] == [
        ("G6:mood_staff_approachable", -0.02),
        ("expectation:ambience_expectation", -0.2),
        ("G5:queues_entry_wait", -0.7),
    ]
    assert {one.touchpoint for one in result.delights} == expected


def test_the_clear_and_the_indicated_differences_of_segments_have_the_expected_intervals(result):
    params = {one.id: one.params for one in result.findings if one.gap == "G6"}

    assert {
        key: [(end["segment"], end["n"], round(end["low"], 2), round(end["high"], 2)) for end in ends]
        for key, found in params.items()
        if (ends := (found["best"], found["worst"]))
    } == {
        "G6:venue_space_feel": [("front_tables", 22, 0.79, 0.98), ("back_tables", 19, 0.19, 0.53)],
        "G6:ambience_speech_clarity": [("front_tables", 22, 0.70, 0.94), ("back_tables", 19, 0.25, 0.60)],
    }


def test_findings_know_when_attendees_meet_them(result):
    phases = {one.id: one.phases for one in result.findings}

    assert [phases[key] for key in ("G1:A4", "PP:X2", "G2:P25", "S:transport_walk_from_parking")] == [
        ("before",),
        ("before",),
        ("before", "arrival", "departure"),
        ("arrival", "departure"),
    ]


def test_every_promise_has_its_expected_value(result):
    expected = {one["id"]: one["expected_q"] for one in gilded_compass()["promises"]}

    assert {key: one.value for key, one in result.promises.items()} == expected


def test_letter_and_message_index(result):
    assert result.letter == "D"  # 59.9, capped at 49 by the locked accessible toilet
    assert round(result.M, 1) == 83.3  # five of the six messages that speak say luxury


def test_nothing_is_noted_about_a_complete_audit(result):
    assert result.notes == ()


def test_hard_fails_come_first_then_the_worst(result):
    order = [(one.hard_fail, one.severity) for one in result.findings]

    assert order[0] == (True, "critical")
    assert [severity for _, severity in order] == sorted(
        (severity for _, severity in order), key=["critical", "major", "minor", "note"].index
    )
