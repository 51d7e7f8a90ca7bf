"""A moment: every language's snapshot of the same facts, and the names that were known then."""

from collections.abc import Iterator

from django.conf import settings
from django.db import IntegrityError, transaction

from eventaudit.accounts.models import Role
from eventaudit.events.models import Event
from eventaudit.messaging.models import Promise
from eventaudit.messaging.pictures import make_pictures

from .branding import logo_record
from .models import Branding, Moment
from .snapshot import digest_of, take_snapshot

TRIES = 3


class EventKeepsChanging(Exception):
    """The facts were others in each language; a moment that is quieter is needed."""


def take_moment(event: Event) -> Moment:
    """The moment of now, or the one that said the same already. Raises EventKeepsChanging."""
    make_pictures(event)
    for _attempt in range(TRIES):
        contents = {code: take_snapshot(event, code) for code, _name in settings.LANGUAGES}
        if _same_facts(contents):
            return _kept(event, contents)
    raise EventKeepsChanging


def _same_facts(contents: dict[str, dict]) -> bool:
    first, *others = (content["event_file"] for content in contents.values())
    return all(other == first for other in others)


def _kept(event: Event, contents: dict[str, dict]) -> Moment:
    digest, names = digest_of(contents), sorted(set(names_of(event)))
    try:
        with transaction.atomic():
            moment, _created = Moment.objects.get_or_create(
                event=event, digest=digest, defaults={"contents": contents, "names": names}
            )
    except IntegrityError:  # somebody asked at the same time
        moment = Moment.objects.get(event=event, digest=digest)
    return moment


def names_of(event: Event) -> Iterator[str]:
    """People of the organisation, and all who looked at, judged or mended something of the event.

    Those of the organisation's own people whose name is only their role are passed over.
    """
    roles = {str(label) for label in Role.labels}
    members = event.organisation.members.values_list("name", flat=True)
    looked = event.walkthroughs.values_list("auditor_name", flat=True)
    judged = Promise.objects.filter(message__event=event, judged_by__isnull=False)
    mended = event.actions.values_list("owner__user__name", "owner_name")
    found = {*members, *looked, *judged.values_list("judged_by__name", flat=True)}
    found |= {name for pair in mended for name in pair}
    yield from (name for name in found if name and name not in roles)


def client_of(event: Event) -> dict:
    """What the branding adds to a snapshot: `name`, `brand`, `logo`; only what is there."""
    branding = Branding.objects.filter(event=event).first()
    if branding is None:
        return {}
    found = {"name": branding.client_name, "brand": branding.accent}
    if branding.logo:
        found["logo"] = logo_record(branding)
    return {key: value for key, value in found.items() if value}
