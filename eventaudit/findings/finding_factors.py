"""How a finding's severity was reckoned: each factor with its number and its source (analysis 3.6)."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from eventaudit.consistency import Finding
from eventaudit.consistency.findings import MESSAGE_TOUCHPOINT
from eventaudit.consistency.severity import TOP_WEIGHT, severity_of
from eventaudit.library.text import localised

from .audited import AuditedEvent
from .wording import SEVERITIES, finding_arithmetic, number, severity_bound

STRENGTH_REASONS: dict[str, Callable[[], str]] = {
    "explicit": lambda: _("An explicit promise: it can be checked on site."),
    "implied": lambda: _("An implied promise: it is read between the words."),
    "mood": lambda: _("A promise of mood only."),
}


@dataclass(frozen=True, slots=True)
class Factor:
    name: str
    number: str
    reason: str


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """line: the sum with its numbers. cuts: the severity the sum gives. bound: why it is another."""

    factors: list[Factor]
    line: str
    impact: str
    cuts: str
    bound: str


def arithmetic_of(finding: Finding, found: AuditedEvent) -> Arithmetic:
    settings, params = found.audit.settings, finding.params
    weight = f"{number(params['weight'])} / {TOP_WEIGHT}"
    factors = [
        Factor(_("Gap"), number(finding.delta, 2), gap_reason(finding, found)),
        Factor(_("Weight"), weight, weight_reason(finding, found)),
    ]
    if "strength_share" in params:
        reason = STRENGTH_REASONS[params["strength"]]()
        factors.append(Factor(_("Strength"), number(params["strength_share"], 2), reason))
    factors.append(Factor(_("Reach"), number(params["reach"], 2), reach_reason(finding, found)))
    return Arithmetic(
        factors=factors,
        line=finding_arithmetic(finding),
        impact=number(finding.impact, 1),
        cuts=_cuts(finding, found),
        bound=severity_bound(finding, settings),
    )


def _cuts(finding: Finding, found: AuditedEvent) -> str:
    settings = found.audit.settings
    return _(
        "%(impact)s of 100 makes it %(severity)s: critical from %(critical)s, major from %(major)s, "
        "minor from %(minor)s, a note below."
    ) % {
        "impact": number(finding.impact, 1),
        "severity": str(SEVERITIES[severity_of(finding.impact, settings)]).lower(),
        "critical": number(settings.critical_from),
        "major": number(settings.major_from),
        "minor": number(settings.minor_from),
    }


# The gap


def gap_reason(finding: Finding, found: AuditedEvent) -> str:
    reasons: dict[str, Callable[[Finding, AuditedEvent], str]] = {
        "G1": _unlike_the_brief,
        "PP": _contradiction,
        "G2": _not_kept,
        "S": _not_good,
        "G3": _unlike_intended,
        "G4": _unlike_the_others,
        "G5": _less_than_before,
        "G6": _less_than_others,
        "G7": _otherwise_than_attendees,
    }
    return reasons[finding.gap](finding, found)


def _unlike_the_brief(finding: Finding, _found: AuditedEvent) -> str:
    return _("1 − %s, the likeness of the message and the brief.") % number(1 - finding.delta, 2)


def _contradiction(finding: Finding, found: AuditedEvent) -> str:
    kind = finding.message_key.partition(".")[2]
    if kind == "tone":
        if round(finding.delta, 9) == found.audit.settings.contradiction_deltas["soft"]:
            return _("A clash of tone that could not be measured counts like a soft one.")
        return _("1 − %s, the likeness of the two messages.") % number(1 - finding.delta, 2)
    words = {
        "costly_fact": lambda: _("A contradiction in facts that costs guests something."),
        "fact": lambda: _("A contradiction in facts."),
        "soft": lambda: _("Two things that do not go together, without being false."),
    }
    return words[kind]()


def _not_kept(finding: Finding, _found: AuditedEvent) -> str:
    words = {"value": number(finding.params["value"], 2)}
    if finding.message_key == "g2.criterion":
        return _("1 − %(value)s, the quality of what was found; the criterion decides.") % words
    if finding.message_key == "g2.reading":
        return _("1 − %(value)s, the likeness of the atmosphere promised and the one read on site.") % words
    return _("1 − %(value)s, the verdict of a person: kept is 1, partly 0.5, broken 0.") % words


def _not_good(finding: Finding, _found: AuditedEvent) -> str:
    return _("1 − %s, the quality of what was found, from 0 to 1.") % number(1 - finding.delta, 2)


def _unlike_intended(finding: Finding, _found: AuditedEvent) -> str:
    if finding.message_key == "g3.neutral":
        return _("1 − %s: a touchpoint that says nothing counts as half alike.") % number(
            1 - finding.delta, 2
        )
    return _("1 − %s, the likeness of the atmosphere intended and the one read on site.") % number(
        1 - finding.delta, 2
    )


def _unlike_the_others(finding: Finding, _found: AuditedEvent) -> str:
    return _("1 − %s, its mean likeness to the other touchpoints.") % number(1 - finding.delta, 2)


def _less_than_before(finding: Finding, _found: AuditedEvent) -> str:
    params = finding.params
    return _("%(then)s last time − %(now)s now.") % {
        "then": number(params["previous"], 2),
        "now": number(params["now"], 2),
    }


def _less_than_others(finding: Finding, _found: AuditedEvent) -> str:
    params = finding.params
    return _("%(best)s in the best segment − %(worst)s in the worst.") % {
        "best": number(params["best"]["q"], 2),
        "worst": number(params["worst"]["q"], 2),
    }


def _otherwise_than_attendees(finding: Finding, _found: AuditedEvent) -> str:
    params = finding.params
    return _("The difference between the auditors' %(auditors)s and the attendees' %(attendees)s.") % {
        "auditors": number(params["auditors"], 2),
        "attendees": number(params["attendees"], 2),
    }


# Weight and reach


def weight_reason(finding: Finding, found: AuditedEvent) -> str:
    if finding.criterion:
        return _("What the criterion weighs in the library, of 3.")
    if finding.gap == "PP":
        if finding.message_key == "pp.tone":
            return _("What a contradiction in tone weighs, of 3.")
        return _("What a contradiction in facts weighs, of 3.")
    if finding.gap == "G2":
        if found.audit.promises[finding.params["promise"]].promise.weight:
            return _("Given by the person who recorded the promise, of 3.")
        return _("What a promise weighs that no criterion decides, of 3.")
    return _("What the atmosphere weighs, of 3.")


def reach_reason(finding: Finding, found: AuditedEvent) -> str:
    if finding.gap in ("G5", "G7"):
        return _("A comparison counts in full.")
    if finding.gap == "G6":
        if finding.params["reach"] < 1:
            return _("The worse segment is small: under %(share)s %% of the attendees.") % {
                "share": number(round(100 * found.audit.settings.g6_share))
            }
        return _("The worse segment is a large part of the attendees, or of unknown size.")
    if finding.gap == "PP":
        return _("The part of the attendees whom the rarer of the two messages reaches.")
    if finding.criterion:
        return _criterion_reach(finding, found)
    if finding.gap == "G2" or finding.touchpoint == MESSAGE_TOUCHPOINT:
        message = found.glossary.message(finding.params["message"])
        return _("The part of the attendees whom %s reaches.") % message
    return _("The part of the attendees who meet this touchpoint: the middle of its criteria.")


def _criterion_reach(finding: Finding, found: AuditedEvent) -> str:
    key, share = finding.criterion or "", finding.params["reach"]
    perceiver = found.library.criteria[key].perceived_by
    stored = found.event.template_version.perceivers.get(perceiver, {})
    words = {"who": localised(stored.get("label")) or perceiver, "share": number(round(100 * share))}
    if share >= 1:
        return _("Met by %(who)s.") % words
    sentence = _("Met by %(who)s, counted as %(share)s %% of the attendees.") % words
    if round(share, 9) == found.audit.settings.reach_floor:
        sentence += " " + _("No group counts for less.")
    return sentence
