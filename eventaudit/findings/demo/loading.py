"""Loads the demo organisation: what is there already stays as it is, other organisations are not touched."""

import datetime
import json
import re
import zoneinfo
from functools import partial

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from eventaudit.accounts.models import Membership, Organisation, Role, User
from eventaudit.events.models import Event, Round, Zone
from eventaudit.findings.event_file import import_event
from eventaudit.photos.actions import files_follow_rows
from eventaudit.walkthroughs.models import Walkthrough

from .papers import attach_papers
from .photos import attach_photos
from .programme import add_programme

SLUG = "demo"
NAME = "Kompassi Events"
PASSWORD = "compass-demo-2031"  # noqa: S105 - printed by the command, for a site that holds nothing real
PEOPLE = {
    Role.ADMIN: "Alva Admin",
    Role.MANAGER: "Manu Manager",
    Role.AUDITOR: "Aino Auditor",
    Role.CLIENT: "Klara Client",
}
SECOND_AUDITOR = "Onni Observer"
AUDITED = "gilded_compass"
UPCOMING = "mandarin_monday"
ROUNDS = {"Doors": "17:30", "Dinner": "18:15", "Recital": "20:45", "Close": "22:30"}
ZONES = {
    "Courtyard and porch": ["queues", "guidance", "host", "transport"],
    "Mirror Hall": ["venue", "mood", "ambience", "guidance", "cloakroom", "host", "programme", "toilets"],
    "Main hall": ["venue", "mood", "ambience", "prints", "host", "programme", "catering"],
    "Glass annex": ["venue", "mood", "ambience", "prints", "programme", "catering"],
    "Field behind the stables": ["guidance", "transport"],
}


class NotADemoSite(Exception):
    """Real people work on this site; the message says what to do."""


def email_of(role: Role) -> str:
    return f"{role.value}@eventaudit.example"


def load_demo(*, force: bool = False) -> list[str]:
    """Load what is missing and tell it, one line each; nothing was missing: an empty list.

    force: also where other organisations are on the site, which are never touched. Raises NotADemoSite.
    """
    _check_site(force=force)
    with files_follow_rows(), transaction.atomic():
        organisation, created = Organisation.objects.get_or_create(slug=SLUG, defaults={"name": NAME})
        done = [f"Organisation: {organisation}"] if created else []
        members = _load_people(organisation)
        present = set(organisation.events.values_list("key", flat=True))
        for data in json.loads((settings.BASE_DIR / "fixtures" / "demo_events.json").read_text())["events"]:
            if data["id"] not in present:
                by = members[Role.MANAGER].user
                event = import_event(organisation=organisation, data=_without_asides(data), by=by)
                done.append(f"Event: {event}, {_complete(event, members)}")
    return done


def _check_site(*, force: bool) -> None:
    taken = Organisation.objects.filter(slug=SLUG).exclude(members__email=email_of(Role.ADMIN)).first()
    if taken:
        raise NotADemoSite(
            f"The organisation “{taken}” has the address “{SLUG}” and is not the demo. Use another database."
        )
    others = Organisation.objects.exclude(slug=SLUG).count()
    if others and not force:
        raise NotADemoSite(
            f"This site has {others} other organisation(s), and the demo brings sign-ins whose password "
            "everybody knows. Use another database (EVENTAUDIT_DATA), or --force if that is what you want."
        )


def _load_people(organisation: Organisation) -> dict[Role, Membership]:
    known = {
        membership.role: membership
        for membership in organisation.memberships.select_related("user").filter(
            user__email__in=[email_of(role) for role in PEOPLE]
        )
    }
    if missing := [role for role in PEOPLE if role not in known]:
        password = make_password(PASSWORD)
        for role in missing:
            known[role] = _load_person(organisation, role, password)
    return known


def _load_person(organisation: Organisation, role: Role, password: str) -> Membership:
    email, chief = email_of(role), role == Role.ADMIN
    user, created = User.objects.get_or_create(
        email=email,
        defaults={"name": PEOPLE[role], "password": password, "is_staff": chief, "is_superuser": chief},
    )
    if created:
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    membership, _created = Membership.objects.get_or_create(
        organisation=organisation, user=user, defaults={"role": role}
    )
    return membership


def _without_asides(data: dict) -> dict:
    """The event without the remarks, in brackets behind its names, that they are invented."""
    return data | {
        name: re.sub(r" \((invented|keksitty).*?\)", "", data[name]) for name in ("organiser", "venue")
    }


def _complete(event: Event, members: dict[Role, Membership]) -> str:
    """What an event file does not hold. Returns what there is to see."""
    if event.key == AUDITED:
        return _complete_audited(event, members)
    if event.key == UPCOMING:
        auditor = members[Role.AUDITOR].user
        Walkthrough.objects.create(event=event, auditor=auditor, auditor_name=auditor.name, lead=True)
        return "messages read for promises, a walkthrough waiting for the auditor"
    return "messages read for promises"


def _complete_audited(event: Event, members: dict[Role, Membership]) -> str:
    auditor = members[Role.AUDITOR].user
    event.doors_at = _at(event, "17:30")
    event.save(update_fields=["doors_at"])
    event.clients.add(members[Role.CLIENT])
    rounds = Round.objects.bulk_create(
        Round(event=event, name=name, starts_at=_at(event, time), order=order)
        for order, (name, time) in enumerate(ROUNDS.items())
    )
    zones = Zone.objects.bulk_create(
        Zone(event=event, name=name, touchpoints=touchpoints, order=order)
        for order, (name, touchpoints) in enumerate(ZONES.items())
    )
    programme = add_programme(event, at=partial(_at, event))
    event.walkthroughs.filter(auditor_name="auditor_1").update(
        auditor=auditor,
        auditor_name=auditor.name,
        lead=True,
        segment=event.segments.get(key="front_tables"),
        started_at=rounds[0].starts_at,
        finished_at=None,  # so that the auditor has one to look around in
    )
    event.walkthroughs.filter(auditor_name="auditor_2").update(auditor_name=SECOND_AUDITOR)
    attach_papers(event)
    photos = attach_photos(event, event.walkthroughs.get(auditor=auditor), by=auditor)
    return (
        f"two walkthroughs, {photos} drawn photos, {len(rounds)} rounds, {len(zones)} zones, "
        f"{len(programme)} items of the programme"
    )


def _at(event: Event, time: str) -> datetime.datetime:
    zone = zoneinfo.ZoneInfo(event.time_zone)
    day = event.starts_at.astimezone(zone).date()
    return datetime.datetime.combine(day, datetime.time.fromisoformat(time), zone)
