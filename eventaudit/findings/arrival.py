"""When attendees meet a touchpoint: the minutes that are left to mend it. Pure: the time is passed in.

An item of the programme lasts until the first later item of another phase begins, the last one until the
event ends, but half an hour at least. Attendees meet a touchpoint during the items of the phases that the
finding's criterion is about; an item that names touchpoints counts for those alone.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

BEFORE = "before"
AT_LEAST = timedelta(minutes=30)
SOON = 30  # minutes
MINUTE = timedelta(minutes=1)


class When(StrEnum):
    """In the order of urgency."""

    NOW = "now"
    SOON = "soon"
    LATER = "later"
    UNKNOWN = "unknown"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Planned:
    """One item of the programme. phases: what it is to attendees; touchpoints: those met here, () all."""

    at: datetime
    title: str
    phases: tuple[str, ...]
    touchpoints: tuple[str, ...] = ()

    def meets(self, touchpoint: str, phases: Collection[str]) -> bool:
        if self.touchpoints and touchpoint not in self.touchpoints:
            return False
        return any(phase in phases for phase in self.phases)


@dataclass(frozen=True, slots=True)
class Lasting:
    """A planned item and when it is over."""

    item: Planned
    until: datetime


@dataclass(frozen=True, slots=True)
class Programme:
    """The items in the order of their times, each with its end."""

    items: tuple[Lasting, ...]

    @classmethod
    def of(cls, items: Sequence[Planned], *, ends_at: datetime) -> "Programme":
        ordered = sorted(items, key=lambda item: item.at)
        return cls(tuple(Lasting(item, _until(item, ordered, ends_at)) for item in ordered))

    @property
    def opens(self) -> datetime | None:
        """When the first attendees are met; what reaches them before they come does not count."""
        return next((lasting.item.at for lasting in self.items if lasting.item.phases != (BEFORE,)), None)

    @property
    def over(self) -> datetime | None:
        return max((lasting.until for lasting in self.items), default=None)

    def running(self, now: datetime) -> list[Planned]:
        return [lasting.item for lasting in self.items if lasting.item.at <= now < lasting.until]

    def next(self, now: datetime) -> Planned | None:
        return next((lasting.item for lasting in self.items if lasting.item.at > now), None)


def _until(item: Planned, ordered: Sequence[Planned], ends_at: datetime) -> datetime:
    later = (other.at for other in ordered if other.at > item.at and not set(other.phases) & set(item.phases))
    return next(later, max(ends_at, item.at + AT_LEAST))


def plain_programme(
    *, doors_at: datetime | None, starts_at: datetime, ends_at: datetime, titles: Sequence[str]
) -> list[Planned]:
    """What stands for the programme where there is none. titles: of doors, start and end."""
    doors, start, end = titles
    return [
        Planned(doors_at or starts_at, doors, ("arrival",)),
        Planned(starts_at, start, ("session", "break", "meal")),
        Planned(ends_at, end, ("departure",)),
    ]


@dataclass(frozen=True, slots=True)
class Arrival:
    """minutes: whole ones until attendees are there, rounded down; 0 while they are there; None where nobody
    knows or it is over. item: the one they meet it in. again: the next one after that, while they are there.
    """

    when: When
    minutes: int | None = None
    item: Planned | None = None
    again: Planned | None = None


def arrival_at(touchpoint: str, phases: Collection[str], programme: Programme, *, now: datetime) -> Arrival:
    """When attendees next meet what this touchpoint does wrong in these phases."""
    met = [lasting for lasting in programme.items if lasting.item.meets(touchpoint, phases)]
    if not met:
        return _without_item(phases, programme, now)
    ahead = next((lasting.item for lasting in met if lasting.item.at > now), None)
    running = [lasting.item for lasting in met if lasting.item.at <= now < lasting.until]
    if running:
        return Arrival(When.NOW, 0, running[-1], ahead)
    if ahead is None:
        return Arrival(When.OVER, None, met[-1].item)
    minutes = (ahead.at - now) // MINUTE
    return Arrival(When.SOON if minutes <= SOON else When.LATER, minutes, ahead)


def _without_item(phases: Collection[str], programme: Programme, now: datetime) -> Arrival:
    """What only counts before the event is met until the doors open; else the programme says nothing."""
    if programme.over is None or now >= programme.over:
        return Arrival(When.OVER if programme.items else When.UNKNOWN)
    if set(phases) == {BEFORE} and programme.opens is not None:
        return Arrival(When.NOW, 0) if now < programme.opens else Arrival(When.OVER)
    return Arrival(When.UNKNOWN)


def urgency(arrival: Arrival) -> tuple[int, int]:
    """Sort key: those who are there, then by minutes, then the unknown, then what is over."""
    last = 2 if arrival.when is When.OVER else 1 if arrival.when is When.UNKNOWN else 0
    return (last, arrival.minutes or 0)
