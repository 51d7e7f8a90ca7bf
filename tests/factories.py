"""Small makers of stored things, with defaults that pass every constraint."""

import datetime
import itertools
import json

from django.conf import settings

from eventaudit.accounts.models import Membership, Organisation, Role, User
from eventaudit.events.models import Event, Intention
from eventaudit.library.actions import load_library
from eventaudit.library.models import TemplateVersion
from eventaudit.messaging.models import Channel, Message, Promise, Strength
from eventaudit.walkthroughs.models import Walkthrough

_numbers = itertools.count(1)


def load_default_library() -> TemplateVersion:
    fixtures = settings.BASE_DIR / "fixtures"
    return load_library(
        template=json.loads((fixtures / "template.json").read_text()),
        atmospheres=json.loads((fixtures / "atmospheres.json").read_text()),
    )


def make_user(**fields) -> User:
    number = next(_numbers)
    return User.objects.create_user(
        **{"email": f"person{number}@example.org", "name": f"Person {number}", "password": "a long password"}
        | fields
    )


def make_organisation(**fields) -> Organisation:
    number = next(_numbers)
    return Organisation.objects.create(
        **{"name": f"Organisation {number}", "slug": f"organisation-{number}"} | fields
    )


def make_membership(organisation: Organisation, role: Role, user: User | None = None) -> Membership:
    return Membership.objects.create(organisation=organisation, role=role, user=user or make_user())


def make_event(organisation: Organisation, **fields) -> Event:
    """An event for 100 people in the default template's first version, intended as pure luxury."""
    number = next(_numbers)
    start = datetime.datetime(2031, 11, 14, 16, 0, tzinfo=datetime.UTC)
    event = Event.objects.create(
        organisation=organisation,
        **{
            "key": f"event-{number}",
            "name": f"Event {number}",
            "starts_at": start,
            "ends_at": start + datetime.timedelta(hours=5),
            "attendance": 100,
            "template_version": TemplateVersion.objects.get(
                template__organisation=None, template__key="default", number=1
            ),
        }
        | fields,
    )
    Intention.objects.create(event=event, mixture={"luxury": 1.0})
    return event


def make_message(event: Event, text: str = "Champagne will be served. No queues.", **fields) -> Message:
    number = next(_numbers)
    return Message.objects.create(
        event=event,
        **{"key": f"M{number}", "channel": Channel.INVITATION, "language": "en", "text": text} | fields,
    )


def make_promise(message: Message, quote: str = "Champagne will be served", **fields) -> Promise:
    start = message.text.index(quote)
    return Promise.objects.create(
        message=message,
        quote=quote,
        start=start,
        end=start + len(quote),
        **{"key": f"P{next(_numbers)}", "touchpoint": "catering", "strength": Strength.EXPLICIT} | fields,
    )


def make_walkthrough(event: Event, auditor: User | None = None, **fields) -> Walkthrough:
    name = auditor.name if auditor else f"Auditor {next(_numbers)}"
    return Walkthrough.objects.create(event=event, auditor=auditor, **{"auditor_name": name} | fields)
