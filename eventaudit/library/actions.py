"""What writes the library."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from eventaudit.accounts.models import Organisation, User
from eventaudit.consistency import Settings

from .content import digest_of
from .models import AnalysisSettings, Atmosphere, Criterion, Template, TemplateVersion, Touchpoint
from .own_settings import by_path, nested
from .policies import check_can_edit_version
from .validation import check_library

DEFAULT_TEMPLATE = "default"
ATMOSPHERE_FIELDS = ("name", "description", "axes", "palette", "touchpoints")


@transaction.atomic
def load_library(*, template: Mapping, atmospheres: Mapping) -> TemplateVersion:
    """Load the default library from its JSON form; the same content twice changes nothing.

    Changed template content becomes a new published version: events stay bound to theirs. Atmospheres are
    updated in place; one that the file no longer has stays, as briefs may name it. Raises LibraryError, and
    stores nothing, with a sentence for every problem.
    """
    check_library(template, atmospheres)
    _load_atmospheres(atmospheres["atmospheres"])
    digest = digest_of(template)
    owner, _created = Template.objects.get_or_create(
        organisation=None,
        key=DEFAULT_TEMPLATE,
        defaults={
            "name": {
                "en": "Twelve touchpoints",
                "fi": "Kaksitoista kohtaamispistettä",
                "sv": "Tolv kontaktpunkter",
            }
        },
    )
    newest = owner.versions.first()
    if newest and newest.digest == digest:
        return newest
    version = TemplateVersion.objects.create(
        template=owner,
        number=newest.number + 1 if newest else 1,
        label=template["version"],
        perceivers=template["perceivers"],
        digest=digest,
    )
    _load_criteria(version, template)
    version.state, version.published_at = TemplateVersion.State.PUBLISHED, timezone.now()
    version.save()
    return version


def _load_atmospheres(atmospheres: Mapping) -> None:
    for order, (key, content) in enumerate(atmospheres.items()):
        fields = {name: content[name] for name in ATMOSPHERE_FIELDS if name in content}
        Atmosphere.objects.update_or_create(organisation=None, key=key, defaults={"order": order, **fields})


def _load_criteria(version: TemplateVersion, template: Mapping) -> None:
    check_can_edit_version(version)
    touchpoints = Touchpoint.objects.bulk_create(
        Touchpoint(version=version, **{name: content[name] for name in ("key", "order", "weight", "name")})
        for content in template["touchpoints"]
    )
    by_key = {touchpoint.key: touchpoint for touchpoint in touchpoints}
    Criterion.objects.bulk_create(
        Criterion(version=version, order=order, **{**content, "touchpoint": by_key[content["touchpoint"]]})
        for order, content in enumerate(template["criteria"])
    )


class ChangedMeanwhile(Exception):
    """Somebody else has changed the settings since the page was made."""


@transaction.atomic
def change_settings(
    *, organisation: Organisation, settings: Settings, base: Mapping, by: User
) -> AnalysisSettings:
    """Store what differs from the defaults; base: the values, by path, that the change started from.

    Raises ChangedMeanwhile, and stores nothing, where they are no longer the stored ones.
    """
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    stored = AnalysisSettings.objects.filter(organisation=organisation).first()
    if base != (by_path(stored.values) if stored else {}):
        raise ChangedMeanwhile
    values = nested({change.name: change.own for change in settings.changes()})
    if stored is None:
        stored = AnalysisSettings(organisation=organisation)
    stored.values, stored.changed_by, stored.changed_at = values, by, timezone.now()
    stored.save()
    return stored
