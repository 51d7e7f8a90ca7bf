"""Mixtures of atmospheres as stored everywhere: {key: share} with shares that sum to 1, or 'neutral'."""

from collections.abc import Collection, Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

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
