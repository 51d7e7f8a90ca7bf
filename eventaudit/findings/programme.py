"""The programme and the names of the rounds, between rows and the facts of an event file."""

import datetime
import zoneinfo
from collections.abc import Sequence

from eventaudit.consistency import EventFacts, ProgrammeFact
from eventaudit.events.models import Event, ProgrammeItem, Round
from eventaudit.events.phases import phase_at


def load_programme(event: Event) -> tuple[ProgrammeFact, ...]:
    """Times are those on the wall of the venue."""
    zone = zoneinfo.ZoneInfo(event.time_zone)
    return tuple(
        ProgrammeFact(
            at=_local(item.starts_at.astimezone(zone)),
            title=item.title,
            phase=item.phase,
            touchpoints=tuple(item.touchpoints),
        )
        for item in event.programme.all()
    )


def write_programme(event: Event, facts: EventFacts) -> None:
    zone = zoneinfo.ZoneInfo(event.time_zone)
    ProgrammeItem.objects.bulk_create(
        ProgrammeItem(
            event=event,
            starts_at=datetime.datetime.fromisoformat(fact.at).replace(tzinfo=zone),
            title=fact.title,
            phase=fact.phase,
            touchpoints=list(fact.touchpoints),
            order=order,
        )
        for order, fact in enumerate(facts.programme)
    )


def phase_of(one: Round | None, time_zone: str, programme: Sequence[ProgrammeFact]) -> str:
    """The phase that a round starts in, by the programme; '' where that is not known."""
    if one is None or one.starts_at is None:
        return ""
    at = _local(one.starts_at.astimezone(zoneinfo.ZoneInfo(time_zone)))
    return phase_at(at, [(item.at, item.phase) for item in programme])


def load_rounds(event: Event) -> tuple[str, ...]:
    return tuple(event.rounds.values_list("name", flat=True))


def _local(time: datetime.datetime) -> str:
    """'2031-11-14T18:00', with seconds only where there are any."""
    return time.replace(tzinfo=None).isoformat(timespec="seconds").removesuffix(":00")
