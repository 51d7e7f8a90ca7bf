"""What a file says of an event as data: schema.org data in a page, the invitation of a calendar."""

import datetime
from dataclasses import asdict, dataclass, fields
from zoneinfo import ZoneInfo

MOST_EVENTS = 30  # a season's programme as a page; more are no single event's message


@dataclass(frozen=True, slots=True)
class SaidEvent:
    """Times are ISO 8601: with an offset, without one (then local to the event), or a day alone.

    attendance: "offline", "online", "mixed" or ''; offers: each in words, such as "Early bird: 290 EUR";
    recurs: whether the times are those of the first of several.
    """

    name: str = ""
    starts_at: str = ""
    ends_at: str = ""
    doors_at: str = ""
    venue: str = ""
    organiser: str = ""
    attendance: str = ""
    offers: tuple[str, ...] = ()
    recurs: bool = False

    def as_json(self) -> dict:
        """What is said, nothing else."""
        return {name: value for name, value in asdict(self).items() if value}

    @classmethod
    def from_json(cls, stored: dict) -> "SaidEvent":
        known = {field.name for field in fields(cls)}
        said = {name: value for name, value in stored.items() if name in known}
        return cls(**said | {"offers": tuple(said.get("offers", ()))})


def said_time(said: str, zone: ZoneInfo) -> datetime.datetime | datetime.date | None:
    """The moment in the zone, or the day where only that is said; None where nothing readable is."""
    try:
        if len(said) == 10:
            return datetime.date.fromisoformat(said)
        time = datetime.datetime.fromisoformat(said)
        return time.replace(tzinfo=zone) if time.tzinfo is None else time.astimezone(zone)
    except (ValueError, OverflowError):
        return None
