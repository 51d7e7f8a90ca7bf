import datetime
from collections.abc import Iterable

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from eventaudit.events.models import Event
from eventaudit.library.text import localised

from .branding import MOST_BYTES, Logo, LogoRefused, check_colour, render_logo
from .choices import PHOTOS_PER_ROW, Choices, Edition
from .models import LINK_LASTS, Moment
from .sharing import MOST_DAYS


class ReportForm(forms.Form):
    """Which edition, in which language, of which moment. `touchpoints` are those of the event's template."""

    language = forms.ChoiceField(
        label=_("Language of the report"),
        choices=settings.LANGUAGES,
        error_messages={"invalid_choice": _("Choose one of the languages in the list.")},
    )
    edition = forms.ChoiceField(
        label=_("Edition"),
        choices=Edition.choices,
        initial=Edition.FULL,
        required=False,
        widget=forms.RadioSelect,
    )
    supplier = forms.CharField(label=_("Supplier's name"), max_length=100, required=False)
    touchpoints = forms.MultipleChoiceField(
        label=_("Their touchpoints"), required=False, widget=forms.CheckboxSelectMultiple
    )
    anonymous = forms.BooleanField(label=_("Without the names of people"), required=False)
    photos_per_row = forms.TypedChoiceField(
        label=_("Photos in a row"),
        choices=[(count, count) for count in PHOTOS_PER_ROW],
        coerce=int,
        empty_value=3,
        initial=3,
        required=False,
    )
    hide_full_marks = forms.BooleanField(label=_("Leave out answers with full marks"), required=False)
    hide_comments = forms.BooleanField(label=_("Leave out the auditors' notes"), required=False)
    withhold_free_text = forms.BooleanField(
        label=_("Leave out everything people wrote in their own words"), required=False
    )
    small = forms.BooleanField(label=_("Small file with smaller photos, for mail"), required=False)
    moment = forms.ModelChoiceField(label=_("What was known"), queryset=Moment.objects.none(), required=False)

    def __init__(self, data=None, *, event: Event, **kwargs):
        super().__init__(data, **kwargs)
        touchpoints: Iterable = event.template_version.touchpoints.all()
        self.fields["touchpoints"].choices = [(row.key, localised(row.name)) for row in touchpoints]
        moments = self.fields["moment"]
        moments.queryset = event.moments.defer("contents", "names")
        moments.empty_label = _("Now")
        moments.label_from_instance = lambda moment: date_format(
            timezone.localtime(moment.taken_at), "SHORT_DATETIME_FORMAT"
        )

    def clean(self) -> dict:
        chosen = super().clean()
        if chosen.get("edition") == Edition.SUPPLIER:
            if not chosen.get("touchpoints"):
                self.add_error("touchpoints", _("Choose what the supplier answers for."))
            if not chosen.get("supplier"):
                self.add_error("supplier", _("Name the supplier; it stands on the cover."))
        return chosen

    @property
    def choices(self) -> Choices:
        chosen = self.cleaned_data
        edition = chosen["edition"] or Edition.FULL
        supplied = edition == Edition.SUPPLIER
        return Choices(
            edition=edition,
            touchpoints=tuple(chosen["touchpoints"]) if supplied else (),
            supplier=chosen["supplier"] if supplied else "",
            **{
                name: chosen[name]
                for name in (
                    "anonymous",
                    "photos_per_row",
                    "hide_full_marks",
                    "hide_comments",
                    "withhold_free_text",
                    "small",
                )
            },
        )


class LinkForm(forms.Form):
    note = forms.CharField(label=_("For whom"), max_length=100, required=False)
    days = forms.IntegerField(
        label=_("Days until it expires"), min_value=1, max_value=MOST_DAYS, initial=LINK_LASTS.days
    )

    @property
    def expires_at(self) -> datetime.datetime:
        return timezone.now() + datetime.timedelta(days=self.cleaned_data["days"])


class BrandingForm(forms.Form):
    client_name = forms.CharField(
        label=_("Client's name"),
        max_length=200,
        required=False,
        help_text=_("Empty: the client of the event."),
    )
    accent = forms.CharField(
        label=_("Colour"),
        max_length=7,
        required=False,
        help_text=_("Such as #0E4F52, for rules and headings. It must be dark enough to be read on white."),
    )
    logo = forms.FileField(
        label=_("Logo"), required=False, help_text=_("PNG, JPEG or WebP, at most 5 MB; it stands on white.")
    )
    remove = forms.BooleanField(label=_("Use no logo"), required=False)

    def clean_accent(self) -> str:
        try:
            return check_colour(self.cleaned_data["accent"]) if self.cleaned_data["accent"] else ""
        except ValueError as problem:
            raise forms.ValidationError(str(problem)) from problem

    def clean_logo(self) -> Logo | None:
        """As it will stand on the report."""
        upload = self.cleaned_data["logo"]
        if not upload:
            return None
        data = upload.read(MOST_BYTES + 1)  # a form may bring far more than will be taken
        try:
            return render_logo(data)
        except LogoRefused as problem:
            raise forms.ValidationError(str(problem)) from problem
