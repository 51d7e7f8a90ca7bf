"""Event files (docs/event-file.md): one event as JSON, out of the site and into it.

What a file says and the site cannot keep is refused with a sentence, or told in `warnings`: nothing is
stored half, and nothing is changed in silence.
"""

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import transaction
from django.utils.translation import gettext as _

from eventaudit.accounts.models import Organisation, User
from eventaudit.consistency import EventFacts, EventFileError, dump_event, parse_event
from eventaudit.consistency.json_text import JsonError, each_key_once
from eventaudit.events.models import Event
from eventaudit.library.models import TemplateVersion
from eventaudit.library.moods.files import FileRefused, add_atmospheres
from eventaudit.library.queries import atmospheres_of, published_versions

from .event_atmospheres import brought, spoken_of
from .event_checks import site_problems, warnings_about
from .event_dates import parse_span
from .event_file_earlier import (
    EarlierPart,
    digest_in,
    earlier_parts,
    ids_twice,
    named,
    read_earlier,
    spoken,
    versions_by_digest,
    write_earlier,
)
from .event_rows import write_event
from .facts import library_with, load_facts

KEY_LENGTH = 60
MOST_ATTENDEES = 10_000_000


class EventFileRefused(Exception):
    """The file is not imported; `problems` holds one sentence for each fault."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class EventFile:
    """A file that can be imported as it is. warnings: sentences about what will not be kept.

    atmospheres: those the file brings and the organisation has not, by key.
    """

    organisation: Organisation
    version: TemplateVersion
    key: str
    facts: EventFacts
    span: tuple[datetime.datetime, datetime.datetime]
    warnings: tuple[str, ...]
    atmospheres: Mapping[str, Any]
    earlier: tuple[EarlierPart, ...] = ()


def export_event(event: Event) -> dict:
    """The event as a file, with the organisation's own atmospheres that it speaks of.

    Photos are counted in it, not contained.
    """
    facts = load_facts(event)
    earlier, said = earlier_parts(event, facts)
    own = spoken_of([facts, *said], atmospheres_of(event.organisation))
    bound = {"template": named(event.template_version)} | earlier
    return dump_event(facts) | bound | ({"atmospheres": own} if own else {})


def import_event(*, organisation: Organisation, data: object, by: User | None, key: str = "") -> Event:
    """Store the event of a file, all of it or nothing. Raises EventFileRefused with every problem.

    data: the parsed JSON. key: the event's key here instead of the file's own `id`. An event that is there
    already is never touched: its key is refused.
    """
    return store_event_file(read_event_file(organisation=organisation, data=data, key=key), by=by)


@transaction.atomic
def store_event_file(file: EventFile, *, by: User | None) -> Event:
    """Raises EventFileRefused where the organisation has no room for the atmospheres it brings."""
    try:
        add_atmospheres(organisation=file.organisation, contents=file.atmospheres, by=by)
    except FileRefused as error:
        raise EventFileRefused(error.problems) from error
    event = write_event(
        file.facts, organisation=file.organisation, version=file.version, key=file.key, span=file.span, by=by
    )
    write_earlier(event, file.earlier, by=by)
    return event


def parse_json(content: bytes) -> object:
    """Raises EventFileRefused where the bytes are not JSON that can be stored."""
    try:
        data = json.loads(content.decode("utf-8-sig"), object_pairs_hook=each_key_once)
        stored = json.dumps(data, ensure_ascii=False).encode()
    except JsonError as error:
        raise EventFileRefused([_("The file %s") % error]) from error
    except (UnicodeError, ValueError, RecursionError) as error:
        raise EventFileRefused(
            [_("This is not a JSON file in UTF-8. Export the event again and send that file.")]
        ) from error
    if rb"\u0000" in stored:
        raise EventFileRefused([_("The file contains a null character. Remove it and try again.")])
    return data


def read_event_file(*, organisation: Organisation, data: object, key: str = "") -> EventFile:
    """Check everything before anything is stored. Raises EventFileRefused with every problem."""
    digest, versions = digest_in(data), versions_by_digest(organisation)
    version = versions.get(digest) or published_versions(organisation).first()
    if version is None:
        raise EventFileRefused([_("There is no published template. Load the library first: load_library.")])
    if isinstance(data, dict) and isinstance(data.get("events"), list):
        raise EventFileRefused([_("The file holds a list of events. Import them one at a time.")])
    top = data if isinstance(data, dict) else None
    known = atmospheres_of(organisation)
    own = brought(data, known)
    problems, facts = _parsed(own.data, library_with(known, version))
    problems += own.problems
    earlier, faults = read_earlier(own.data, version, known, versions)
    problems += faults
    span = None
    if top is not None:
        key = key or (top["id"] if isinstance(top.get("id"), str) else "")
        problems += [*_key_problems(key, organisation), *_attendance_problems(top)]
        span, date_problems = _span(top.get("date"))
        problems += date_problems
    if facts is not None:
        problems += [*site_problems(facts), *ids_twice(facts, earlier)]
    if problems or facts is None or span is None:
        raise EventFileRefused(problems)
    told = warnings_about(facts, [part.facts for part in earlier])
    warnings = (*own.warnings, *_other_template(data, digest, versions, version), *told)
    return EventFile(organisation, version, key, facts, span, warnings, own.atmospheres, earlier)


def _other_template(data: object, digest: str, versions: Mapping, version: TemplateVersion) -> list[str]:
    if not digest or digest in versions:
        return []
    return [
        _("The file was made with another template, “%(there)s”. It was read with “%(here)s”.")
        % {"there": spoken(data["template"]), "here": version}
    ]


def _parsed(data: object, library) -> tuple[list[str], EventFacts | None]:
    try:
        return [], parse_event(data, library)
    except EventFileError as error:
        return list(error.problems), None


def _key_problems(key: str, organisation: Organisation) -> list[str]:
    try:
        validate_slug(key)
    except ValidationError:
        return [_("id: “%s” is not a key. Use letters, digits, hyphens and underscores.") % key[:KEY_LENGTH]]
    if len(key) > KEY_LENGTH:
        return [_("id: is longer than %d characters. Give a shorter key.") % KEY_LENGTH]
    if Event.objects.filter(organisation=organisation, key=key).exists():
        return [
            _("There is an event with the key “%s” already. It stays as it is: give the new one another key.")
            % key
        ]
    return []


def _attendance_problems(top: dict) -> list[str]:
    attendees = top.get("attendees")
    if attendees is None or (isinstance(attendees, int) and not 0 < attendees <= MOST_ATTENDEES):
        return [_("attendees: how many people are expected? Write a whole number of 1 or more.")]
    return []


def _span(date: object) -> tuple[tuple[datetime.datetime, datetime.datetime] | None, list[str]]:
    try:
        return parse_span(date if isinstance(date, str) else "", settings.TIME_ZONE), []
    except (ValueError, OverflowError):
        return None, [_("date: cannot be read. Write the day and the times, such as 2031-11-14 18:00–23:00.")]
