"""What 'Rounds' shows: touchpoints by rounds, and what became better or worse in between (analysis 3.8)."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eventaudit.consistency import Drift, RoundCell, RoundResult, compare_rounds, compare_with_previous

from .audited import AuditedEvent
from .wording import Glossary, hundred, number

SHADES = 6
SAME = 0.005  # a difference that whole numbers of 100 show as nothing
ROWS_SHOWN = 8
TWO = 2


@dataclass(frozen=True, slots=True)
class HeatCell:
    """value: observed quality of 0-100, '' where nobody observed. shade: 1 (worst) to 6 (best), 0 for none.

    arrow, change: against the round before; '' where the two cannot be compared.
    """

    value: str
    shade: int
    words: str
    arrow: str = ""
    change: str = ""


@dataclass(frozen=True, slots=True)
class HeatRow:
    key: str
    name: str
    cells: list[HeatCell]


@dataclass(frozen=True, slots=True)
class RoundHead:
    name: str
    who: str
    cell: HeatCell  # D of the round


@dataclass(frozen=True, slots=True)
class DriftRow:
    question: str
    touchpoint: str
    touchpoint_key: str
    before: str
    after: str
    change: str
    better: bool
    clear: bool
    n: str


@dataclass(frozen=True, slots=True)
class DriftPart:
    """From one round to another, or from last time to now. rows: the largest falls, then the largest rises;
    changed: how many there are in all.
    """

    before: str
    after: str
    summary: str
    indication: bool
    rows: list[DriftRow]
    changed: int
    unchanged: int
    not_comparable: int


@dataclass(frozen=True, slots=True)
class RoundsPage:
    heads: list[RoundHead]
    rows: list[HeatRow]
    drifts: list[DriftPart]
    whole: DriftPart | None
    since_last_time: DriftPart | None
    unwalked: list[str]
    outside: int  # walkthroughs without a round
    planned: int


def build_rounds_page(found: AuditedEvent) -> RoundsPage:
    rounds = compare_rounds(found.facts, found.library, found.audit.settings)
    walked = [one for one in rounds.rounds if one.walked]
    return RoundsPage(
        heads=[_head(one) for one in walked],
        rows=[
            HeatRow(key, found.glossary.touchpoint(key), _cells(key, walked, rounds.drifts))
            for key, result in found.audit.touchpoints.items()
            if result.applies
        ],
        drifts=[_part(drift, found.glossary) for drift in rounds.drifts],
        whole=_part(rounds.first_to_last, found.glossary)
        if rounds.first_to_last and len(walked) > TWO
        else None,
        since_last_time=_since_last_time(found),
        unwalked=[one.name for one in rounds.rounds if not one.walked],
        outside=sum(not walkthrough.round for walkthrough in found.facts.walkthroughs),
        planned=len(rounds.rounds),
    )


def _since_last_time(found: AuditedEvent) -> DriftPart | None:
    if not found.facts.previous_round:
        return None
    drift = compare_with_previous(found.facts, found.library, found.audit.settings)
    return replace(_part(drift, found.glossary), before=_("Last time"), after=_("Now"))


def _head(one: RoundResult) -> RoundHead:
    return RoundHead(
        one.name, ", ".join(one.auditors), _shaded(None if one.D.obs is None else one.D.obs / 100)
    )


def _cells(key: str, walked: list[RoundResult], drifts: tuple[Drift, ...]) -> list[HeatCell]:
    cells = [_cell(walked[0].cells[key])] if walked else []
    for one, drift in zip(walked[1:], drifts, strict=True):
        changed = drift.touchpoints.get(key)
        cells.append(_cell(one.cells[key], changed.difference if changed else None))
    return cells


def _cell(cell: RoundCell, change: float | None = None) -> HeatCell:
    if cell.coverage is None:
        return HeatCell("", 0, _("not applicable"))
    if not cell.observed:
        return HeatCell("", 0, _("not observed"))
    return _shaded(cell.q.obs, change)


def _shaded(quality: float | None, change: float | None = None) -> HeatCell:
    if quality is None:
        return HeatCell("", 0, _("not observed"))
    shade = min(SHADES, int(quality * SHADES) + 1)
    if change is None:
        return HeatCell(hundred(quality), shade, "")
    if abs(change) < SAME:
        return HeatCell(hundred(quality), shade, _("unchanged"), "→", "0")
    words = _("better by %s") if change > 0 else _("worse by %s")
    points = number(round(100 * abs(change)))
    return HeatCell(hundred(quality), shade, words % points, "↗" if change > 0 else "↘", points)


def _part(drift: Drift, glossary: Glossary) -> DriftPart:
    changed = [one for one in drift.criteria if abs(one.difference) >= SAME]
    falls = [one for one in changed if one.difference < 0]
    rises = [one for one in reversed(changed) if one.difference > 0]
    rows = falls[:ROWS_SHOWN] + rises[:ROWS_SHOWN]
    return DriftPart(
        before=drift.before,
        after=drift.after,
        summary=_summary(drift),
        indication=drift.indication,
        rows=[
            DriftRow(
                question=glossary.criterion(one.criterion),
                touchpoint=glossary.touchpoint(one.touchpoint),
                touchpoint_key=one.touchpoint,
                before=hundred(one.before.mean),
                after=hundred(one.after.mean),
                change=number(round(100 * abs(one.difference))),
                better=one.difference > 0,
                clear=one.clear,
                n=f"{one.before.n} / {one.after.n}",
            )
            for one in rows
        ],
        changed=len(changed),
        unchanged=len(drift.criteria) - len(changed),
        not_comparable=len(drift.not_comparable),
    )


def _summary(drift: Drift) -> str:
    count = len(drift.criteria)
    if drift.difference is None:
        return _("No criterion was answered in both, so the two cannot be compared.")
    return ngettext(
        "On the %(count)d criterion answered in both: %(before)s of 100, then %(after)s.",
        "On the %(count)d criteria answered in both: %(before)s of 100, then %(after)s.",
        count,
    ) % {"count": count, "before": number(drift.D_before, 1), "after": number(drift.D_after, 1)}
