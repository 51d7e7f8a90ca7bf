"""The intended atmospheres as shares in per cent: everywhere, and at touchpoints that differ."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eventaudit.library.cues import Cue, cues_at
from eventaudit.library.mixtures import NEUTRAL, Mixture, clean_mixture
from eventaudit.library.models import Atmosphere, Touchpoint

from .brief import Brief

ALL = "everywhere"


class Use(models.TextChoices):
    EVERYWHERE = "everywhere", gettext_lazy("As everywhere")
    OWN = "own", gettext_lazy("Its own")
    NONE = "none", gettext_lazy("None in particular")


@dataclass(frozen=True, slots=True)
class TouchpointRow:
    """All that the page shows of one touchpoint, from the shares as they now stand in the form."""

    touchpoint: Touchpoint
    mixture: Mixture | None
    differs: bool
    cues: list[Cue]
    clashes: list[Cue]
    use: BoundField
    shares: list[BoundField]
    errors: list[str]


class BriefForm(forms.Form):
    """Fields `everywhere-<atmosphere>`, `<touchpoint>-use` and `<touchpoint>-<atmosphere>`.

    Once valid, `everywhere` and `touchpoints` are what set_intentions takes. `draft` is the brief as far as
    the shares make sense, for looking at.
    """

    def __init__(
        self,
        data=None,
        *,
        brief: Brief,
        atmospheres: Mapping[str, Atmosphere],
        touchpoints: Iterable[Touchpoint],
    ):
        super().__init__(data)
        self.brief, self.atmospheres, self.points = brief, atmospheres, list(touchpoints)
        self.everywhere: Mapping[str, float] | None = None
        self.touchpoints: dict[str, Mixture] = {}
        self.group_errors: dict[str, list[str]] = {}
        self._add_shares(ALL, brief.everywhere)
        for point in self.points:
            own = brief.touchpoints.get(point.key)
            use = Use.EVERYWHERE if own is None else Use.NONE if own == NEUTRAL else Use.OWN
            self.fields[f"{point.key}-use"] = forms.ChoiceField(
                label=_("Atmosphere here"), choices=Use.choices, initial=use, widget=forms.RadioSelect()
            )
            self._add_shares(point.key, own)

    def _add_shares(self, group: str, mixture: Mixture | None) -> None:
        stored = mixture if isinstance(mixture, Mapping) else {}
        for key, atmosphere in self.atmospheres.items():
            self.fields[f"{group}-{key}"] = forms.FloatField(
                label=str(atmosphere),
                min_value=0,
                max_value=100,
                required=False,
                initial=f"{stored[key] * 100:g}" if key in stored else None,
                widget=forms.NumberInput(attrs={"placeholder": "0", "step": "any", "inputmode": "decimal"}),
                error_messages=dict.fromkeys(
                    ("min_value", "max_value", "invalid"),
                    _("%s: a share is a number from 0 to 100 per cent.") % atmosphere,
                ),
            )

    def clean(self) -> dict:
        own = {point.key for point in self.points if self.cleaned_data.get(f"{point.key}-use") == Use.OWN}
        for point in self.points:
            if point.key in own:
                self.touchpoints[point.key] = self._clean_group(point.key, str(point))
            elif self.cleaned_data.get(f"{point.key}-use") == Use.NONE:
                self.touchpoints[point.key] = NEUTRAL
        if self._shares(ALL) or len(self.touchpoints) < len(self.points):
            self.everywhere = self._clean_group(ALL, _("Everywhere"))
        return self.cleaned_data

    def _clean_group(self, group: str, name: str) -> Mixture:
        try:
            return clean_mixture(self._shares(group), known=self.atmospheres)
        except ValidationError as error:
            self.group_errors[group] = error.messages
            self.add_error(None, [f"{name}: {sentence}" for sentence in error.messages])
            return {}

    def _shares(self, group: str) -> dict[str, float]:
        """Atmosphere to a share of 0-1, of what has been given; nothing of a group with errors in a field."""
        percents = {key: self._percent(f"{group}-{key}") for key in self.atmospheres}
        return {key: percent / 100 for key, percent in percents.items() if percent}

    def _percent(self, name: str) -> float | None:
        return self.cleaned_data.get(name)

    @property
    def draft(self) -> Brief:
        if not self.is_bound:
            return self.brief
        self.is_valid()
        own = {}
        for point in self.points:
            use = self.cleaned_data.get(f"{point.key}-use")
            if use == Use.NONE:
                own[point.key] = NEUTRAL
            elif use == Use.OWN and (mixture := _made_whole(self._shares(point.key))):
                own[point.key] = mixture
        return Brief(_made_whole(self._shares(ALL)), own)

    @property
    def cards(self) -> list[tuple[Atmosphere, BoundField]]:
        return [(atmosphere, self[f"{ALL}-{key}"]) for key, atmosphere in self.atmospheres.items()]

    @property
    def rows(self) -> list[TouchpointRow]:
        draft = self.draft
        return [self._row(point, draft) for point in self.points]

    def _row(self, point: Touchpoint, draft: Brief) -> TouchpointRow:
        mixture = draft.at(point.key)
        return TouchpointRow(
            touchpoint=point,
            mixture=mixture,
            differs=point.key in draft.touchpoints,
            cues=cues_at(point.key, mixture, self.atmospheres),
            clashes=cues_at(point.key, mixture, self.atmospheres, kind="clashes", most=3),
            use=self[f"{point.key}-use"],
            shares=[self[f"{point.key}-{key}"] for key in self.atmospheres],
            errors=self.group_errors.get(point.key, []),
        )


def _made_whole(shares: Mapping[str, float]) -> dict[str, float] | None:
    """The same proportions with a sum of 1; None where there is nothing."""
    total = sum(shares.values())
    return {key: share / total for key, share in shares.items()} if total else None
