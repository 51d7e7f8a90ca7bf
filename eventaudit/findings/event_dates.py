"""The `date` of an event file: '2031-11-14 18:00–23:00', also over midnight or several days.

Read: 'DAY', 'DAY TIME–TIME' (an end before the start is on the next day) and 'DAY TIME–DAY TIME', with an
en dash, a hyphen or a slash between, and a 'T' or a space between day and time. Times are the venue's.
"""

import datetime
import re
import zoneinfo

_DAY = r"\d{4}-\d{2}-\d{2}"
_TIME = r"\d{1,2}:\d{2}"
_SPAN = re.compile(
    rf"(?P<day>{_DAY})(?:[T ]+(?P<from>{_TIME})\s*[–—/-]\s*(?:(?P<last>{_DAY})[T ]+)?(?P<to>{_TIME}))?"
)
YEARS = range(1900, 2200)  # the ends of the calendar cannot be shown in every time zone
A_DAY = datetime.timedelta(days=1)


def parse_span(text: str, time_zone: str) -> tuple[datetime.datetime, datetime.datetime]:
    """Start and end, the end always later. Raises ValueError where the text says no such thing."""
    match = _SPAN.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    day = datetime.date.fromisoformat(match["day"])
    if day.year not in YEARS:
        raise ValueError(text)
    zone = zoneinfo.ZoneInfo(time_zone)
    if match["from"] is None:
        midnight = datetime.datetime.combine(day, datetime.time(), zone)
        return midnight, midnight + A_DAY
    start = datetime.datetime.combine(day, _time(match["from"]), zone)
    last = datetime.date.fromisoformat(match["last"]) if match["last"] else day
    if last.year not in YEARS:
        raise ValueError(text)
    end = datetime.datetime.combine(last, _time(match["to"]), zone)
    if not match["last"] and end <= start:
        end += A_DAY
    if end <= start:
        raise ValueError(text)
    return start, end


def format_span(start: datetime.datetime, end: datetime.datetime, time_zone: str) -> str:
    """The text that `parse_span` reads back, to the minute."""
    zone = zoneinfo.ZoneInfo(time_zone)
    start, end = start.astimezone(zone), end.astimezone(zone)
    same_evening = end.date() == start.date() or (
        end.date() == start.date() + A_DAY and end.time() <= start.time()
    )
    return (
        f"{start:%Y-%m-%d %H:%M}–{end:%H:%M}"
        if same_evening
        else f"{start:%Y-%m-%d %H:%M}–{end:%Y-%m-%d %H:%M}"
    )


def _time(text: str) -> datetime.time:
    hour, minute = text.split(":")
    return datetime.time(int(hour), int(minute))
