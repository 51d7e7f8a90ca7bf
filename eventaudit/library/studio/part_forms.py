"""A touchpoint, and a group of attendees who perceive; what happens to the criteria of one that goes."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..text import localised
from .outline import Content, criteria_at
from .texts import TextsField

WITH_IT = ""


class TouchpointForm(forms.Form):
    name = TextsField(label=gettext_lazy("Name"), max_length=80)
    weight = forms.FloatField(
        label=gettext_lazy("Weight"),
        min_value=0,
        max_value=3,
        initial=1,
        help_text=gettext_lazy(
            "From 0 to 3: how much it counts in the whole. 1 as the others, 2 twice as much, 0 not at all."
        ),
        widget=forms.NumberInput(attrs={"step": "0.1", "inputmode": "decimal"}),
    )

    @property
    def fields_of_row(self) -> dict[str, Any]:
        weight = self.cleaned_data["weight"]
        return {
            "name": self.cleaned_data["name"],
            "weight": int(weight) if weight.is_integer() else weight,
        }


class PerceiverForm(forms.Form):
    label = TextsField(label=gettext_lazy("Name"), max_length=80)
    percent = forms.IntegerField(
        label=gettext_lazy("Share of attendees, %"),
        min_value=0,
        max_value=100,
        help_text=gettext_lazy("As a rule. An event can say its own share."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    @property
    def fields_of_row(self) -> dict[str, Any]:
        return {"label": self.cleaned_data["label"], "default_reach": self.cleaned_data["percent"] / 100}


class TouchpointGoesForm(forms.Form):
    """criteria: the key of the touchpoint they move to, or WITH_IT."""

    criteria = forms.ChoiceField(label=gettext_lazy("Its criteria"), required=False)

    def __init__(self, *args, content: Content, key: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.count = len(criteria_at(content, key))
        with_it = ngettext("%d criterion goes with it", "%d criteria go with it", self.count) % self.count
        others = [(row["key"], _moves(row)) for row in content["touchpoints"] if row["key"] != key]
        self.fields["criteria"].choices = [(WITH_IT, with_it), *others]


class PerceiverGoesForm(forms.Form):
    """instead: the key of the group that its criteria name then."""

    instead = forms.ChoiceField(label=gettext_lazy("Its criteria are then perceived by"))

    def __init__(self, *args, content: Content, key: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.count = sum(row["perceived_by"] == key for row in content["criteria"])
        self.fields["instead"].choices = [
            (other, localised(row.get("label")) or other)
            for other, row in content["perceivers"].items()
            if other != key
        ]
        self.fields["instead"].required = bool(self.count)


def _moves(row: Mapping[str, Any]) -> str:
    return _("they move to %s") % (localised(row["name"]) or row["key"])
