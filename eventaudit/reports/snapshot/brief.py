"""The cover and the brief: whose event, where, when, for whom, and how it was meant to feel."""

from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from eventaudit.consistency import NEUTRAL, Mixture
from eventaudit.events.models import Event
from eventaudit.findings.facts import to_mixture
from eventaudit.reports.dates import long_date

from .rows import Rows
from .texts import mixture_name

COLOURS = 6


def brief_part(rows: Rows) -> dict:
    event = rows.event
    intentions = {row.touchpoint: to_mixture(row.mixture) for row in event.intentions.all()}
    overall = intentions.pop("", None)
    named = overall or next(iter(intentions.values()), NEUTRAL)
    return {
        "event": {
            "key": event.key,
            "name": event.name,
            "client": event.client_name,
            "venue": event.venue,
            "when": _when(event),
            "attendance": event.attendance,
            "organisation": event.organisation.name,
            "brief": event.brief,
        },
        "intended": {
            "name": mixture_name(overall, rows.glossary),
            "exceptions": [
                {
                    "key": key,
                    "touchpoint": rows.glossary.touchpoint(key),
                    "name": mixture_name(mixture, rows.glossary),
                }
                for key, mixture in intentions.items()
            ],
            "palette": colours_of(named, rows),
        },
    }


def colours_of(mixture: Mixture | None, rows: Rows) -> list[str]:
    """The colours of its atmospheres as #RRGGBB, at most six."""
    known = rows.glossary.atmospheres
    return [
        colour["hex"] if isinstance(colour, dict) else colour
        for key, _share in (mixture or NEUTRAL).shares
        if key in known
        for colour in known[key].palette
    ][:COLOURS]


def _when(event: Event) -> str:
    """'14 November 2031, 18:00–23:00' in the event's own time zone, in the reader's way of writing."""
    zone = ZoneInfo(event.time_zone)
    starts, ends = event.starts_at.astimezone(zone), event.ends_at.astimezone(zone)
    day, first, last = (long_date(starts), _clock(starts), _clock(ends))
    if starts.date() == ends.date():
        return _("%(day)s, %(first)s–%(last)s") % {"day": day, "first": first, "last": last}
    return f"{day} {first} – {long_date(ends)} {last}"


def _clock(moment) -> str:
    return date_format(moment, "TIME_FORMAT")
