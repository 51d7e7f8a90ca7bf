"""The name of a template, and what a new one begins as."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eventaudit.accounts.models import Organisation

from ..models import Template, TemplateVersion
from .keys import new_key
from .overview import sources_of
from .texts import TextsField

EMPTY = "empty"
MOST_KEY = 60


class TemplateNameForm(forms.Form):
    """The organisation has no other template of this name in any language."""

    name = TextsField(label=gettext_lazy("Name"), max_length=80)

    def __init__(self, *args, organisation: Organisation, template: Template | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        self.others = organisation.templates.exclude(pk=template.pk if template else None)

    def clean_name(self) -> dict[str, str]:
        name = self.cleaned_data["name"]
        for other in self.others:
            for language, words in name.items():
                if other.name.get(language, "").casefold() == words.casefold():
                    raise forms.ValidationError(
                        _("You have a template called “%s” already. Give this one another name.") % words
                    )
        return name


class RenameForm(TemplateNameForm):
    """seen: the name that the page was made from, which the form brings back."""

    seen = forms.JSONField(widget=forms.HiddenInput, required=False)


class NewTemplateForm(TemplateNameForm):
    source = forms.ChoiceField(
        label=gettext_lazy("It begins as"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose what it begins as."),
            "invalid_choice": gettext_lazy("Choose one of these."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.versions = {str(each.pk): each for each in sources_of(self.organisation)}
        self.fields["source"].choices = [(pk, pk) for pk in (*self.versions, EMPTY)]

    @property
    def source_rows(self) -> list[tuple[str, TemplateVersion | None, bool]]:
        """Value, version (None: empty) and whether it is chosen."""
        chosen = str(self["source"].value() or next(iter(self.versions), EMPTY))
        rows = [*self.versions.items(), (EMPTY, None)]
        return [(value, version, value == chosen) for value, version in rows]

    @property
    def source_version(self) -> TemplateVersion | None:
        return self.versions.get(self.cleaned_data["source"])

    @property
    def key(self) -> str:
        taken = set(self.organisation.templates.values_list("key", flat=True))
        return new_key(self.cleaned_data["name"], taken, otherwise="template", most=MOST_KEY)
