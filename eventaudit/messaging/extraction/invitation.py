"""Invitations of calendars (.ics): what, when, where, by whom; and the description, which guests read."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event
from icalendar.error import BrokenCalendarProperty

from eventaudit.messaging.said_event import MOST_EVENTS, SaidEvent

from .decoding import decode
from .extracted import Extracted, ExtractionRefused
from .html import extract_markup

_MOST = 1_000_000  # bytes; pictures put into an invitation make it large, words never do
_MOST_EVENTS = 200  # events in a file, of which MOST_EVENTS are read


def extract(data: bytes) -> Extracted:
    """The text has a line each for name, times, place and organiser, as a calendar shows them.

    Times are in the active time zone, as calendars show them to whoever is there; floating ones as they are.
    """
    text = decode(data)
    if "BEGIN:VCALENDAR" not in text[:2000].upper():
        raise ExtractionRefused(_("The file is no invitation of a calendar. Choose the right .ics file."))
    if len(data) > _MOST or text.upper().count("BEGIN:VEVENT") > _MOST_EVENTS:
        raise ExtractionRefused(
            _("The file is a whole calendar, not an invitation. Save the one event as .ics and add that.")
        )
    read = (_read(event) for event in _events(text)[:MOST_EVENTS])
    found = [(said, words) for said, words in read if said.name or said.starts_at]
    if not found:
        raise ExtractionRefused(_("The calendar file holds no event. Save the invitation anew as .ics."))
    said = tuple(event for event, _text in found)
    return Extracted(text="\n\n\n".join(text for _event, text in found), title=said[0].name, events=said)


def _events(text: str) -> list[Event]:
    try:
        calendars = Calendar.from_ical(text, multiple=True)
        return [event for calendar in calendars for event in calendar.walk("VEVENT")]
    except Exception as error:  # a damaged file fails anywhere in the parser, with any exception
        raise ExtractionRefused(
            _("The invitation is damaged and cannot be read. Save it anew as .ics, or paste its text.")
        ) from error


def _read(event: Event) -> tuple[SaidEvent, str]:
    start, end = _start_and_end(event)
    said = SaidEvent(
        name=_line(event.get("SUMMARY")),
        starts_at=start.isoformat() if start else "",
        ends_at=end.isoformat() if end else "",
        venue=_line(event.get("LOCATION")),
        organiser=_organiser(event),
        recurs="RRULE" in event or "RDATE" in event,
    )
    lines = [said.name, _times(start, end), said.venue, said.organiser]
    text = "\n".join(filter(None, lines)) + "\n\n" + _description(event)
    return said, text.strip()


def _start_and_end(event: Event) -> tuple[datetime.date | None, datetime.date | None]:
    """A whole day's end is the day after in the file; here it is the last day itself."""
    start, end, lasts = (_value(event, name) for name in ("DTSTART", "DTEND", "DURATION"))
    if end is None and start is not None and isinstance(lasts, datetime.timedelta):
        end = _later(start, lasts)
    if end is not None and not isinstance(end, datetime.datetime):
        end = max(_later(end, datetime.timedelta(days=-1)) or end, start) if type(end) is type(start) else end
    return start, end


def _later(time: datetime.date, lasts: datetime.timedelta) -> datetime.date | None:
    try:
        return time + lasts
    except OverflowError:
        return None


def _value(event: Event, name: str):
    """A date, time or duration; None where there is none or it is damaged."""
    found = event.get(name)
    found = found[0] if isinstance(found, list) else found
    try:
        value = getattr(found, "dt", None)
    except BrokenCalendarProperty:
        return None
    return value if isinstance(value, datetime.date | datetime.timedelta) else None


def _times(start: datetime.date | None, end: datetime.date | None) -> str:
    """“2031-11-14 17:30–22:00”; ISO days read the same in every language."""
    if not isinstance(start, datetime.datetime):
        return "" if start is None else str(start) if end in (None, start) else f"{start} – {end}"
    start = _local(start)
    if not isinstance(end, datetime.datetime):
        return f"{start:%Y-%m-%d %H:%M}"
    end = _local(end)
    same = end.date() == start.date()
    return f"{start:%Y-%m-%d %H:%M}" + (f"–{end:%H:%M}" if same else f" – {end:%Y-%m-%d %H:%M}")


def _local(time: datetime.datetime) -> datetime.datetime:
    try:
        return timezone.localtime(time) if time.tzinfo else time
    except OverflowError:  # at the ends of the calendar
        return time


def _organiser(event: Event) -> str:
    """The name, else the address."""
    found = event.get("ORGANIZER")
    found = found[0] if isinstance(found, list) else found
    name = _line(getattr(found, "params", {}).get("CN"))
    return name or _line(found).removeprefix("mailto:").removeprefix("MAILTO:")


def _line(value: object) -> str:
    value = value[0] if isinstance(value, list) and value else value
    return " ".join(str(value or "").split())[:200]


def _description(event: Event) -> str:
    """The plain description, else Outlook's HTML one."""
    found = event.get("DESCRIPTION")
    plain = "\n".join(map(str, found)) if isinstance(found, list) else str(found or "")
    if plain.strip():
        return extract_markup(plain).text if plain.lstrip()[:1] == "<" else plain
    markup = event.get("X-ALT-DESC")
    return extract_markup(str(markup)).text if markup else ""
