"""Impact, severity and caps (analysis 3.6)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventaudit.consistency import Settings
from eventaudit.consistency.severity import (
    SEVERITIES,
    below,
    evidence_grade,
    grade_cap,
    impact,
    judge,
    severity_of,
)

SETTINGS = Settings()
shares = st.floats(0, 1)
weights = st.floats(0, 3)


@pytest.mark.parametrize(
    ("points", "severity"),
    [
        (100, "critical"),
        (75, "critical"),
        (74.9, "major"),
        (40, "major"),
        (39.9, "minor"),
        (15, "minor"),
        (14.9, "note"),
        (0, "note"),
    ],
)
def test_severity_by_impact(points, severity):
    assert severity_of(points, SETTINGS) == severity


def test_impact_is_rounded_to_one_decimal():
    assert impact(0.5, 2, 1.0, 0.67) == 22.3
    assert impact(1.0, 3, 0.4) == 40.0  # and not 39.99…, a step lower


@pytest.mark.parametrize(
    ("observers", "recorded", "grade"), [(1, False, "B"), (2, False, "A"), (1, True, "A"), (0, False, "B")]
)
def test_evidence_grade(observers, recorded, grade):
    assert evidence_grade(observers=observers, recorded=recorded) == grade


def test_a_cap_lowers_and_never_raises():
    assert judge(100, SETTINGS, cap="minor") == "minor"
    assert judge(3, SETTINGS, cap="minor") == "note"
    assert judge(100, SETTINGS, cap=grade_cap("B")) == "major"
    assert judge(3, SETTINGS, cap=grade_cap("B"), hard_fail=True) == "critical"


@given(shares, shares, weights, weights, shares, shares, shares, shares)
def test_severity_never_falls_when_anything_grows(delta, d, weight, w, reach, r, strength, s):
    less = impact(min(delta, d), min(weight, w), min(reach, r), min(strength, s))
    more = impact(max(delta, d), max(weight, w), max(reach, r), max(strength, s))

    assert less <= more
    for cap in SEVERITIES:
        found = [SEVERITIES.index(judge(points, SETTINGS, cap=cap)) for points in (less, more)]
        assert found == sorted(found)
        assert found[1] <= SEVERITIES.index(cap)


def test_comparisons_are_blind_to_the_last_bits():
    assert not below(0.1 + 0.2, 0.3)
    assert not below(0.3, 0.1 + 0.2)
    assert below(0.2999, 0.3)
