"""Mixtures of atmospheres as stored everywhere: {key: share} with shares that sum to 1, or 'neutral'."""

from collections.abc import Collection, Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .text import localised

NEUTRAL = "neutral"
Mixture = Mapping[str, float] | str


def clean_mixture(
    shares: Mapping[str, float], *, known: Collection[str], most: int | None = None
) -> dict[str, float]:
    """Shares above zero, rounded to four decimals. Raises ValidationError with what to do.

    shares: key to a share of 0 to 1; they must sum to 1 (within 0.005).
    known: the keys of the atmospheres that may be chosen; most: how many at the most.
    """
    for key, share in shares.items():
        if key not in known:
            raise ValidationError(_("There is no atmosphere “%s”. Choose one from the list.") % key)
        if not 0 <= share <= 1:
            raise ValidationError(_("A share is a number from 0 to 100 per cent."))
    chosen = {key: round(share, 4) for key, share in shares.items() if share > 0}
    if not chosen:
        raise ValidationError(_("Choose at least one atmosphere."))
    if most and len(chosen) > most:
        raise ValidationError(_("Choose at most %d atmospheres.") % most)
    total = sum(chosen.values())
    if abs(total - 1) > 0.005:
        raise ValidationError(
            _("The shares add up to %d per cent. Change them so that they make 100.") % round(total * 100)
        )
    return chosen


def mixture_words(mixture: Mixture | None, atmospheres: Mapping) -> str:
    """'Luxury 50 % + Rustic and natural 50 %' in the reader's language; one atmosphere is its name alone.

    atmospheres: key to anything with a `name` in the library's languages (queries.atmospheres_of). None and
    an empty mixture give '', a key that is unknown here is shown as it is.
    """
    if not mixture:
        return ""
    if isinstance(mixture, str):
        return _("Neutral")
    names = {key: localised(atmospheres[key].name) if key in atmospheres else key for key in mixture}
    if len(mixture) == 1:
        return next(iter(names.values()))
    return " + ".join(f"{names[key]} {share * 100:.0f}\u00a0%" for key, share in in_order(mixture))


def in_order(mixture: Mapping[str, float]) -> list[tuple[str, float]]:
    """The parts of a mixture, the largest first and equal ones by key."""
    return sorted(mixture.items(), key=lambda part: (-part[1], part[0]))
