"""What was read from a file becomes a draft: a new template's first, or the next of one that is there."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from eventaudit.accounts.models import Organisation, User

from ..drafts import ChangedByAnother, create_template, replace_content, start_draft
from ..models import Template, TemplateVersion
from ..problems import KEY, LANGUAGES, texts_of
from ..studio.keys import new_key
from .reading import Reading

MOST_KEY = 60
MOST_NAME = 80
NO_DRAFT = -1
"""The revision of the draft that is not there yet."""


def template_for(organisation: Organisation, reading: Reading) -> Template | None:
    """The organisation's own template that the file came from, by its key."""
    return organisation.templates.filter(key=reading.key).first() if reading.key else None


def draft_at_work(template: Template) -> TemplateVersion | None:
    return template.versions.filter(state=TemplateVersion.State.DRAFT).first()


def revision_of(template: Template) -> int:
    """Of its draft; NO_DRAFT where it has none. What was compared with is known by it."""
    draft = draft_at_work(template)
    return draft.revision if draft else NO_DRAFT


@transaction.atomic
def import_as_new(*, organisation: Organisation, reading: Reading, by: User) -> TemplateVersion:
    """A new template of the organisation with the file's content as its draft."""
    name = _own_name(organisation, reading)
    taken = set(organisation.templates.values_list("key", flat=True))
    fit = KEY.fullmatch(reading.key) and len(reading.key) <= MOST_KEY and reading.key not in taken
    key = reading.key if fit else new_key(name, taken, otherwise="template", most=MOST_KEY)
    draft = create_template(organisation=organisation, key=key, name=name, by=by)
    return _written(draft, reading, by)


@transaction.atomic
def import_into(*, template: Template, reading: Reading, revision: int, by: User) -> TemplateVersion:
    """The template's draft says what the file says. revision: as revision_of said when it was compared.

    Raises ChangedByAnother where another draft is at work, or another revision of it.
    """
    Template.objects.select_for_update().get(pk=template.pk)
    at_work = draft_at_work(template)
    if revision_of(template) != revision:
        raise ChangedByAnother(at_work or template.versions.first())
    return _written(at_work or start_draft(template=template, by=by), reading, by)


def _written(draft: TemplateVersion, reading: Reading, by: User) -> TemplateVersion:
    labels = draft.template.versions.exclude(pk=draft.pk).values_list("label", flat=True)
    version = reading.content["version"]
    content = {**reading.content, "version": draft.label if version in labels else version}
    return replace_content(version=draft, content=content, revision=draft.revision, by=by)


def _own_name(organisation: Organisation, reading: Reading) -> Mapping[str, str]:
    """The file's, numbered where the organisation has a template of that name."""
    name = {language: words[:MOST_NAME] for language, words in texts_of(reading.name).items()}
    name = name or {"en": _("Imported template")}
    names = organisation.templates.values_list("name", flat=True)
    taken = {(language, known.get(language, "").casefold()) for known in names for language in LANGUAGES}
    number, found = 1, name
    while any((language, words.casefold()) in taken for language, words in found.items()):
        number += 1
        found = {language: f"{words[: MOST_NAME - 6]} ({number})" for language, words in name.items()}
    return found
