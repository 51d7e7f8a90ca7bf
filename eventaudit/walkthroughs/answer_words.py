"""An operation's value in words, for whoever chooses between two of them."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from eventaudit.library.mixtures import NEUTRAL, in_order
from eventaudit.library.models import Atmosphere, Criterion
from eventaudit.library.text import localised
from eventaudit.library.units import unit_name

from .coding import kind_of, number_text
from .models import Operation


def words_of(criterion: Criterion, field: str, value: object, atmospheres: Mapping[str, Atmosphere]) -> str:
    """'4 of 5', '12 min', 'Could not observe: closed'; a note as it is."""
    if field == Operation.Field.NOTE:
        return str(value) or _("no note")
    if value is None:
        return _("no answer")
    if isinstance(value, Mapping) and (special := _special(value)):
        return special
    kind = kind_of(criterion)
    if kind == "fit":
        return _("%s of 5") % value
    if kind == "balance":
        return f"{value:+d}".replace("-", "\u2212") if value else "0"
    if kind == "yesno":
        return _("Yes") if value else _("No")
    if kind == "measure":
        return f"{number_text(value)} {unit_name((criterion.band or {}).get('unit', ''))}".strip()
    if kind == "atmosphere":
        return _mixture(value, atmospheres)
    labels = {option["key"]: localised(option["label"]) for option in criterion.options or []}
    return labels.get(value, str(value))


def _special(value: Mapping) -> str:
    names = {"na": _("Does not apply here"), "unobserved": _("Could not observe")}
    for key, name in names.items():
        if value.get(key) is True:
            return f"{name}: {value['reason']}" if value.get("reason") else name
    return ""


def _mixture(value: object, atmospheres: Mapping[str, Atmosphere]) -> str:
    if value == NEUTRAL:
        return _("Neutral")
    parts = in_order(value)
    return ", ".join(f"{atmospheres.get(key, key)} {share:.0%}" for key, share in parts)
