"""The life of a template version: draft, published (never changes again), archived (no longer offered)."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from eventaudit.accounts.models import Organisation, User

from .checking import Check, check_template
from .content import content_of, digest_of, write_content
from .models import Template, TemplateVersion
from .policies import check_can_edit_version
from .queries import atmospheres_of

State = TemplateVersion.State
EVERYBODY = {"all": {"label": {"en": "everyone", "fi": "kaikki", "sv": "alla"}, "default_reach": 1.0}}


class ChangedByAnother(Exception):
    """Somebody else has changed the draft since the page was made; `version` is it as it is now."""

    def __init__(self, version: TemplateVersion) -> None:
        super().__init__(str(version))
        self.version = version


class RenamedByAnother(Exception):
    """Somebody else has renamed the template since the page was made; `template` is it as it is now."""

    def __init__(self, template: Template) -> None:
        super().__init__(str(template))
        self.template = template


class NotReady(Exception):
    """The draft's check finds problems, so that it cannot be published; `check` lists them."""

    def __init__(self, check: Check) -> None:
        super().__init__("; ".join(problem.sentence for problem in check.problems))
        self.check = check


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
def rename_template(
    *, template: Template, name: Mapping[str, str], seen: Mapping[str, str], by: User
) -> Template:
    """seen: the name that the change began at. Raises RenamedByAnother."""
    locked = Template.objects.select_for_update().get(pk=template.pk)
    if locked.name != seen:
        raise RenamedByAnother(locked)
    if locked.name != name:
        locked.name, locked._history_user = dict(name), by
        locked.save(update_fields=["name"])
    return locked


@transaction.atomic
def start_draft(*, template: Template, by: User) -> TemplateVersion:
    """The template's draft: the one at work, else a new one that begins as the newest version."""
    Template.objects.select_for_update().get(pk=template.pk)
    at_work = template.versions.filter(state=State.DRAFT).first()
    return at_work or _new_draft(template, template.versions.first(), by)


def _new_draft(template: Template, source: TemplateVersion | None, by: User) -> TemplateVersion:
    number = (template.versions.aggregate(most=Max("number"))["most"] or 0) + 1
    draft = TemplateVersion(
        template=template,
        number=number,
        label=f"{number}.0",
        perceivers=source.perceivers if source else EVERYBODY,
        based_on=source,
        created_by=by,
    )
    draft.skip_history_when_saving = True  # once is enough: after its content, as with every later change
    draft.save()
    if source:
        write_content(draft, content_of(source))
    del draft.skip_history_when_saving
    return _kept(draft, by)


def _kept(version: TemplateVersion, by: User) -> TemplateVersion:
    """Saved; the history says by whom, also where no request does."""
    version._history_user = by
    version.save()
    return version


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
    return _kept(draft, by)


def check_version(version: TemplateVersion, content: Mapping[str, Any] | None = None) -> Check:
    """The check of what it says now, with what its organisation and its source know.

    content: its own, where the caller has it already.
    """
    return check_template(
        content_of(version) if content is None else content,
        atmospheres=atmospheres_of(version.template.organisation),
        based_on=content_of(version.based_on) if version.based_on else None,
    )


@transaction.atomic
def publish(
    *, version: TemplateVersion, revision: int, label: str = "", what_is_new: str = "", by: User
) -> TemplateVersion:
    """From now on it never changes, and events can be bound to it. label: '' keeps the one it has.

    Raises NotReady while the check finds problems, and ChangedByAnother.
    """
    draft = take_draft(version, revision=revision)
    draft.label = label or draft.label
    check = check_version(draft, content := content_of(draft))
    if not check.can_be_published:
        raise NotReady(check)
    draft.digest = digest_of(content)
    draft.state, draft.what_is_new = State.PUBLISHED, what_is_new
    draft.published_by, draft.published_at = by, timezone.now()
    return _kept(draft, by)


@transaction.atomic
def archive(*, version: TemplateVersion, by: User) -> TemplateVersion:
    """No longer offered to new events; those that are bound to it go on."""
    version = TemplateVersion.objects.select_for_update().get(pk=version.pk)
    if version.state == State.PUBLISHED:
        version.state, version.archived_at = State.ARCHIVED, timezone.now()
        return _kept(version, by)
    return version


@transaction.atomic
def offer_again(*, version: TemplateVersion, by: User) -> TemplateVersion:
    """New events can choose the archived version as before."""
    version = TemplateVersion.objects.select_for_update().get(pk=version.pk)
    if version.state == State.ARCHIVED:
        version.state, version.archived_at = State.PUBLISHED, None
        return _kept(version, by)
    return version


@transaction.atomic
def delete_draft(*, version: TemplateVersion, revision: int) -> None:
    """The draft is gone, and with its last version the template; the history of its rows stays.

    Raises ChangedByAnother.
    """
    draft = take_draft(version, revision=revision)
    template = draft.template
    draft.delete()
    if not template.versions.exists():
        template.delete()
