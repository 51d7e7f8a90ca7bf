"""Answers what a test asks of the site's database: one line of JSON in, one out. Runs beside the site.

Usage: python -m tests.faults.asked, with the site's environment.
"""

import hashlib
import json
import os
import sys
import uuid
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eventaudit.config.settings")
django.setup()

from django.contrib.sessions.models import Session  # noqa: E402
from django.db import connections, transaction  # noqa: E402
from django.test import Client  # noqa: E402

from eventaudit.accounts.models import Organisation, Role, User  # noqa: E402
from eventaudit.events.models import Event  # noqa: E402
from eventaudit.library.content import content_of, write_content  # noqa: E402
from eventaudit.library.models import TemplateVersion  # noqa: E402
from eventaudit.walkthroughs.coding import answer_value  # noqa: E402
from eventaudit.walkthroughs.models import Walkthrough  # noqa: E402
from tests import factories  # noqa: E402


def new_walk(auditor: str) -> str:
    """The address of a walkthrough of a new event."""
    organisation = Organisation.objects.filter(slug="hall").first()
    organisation = organisation or factories.make_organisation(slug="hall")
    event = factories.make_event(organisation, key=f"event-{uuid.uuid4()}")
    made = factories.make_walkthrough(event, _person(organisation, auditor, Role.AUDITOR), lead=True)
    return made.get_absolute_url()


def session(name: str) -> str:
    """The key of a new session of the person, who may be a manager of the hall."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(_person(Organisation.objects.get(slug="hall"), name, Role.MANAGER))
    return client.cookies["sessionid"].value


def _person(organisation: Organisation, name: str, role: Role) -> User:
    email = f"{name}@hall.example"
    if user := User.objects.filter(email=email).first():
        return user
    user = factories.make_user(email=email, name=name.title())
    factories.make_membership(organisation, role, user)
    return user


def operations(walk: str) -> list:
    """[criterion, field, value, author] of everything that the server ever took, in its order."""
    rows = _walk(walk).operations.order_by("seq").select_related("author")
    return [[row.criterion, row.field, row.value, row.author.email.split("@")[0]] for row in rows]


def stands(walk: str) -> dict:
    """{criterion: [answer, note]} of everything that is answered or noted."""
    rows = _walk(walk).answers.select_related("criterion")
    return {row.criterion.key: [answer_value(row), row.note] for row in rows}


def photos(walk: str) -> list:
    """[name, criterion, whether the file on the disk has the hash that its operation announced], sorted."""
    announced = {
        row.value["photo"]: (row.value.get("name"), row.value["sha256"])
        for row in _walk(walk).operations.filter(field="photo.add")
    }
    found = []
    for link in _walk(walk).photos.select_related("photo", "criterion"):
        name, sha256 = announced[str(link.photo_id)]
        content = Path(link.photo.original.path).read_bytes()
        found.append([name, link.criterion.key, hashlib.sha256(content).hexdigest() == sha256])
    return sorted(found)


def end_sessions() -> None:
    Session.objects.all().delete()


def fit_questions() -> list:
    """Keys of the questions answered from 1 to 5, in the form's order."""
    version = TemplateVersion.objects.get(template__organisation=None, number=1)
    in_order = version.criteria.filter(kind="fit").order_by("touchpoint__order", "order")
    return list(in_order.values_list("key", flat=True))


def leave_out(walk: str, criterion: str) -> None:
    """The event goes on with a newer version of its form, which does not ask this criterion."""
    event = Event.objects.get(pk=_walk(walk).event_id)
    version = event.template_version
    content = content_of(version)
    content["criteria"] = [one for one in content["criteria"] if one["key"] != criterion]
    number = version.template.versions.count() + 1
    with transaction.atomic():
        event.template_version = TemplateVersion.objects.create(template=version.template, number=number)
        write_content(event.template_version, content)
        event.save(update_fields=["template_version"])


def _walk(address: str) -> Walkthrough:
    return Walkthrough.objects.get(pk=address.rstrip("/").rsplit("/", 1)[-1])


def _serve() -> None:
    known = (new_walk, session, operations, stands, photos, end_sessions, fit_questions, leave_out)
    by_name = {function.__name__: function for function in known}
    for line in sys.stdin:
        name, arguments = json.loads(line)
        found = by_name[name](*arguments)
        connections.close_all()
        sys.stdout.write(json.dumps(found) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _serve()
