"""A title for a cause nobody has named: what guests met, in its weightiest fact (docs/root-causes.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from eventaudit.consistency.findings import Finding, Gap
from eventaudit.consistency.severity import SEVERITIES

from .root_cause import RootCause

TELLING: tuple[Gap, ...] = ("G1", "G2", "S", "PP", "G6", "G3", "G4", "G5", "G7")
"""Of equally severe findings, the one that tells most of what guests met."""

TITLE_OF_GAP: Mapping[Gap, str] = {
    "G1": "message_off_brief",
    "G2": "promise_not_kept",
    "G3": "theme_not_delivered",
    "G4": "out_of_tune",
    "G5": "worse_than_before",
    "G6": "segment_worse_off",
    "G7": "seen_otherwise",
    "PP": "contradiction",
    "S": "below_standard",
}


WAY = {"s.balance_too_little": "more", "s.balance_too_much": "less"}


@dataclass(frozen=True, slots=True)
class Title:
    """The sentence is made from key and params. params hold those of the finding, `finding` (its id),
    `touchpoint`, `criterion`, `direction` (which way it is to be moved), `more` (how many other findings).
    """

    key: str
    params: Mapping[str, Any]


def leading(cause: RootCause) -> Finding | None:
    """The finding that stands for the cause: of the most severe ones, the one that tells most."""
    return min(cause.members, key=most_telling_first, default=None)


def most_telling_first(finding: Finding) -> tuple[bool, int, int, float, str]:
    severity = -SEVERITIES.index(finding.severity)
    return (not finding.hard_fail, severity, TELLING.index(finding.gap), -finding.impact, finding.id)


def title_of(cause: RootCause) -> Title:
    """A person's own title is in cause.title; this is the one proposed."""
    if cause.kind == "segment" and any(finding.gap == "G6" for finding in cause.members):
        return _of_segment(cause)
    lead = leading(cause)
    if lead is None:
        return Title("resolved", {"cause": cause.key})
    key = TITLE_OF_GAP[lead.gap]
    if cause.kind == "hard-fail":
        key = "hard_fail"
    elif cause.kind == "incident":
        return Title("incident", {**lead.params, **_usual(lead, cause), "incident": cause.anchor})
    elif lead.gap == "G2" and lead.off_brief:
        key = "off_brief_promise"
    return Title(key, {**lead.params, **_usual(lead, cause), "criterion": lead.criterion})


def _of_segment(cause: RootCause) -> Title:
    """What the segment had less of, the worst first."""
    apart = [finding for finding in cause.members if finding.gap == "G6"]
    params = {"segment": apart[0].params["worst"]["segment"], "criteria": [one.criterion for one in apart]}
    more = len(cause.members) - len(apart)
    return Title("segment_worse_off", params | _usual(apart[0], cause) | {"more": more})


def _usual(lead: Finding, cause: RootCause) -> dict[str, Any]:
    return {
        "finding": lead.id,
        "touchpoint": lead.touchpoint,
        "message_key": lead.message_key,
        "direction": WAY.get(lead.message_key, ""),
        "more": len(cause.members) - 1,
    }
