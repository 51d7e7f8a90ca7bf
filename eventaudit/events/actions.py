"""What writes events and their briefs."""

import logging
from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat
from django.utils.text import slugify
from django.utils.translation import gettext as _

from eventaudit.accounts.models import Membership, Organisation, Role, User
from eventaudit.library.mixtures import NEUTRAL, Mixture, clean_mixture
from eventaudit.library.queries import atmospheres_of

from .brief import EVERYWHERE
from .models import Event, Intention, ProgrammeItem, Round, Segment, Zone
from .policies import Part, check_can_change_version, check_can_remove

logger = logging.getLogger(__name__)
KEY_LENGTH = 50  # leaves room for the number that makes it unique


@transaction.atomic
def save_event(
    *,
    event: Event,
    by: User,
    clients: Sequence[Membership] = (),
    segments: Sequence[Segment] = (),
    zones: Sequence[Zone] = (),
    rounds: Sequence[Round] = (),
    programme: Sequence[ProgrammeItem] = (),
    removed: Sequence[Part | ProgrammeItem] = (),
) -> Event:
    """Store a new or changed event with its parts, in their order, and take away the removed ones.

    Raises ValidationError, and stores nothing, where the version is bound by walkthroughs, a removed part has
    walkthroughs, or a client is not one of the organisation's.
    """
    Organisation.objects.select_for_update().get(pk=event.organisation_id)  # one key is chosen at a time
    _check_clients(event, clients)
    if event.pk:
        if Event.objects.get(pk=event.pk).template_version_id != event.template_version_id:
            check_can_change_version(event)
    else:
        event.created_by = by
        event.key = _free_key(event.name, event.organisation.events.values_list("key", flat=True))
    event.save()
    event.clients.set(clients)
    check_can_remove(event, removed)
    for part in removed:
        part.delete()
    _name_segments(event, segments)
    for parts in (segments, zones, rounds):
        _save_parts(event, parts)
    for order, item in enumerate(programme):
        item.event, item.order = event, order
        item.save()
    logger.info("event %s saved by user %s", event.pk, by.pk)
    return event


def _check_clients(event: Event, clients: Sequence[Membership]) -> None:
    for membership in clients:
        if membership.organisation_id != event.organisation_id or membership.role != Role.CLIENT:
            raise ValidationError(_("%s is not a client in this organisation.") % membership.user)


def _name_segments(event: Event, segments: Sequence[Segment]) -> None:
    taken = set(event.segments.values_list("key", flat=True))
    for segment in segments:
        if not segment.key:
            segment.key = _free_key(segment.name, taken)
            taken.add(segment.key)


def _save_parts(event: Event, parts: Sequence[Part]) -> None:
    stored = [part.pk for part in parts if part.pk]
    if stored:  # two that swap their names must not meet on the way
        type(parts[0]).objects.filter(pk__in=stored).update(name=Concat(Value("~"), Cast("pk", CharField())))
    for order, part in enumerate(parts):
        part.event, part.order = event, order
        part.save()


def _free_key(name: str, taken) -> str:
    """The name as a key, such as 'gilded_compass'; with a number behind it where that is taken."""
    stem = slugify(name).replace("-", "_")[:KEY_LENGTH].strip("_") or "event"
    taken = set(taken)
    number, key = 1, stem
    while key in taken:
        number += 1
        key = f"{stem}_{number}"
    return key


@transaction.atomic
def set_intentions(
    *,
    event: Event,
    by: User,
    everywhere: Mapping[str, float] | None,
    touchpoints: Mapping[str, Mixture],
) -> list[Intention]:
    """Replace the intended atmospheres. Raises ValidationError, and changes nothing, with what is wrong.

    everywhere: shares for every touchpoint that has none of its own; it may be left out only where all have.
    touchpoints: key to shares, or to 'neutral' where no atmosphere is intended.
    """
    known = set(atmospheres_of(event.organisation))
    names = {point.key: point for point in event.template_version.touchpoints.all()}
    if unknown := [key for key in touchpoints if key not in names]:
        raise ValidationError(_("The template has no touchpoint “%s”.") % unknown[0])
    if not everywhere and set(names) - set(touchpoints):
        raise ValidationError(
            _("Choose an atmosphere for everywhere, or one for each touchpoint."), code="nothing_everywhere"
        )
    mixtures: dict[str, Mixture] = {EVERYWHERE: clean_mixture(everywhere, known=known)} if everywhere else {}
    for key, shares in touchpoints.items():
        mixtures[key] = NEUTRAL if shares == NEUTRAL else clean_mixture(shares, known=known)
    event.intentions.all().delete()
    intentions = [
        Intention(event=event, touchpoint=key, mixture=mixture) for key, mixture in mixtures.items()
    ]
    logger.info("brief of event %s set by user %s", event.pk, by.pk)
    return Intention.objects.bulk_create(intentions)
