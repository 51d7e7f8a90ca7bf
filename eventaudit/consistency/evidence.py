"""How well a finding is supported (analysis 3.6, evidence grade)."""

from __future__ import annotations

from typing import Any

from .observations import CriterionResult, TouchpointReading
from .severity import Grade, evidence_grade

CHECKED_KINDS = frozenset({"measure", "yesno"})
"""Answers that are read off a fact - a number, or a check that is passed or not - and not a judgement.

Whoever looks finds the same, so one observer's answer counts as a measurement. Fit, balance, choice and
expectation are judgements: one observer alone is grade B.
"""


def criterion_grade(result: CriterionResult) -> Grade:
    recorded = result.criterion.kind in CHECKED_KINDS or result.photos > 0
    return evidence_grade(observers=len(result.by_auditor), recorded=recorded)


def reading_grade(reading: TouchpointReading) -> Grade:
    return evidence_grade(observers=len(reading.by_auditor), recorded=reading.photos > 0)


def observed_values(result: CriterionResult) -> list[list[Any]]:
    """[[auditor, [value, ...]], ...]"""
    return [[auditor.auditor, list(auditor.values)] for auditor in result.by_auditor]


def observed_readings(reading: TouchpointReading) -> list[list[Any]]:
    """[[auditor, [{atmosphere: share} or 'neutral', ...]], ...]"""
    said = {mixture.shares: mixture.as_json() for mixture, _ in reading.spread}
    return [
        [seen.auditor, [said[mixture.shares] for mixture in seen.atmospheres]] for seen in reading.by_auditor
    ]
