"""The second look: what is scored anew after the mending, and how good it has to be (decision 0005).

The scale is that of the record which showed the gap: a criterion's own, the atmosphere read, or a promise's
verdict. The cuts of the analysis decide (analysis 3.2, 3.6): what would be no finding closes the action.
"""

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from eventaudit.consistency import Finding, Mixture
from eventaudit.consistency.scales import BALANCE_Q, FIT_Q, YESNO_Q, scorer
from eventaudit.consistency.severity import below
from eventaudit.library.models import Criterion
from eventaudit.messaging.models import Verdict
from eventaudit.walkthroughs.models import Answer
from eventaudit.walkthroughs.validation import OperationRefused, clean_answer

from .audited import AuditedEvent
from .facts import VERDICT_VALUES, to_mixture
from .models import CorrectiveAction
from .policies import ActionRefused

Scale = Literal["criterion", "reading", "promise", "eye"]
VERDICTS = (Verdict.KEPT, Verdict.PARTLY, Verdict.BROKEN)


class LookRefused(ActionRefused):
    """The score is none of its scale."""


@dataclass(frozen=True, slots=True)
class Look:
    """A score and what follows from it. quality and needed in [0, 1], None where it was judged by eye."""

    value: object
    quality: float | None
    needed: float | None
    mended: bool


@dataclass(frozen=True, slots=True)
class Yardstick:
    """scale: what is asked. needed: the least quality that is mended. towards: what a reading is held to."""

    scale: Scale
    criterion: Criterion | None = None
    needed: float | None = None
    towards: Mixture | None = None


def yardstick_of(action: CorrectiveAction, found: AuditedEvent) -> Yardstick:
    """How the action is judged: by its finding where that is still found, else by what is known of it."""
    gap, _colon, subject = action.finding.partition(":")
    settings = found.audit.settings
    finding = next((one for one in found.audit.findings if one.id == action.finding), None)
    criterion = found.glossary.criteria.get(action.criterion)
    if criterion is not None and criterion.reads_atmosphere:
        return _reading(gap, subject, criterion, action.touchpoint, found)
    if criterion is not None:
        return Yardstick("criterion", criterion, _needed(gap, finding, found))
    if gap == "G2":
        return Yardstick("promise", None, settings.kept_from)
    return Yardstick("eye")


def _needed(gap: str, finding: Finding | None, found: AuditedEvent) -> float:
    """Kept for a promise, as good as elsewhere but for what is no gap for a segment, else the standard."""
    settings = found.audit.settings
    if gap == "G2":
        return settings.kept_from
    if gap == "G6":
        best = finding.params["best"]["q"] if finding else 1.0
        return max(settings.standard, best - settings.g6_from)
    return settings.standard


def _reading(gap: str, subject: str, criterion: Criterion, touchpoint: str, found: AuditedEvent) -> Yardstick:
    """A promise's mood is held against the promise, everything else against the brief."""
    settings = found.audit.settings
    if gap == "G2":
        promise = found.audit.promises.get(subject)
        towards, needed = promise.promise.atmosphere if promise else None, settings.kept_from
    else:
        result = found.audit.touchpoints.get(touchpoint)
        towards, needed = result.intended if result else None, 1 - settings.g3_from
    if towards is None:  # nothing is intended or promised here any more
        return Yardstick("eye")
    return Yardstick("reading", criterion, needed, towards)


def judge(yardstick: Yardstick, value: object, found: AuditedEvent) -> Look:
    """value: an operation's value by the criterion's kind; a verdict for a promise; True or False by eye.

    Raises LookRefused with the sentence to show.
    """
    if yardstick.scale == "eye":
        if not isinstance(value, bool):
            raise LookRefused(_("Choose whether it is mended."))
        return Look(None, None, None, value)
    if yardstick.scale == "promise":
        if value not in VERDICTS:
            raise LookRefused(_("Choose one of kept, partly kept and broken."))
        return _look(str(value), VERDICT_VALUES[Verdict(value)], yardstick)
    clean = _cleaned(yardstick.criterion, value, found)
    if yardstick.scale == "reading":
        return _look(clean, found.likeness.between(to_mixture(clean), yardstick.towards), yardstick)
    criterion = found.library.criteria[yardstick.criterion.key]
    score = scorer(criterion, found.facts.variants.get(criterion.key))
    return _look(clean, score(clean), yardstick)


def _look(value: object, quality: float, yardstick: Yardstick) -> Look:
    quality = min(1.0, max(0.0, quality))
    return Look(value, quality, yardstick.needed, not below(quality, yardstick.needed))


def _cleaned(criterion: Criterion, value: object, found: AuditedEvent) -> object:
    try:
        clean = clean_answer(criterion, value, lead=False, atmospheres=found.glossary.atmospheres)
    except OperationRefused as refusal:
        raise LookRefused(str(refusal)) from refusal
    if clean.state != Answer.State.ANSWERED:
        raise LookRefused(_("Answer the question: only what was seen can close the action."))
    return clean.value


def closing_values(yardstick: Yardstick, found: AuditedEvent) -> list | None:
    """The answers of a criterion's scale that close the action, the lowest first; None for a measure."""
    criterion = found.library.criteria[yardstick.criterion.key]
    if criterion.kind == "measure":
        return None
    scales = {"fit": FIT_Q, "balance": BALANCE_Q, "yesno": YESNO_Q}
    scale = scales.get(criterion.kind) or {key: q or 0.0 for key, q in (criterion.options or {}).items()}
    return [value for value, quality in scale.items() if not below(quality, yardstick.needed)]
