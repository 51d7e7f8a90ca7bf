"""All findings of one event with what the rules ask about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from eventaudit.consistency.facts import PromiseFact
from eventaudit.consistency.findings import Finding
from eventaudit.consistency.measured import Measured


class Case:
    def __init__(self, findings: Iterable[Finding], measured: Measured) -> None:
        self.findings = {finding.id: finding for finding in sorted(findings, key=lambda one: one.id)}
        self.measured = measured
        self.facts = measured.facts

    @cached_property
    def by_criterion(self) -> dict[str, list[Finding]]:
        """Criterion to the findings it decided."""
        found: dict[str, list[Finding]] = {}
        for finding in self.findings.values():
            if finding.criterion:
                found.setdefault(finding.criterion, []).append(finding)
        return found

    @cached_property
    def failed(self) -> frozenset[str]:
        """The hard-fail criteria that failed."""
        return frozenset(one.criterion for one in self.findings.values() if one.hard_fail and one.criterion)

    @cached_property
    def apart(self) -> dict[str, Finding]:
        """Criterion to the finding that segments differ in it."""
        return {one.criterion: one for one in self.findings.values() if one.gap == "G6" and one.criterion}

    @cached_property
    def off_brief(self) -> dict[str, float]:
        """Message to its distance from the brief, where that is a finding."""
        return {
            finding.params["message"]: finding.delta
            for finding in self.findings.values()
            if finding.gap == "G1"
        }

    @cached_property
    def notes(self) -> dict[str, str]:
        """Criterion to all that was noted about it."""
        found = dict(self.facts.comments)
        for walkthrough in self.facts.walkthroughs:
            for criterion, comment in walkthrough.comments.items():
                if comment not in found.get(criterion, ""):
                    found[criterion] = f"{found[criterion]} {comment}" if criterion in found else comment
        return found

    def note(self, finding: Finding) -> str:
        """What auditors and the analyst wrote about it."""
        noted = self.notes.get(finding.criterion or "", "")
        said = finding.params.get("note", "")
        return f"{said} {noted}" if said and noted else said or noted

    def touchpoint_of(self, criterion: str) -> str:
        return self.measured.library.criteria[criterion].touchpoint

    def promise(self, finding: Finding) -> PromiseFact:
        """The promise of a G2 finding."""
        return self.measured.promises[finding.params["promise"]].promise

    def overlapped(self, contradiction: Finding) -> Iterator[Finding]:
        """The broken promises whose words are among those that contradict another message."""
        params = contradiction.params
        sides = [(params["message"], params["quote"]), (params["other_message"], params["other_quote"])]
        for finding in self.findings.values():
            if finding.gap == "G2":
                promise = self.promise(finding)
                if any(self._overlap(promise, message, quote) for message, quote in sides):
                    yield finding

    def _overlap(self, promise: PromiseFact, message: str, quote: str) -> bool:
        """Do the two quotes share a character of the same message?"""
        if promise.message != message:
            return False
        text = self.measured.messages[message].message.text
        starts = text.find(quote)
        own = promise.start if promise.start is not None else text.find(promise.quote)
        return starts < own + len(promise.quote) and own < starts + len(quote)
