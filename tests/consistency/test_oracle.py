"""The Gilded Compass event comes out as the specification says (fixtures/demo_events.json, `expected`)."""

import pytest

from eventaudit.consistency.output import audit_json

from .examples import audited, gilded_compass

GAPS = {"S_below_standard": "S", "G1_intended_promised": "G1", "G2_promised_delivered": "G2"}
GAPS["G3_intended_delivered"] = "G3"


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
            GAPS[one["gap"]],
            one["touchpoint"],
            one["refs"],
            one["delta"],
            one["impact"],
            one["severity"],
            one.get("off_brief", False),
        )
        for one in gilded_compass()["expected"]["gap_findings"]
        if one["gap"] in GAPS
    )

    assert len(expected) == 33
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
