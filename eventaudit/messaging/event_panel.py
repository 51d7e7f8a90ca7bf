"""What a message's file says about the event, beside what the event has."""

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eventaudit.events.models import Event

from .models import Message
from .said_event import SaidEvent, said_time

# What the event has a place for, and which it is.
FIELDS = {
    "name": gettext_lazy("Name"),
    "starts_at": gettext_lazy("Starts"),
    "ends_at": gettext_lazy("Ends"),
    "doors_at": gettext_lazy("Doors open"),
    "venue": gettext_lazy("Venue"),
    "client_name": gettext_lazy("Organiser (here: the client)"),
}
_SAID_AS = {"client_name": "organiser"}
_TIMES = ("starts_at", "ends_at", "doors_at")
_ATTENDANCE = {
    "offline": gettext_lazy("on site"),
    "online": gettext_lazy("online"),
    "mixed": gettext_lazy("on site and online"),
}


@dataclass(frozen=True, slots=True)
class SaidRow:
    """field: a key of FIELDS, or '' for what the event has no place for. differs: says something else."""

    field: str
    label: str
    says: str
    has: str
    differs: bool


@dataclass(frozen=True, slots=True)
class EventPanel:
    """number: which of `choices` the rows are about; None where it has to be asked first."""

    number: int | None
    choices: tuple[tuple[int, str], ...]
    rows: tuple[SaidRow, ...] = ()
    recurs: bool = False

    @property
    def differing(self) -> int:
        return sum(row.differs for row in self.rows)


def event_panel(message: Message, number: int | None = None) -> EventPanel | None:
    """None where the file said nothing. number: the event chosen among several in the file."""
    said = said_events(message)
    if not said:
        return None
    if number is None or not 0 <= number < len(said):
        number = nearest(said, message.event)
    with timezone.override(ZoneInfo(message.event.time_zone)):
        choices = tuple((index, _summary(each, message.event)) for index, each in enumerate(said))
        if number is None:
            return EventPanel(None, choices)
        return EventPanel(number, choices, tuple(_rows(said[number], message.event)), said[number].recurs)


def said_events(message: Message) -> list[SaidEvent]:
    return [SaidEvent.from_json(stored) for stored in message.event_data]


def nearest(said: Sequence[SaidEvent], event: Event) -> int | None:
    """The one event of the file, or the one that alone shares most of its name and day with ours."""
    if len(said) == 1:
        return 0
    scores = [_likeness(each, event) for each in said]
    best = max(scores)
    return scores.index(best) if best > 0 and scores.count(best) == 1 else None


def values_to_take(message: Message, number: int, names: Iterable[str]) -> dict[str, object]:
    """The values that the chosen fields would get. Fields about which nothing is said are left out."""
    said, event = said_events(message)[number], message.event
    values = {name: _value(said, name, event) for name in names if name in FIELDS}
    return {name: value for name, value in values.items() if value not in ("", None)}


def _likeness(said: SaidEvent, event: Event) -> float:
    """0-2: one for the same day, and the share of the shorter name's words that the other has."""
    ours, theirs = (set(re.findall(r"\w+", name.casefold())) for name in (event.name, said.name))
    shared = len(ours & theirs) / min(len(ours), len(theirs)) if ours and theirs else 0.0
    zone = ZoneInfo(event.time_zone)
    start = said_time(said.starts_at, zone)
    same_day = _day(start) == event.starts_at.astimezone(zone).date() if start else False
    return same_day + (shared if shared >= 0.5 else 0.0)


def _day(time: datetime.date) -> datetime.date:
    return time.date() if isinstance(time, datetime.datetime) else time


def _value(said: SaidEvent, name: str, event: Event) -> object:
    """In the form that the event stores. A day alone keeps the clock time that the event has."""
    value = getattr(said, _SAID_AS.get(name, name))
    if name not in _TIMES:
        return value
    zone = ZoneInfo(event.time_zone)
    time, now = said_time(value, zone), getattr(event, name)
    if time is None or isinstance(time, datetime.datetime):
        return time
    return datetime.datetime.combine(time, now.astimezone(zone).time(), zone) if now else None


def _rows(said: SaidEvent, event: Event) -> Iterable[SaidRow]:
    for name, label in FIELDS.items():
        value, has = _value(said, name, event), getattr(event, name)
        if not value:
            continue
        yield SaidRow(name, label, _shown(value, said, name), _shown(has, None, name), _differs(value, has))
    if said.attendance in _ATTENDANCE:
        yield SaidRow("", _("Attendance"), str(_ATTENDANCE[said.attendance]), "", False)
    if said.offers:
        yield SaidRow("", _("Prices"), "\n".join(said.offers), "", False)


def _differs(value: object, has: object) -> bool:
    if isinstance(value, str):
        return re.findall(r"\w+", value.casefold()) != re.findall(r"\w+", str(has).casefold())
    return value != has


def _shown(value: object, said: SaidEvent | None, name: str) -> str:
    if not isinstance(value, datetime.datetime):
        return value or ""
    day_alone = said is not None and len(getattr(said, name)) == 10
    local = timezone.localtime(value)
    return date_format(local, "DATE_FORMAT" if day_alone else "DATETIME_FORMAT")


def _summary(said: SaidEvent, event: Event) -> str:
    start = _value(said, "starts_at", event)
    return ", ".join(filter(None, (said.name, _shown(start, said, "starts_at") if start else "")))
