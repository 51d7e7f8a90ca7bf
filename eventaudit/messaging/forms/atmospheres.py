from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from eventaudit.library.mixtures import NEUTRAL, clean_mixture
from eventaudit.library.models import Atmosphere

UNREAD, MIXTURE = "unread", "mixture"


class AtmosphereForm(forms.Form):
    """The atmosphere a message has: not read yet, neutral, or a mixture of up to all atmospheres."""

    reading = forms.ChoiceField(
        label=_("How it reads"),
        choices=[(UNREAD, _("Not read yet")), (NEUTRAL, _("Neutral")), (MIXTURE, _("It has an atmosphere"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, atmospheres: Mapping[str, Atmosphere], now=None, **kwargs):
        """atmospheres: those to choose from, by key; now: the present value (a mixture, "neutral", None)."""
        reading = now if now == NEUTRAL else MIXTURE if now else UNREAD
        super().__init__(*args, initial={"reading": reading}, **kwargs)
        self.atmospheres = atmospheres
        shares = now if isinstance(now, Mapping) else {}
        for key, atmosphere in atmospheres.items():
            self.fields[_field(key)] = forms.IntegerField(
                label=str(atmosphere),
                required=False,
                min_value=0,
                max_value=100,
                initial=round(shares[key] * 100) if key in shares else None,
                widget=forms.NumberInput(attrs={"class": "form-control", "inputmode": "numeric"}),
            )

    @property
    def shares(self):
        """(atmosphere, its bound field) in order, for the page."""
        return [(each, self[_field(key)]) for key, each in self.atmospheres.items()]

    def clean(self):
        cleaned = super().clean()
        reading = cleaned.get("reading")
        if reading == MIXTURE and not self.errors:
            shares = {key: (cleaned.get(_field(key)) or 0) / 100 for key in self.atmospheres}
            cleaned["atmosphere"] = clean_mixture(shares, known=self.atmospheres)
        elif reading:
            cleaned["atmosphere"] = NEUTRAL if reading == NEUTRAL else None
        return cleaned


def _field(key: str) -> str:
    return f"share_{key}"
