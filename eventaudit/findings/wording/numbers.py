"""Numbers in the reader's notation."""

from django.utils.formats import number_format

from eventaudit.consistency.intervals import confidence

NEARLY_SURE = 99.9


def number(value: float | None, digits: int | None = None) -> str:
    """A number in the reader's notation; without digits as short as it is. None gives a dash."""
    if value is None:
        return "–"
    text = f"{value:.{digits}f}" if digits is not None else f"{value:.10g}"
    return number_format(text, use_l10n=True) if "e" not in text else text


def confidence_percent(z: float) -> str:
    """How sure an interval of this width is, in per cent: '90' for 1.645. None is wholly sure."""
    return number(min(NEARLY_SURE, round(100 * confidence(z), 1)))


def hundred(value: float | None) -> str:
    """A share of 0-1 as a whole number of 0-100; None gives a dash."""
    return number(None if value is None else round(100 * value))
