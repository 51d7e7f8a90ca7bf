"""A root cause: findings that one person could make good at once, and why each of them is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from eventaudit.consistency.findings import MESSAGE_TOUCHPOINT, Finding, worst_first
from eventaudit.consistency.severity import SEVERITIES, Severity

Kind = Literal["hard-fail", "message", "segment", "incident", "craft", "touchpoint", "calibration", "own"]
KINDS: tuple[Kind, ...] = (
    "hard-fail",
    "message",
    "segment",
    "incident",
    "craft",
    "touchpoint",
    "calibration",
    "own",
)
BY_NAME: Mapping[str, Kind] = {kind: kind for kind in KINDS}

Rule = Literal[
    "hard_fail",
    "message",
    "segment",
    "craft",
    "announced",
    "reading",
    "words",
    "main_craft",
    "touchpoint",
    "calibration",
    "same_criterion",
    "same_quote",
    "same_name",
    "same_incident",
    "chosen",
    "followed",
]
"""Why a finding is where it is (docs/root-causes.md)."""


@dataclass(frozen=True, slots=True)
class Link:
    """Why a finding belongs to a cause. anchor: what holds it there, a key or the id of another finding."""

    rule: Rule
    finding: str
    cause: str
    anchor: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RootCause:
    """Findings with one cause. `members` and `links` go together, the worst first.

    key: '<kind>:<anchor>', made of what holds the cause together and never of its place in a list, so that it
    is the same in a new analysis. title: a person's own, else empty. A cause without members is resolved: a
    person once shaped it, and nothing of it is found any more.
    """

    key: str
    members: tuple[Finding, ...]
    links: tuple[Link, ...]
    title: str = ""

    @property
    def kind(self) -> Kind:
        return BY_NAME.get(self.key.partition(":")[0], "own")

    @property
    def anchor(self) -> str:
        return self.key.partition(":")[2]

    @property
    def findings(self) -> tuple[str, ...]:
        return tuple(finding.id for finding in self.members)

    @property
    def worst(self) -> Finding | None:
        return self.members[0] if self.members else None

    @property
    def severity(self) -> Severity | None:
        """That of the worst member (analysis 3.6), None where resolved."""
        return self.members[0].severity if self.members else None

    @property
    def hard_fail(self) -> bool:
        return bool(self.members) and self.members[0].hard_fail

    @property
    def resolved(self) -> bool:
        return not self.members

    @property
    def touchpoints(self) -> tuple[str, ...]:
        """Where it was met, the worst first. An off-brief message is met in the message, not in the event."""
        if self.kind == "message":
            return (MESSAGE_TOUCHPOINT,)
        return tuple(dict.fromkeys(finding.touchpoint for finding in self.members))


def gather(links: Iterable[Link], findings: Mapping[str, Finding]) -> tuple[RootCause, ...]:
    """The causes that the links make, the worst first."""
    found: dict[str, list[Link]] = {}
    for link in links:
        found.setdefault(link.cause, []).append(link)
    return in_order(_cause(key, links, findings) for key, links in found.items())


def _cause(key: str, links: list[Link], findings: Mapping[str, Finding]) -> RootCause:
    links.sort(key=lambda link: worst_first(findings[link.finding]))
    return RootCause(key, tuple(findings[link.finding] for link in links), tuple(links))


def in_order(causes: Iterable[RootCause]) -> tuple[RootCause, ...]:
    """Hard-fails, then by severity, impact and key; resolved ones last."""
    return tuple(sorted(causes, key=_worst_cause_first))


def _worst_cause_first(cause: RootCause) -> tuple[bool, bool, int, float, str]:
    worst = cause.worst
    if worst is None:
        return (True, True, 0, 0.0, cause.key)
    severity = cause.severity or worst.severity
    return (False, not cause.hard_fail, -SEVERITIES.index(severity), -worst.impact, cause.key)
