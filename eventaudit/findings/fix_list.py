"""'Fix before guests meet it': what can be mended on site, in the order in which attendees will meet it."""

import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from eventaudit.consistency import EventFacts, Finding
from eventaudit.consistency.findings import worst_first
from eventaudit.events.models import Event

from .arrival import Arrival, Planned, Programme, When, arrival_at, plain_programme, urgency
from .audited import AuditedEvent
from .mending import mended_on_site, problem_of, shown_by
from .models import CorrectiveAction
from .queries import counting
from .wording import SEVERITIES

HOUR, DAY = 60, 1440  # minutes
READY_BEFORE = timedelta(minutes=5)
GROUPS = {
    When.NOW: (gettext_lazy("Guests meet these now"), ""),
    When.SOON: (gettext_lazy("Within 30 minutes"), ""),
    When.LATER: (gettext_lazy("Later"), ""),
    When.UNKNOWN: (
        gettext_lazy("Time unknown"),
        gettext_lazy("The programme has no item of their phase. Add it, and they take their place above."),
    ),
    When.OVER: (
        gettext_lazy("Too late for this event"),
        gettext_lazy("Guests have met these and will not come back to them. They belong in the report."),
    ),
}


@dataclass(frozen=True, slots=True)
class FixRow:
    """minutes, unit: the time in large type, as ('12', 'min'). again: when guests come back, '' if never.

    finding: the worst of those that one mending answers; also: how many more they are.
    """

    finding: Finding
    also: int
    severity: str
    problem: str
    quote: str
    touchpoint: str
    arrival: Arrival
    minutes: str
    unit: str
    meeting: str
    again: str
    action: CorrectiveAction | None


@dataclass(frozen=True, slots=True)
class FixGroup:
    when: When
    title: str
    about: str
    rows: list[FixRow]


@dataclass(frozen=True, slots=True)
class FixList:
    """mended: rows whose action was checked and closed. others: actions that stand for no row."""

    situation: str
    groups: list[FixGroup]
    mended: list[FixRow]
    others: list[CorrectiveAction]

    @property
    def rows(self) -> int:
        return sum(len(group.rows) for group in self.groups) + len(self.mended)


def programme_of(event: Event, facts: EventFacts) -> Programme:
    """The stored programme; where it is empty, doors, start and end stand for it."""
    zone = zone_of(event)
    planned = [
        Planned(
            datetime.fromisoformat(item.at).replace(tzinfo=zone), item.title, (item.phase,), item.touchpoints
        )
        for item in facts.programme
    ] or plain_programme(
        doors_at=event.doors_at,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        titles=[_("Doors open"), _("The event starts"), _("The event ends")],
    )
    return Programme.of(planned, ends_at=event.ends_at)


def build_fix_list(
    found: AuditedEvent, programme: Programme, actions: list[CorrectiveAction], *, now: datetime
) -> FixList:
    """Use it inside `timezone.override` of the event's zone. actions: all of the event."""
    standing, folded = _standing(actions), _folded(found)
    rows = sorted(
        (_row(findings, found, programme, standing, now) for findings in folded),
        key=lambda row: (urgency(row.arrival), worst_first(row.finding)),
    )
    shown = {standing[one.id].pk for findings in folded for one in findings if one.id in standing}
    closed = CorrectiveAction.Status.CLOSED
    return FixList(
        situation=situation(programme, now),
        groups=[
            group
            for when, (title, about) in GROUPS.items()
            if (group := FixGroup(when, str(title), str(about), _of(when, rows))).rows
        ],
        mended=[row for row in rows if row.action and row.action.status == closed],
        others=[action for action in actions if action.pk not in shown],
    )


def _folded(found: AuditedEvent) -> list[list[Finding]]:
    """Findings that the same criterion shows are mended together; the worst of each first."""
    together: dict[str, list[Finding]] = {}
    for finding in found.audit.findings:
        if mended_on_site(finding):
            about = shown_by(finding, found.library) or finding.id
            together.setdefault(about, []).append(finding)
    return list(together.values())


def _standing(actions: list[CorrectiveAction]) -> Mapping[str, CorrectiveAction]:
    """The action that counts for each finding; here a dropped one is no longer one."""
    return counting(action for action in actions if action.status != CorrectiveAction.Status.DROPPED)


def _of(when: When, rows: list[FixRow]) -> list[FixRow]:
    closed = CorrectiveAction.Status.CLOSED
    return [
        row for row in rows if row.arrival.when == when and not (row.action and row.action.status == closed)
    ]


def _row(
    findings: list[Finding],
    found: AuditedEvent,
    programme: Programme,
    standing: Mapping[str, CorrectiveAction],
    now: datetime,
) -> FixRow:
    finding, *more = findings
    actions = [standing[one.id] for one in findings if one.id in standing]
    arrival = arrival_at(finding.touchpoint, finding.phases, programme, now=now)
    minutes, unit = time_left(arrival)
    return FixRow(
        finding=finding,
        also=len(more),
        severity=str(SEVERITIES[finding.severity]),
        problem=problem_of(finding, found.glossary),
        quote=finding.params.get("quote", ""),
        touchpoint=found.glossary.touchpoint(finding.touchpoint),
        arrival=arrival,
        minutes=minutes,
        unit=unit,
        meeting="" if arrival.when is When.NOW else _meeting(arrival, now),
        again=_clock(arrival.again.at, now) if arrival.again else "",
        action=min(actions, key=lambda action: action.settled, default=None),
    )


def time_left(arrival: Arrival) -> tuple[str, str]:
    """('12', 'min'), ('1:05', 'h'), ('3', 'days'), ('now', '') or ('–', '')."""
    minutes = arrival.minutes
    if minutes is None:
        return "–", ""
    if arrival.when is When.NOW:
        return _("now"), ""
    if minutes < HOUR:
        return str(minutes), _("min")
    if minutes < DAY:
        return f"{minutes // HOUR}:{minutes % HOUR:02}", _("h")
    days = minutes // DAY
    return str(days), ngettext("day", "days", days)


def _meeting(arrival: Arrival, now: datetime) -> str:
    """'18:15 First course'"""
    return f"{_clock(arrival.item.at, now)} {arrival.item.title}" if arrival.item else ""


def _clock(time: datetime, now: datetime) -> str:
    """The time of day alone on the day itself, else with the date; in the active time zone."""
    time, now = timezone.localtime(time), timezone.localtime(now)
    return date_format(time, "TIME_FORMAT" if time.date() == now.date() else "SHORT_DATETIME_FORMAT")


def situation(programme: Programme, now: datetime) -> str:
    """Where the event stands, and what the list means then, in a sentence or two."""
    opens, over = programme.opens, programme.over
    if opens is None or over is None:
        return ""
    if now >= over:
        return _("The event is over. What was not mended belongs in the report.")
    if now < opens:
        promise = _("No guest meets what is mended before then.")
        return f"{_until_doors(opens, now)} {promise}"
    running = ", ".join(item.title for item in programme.running(now))
    sentences = [_("Now: %s.") % running] if running else []
    if ahead := programme.next(now):
        sentences.append(
            _("Next: %(time)s %(title)s.") % {"time": _clock(ahead.at, now), "title": ahead.title}
        )
    return " ".join(sentences)


def _until_doors(opens: datetime, now: datetime) -> str:
    time = date_format(timezone.localtime(opens), "TIME_FORMAT")
    days = (timezone.localdate(opens) - timezone.localdate(now)).days
    if days == 0:
        return _("Guests come today at %s.") % time
    if days == 1:
        return _("Guests come tomorrow at %s.") % time
    return _("Guests come in %(days)d days, on %(date)s at %(time)s.") % {
        "days": days,
        "date": date_format(timezone.localtime(opens), "DATE_FORMAT"),
        "time": time,
    }


def zone_of(event: Event) -> zoneinfo.ZoneInfo:
    return zoneinfo.ZoneInfo(event.time_zone)


def due_before(arrival: Arrival, *, now: datetime) -> datetime | None:
    """Five minutes before attendees get there; their coming itself where that is past; None if unknown."""
    if arrival.item is None or arrival.minutes is None or arrival.when is When.NOW:
        return None
    ready = arrival.item.at - READY_BEFORE
    return ready if ready > now else arrival.item.at
