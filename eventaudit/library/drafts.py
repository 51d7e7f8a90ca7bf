"""The life of a template version: draft, published (never changes again), archived (no longer offered)."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from eventaudit.accounts.models import Organisation, User

from .content import content_of, digest_of, write_content
from .models import Template, TemplateVersion
from .policies import check_can_edit_version

State = TemplateVersion.State


class ChangedByAnother(Exception):
    """Somebody else has changed the draft since the page was made; `version` is it as it is now."""

    def __init__(self, version: TemplateVersion) -> None:
        super().__init__(str(version))
        self.version = version


@transaction.atomic
def create_template(
    *,
    organisation: Organisation,
    key: str,
    name: Mapping[str, str],
    source: TemplateVersion | None = None,
    by: User,
) -> TemplateVersion:
    """A template of the organisation's own with its first draft: a copy of `source`, or empty."""
    template = Template.objects.create(organisation=organisation, key=key, name=dict(name))
    return _new_draft(template, source, by)


@transaction.atomic
def start_draft(*, template: Template, by: User) -> TemplateVersion:
    """The template's draft: the one at work, else a new one that begins as the newest version."""
    Template.objects.select_for_update().get(pk=template.pk)
    at_work = template.versions.filter(state=State.DRAFT).first()
    return at_work or _new_draft(template, template.versions.first(), by)


def _new_draft(template: Template, source: TemplateVersion | None, by: User) -> TemplateVersion:
    number = (template.versions.aggregate(most=Max("number"))["most"] or 0) + 1
    draft = TemplateVersion.objects.create(
        template=template,
        number=number,
        label=f"{number}.0",
        perceivers=source.perceivers if source else {},
        based_on=source,
        created_by=by,
    )
    if source:
        write_content(draft, content_of(source))
    return draft


def take_draft(version: TemplateVersion, *, revision: int) -> TemplateVersion:
    """Lock a draft for a change that began at `revision`, and raise its revision. Call in a transaction.

    Raises ChangedByAnother where it is no longer at that revision, ValidationError where it is no draft.
    """
    locked = TemplateVersion.objects.select_for_update().select_related("template").get(pk=version.pk)
    check_can_edit_version(locked)
    if locked.revision != revision:
        raise ChangedByAnother(locked)
    TemplateVersion.objects.filter(pk=locked.pk).update(revision=F("revision") + 1)
    locked.revision += 1
    return locked


@transaction.atomic
def replace_content(
    *, version: TemplateVersion, content: Mapping[str, Any], revision: int, by: User
) -> TemplateVersion:
    """The draft says what `content` says, all at once. The content must have been checked."""
    draft = take_draft(version, revision=revision)
    write_content(draft, content)
    draft.label, draft.perceivers = content["version"] or draft.label, content["perceivers"]
    draft.save()
    return draft


@transaction.atomic
def publish(*, version: TemplateVersion, revision: int, what_is_new: str = "", by: User) -> TemplateVersion:
    """From now on it never changes, and events can be bound to it. Its content must have been checked."""
    draft = take_draft(version, revision=revision)
    draft.digest = digest_of(content_of(draft))
    draft.state, draft.what_is_new = State.PUBLISHED, what_is_new
    draft.published_by, draft.published_at = by, timezone.now()
    draft.save()
    return draft


@transaction.atomic
def archive(*, version: TemplateVersion, by: User) -> TemplateVersion:
    """No longer offered to new events; those that are bound to it go on."""
    version = TemplateVersion.objects.select_for_update().get(pk=version.pk)
    if version.state == State.PUBLISHED:
        version.state, version.archived_at = State.ARCHIVED, timezone.now()
        version.save()
    return version
