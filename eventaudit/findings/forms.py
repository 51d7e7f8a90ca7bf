from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils.translation import gettext_lazy as _

from .event_file import KEY_LENGTH, EventFileRefused, parse_json, read_event_file

MAX_BYTES = 5 * 1024 * 1024


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("Event file"),
        help_text=_("A .json file of one event, at most 5 MB, such as one exported from this site."),
    )
    key = forms.CharField(
        label=_("Another key"),
        required=False,
        max_length=KEY_LENGTH,
        validators=[validate_slug],
        help_text=_("Only where the organisation has an event with the same key already."),
    )

    def __init__(self, *args, organisation, **kwargs):
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        self.problems: list[str] = []
        self.fields["file"].widget.attrs["accept"] = ".json,application/json"
        self.helper = FormHelper()
        self.helper.add_input(Submit("import", _("Import the event"), css_class="btn-primary"))

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if upload.size > MAX_BYTES:
            raise ValidationError(
                _("The file is %(size)d MB; at most %(most)d MB are taken."),
                params={"size": -(-upload.size // 1024**2), "most": MAX_BYTES // 1024**2},
            )
        return upload

    def clean(self):
        """`event_file` of the cleaned data is ready to be stored; else `problems` tells why it is not."""
        cleaned = super().clean()
        if "file" in cleaned and "key" in cleaned:
            try:
                cleaned["event_file"] = read_event_file(
                    organisation=self.organisation,
                    data=parse_json(cleaned["file"].read()),
                    key=cleaned["key"],
                )
            except EventFileRefused as error:
                self.problems = error.problems
                self.add_error(
                    "file", _("Nothing was imported. Correct the file as told above and send it again.")
                )
        return cleaned
