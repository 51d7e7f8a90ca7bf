"""What the event's page shows, from one audit: plain values for the template."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import combinations

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from eventaudit.consistency import Audit, PromiseResult

from .audited import AuditedEvent
from .causes import ShapedCause, shaped_causes
from .charts import letter_places, range_bar, share_bar
from .coverage import covered_percent
from .records import TouchpointRecords, build_records
from .wording import (
    BASES,
    INDICES,
    SEVERITIES,
    VERDICTS,
    Glossary,
    note_sentence,
    number,
)

VERDICT_COLOURS = {"kept": "#1d6334", "partly": "#c9a227", "broken": "#9b1c1c", "unchecked": "#c5c9c8"}
WORST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Range:
    """One quantity of 0-100 as assured, observed and possible, ready to print."""

    low: float | None
    obs: float | None
    high: float | None
    bar: SafeString
    name: str = ""
    letter: str = ""
    explanation: str = ""
    arithmetic: str = ""

    @property
    def measured(self) -> bool:
        return self.low is not None


@dataclass(frozen=True, slots=True)
class PromiseRow:
    result: PromiseResult
    quote: str
    message: str
    touchpoint: str
    verdict: str
    basis: str
    value: str


@dataclass(frozen=True, slots=True)
class Ledger:
    total: int
    counts: list[tuple[str, str, int]]  # verdict, label, how many
    bar: SafeString | None


@dataclass(frozen=True, slots=True)
class WorstCause:
    """shaped: a root cause with its recommendation."""

    shaped: ShapedCause
    severity: str
    touchpoints: str


@dataclass(frozen=True, slots=True)
class Overview:
    index: Range
    letter: str | None
    letters: list[tuple[str, str]]  # where each stands under the bar
    letter_from: int  # per cent of coverage
    coverage: int | None  # per cent
    message_index: float | None
    uncapped: float | None  # where the cap holds the index down: what it would be
    cap: float
    hard_fails: list[str]
    components: list[Range]
    records: list[TouchpointRecords]
    findings: int
    worst: list[WorstCause]
    delights: int
    severities: list[tuple[str, str, int]]  # key, label, how many
    ledger: Ledger
    notes: list[str] = field(default_factory=list)


def build_overview(found: AuditedEvent) -> Overview:
    audit, glossary = found.audit, found.glossary
    low, settings = audit.scores.low, audit.settings
    uncapped = low.E_uncapped if low.capped else None
    counts = Counter(finding.severity for finding in audit.findings)
    return Overview(
        index=_index(audit, uncapped),
        letter=audit.letter,
        letters=letter_places(settings.letter_cuts, settings.lowest_letter),
        letter_from=round(100 * settings.letter_coverage),
        coverage=covered_percent(audit.coverage),
        message_index=audit.M,
        uncapped=uncapped,
        cap=settings.hard_fail_cap,
        hard_fails=[glossary.criterion(key) for key in low.hard_fails],
        components=[_component(name, audit) for name in INDICES],
        records=build_records(audit, found.likeness, glossary),
        findings=len(audit.findings),
        worst=_worst_causes(found),
        delights=len(audit.delights),
        severities=[(key, str(label), counts[key]) for key, label in SEVERITIES.items()],
        ledger=_ledger(audit),
        notes=[note_sentence(note, glossary) for note in audit.notes],
    )


def _worst_causes(found: AuditedEvent) -> list[WorstCause]:
    worst = [shaped for shaped in shaped_causes(found) if not shaped.cause.resolved][:WORST_SHOWN]
    return [
        WorstCause(
            shaped,
            str(SEVERITIES[shaped.cause.severity or "note"]),
            ", ".join(found.glossary.touchpoint(key) for key in shaped.cause.touchpoints),
        )
        for shaped in worst
    ]


def range_of(low, obs, high, *, name: str, letter: str = "", scale: float = 1, **parts) -> Range:
    low, obs, high = (None if value is None else value * scale for value in (low, obs, high))
    bar_options = {key: parts.pop(key) for key in ("cuts", "uncapped", "height") if key in parts}
    title = f"{name}: {range_words(low, obs, high)}"
    return Range(low, obs, high, range_bar(low, obs, high, title=title, **bar_options), name, letter, **parts)


def range_words(low: float | None, obs: float | None, high: float | None) -> str:
    if low is None:
        return _("nothing to measure yet")
    return _("assured %(low)s, observed %(obs)s, possible %(high)s") % {
        "low": number(low, 1),
        "obs": number(obs, 1),
        "high": number(high, 1),
    }


def _index(audit: Audit, uncapped: float | None) -> Range:
    scores = audit.scores
    return range_of(
        scores.low.E,
        scores.obs.E,
        scores.high.E,
        name=_("Excellence index"),
        letter="E",
        cuts=[cut for _letter, cut in audit.settings.letter_cuts],
        uncapped=uncapped,
        height=22,
        arithmetic=_index_arithmetic(audit),
    )


def _index_arithmetic(audit: Audit) -> str:
    """The weights are scaled up where a component is dropped (analysis 3.5)."""
    low, weights = audit.scores.low, audit.settings.index_weights
    parts = {name: getattr(low, name) for name in INDICES if getattr(low, name) is not None}
    if not parts or low.E_uncapped is None:
        return ""
    whole = sum(weights[name] for name in parts)
    terms = " + ".join(
        f"{number(weights[name] / whole, 2)} × {number(value, 1)}" for name, value in parts.items()
    )
    return f"{terms} = {number(low.E_uncapped, 1)}"


def _component(name: str, audit: Audit) -> Range:
    label, explanation = INDICES[name]
    scores = audit.scores
    return range_of(
        *(getattr(column, name) for column in (scores.low, scores.obs, scores.high)),
        name=str(label),
        letter=name,
        explanation=str(explanation),
        arithmetic=_ARITHMETIC[name](audit) if getattr(scores.low, name) is not None else "",
    )


def _delivery(audit: Audit) -> str:
    parts = [
        (result.weight, result.q.low) for result in audit.touchpoints.values() if result.q.low is not None
    ]
    return _mean(parts, audit.scores.low.D)


def _fidelity(audit: Audit) -> str:
    promises = audit.promises.values()
    kept = sum(result.strength_weight * (result.value or 0) for result in promises)
    whole = sum(result.strength_weight for result in promises)
    return _("100 × %(kept)s points kept / %(whole)s points promised = %(result)s") % {
        "kept": number(kept, 1),
        "whole": number(whole),
        "result": number(audit.scores.low.F, 1),
    }


def _intent(audit: Audit) -> str:
    parts = [(result.weight, result.likeness or 0) for result in audit.touchpoints.values() if result.themed]
    return _mean(parts, audit.scores.low.I)


def _coherence(audit: Audit) -> str:
    themed = [result for result in audit.touchpoints.values() if result.themed]
    return _("Mean similarity of %(pairs)d pairs of touchpoints × 100 = %(result)s") % {
        "pairs": len(list(combinations(themed, 2))),
        "result": number(audit.scores.low.C, 1),
    }


def _mean(parts: list[tuple[float, float]], result: float | None) -> str:
    """100 × (0.93 + 0.73 + ...) / 12 = 58.7; weights are written where they are not all 1."""
    plain = all(weight == 1 for weight, _value in parts)
    terms = " + ".join(
        number(value, 2) if plain else f"{number(weight)} × {number(value, 2)}" for weight, value in parts
    )
    return f"100 × ({terms}) / {number(sum(weight for weight, _value in parts))} = {number(result, 1)}"


_ARITHMETIC = {"D": _delivery, "F": _fidelity, "I": _intent, "C": _coherence}


def promise_row(result: PromiseResult, glossary: Glossary) -> PromiseRow:
    promise = result.promise
    return PromiseRow(
        result=result,
        quote=promise.quote,
        message=glossary.message(promise.message),
        touchpoint=glossary.touchpoint(promise.touchpoint),
        verdict=str(VERDICTS[result.verdict]),
        basis=str(BASES[result.basis]),
        value=number(result.value, 2),
    )


def _ledger(audit: Audit) -> Ledger:
    counts = Counter(result.verdict for result in audit.promises.values())
    words = ", ".join(f"{label} {counts[verdict]}" for verdict, label in VERDICTS.items())
    parts = [(counts[verdict], VERDICT_COLOURS[verdict]) for verdict in VERDICTS]
    return Ledger(
        total=len(audit.promises),
        counts=[(verdict, str(label), counts[verdict]) for verdict, label in VERDICTS.items()],
        bar=share_bar(parts, title=_("Promises: %s") % words) if audit.promises else None,
    )
