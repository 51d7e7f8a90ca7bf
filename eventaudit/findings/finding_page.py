"""What the page of one finding shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from eventaudit.consistency import Finding
from eventaudit.consistency.findings import MESSAGE_TOUCHPOINT
from eventaudit.events.models import ProgrammeItem

from .audited import AuditedEvent
from .causes import ShapedCause, by_finding, shaped_causes
from .finding_evidence import Evidence, evidence_of
from .finding_factors import Arithmetic, arithmetic_of
from .finding_filter import FindingFilter
from .finding_rows import FindingRow, finding_row
from .finding_sides import Sides, sides_of
from .mending import mended_on_site
from .models import CorrectiveAction
from .policies import can_act
from .wording import GAP_QUESTIONS, Glossary

RELATED_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Step:
    """Where the finding stands among those that the filter leaves. before, after: ids, '' at the ends."""

    number: int
    total: int
    before: str
    after: str
    words: str
    query: str


@dataclass(frozen=True, slots=True)
class FindingPage:
    row: FindingRow
    about_message: bool
    question: str
    phases: list[str]
    sides: Sides
    evidence: Evidence
    arithmetic: Arithmetic
    related: list[FindingRow]
    others_here: int  # findings of the touchpoint, this one left out
    step: Step
    actions: list[CorrectiveAction]
    mendable: bool
    cause: ShapedCause | None


def build_finding_page(finding: Finding, found: AuditedEvent, chosen: FindingFilter) -> FindingPage:
    findings = found.audit.findings
    phases = {phase.value: str(phase.label) for phase in ProgrammeItem.Phase}
    return FindingPage(
        row=finding_row(finding, found.glossary),
        about_message=finding.touchpoint == MESSAGE_TOUCHPOINT,
        question=str(GAP_QUESTIONS[finding.gap]),
        phases=[phases[phase] for phase in finding.phases],
        sides=sides_of(finding, found),
        evidence=evidence_of(finding, found),
        arithmetic=arithmetic_of(finding, found),
        related=related_rows(finding, findings, found.glossary),
        others_here=sum(each.touchpoint == finding.touchpoint for each in findings) - 1,
        step=step_of(finding, findings, chosen),
        actions=list(found.event.actions.filter(finding=finding.id)),
        mendable=mended_on_site(finding) and can_act(found.event),
        cause=by_finding(shaped_causes(found)).get(finding.id),
    )


def related_rows(finding: Finding, findings: Sequence[Finding], glossary: Glossary) -> list[FindingRow]:
    """Findings about the same message, promise, criterion or, behind these, touchpoint."""
    own = _subjects(finding)
    near = [each for each in findings if each.id != finding.id and own & _subjects(each)]
    here = [
        each
        for each in findings
        if each.id != finding.id and each not in near and each.touchpoint == finding.touchpoint
    ]
    return [finding_row(each, glossary) for each in (near + here)[:RELATED_SHOWN]]


def _subjects(finding: Finding) -> set[str]:
    """Criterion and promise; of what messages say, the messages; of an off-brief promise, its message."""
    subjects = set(finding.refs)
    if finding.gap in ("G1", "PP") or finding.off_brief:
        subjects |= {finding.params[name] for name in ("message", "other_message") if name in finding.params}
    return subjects


def step_of(finding: Finding, findings: Sequence[Finding], chosen: FindingFilter) -> Step:
    """Among the filtered findings; among all where the filter leaves this one out."""
    among, words, query = chosen.apply(findings), chosen.words(), chosen.query
    if finding not in among:
        among, words, query = list(findings), "", ""
    place = among.index(finding)
    return Step(
        number=place + 1,
        total=len(among),
        before=among[place - 1].id if place else "",
        after=among[place + 1].id if place + 1 < len(among) else "",
        words=words,
        query=query,
    )
