"""A text in all languages: one field of a form, an input for each language beside the others."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from ..problems import LANGUAGES


class TextsWidget(forms.MultiWidget):
    """Inputs NAME_en, NAME_fi, NAME_sv. Pages draw it with library/studio/_texts.html."""

    def __init__(self, rows: int = 1, attrs=None):
        self.rows = rows
        super().__init__({language: forms.TextInput() for language in LANGUAGES}, attrs)

    def decompress(self, value: Mapping[str, str] | None) -> list[str]:
        return [(value or {}).get(language, "") for language in LANGUAGES]


class TextsField(forms.MultiValueField):
    """{language: text}, of what is not blank; where required, there is at least one.

    rows: lines of each input; 1: a single line.
    """

    widget = TextsWidget
    default_error_messages = {"required": gettext_lazy("Write it in one language at least.")}

    def __init__(self, *, rows: int = 1, max_length: int = 200, **options):
        self.most = max_length
        fields = [forms.CharField(required=False) for _language in LANGUAGES]
        super().__init__(fields, require_all_fields=False, widget=TextsWidget(rows), **options)

    def compress(self, values: list[str]) -> dict[str, str]:
        texts = dict(zip(LANGUAGES, values, strict=False))
        long = [language for language, text in texts.items() if len(text) > self.most]
        if long:
            names = ", ".join(str(get_language_info(language)["name_translated"]) for language in long)
            raise forms.ValidationError(
                _("Too long in: %(languages)s. Write at most %(most)d characters.")
                % {"languages": names, "most": self.most}
            )
        return {language: text for language, text in texts.items() if text}
