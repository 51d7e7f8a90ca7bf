from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from eventaudit.events.choices import ManyRowsField
from eventaudit.library.models import Atmosphere, Criterion
from eventaudit.library.queries import criteria_of
from eventaudit.library.text import localised
from eventaudit.messaging.models import Message, Promise, PromisePhoto, Strength, Verdict
from eventaudit.messaging.quotes import find_quote, surroundings

MOST_QUOTED = 2000  # characters
MOST_PLACES = 60  # of the same words, to choose from

STRENGTH_HELP = {
    Strength.EXPLICIT: gettext_lazy("Can be checked on site: “coats back within five minutes”."),
    Strength.IMPLIED: gettext_lazy("Read between the lines: “unhurried”."),
    Strength.MOOD: gettext_lazy("Paints a picture: “under the chandeliers”."),
}


class PromiseForm(forms.ModelForm):
    """Words of a message as a promise. Asks which place is meant when they occur more than once."""

    quote = forms.CharField(
        label=gettext_lazy("The words"),
        max_length=MOST_QUOTED,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Select them in the text, or paste them here exactly as they stand there."),
    )
    touchpoint = forms.ChoiceField(label=gettext_lazy("Touchpoint"))
    start = forms.TypedChoiceField(
        label=gettext_lazy("Which place is meant?"),
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    strength = forms.ChoiceField(
        label=gettext_lazy("Strength"), choices=Strength.choices, widget=forms.RadioSelect
    )
    atmosphere = forms.ChoiceField(label=gettext_lazy("Atmosphere it promises"), required=False)
    criterion = forms.ChoiceField(
        label=gettext_lazy("Criterion that decides it"),
        required=False,
        help_text=gettext_lazy("With none, it is judged by hand, or by the atmosphere read on site."),
    )
    weight = forms.TypedChoiceField(
        label=gettext_lazy("Weight"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[
            ("", pgettext_lazy("weight", "Usual")),
            (1, pgettext_lazy("weight", "1, minor")),
            (2, pgettext_lazy("weight", "2, normal")),
            (3, pgettext_lazy("weight", "3, important")),
        ],
    )

    class Meta:
        model = Promise
        fields = ["quote", "touchpoint", "strength", "atmosphere", "criterion", "weight", "hedged", "negated"]
        labels = {
            "hedged": gettext_lazy("Hedged (“usually”, “weather permitting”)"),
            "negated": gettext_lazy("Negated (“no queues”)"),
        }

    field_order = ["quote", "start", "touchpoint", "strength", "atmosphere", "criterion", "weight"]

    def __init__(self, *args, message: Message, atmospheres: Mapping[str, Atmosphere], **kwargs):
        super().__init__(*args, **kwargs)
        self.message = message
        event = message.event
        self.criteria = _choosable(criteria_of(event.template_version, event.form), self.instance)
        touchpoints = [(each.key, str(each)) for each in event.template_version.touchpoints.all()]
        self.fields["touchpoint"].choices = [("", _("Choose one")), *touchpoints]
        self.fields["atmosphere"].choices = [("", _("None")), *((k, str(v)) for k, v in atmospheres.items())]
        self.fields["criterion"].choices = [("", _("None")), *_grouped(self.criteria.values())]
        self.places = self._places()
        self._offer_places()

    def _places(self) -> list[tuple[int, int]]:
        quote = self["quote"].value() or ""
        return find_quote(self.message.text, quote) if self.is_bound and len(quote) <= MOST_QUOTED else []

    def _offer_places(self) -> None:
        """Any place of the quote is a valid start; they are shown only when someone has to choose."""
        text = self.message.text
        choices = []
        for start, end in self.places if len(self.places) <= MOST_PLACES else self._selected():
            before, after = surroundings(text, start, end)
            choices.append((start, f"… {before}[{text[start:end]}]{after} …"))
        self.fields["start"].choices = choices
        if self.is_bound and self.data.get("start") not in {str(start) for start, _end in self.places}:
            self.data = self.data.copy()
            self.data["start"] = self._only_place()
        self.asks_place = len(self.places) > 1 and not self["start"].value() if self.is_bound else False

    def _selected(self) -> list[tuple[int, int]]:
        """Of very many places the one that was selected in the text."""
        chosen = self.data.get("start") or self._only_place()
        return [place for place in self.places if str(place[0]) == chosen]

    def _only_place(self) -> str:
        """The one place there is, or where an unchanged quote has been all along; else nothing."""
        starts = [start for start, _end in self.places]
        if (
            self.instance.pk
            and self.instance.quote == self["quote"].value()
            and self.instance.start in starts
        ):
            return str(self.instance.start)
        return str(starts[0]) if len(starts) == 1 else ""

    def clean_quote(self) -> str:
        quote = self.cleaned_data["quote"]
        if not self.places:
            raise forms.ValidationError(
                _("“%s” does not occur in the message. Copy the words exactly as they stand there.") % quote
            )
        return quote

    def clean(self):
        cleaned = super().clean()
        if self.places and cleaned.get("start") is None and "start" not in self.errors:
            if len(self.places) > MOST_PLACES:
                self.add_error(
                    "quote",
                    _("These words occur %d times. Add words around them until they are fewer.")
                    % len(self.places),
                )
                return cleaned
            self.add_error(
                "start",
                _("These words occur %d times. Choose the place that is meant.") % len(self.places),
            )
        self._check_criterion(cleaned.get("criterion"), cleaned.get("touchpoint"))
        return cleaned

    def _check_criterion(self, key: str | None, touchpoint: str | None) -> None:
        unchanged = (self.initial.get("criterion"), self.initial.get("touchpoint")) == (key, touchpoint)
        if key and touchpoint and not unchanged and self.criteria[key].touchpoint.key != touchpoint:
            self.add_error(
                "criterion",
                _("This criterion belongs to the touchpoint “%s”. Choose one of the same touchpoint.")
                % self.criteria[key].touchpoint,
            )

    def _post_clean(self) -> None:
        """The action writes, anchors the quote and so completes the promise."""

    def promise_fields(self) -> dict:
        """What `actions.record_promise` and `actions.edit_promise` take."""
        return {name: self.cleaned_data[name] for name in [*self.Meta.fields, "start"]}


class ManyPhotosInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyPhotosField(forms.FileField):
    def clean(self, data, initial=None) -> list:
        uploads = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(ManyPhotosField, self).clean(upload, initial) for upload in uploads]


class JudgeForm(forms.ModelForm):
    photos = ManyPhotosField(
        label=gettext_lazy("Photos"),
        required=False,
        allow_empty_file=True,  # storing says what is wrong with it
        widget=ManyPhotosInput(attrs={"multiple": True, "accept": "image/*"}),
    )
    drop_photos = ManyRowsField(
        label=gettext_lazy("Remove photos"), queryset=PromisePhoto.objects.none(), required=False
    )

    class Meta:
        model = Promise
        fields = ["verdict", "verdict_note"]
        widgets = {"verdict": forms.RadioSelect, "verdict_note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["verdict"].choices = Verdict.choices
        self.fields["verdict_note"].required = False
        self.fields["drop_photos"].queryset = self.instance.photos.select_related("photo")

    def _post_clean(self) -> None:
        """The action writes."""


def _choosable(criteria, promise: Promise) -> dict[str, Criterion]:
    """By key: those with a quality of their own. What the promise has already stays choosable."""
    found = {each.key: each for each in criteria if not each.reads_atmosphere}
    if promise.criterion and promise.criterion not in found:
        version = promise.message.event.template_version
        found |= {each.key: each for each in criteria_of(version) if each.key == promise.criterion}
    return found


def _grouped(criteria) -> list:
    groups: dict[str, list] = {}
    for criterion in criteria:
        name = str(criterion.touchpoint)
        groups.setdefault(name, []).append((criterion.key, localised(criterion.wording)))
    return list(groups.items())
