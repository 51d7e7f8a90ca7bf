"""What a new atmosphere begins as, and the file one comes in."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eventaudit.accounts.models import Organisation

from ..models import Atmosphere
from ..queries import atmospheres_of
from ..setting_texts import AXES
from ..studio.texts import TextsField
from .content import LONGEST_NAME, Content, content_of

EMPTY = "~"  # no key looks like this
MIDDLE = 2
FIRST_PALETTE = ["#33506B", "#D9D2C3"]
LARGEST_FILE = 2_000_000


class NewForm(forms.Form):
    """The organisation has no other atmosphere of this name in any language."""

    name = TextsField(label=gettext_lazy("Name"), max_length=LONGEST_NAME)
    source = forms.ChoiceField(
        label=gettext_lazy("It begins as"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose what it begins as."),
            "invalid_choice": gettext_lazy("Choose one of these."),
        },
    )

    def __init__(self, *args, organisation: Organisation, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = atmospheres_of(organisation)
        self.fields["source"].choices = [(key, key) for key in (*self.known, EMPTY)]

    def clean_name(self) -> dict[str, str]:
        name = self.cleaned_data["name"]
        for other in self.known.values():
            for language, words in name.items():
                if str(other.name.get(language, "")).casefold() == words.casefold():
                    raise forms.ValidationError(
                        _("There is an atmosphere called “%s” already. Give this one another name.") % words
                    )
        return name

    @property
    def source_rows(self) -> list[tuple[str, Atmosphere | None, bool]]:
        """Value, atmosphere (None: from scratch) and whether it is chosen."""
        given = self["source"].value()
        chosen = given if given in self.known else EMPTY
        rows = [(EMPTY, None), *self.known.items()]
        return [(value, atmosphere, value == chosen) for value, atmosphere in rows]

    @property
    def content(self) -> Content:
        source = self.known.get(self.cleaned_data["source"])
        if source:
            return {**content_of(source), "name": self.cleaned_data["name"]}
        return {
            "name": self.cleaned_data["name"],
            "description": {},
            "axes": dict.fromkeys(AXES, MIDDLE),
            "palette": FIRST_PALETTE,
            "touchpoints": {},
        }


class FileForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("File (.json)"), max_length=200)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("The file is larger than 2 MB. Export the atmosphere again."))
        return file
