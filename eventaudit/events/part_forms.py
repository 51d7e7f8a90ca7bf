"""Segments, zones and rounds as rows: spare rows to fill in, a box to remove one."""

from datetime import timedelta

from django import forms
from django.forms import BaseInlineFormSet, inlineformset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .forms import LocalTimeField, spoken
from .models import Event, Round, Segment, Zone

ROWS_AT_MOST = 60
A_DAY = timedelta(days=1)


class PartForms(BaseInlineFormSet):
    """Rows of which those with a name count; a name only once. `kept` has the rows to store, in order."""

    deletion_widget = forms.CheckboxInput
    too_many = gettext_lazy("At most %d rows fit here. Remove some.")
    twice = gettext_lazy("The name “%s” is there twice. Give each its own name.")

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Remove")

    def validate_unique(self) -> None:
        """Our own check in `clean` says the same in words that help."""

    def clean(self) -> None:
        if len(self.forms) > ROWS_AT_MOST:
            raise forms.ValidationError(self.too_many % ROWS_AT_MOST)
        self.check_names()

    def check_names(self) -> None:
        names = [form.cleaned_data["name"] for form in self.filled if form.cleaned_data.get("name")]
        folded = [name.casefold() for name in names]
        for position, name in enumerate(folded):
            if name in folded[:position]:
                raise forms.ValidationError(self.twice % names[position])

    @property
    def filled(self) -> list[forms.ModelForm]:
        return [
            form
            for form in self.forms
            if not self.is_removed(form) and (form.instance.pk or form.has_changed())
        ]

    @property
    def kept(self) -> list:
        return [form.instance for form in self.filled]

    @property
    def removed(self) -> list:
        return [form.instance for form in self.initial_forms if form.instance.pk and self.is_removed(form)]

    def is_removed(self, form: forms.ModelForm) -> bool:
        return bool(form.cleaned_data.get("DELETE"))


class SegmentForms(PartForms):
    @property
    def people(self) -> int:
        return sum(form.cleaned_data.get("size") or 0 for form in self.filled)


class RoundForms(PartForms):
    def check_days(self, starts, ends) -> None:
        """A round on another day than the event is a slip of the date."""
        for form in self.filled:
            time = form.cleaned_data.get("starts_at")
            if time and not starts - A_DAY <= time <= ends + A_DAY:
                form.add_error(
                    "starts_at",
                    _("This round starts on %(round)s but the event on %(event)s. Correct one of them.")
                    % {"round": spoken(time, starts), "event": spoken(starts, time)},
                )


class TouchpointsForm(forms.ModelForm):
    """A part that may name touchpoints of the template; `named` has their names, for the row's summary."""

    touchpoints = forms.MultipleChoiceField(
        label=gettext_lazy("Only these touchpoints"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("Choose touchpoints of the event’s template.")},
    )

    def __init__(self, *args, touchpoints: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        # A part keeps what it names even where the template that is chosen now has no such touchpoint.
        known = {key for key, _name in touchpoints}
        strange = [(key, key) for key in self.instance.touchpoints if key not in known]
        self.fields["touchpoints"].choices = [*touchpoints, *strange]
        self.named = [name for key, name in self.fields["touchpoints"].choices if key in self.chosen]

    @property
    def chosen(self) -> list[str]:
        return self["touchpoints"].value() or []


class ZoneForm(TouchpointsForm):
    class Meta:
        model = Zone
        fields = ["name", "touchpoints"]
        labels = {"name": gettext_lazy("Name of the zone")}
        error_messages = {"name": {"required": gettext_lazy("Give the zone a name, or remove the row.")}}


def _row_form(part: type, *, fields: dict[str, str], name_missing: str, **more):
    return forms.modelform_factory(
        part,
        fields=list(fields),
        labels=fields,
        help_texts=dict.fromkeys(fields, ""),
        error_messages={"name": {"required": name_missing}},
        **more,
    )


def _row_forms(part: type, form: type, formset: type = PartForms, extra: int = 2) -> type[PartForms]:
    return inlineformset_factory(
        Event,
        part,
        form=form,
        formset=formset,
        extra=extra,
        can_delete=True,
        can_delete_extra=False,
        max_num=ROWS_AT_MOST,
        absolute_max=ROWS_AT_MOST + 1,  # one too many is enough to say so
    )


SegmentRows = _row_forms(
    Segment,
    _row_form(
        Segment,
        fields={"name": gettext_lazy("Name of the segment"), "size": gettext_lazy("How many people")},
        name_missing=gettext_lazy("Give the segment a name, or remove the row."),
        widgets={"size": forms.NumberInput(attrs={"min": 0, "inputmode": "numeric"})},
    ),
    SegmentForms,
)
ZoneRows = _row_forms(Zone, ZoneForm)
RoundRows = _row_forms(
    Round,
    _row_form(
        Round,
        fields={"name": gettext_lazy("Name of the round"), "starts_at": gettext_lazy("Starts")},
        name_missing=gettext_lazy("Give the round a name, or remove the row."),
        field_classes={"starts_at": LocalTimeField},
    ),
    RoundForms,
)
