"""A finding: one gap between two records, with everything a reader needs to check it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from .facts import Phase
from .severity import SEVERITIES, Grade, Severity

Gap = Literal["G1", "G2", "G3", "G4", "G5", "G6", "G7", "PP", "S"]
GAPS: tuple[Gap, ...] = ("G1", "PP", "G2", "G3", "G4", "S", "G5", "G6", "G7")

MESSAGE_TOUCHPOINT = "message"
"""Where a finding is about a message rather than a touchpoint."""

BEFORE: tuple[Phase, ...] = ("before",)
"""The phase of what messages say, whichever touchpoint they speak of."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One gap finding. What each id means: docs/findings.md.

    id: gap and subject ('G2:P10'), the same in every analysis of the event. delta: the gap in [0, 1].
    impact: 0-100. refs: the ids and keys of what it rests on. message_key and params: the sentence, to be
    put into words in the reader's language; params hold keys, ids and numbers, never text of ours.
    off_brief: the promise should not have been made; folded under the message's G1 finding. hard_fail: a
    criterion that caps the index has failed. criterion: the one that shows it, None where none does. phases:
    when attendees meet it, in their order.
    """

    id: str
    gap: Gap
    touchpoint: str
    delta: float
    impact: float
    severity: Severity
    evidence_grade: Grade
    refs: tuple[str, ...]
    message_key: str
    phases: tuple[Phase, ...]
    params: Mapping[str, Any] = field(default_factory=dict)
    criterion: str | None = None
    off_brief: bool = False
    hard_fail: bool = False


def worst_first(finding: Finding) -> tuple[bool, int, float, str]:
    """Sort key: hard-fails, then severity, then impact, then id."""
    return (not finding.hard_fail, -SEVERITIES.index(finding.severity), -finding.impact, finding.id)
