"""What a template version asks of its event: the variants of its bands, and who makes up the audience."""

from collections.abc import Iterable, Mapping

from django import forms
from django.utils.translation import gettext as _

from eventaudit.library.bands import band_words, variant_name
from eventaudit.library.models import Criterion
from eventaudit.library.text import localised

EVERYONE = "all"


class VariantsForm(forms.Form):
    """One choice for each criterion whose band depends on the circumstances. `chosen`: key to variant."""

    def __init__(self, data=None, *, criteria: Iterable[Criterion], stored: Mapping[str, str]):
        super().__init__(data, prefix="variant")
        for criterion in criteria:
            if not (criterion.band or {}).get("variants"):
                continue
            self.fields[criterion.key] = forms.ChoiceField(
                label=localised(criterion.wording),
                choices=_variant_choices(criterion.band),
                initial=stored.get(criterion.key, ""),
                required=False,
                error_messages={"invalid_choice": _("Choose one from the list.")},
            )

    @property
    def chosen(self) -> dict[str, str]:
        return {key: variant for key, variant in self.cleaned_data.items() if variant}


def _variant_choices(band: Mapping) -> list[tuple[str, str]]:
    usual = (_("Usual (%s)") % band_words(band)) if band_words(band) else _("Usual")
    return [
        ("", usual),
        *(
            (variant, f"{variant_name(variant).capitalize()} ({band_words(band, variant)})")
            for variant in band["variants"]
        ),
    ]


class ReachForm(forms.Form):
    """The share of the attendees, in per cent, that each group makes up. `shares`: key to 0-1."""

    def __init__(self, data=None, *, perceivers: Mapping, stored: Mapping[str, float]):
        super().__init__(data, prefix="reach")
        for key, perceiver in perceivers.items():
            if key == EVERYONE:
                continue
            usual = f"{perceiver['default_reach'] * 100:g}"
            share = stored.get(key)
            self.fields[key] = forms.FloatField(
                label=localised(perceiver["label"]).capitalize(),
                min_value=0,
                max_value=100,
                required=False,
                initial=None if share is None else f"{share * 100:g}",
                help_text=_("Usually %s %%") % usual,
                widget=forms.NumberInput(attrs={"placeholder": usual, "step": "any", "inputmode": "decimal"}),
                error_messages=dict.fromkeys(
                    ("min_value", "max_value", "invalid"), _("A share is a number from 0 to 100 per cent.")
                ),
            )

    @property
    def shares(self) -> dict[str, float]:
        return {
            key: round(percent / 100, 4) for key, percent in self.cleaned_data.items() if percent is not None
        }
