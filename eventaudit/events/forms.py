"""The fields of an event itself. Its parts are in part_forms, what the template asks in template_forms."""

from datetime import datetime

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eventaudit.library.models import TemplateVersion
from eventaudit.library.queries import published_versions

from .choices import ManyRowsField
from .models import Event
from .policies import can_change_version
from .queries import client_members
from .time_zones import time_zone_choices

MOST_ATTENDEES = 10_000_000  # the same as in event files


class LocalTimeInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self):
        super().__init__(format="%Y-%m-%dT%H:%M")


class LocalTimeField(forms.DateTimeField):
    """In the active time zone; far from the ends of the calendar, where no other zone could show it."""

    widget = LocalTimeInput
    years = range(1900, 2200)

    def to_python(self, value) -> datetime | None:
        time = super().to_python(value)
        if time and time.year not in self.years:
            raise forms.ValidationError(_("The year %d cannot be right. Correct the date.") % time.year)
        return time


def spoken(value: datetime, beside: datetime) -> str:
    """The time alone where `beside` is on the same day, else with its date; in the active time zone."""
    value, beside = timezone.localtime(value), timezone.localtime(beside)
    if value.date() == beside.date():
        return date_format(value, "TIME_FORMAT")
    return date_format(value, "DATETIME_FORMAT")


class VersionChoice(forms.ModelChoiceField):
    def label_from_instance(self, version: TemplateVersion) -> str:
        return _("%(template)s, version %(version)s") % {
            "template": version.template,
            "version": version.label or version.number,
        }


class EventForm(forms.ModelForm):
    """Times are read and shown in the active time zone: whoever uses the form activates the event's."""

    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        choices=time_zone_choices,
        help_text=gettext_lazy("All times below are in it."),
        error_messages={"invalid_choice": gettext_lazy("Choose a time zone from the list.")},
    )
    template_version = VersionChoice(
        label=gettext_lazy("Template"),
        queryset=TemplateVersion.objects.none(),
        empty_label=None,
        error_messages={"invalid_choice": gettext_lazy("Choose one of the published templates.")},
    )

    class Meta:
        model = Event
        fields = [
            *("name", "client_name", "clients", "venue", "time_zone", "doors_at", "starts_at", "ends_at"),
            *("attendance", "language", "brief", "state", "template_version", "form"),
        ]
        labels = {
            "client_name": gettext_lazy("Client"),
            "clients": gettext_lazy("Who may see the released report"),
            "doors_at": gettext_lazy("Doors open"),
            "starts_at": gettext_lazy("The event starts"),
            "ends_at": gettext_lazy("The event ends"),
            "attendance": gettext_lazy("Attendees"),
            "brief": gettext_lazy("Brief in the client’s words"),
            "language": gettext_lazy("Language of the event"),
            "form": gettext_lazy("Length of the walkthrough"),
        }
        help_texts = {
            "name": gettext_lazy("As the attendees know it."),
            "client_name": gettext_lazy("Who has ordered the event."),
            "attendance": gettext_lazy("How many people are expected."),
            "brief": gettext_lazy("What the event is for, for whom, and how it should feel."),
        }
        field_classes = {
            **dict.fromkeys(("doors_at", "starts_at", "ends_at"), LocalTimeField),
            "clients": ManyRowsField,
        }
        widgets = {
            "brief": forms.Textarea(attrs={"rows": 5}),
            "clients": forms.CheckboxSelectMultiple(),
            "attendance": forms.NumberInput(attrs={"min": 1, "inputmode": "numeric"}),
            "form": forms.RadioSelect(),
        }
        error_messages = {
            "name": {"required": gettext_lazy("Give the event a name.")},
            "starts_at": {"required": gettext_lazy("Enter the date and time when the event starts.")},
            "ends_at": {"required": gettext_lazy("Enter the date and time when the event ends.")},
            "attendance": {"required": gettext_lazy("Enter how many people are expected.")},
            "clients": {
                "invalid_choice": gettext_lazy("Choose clients of this organisation only."),
                "invalid_pk_value": gettext_lazy("Choose clients of this organisation only."),
            },
        }

    def __init__(self, *args, form_counts: dict[str, int], **kwargs):
        super().__init__(*args, **kwargs)
        organisation = self.instance.organisation
        versions = published_versions(organisation)
        if self.instance.template_version_id:  # an archived version stays with its events
            versions = versions | TemplateVersion.objects.filter(pk=self.instance.template_version_id)
        self.fields["template_version"].queryset = versions
        if not can_change_version(self.instance):
            self.fields["template_version"].disabled = True
            self.fields["template_version"].help_text = format_html(
                '{} <a href="{}">{}</a>',
                _("Messages or walkthroughs rest on this template, so it stays."),
                reverse("findings:upgrade", args=[organisation.slug, self.instance.pk]),
                _("See what another version would change"),
            )
        self.fields["clients"].queryset = client_members(organisation)
        self.fields["clients"].label_from_instance = lambda membership: str(membership.user)
        self.fields["form"].choices = [
            ("full", _("Full form: %d criteria") % form_counts["full"]),
            ("short", _("Short form: %d criteria") % form_counts["short"]),
        ]

    def clean_attendance(self) -> int:
        attendance = self.cleaned_data["attendance"]
        if attendance < 1:
            raise forms.ValidationError(_("Enter how many people are expected, at least 1."))
        if attendance > MOST_ATTENDEES:
            raise forms.ValidationError(_("So many people cannot be right. Check the number."))
        return attendance

    def clean(self) -> dict:
        cleaned = super().clean()
        if self.initial.get("state") == cleaned.get("state") == Event.State.ARCHIVED:
            self.add_error("state", _("The event is archived. Choose another state to change it."))
        doors, starts, ends = (cleaned.get(name) for name in ("doors_at", "starts_at", "ends_at"))
        if doors and starts and doors > starts:
            times = {"doors": spoken(doors, starts), "starts": spoken(starts, doors)}
            self.add_error(
                "doors_at",
                _("Doors open at %(doors)s but the event starts at %(starts)s. Move one of them.") % times,
            )
        if starts and ends and ends <= starts:
            times = {"ends": spoken(ends, starts), "starts": spoken(starts, ends)}
            self.add_error(
                "ends_at",
                _("The event ends at %(ends)s but starts at %(starts)s. Move one of them.") % times,
            )
        return cleaned
