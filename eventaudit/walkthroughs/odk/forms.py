"""The two steps of importing submissions: the file, and what was read of it."""

import json

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eventaudit.events.models import Event

from .files import MOST_BYTES, FileRefused, Line, read_lines


class FileForm(forms.Form):
    """`lines` after it is valid."""

    file = forms.FileField(
        label=gettext_lazy("Export of the answers"),
        help_text=gettext_lazy(
            "A .csv or .json from ODK Central or KoboToolbox, there with “XML values and headers”."
        ),
    )
    round = forms.ModelChoiceField(
        None,
        label=gettext_lazy("Round"),
        required=False,
        empty_label=gettext_lazy("The whole event"),
        help_text=gettext_lazy("Of those that do not name one themselves."),
    )

    def __init__(self, *args, event: Event, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines: list[Line] = []
        self.fields["round"].queryset = event.rounds.all()
        self.fields["file"].widget.attrs["accept"] = ".csv,.json,text/csv,application/json"

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if upload.size > MOST_BYTES:
            raise ValidationError(
                _("The file is %(size)d MB; at most %(most)d MB are taken."),
                params={"size": -(-upload.size // 1024**2), "most": MOST_BYTES // 1024**2},
            )
        try:
            self.lines = read_lines(upload.read())
        except FileRefused as error:
            raise ValidationError(str(error)) from error
        return upload


class ConfirmForm(forms.Form):
    """What the page of the first step brings back; it is read and judged again."""

    lines = forms.CharField(widget=forms.HiddenInput, strip=False)
    round = forms.ModelChoiceField(None, widget=forms.HiddenInput, required=False)

    def __init__(self, *args, event: Event, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["round"].queryset = event.rounds.all()

    def clean_lines(self) -> list[Line]:
        try:
            rows = json.loads(self.cleaned_data["lines"])
            json.dumps(rows, ensure_ascii=False).encode()
            return [
                Line(int(number), {str(title): str(cell).replace("\0", "") for title, cell in cells.items()})
                for number, cells in rows
            ]
        except (ValueError, TypeError, AttributeError, RecursionError, OverflowError) as error:
            raise ValidationError(
                _("What was read did not come back whole. Choose the file again.")
            ) from error


def carried(lines: list[Line]) -> str:
    return json.dumps(
        [[line.number, line.cells] for line in lines], ensure_ascii=False, separators=(",", ":")
    )
