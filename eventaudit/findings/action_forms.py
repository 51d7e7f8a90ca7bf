"""Forms of corrective actions. Times are in the active time zone: whoever uses them activates the event's."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eventaudit.accounts.models import Membership, Role
from eventaudit.events.forms import LocalTimeField
from eventaudit.events.models import Event
from eventaudit.library.models import Touchpoint
from eventaudit.messaging.forms.promises import ManyPhotosField, ManyPhotosInput

from .models import CorrectiveAction


class OwnerChoice(forms.ModelChoiceField):
    def label_from_instance(self, membership: Membership) -> str:
        return str(membership.user)


class ActionForm(forms.ModelForm):
    """Who does what until when: a person of the organisation, or a name that is typed."""

    owner = OwnerChoice(
        label=gettext_lazy("Who mends it"),
        queryset=Membership.objects.none(),
        required=False,
        empty_label=gettext_lazy("Nobody yet, or somebody else"),
        error_messages={"invalid_choice": gettext_lazy("Choose somebody of this organisation.")},
    )

    class Meta:
        model = CorrectiveAction
        fields = ["title", "touchpoint", "owner", "owner_name", "due_at"]
        labels = {
            "owner_name": gettext_lazy("Somebody else"),
            "due_at": gettext_lazy("Mended by"),
        }
        help_texts = {
            "owner_name": gettext_lazy("A name, such as the caterer’s. They have no sign-in here."),
            "touchpoint": "",
        }
        field_classes = {"due_at": LocalTimeField}
        widgets = {"title": forms.Textarea(attrs={"rows": 3})}
        error_messages = {"title": {"required": gettext_lazy("Write what is to be done.")}}

    def __init__(self, *args, event: Event, touchpoints: dict[str, Touchpoint] | None = None, **kwargs):
        """touchpoints: to choose from; without them the place stays as it is."""
        super().__init__(*args, **kwargs)
        owners = event.organisation.memberships.exclude(role=Role.CLIENT).select_related("user")
        self.fields["owner"].queryset = owners.order_by("user__name", "user__email")
        if touchpoints is None:
            del self.fields["touchpoint"]
        else:
            places = [(key, str(touchpoint)) for key, touchpoint in touchpoints.items()]
            self.fields["touchpoint"] = forms.ChoiceField(
                label=gettext_lazy("Where"),
                required=False,
                choices=[("", _("No particular touchpoint")), *places],
            )

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("owner") and cleaned.get("owner_name"):
            self.add_error("owner_name", _("Choose a person or type a name, not both."))
        return cleaned

    def subject_fields(self) -> dict:
        """What is to do and, where that could be chosen, at which touchpoint."""
        return {name: self.cleaned_data[name] for name in ("title", "touchpoint") if name in self.fields}

    def owner_fields(self) -> dict:
        """What plan_action and change_action take."""
        return {name: self.cleaned_data[name] for name in ("owner", "owner_name", "due_at")}

    def _post_clean(self) -> None:
        """The action writes."""


class PhotosForm(forms.Form):
    photos = ManyPhotosField(
        label=gettext_lazy("Photo of the mended thing"),
        required=False,
        allow_empty_file=True,  # storing says what is wrong with it
        widget=ManyPhotosInput(attrs={"multiple": True, "accept": "image/*"}),
    )


class LookForm(PhotosForm):
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DropForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why it is dropped"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Write why it will not be mended.")},
    )


class MomentForm(forms.Form):
    """Another time to see the list at; what is no time counts as none."""

    at = LocalTimeField(label=gettext_lazy("Time"), required=False)
