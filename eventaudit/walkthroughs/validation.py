"""What may be stored as an answer or a note; everything else is refused with a sentence to show."""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from eventaudit.library.mixtures import NEUTRAL, clean_mixture
from eventaudit.library.models import Criterion
from eventaudit.library.units import may_be_below_zero

from .coding import kind_of
from .models import Answer

NOTE_MAX = 5000
REASON_MAX = 300
MEASURE_MAX = 1_000_000


class OperationRefused(Exception):
    """The change is not stored; the message says why and what to do, `reason` names it for programs."""

    def __init__(self, message: str, reason: str = "value"):
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Cleaned:
    state: str
    value: object = None
    reason: str = ""


def clean_answer(criterion: Criterion, value: object, *, lead: bool, atmospheres: Collection[str]) -> Cleaned:
    """The answer that an operation's value stands for. Raises OperationRefused.

    lead: whether the walkthrough is the lead auditor's; atmospheres: the keys that may be read.
    """
    if value is None:
        return Cleaned(Answer.State.UNANSWERED)
    if _says(value, "na"):
        return _not_applicable(value, lead)
    if _says(value, "unobserved"):
        return Cleaned(Answer.State.UNOBSERVED, reason=clean_text(value.get("reason", ""), REASON_MAX))
    clean = _KINDS[kind_of(criterion)]
    return Cleaned(Answer.State.ANSWERED, clean(criterion, value, atmospheres))


def _says(value: object, what: str) -> bool:
    """{what: true} with a reason and nothing else: the history keeps the value as it came."""
    return isinstance(value, Mapping) and value.get(what) is True and value.keys() <= {what, "reason"}


def clean_text(text: object, most: int = NOTE_MAX) -> str:
    """A text that every database can hold. Raises OperationRefused."""
    if not isinstance(text, str):
        raise OperationRefused(_("This is not a text. Write it again."))
    if len(text) > most:
        raise OperationRefused(
            _("The text has %(length)d characters; at most %(most)d fit. Shorten it.")
            % {"length": len(text), "most": most}
        )
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise OperationRefused(_("The text holds a character that cannot be stored. Write it again."))
    return text


def _not_applicable(value: Mapping, lead: bool) -> Cleaned:
    if not lead:
        raise OperationRefused(
            _("Only the lead auditor says that something does not apply. Choose “Could not observe”."),
            "not-lead",
        )
    reason = clean_text(value.get("reason", ""), REASON_MAX).strip()
    if not reason:
        raise OperationRefused(_("Write why this does not apply here."))
    return Cleaned(Answer.State.NOT_APPLICABLE, reason=reason)


def _whole(low: int, high: int):
    def clean(criterion: Criterion, value: object, atmospheres: Collection[str]) -> int:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or value not in range(low, high + 1):
            raise OperationRefused(
                _("The answer “%(value)s” is outside the scale from %(low)d to %(high)d. Choose again.")
                % {"value": _short(value), "low": low, "high": high}
            )
        return int(value)

    return clean


def _measure(criterion: Criterion, value: object, atmospheres: Collection[str]) -> float | int:
    if not _is_number(value):
        raise OperationRefused(_("“%s” is not a number. Write digits, such as 4 or 1.5.") % _short(value))
    unit = (criterion.band or {}).get("unit", "")
    if abs(value) > MEASURE_MAX or (value < 0 and not may_be_below_zero(unit)):
        raise OperationRefused(_("“%s” cannot be right here. Check the number.") % _short(value))
    return value


def _yesno(criterion: Criterion, value: object, atmospheres: Collection[str]) -> bool:
    if not isinstance(value, bool):
        raise OperationRefused(_("“%s” is neither yes nor no. Choose again.") % _short(value))
    return value


def _option(criterion: Criterion, value: object, atmospheres: Collection[str]) -> str:
    if not isinstance(value, str) or value not in {option["key"] for option in criterion.options or []}:
        raise OperationRefused(_("“%s” is not one of the choices. Choose again.") % _short(value))
    return value


def _atmosphere(criterion: Criterion, value: object, atmospheres: Collection[str]) -> object:
    if value == NEUTRAL:
        return value
    if not isinstance(value, Mapping) or not all(map(_is_number, value.values())):
        raise OperationRefused(_("“%s” is not an atmosphere. Choose again.") % _short(value))
    try:
        return clean_mixture(value, known=atmospheres, most=2)
    except ValidationError as error:
        raise OperationRefused(error.messages[0]) from error


def _is_number(value: object) -> bool:
    """A number that a float can hold: neither infinite nor a whole one of hundreds of digits."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def _short(value: object) -> str:
    text = str(value).encode("utf-8", "replace").decode().replace("\0", "?")
    return text if len(text) <= 40 else text[:40] + "…"


_KINDS = {
    "fit": _whole(1, 5),
    "balance": _whole(-2, 2),
    "measure": _measure,
    "yesno": _yesno,
    "choice": _option,
    "expectation": _option,
    "atmosphere": _atmosphere,
}
