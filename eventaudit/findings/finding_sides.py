"""The two records of a finding, facing each other with the gap between (analysis 3.1)."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eventaudit.consistency import Finding

from .audited import AuditedEvent
from .gap_marks import GapMark, gap_mark
from .wording import Glossary, band_words, confidence_percent, hundred, read_words

PARTLY = 0.25


@dataclass(frozen=True, slots=True)
class Side:
    """record: intended, promised, delivered or '' for its colour. quoted: the words are somebody's own."""

    label: str
    words: str
    detail: str = ""
    record: str = ""
    mixture: dict[str, float] | str | None = None
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Sides:
    here: Side
    there: Side
    gap: GapMark


def sides_of(finding: Finding, found: AuditedEvent) -> Sides:
    here, there = SIDES[finding.gap](finding, found.glossary)
    far = found.audit.settings.off_brief_from
    return Sides(here, there, gap_mark(finding.delta, _("of 100 apart"), apart_from=PARTLY, far_from=far))


def _intended(finding: Finding, glossary: Glossary) -> Side:
    mixture = finding.params["intended"]
    return Side(_("Intended"), glossary.atmosphere(mixture), record="intended", mixture=mixture)


def _message_side(finding: Finding, glossary: Glossary) -> tuple[Side, Side]:
    params = finding.params
    promised = Side(
        _("Promised"),
        glossary.atmosphere(params["spoken"]),
        glossary.message(params["message"]),
        "promised",
        params["spoken"],
    )
    return _intended(finding, glossary), promised


def _contradiction_sides(finding: Finding, glossary: Glossary) -> tuple[Side, Side]:
    params = finding.params
    one = Side(_("Promised"), params["quote"], glossary.message(params["message"]), "promised", quoted=True)
    other = Side(
        _("Promised as well"),
        params["other_quote"],
        glossary.message(params["other_message"]),
        "promised",
        quoted=True,
    )
    return one, other


def _promise_sides(finding: Finding, glossary: Glossary) -> tuple[Side, Side]:
    params = finding.params
    promised = Side(
        _("Promised"), params["quote"], glossary.message(params["message"]), "promised", quoted=True
    )
    return promised, _found_side(finding, glossary)


def _found_side(finding: Finding, glossary: Glossary) -> Side:
    """Judged by hand, the note says what was found."""
    params = finding.params
    if finding.message_key == "g2.reading":
        return _reading_side(finding, glossary)
    if finding.message_key == "g2.manual":
        kept = _("kept to %s of 100") % hundred(params["value"])
        words = params["note"] or _("Not as promised")
        return Side(_("Delivered"), words, kept, "delivered", quoted=bool(params["note"]))
    return _answer_side(finding, glossary)


def _answer_side(finding: Finding, glossary: Glossary) -> Side:
    params = finding.params
    words = glossary.values(params["criterion"], params["values"])
    return Side(_("Delivered"), words, glossary.criterion(params["criterion"]), "delivered")


def _reading_side(finding: Finding, glossary: Glossary) -> Side:
    read = finding.params["read"]
    seen = [mixture for _auditor, mixtures in read for mixture in mixtures]
    auditors = ngettext("read by %d auditor", "read by %d auditors", len(read)) % len(read)
    return Side(
        _("Delivered"), read_words(read, glossary), auditors, "delivered", seen[0] if len(seen) == 1 else None
    )


def _standard_sides(finding: Finding, glossary: Glossary) -> tuple[Side, Side]:
    params = finding.params
    wanted = band_words(params) if finding.message_key == "s.measure" else _WANTED[params["kind"]]()
    return Side(_("Wanted"), wanted), _answer_side(finding, glossary)


_WANTED: dict[str, Callable[[], str]] = {
    "fit": lambda: _("5 of 5 is best; below 3 is not good enough."),
    "balance": lambda: _("Just right: neither too little nor too much."),
    "yesno": lambda: _("Yes"),
    "choice": lambda: _("The best of the options."),
    "measure": lambda: "",
}


def _theme_sides(finding: Finding, glossary: Glossary) -> tuple[Side, Side]:
    return _intended(finding, glossary), _reading_side(finding, glossary)


def _tune_sides(finding: Finding, glossary: Glossary) -> tuple[Side, Side]:
    params = finding.params
    usual = _("%s of 100 alike in the middle") % hundred(params["median"])
    own = _("%s of 100 like the others") % hundred(params["mean"])
    name = glossary.touchpoint(finding.touchpoint)
    here = Side(name, read_words(params["read"], glossary), own, "delivered")
    return Side(_("The other touchpoints"), usual, record="delivered"), here


def _round_sides(finding: Finding, glossary: Glossary) -> tuple[Side, Side]:
    params = finding.params
    then = Side(
        _("Last time"),
        _("%s of 100") % hundred(params["previous"]),
        _observations(params["previous_n"])
        + (f" · {params['previous_raw']}" if params["previous_raw"] else ""),
    )
    answers = glossary.values(params["criterion"], params["values"])
    now = Side(_("Now"), _("%s of 100") % hundred(params["now"]), answers, "delivered")
    return then, now


def _segment_sides(finding: Finding, glossary: Glossary) -> tuple[Side, Side]:
    return (
        _segment_side(finding.params["best"], finding.params["z"], glossary),
        _segment_side(finding.params["worst"], finding.params["z"], glossary),
    )


def _segment_side(part: dict, z: float, glossary: Glossary) -> Side:
    detail = _("%(n)d attendees; between %(low)s and %(high)s with %(sure)s %% confidence") % {
        "n": part["n"],
        "low": hundred(part["low"]),
        "high": hundred(part["high"]),
        "sure": confidence_percent(z),
    }
    return Side(glossary.segment(part["segment"]), _("%s of 100") % hundred(part["q"]), detail, "delivered")


def _view_sides(finding: Finding, glossary: Glossary) -> tuple[Side, Side]:
    params = finding.params
    answers = glossary.values(params["criterion"], params["values"])
    auditors = Side(_("Auditors"), _("%s of 100") % hundred(params["auditors"]), answers, "delivered")
    people = ngettext("%d attendee", "%d attendees", params["n"]) % params["n"]
    return auditors, Side(_("Attendees"), _("%s of 100") % hundred(params["attendees"]), people, "delivered")


def _observations(count: int) -> str:
    return ngettext("%d observation", "%d observations", count) % count


SIDES: dict[str, Callable[[Finding, Glossary], tuple[Side, Side]]] = {
    "G1": _message_side,
    "PP": _contradiction_sides,
    "G2": _promise_sides,
    "S": _standard_sides,
    "G3": _theme_sides,
    "G4": _tune_sides,
    "G5": _round_sides,
    "G6": _segment_sides,
    "G7": _view_sides,
}
