"""The two steps of importing a template: the file, and what was read of it."""

import json
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eventaudit.accounts.models import Organisation

from ..models import Template
from ..queries import atmospheres_of
from .faults import Fault, FormatRefused
from .importing import NO_DRAFT, template_for
from .json_form import parse_json
from .reading import Reading, read_json, read_template
from .workbook import MOST_BYTES

AUTO, NEW = "auto", "new"
MORE_FIELDS = 1024**2  # bytes that the second step may need beside what was read


class ImportForm(forms.Form):
    """`reading` and `template` (None: a new one) after it is valid; else `faults` says why."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("A spreadsheet or an XLSForm (.xlsx), or JSON; at most %d MB.")
        % (MOST_BYTES // 1024**2),
    )
    target = forms.ChoiceField(label=gettext_lazy("It becomes"), required=False)

    def __init__(self, *args, organisation: Organisation, **kwargs):
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        self.faults: tuple[Fault, ...] = ()
        self.reading: Reading | None = None
        self.template: Template | None = None
        self.own = {str(template.pk): template for template in organisation.templates.order_by("key")}
        self.fields["file"].widget.attrs["accept"] = ".xlsx,.json"
        self.fields["target"].choices = [
            (AUTO, _("The template that it was exported from, else a new one")),
            (NEW, _("A new template")),
            *((pk, _("A draft of “%s”") % template) for pk, template in self.own.items()),
        ]

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if upload.size > MOST_BYTES:
            raise ValidationError(
                _("The file is %(size)d MB; at most %(most)d MB are taken."),
                params={"size": -(-upload.size // 1024**2), "most": MOST_BYTES // 1024**2},
            )
        return upload

    def clean(self):
        cleaned = super().clean()
        if "file" in cleaned and "target" in cleaned:
            try:
                content = cleaned["file"].read()
                self.reading = read_template(content, atmospheres=atmospheres_of(self.organisation))
            except FormatRefused as error:
                self.faults = error.faults
                self.add_error(
                    "file", _("Nothing was taken over. Mend the file as told above, and send it again.")
                )
            else:
                target = cleaned["target"] or AUTO
                auto = template_for(self.organisation, self.reading) if target == AUTO else None
                self.template = auto or self.own.get(target)
                self._check_size(self.reading)
        return cleaned

    def _check_size(self, reading: Reading) -> None:
        """What was read comes back as a field of the second step, which has a bound of its own."""
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE - MORE_FIELDS
        size = len(carried(reading).encode())
        if size > most:
            sentence = _("The template is %(size)d MB of text; at most %(most)d MB are taken. Shorten it.")
            self.add_error("file", sentence % {"size": -(-size // 1024**2), "most": most // 1024**2})


class TakeOverForm(forms.Form):
    """The second step: what was read comes back with the page, and is checked again."""

    content = forms.CharField(widget=forms.HiddenInput, strip=False)
    target = forms.CharField(widget=forms.HiddenInput, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=NO_DRAFT)

    def __init__(self, *args, organisation: Organisation, **kwargs):
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        self.reading: Reading | None = None
        self.template: Template | None = None

    def clean_target(self) -> str:
        target = self.cleaned_data["target"]
        if target:
            self.template = (
                self.organisation.templates.filter(pk=target).first() if target.isdecimal() else None
            )
            if self.template is None:
                raise ValidationError(_("The template is no longer there. Choose the file again."))
        return target

    def clean_content(self) -> str:
        content = self.cleaned_data["content"]
        try:
            self.reading = read_json(
                parse_json(content.encode()), atmospheres=atmospheres_of(self.organisation)
            )
        except (FormatRefused, UnicodeError) as error:
            raise ValidationError(
                _("What was read did not come back whole. Choose the file again.")
            ) from error
        return content


def carried(reading: Reading) -> str:
    """What the page of the first step brings back in the second."""
    whole: dict[str, Any] = {"key": reading.key, "name": reading.name, **reading.content}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
