"""The clock of a feedback case: somebody must reach the attendee within six hours (analysis 3.9).

Times are passed in, all naive or all with a zone; those with a zone should be in UTC, since six hours are
six hours when the clocks change.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta  # noqa: TID251 - arithmetic on times passed in; nobody asks for now
from typing import Literal

LOW_TO = 3
"""Either answer of 1-3 opens a case; 4 and more open none."""

TIME_TO_REACH_OUT = timedelta(hours=6)

CaseEventKind = Literal["feedback", "contact", "automatic_reply"]


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """Something that happened to a case, on any channel. q1, q2: 1-10, of feedback only.

    contact: a person reached out, whether or not it solved anything.
    """

    at: datetime
    kind: CaseEventKind
    q1: int | None = None
    q2: int | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """Whoever stands at this level must have reached out by then. Level 0 is the case's owner."""

    level: int
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseClock:
    """dues: all that were ever set, in order; only the last can be open. running: nobody has reached out.

    overdue: the last due has passed at the top, where there is nobody left to climb to.
    """

    dues: tuple[Due, ...]
    running: bool
    overdue: bool

    @property
    def level(self) -> int:
        return self.dues[-1].level

    @property
    def due(self) -> datetime | None:
        """When the open clock runs out, None where it has been stopped."""
        return self.dues[-1].at if self.running else None


def opens_case(q1: int | None, q2: int | None) -> bool:
    """Whether either answer, where given, is 1-3."""
    return any(answer is not None and answer <= LOW_TO for answer in (q1, q2))


def case_clock(
    events: Iterable[CaseEvent], now: datetime, *, top: int, time: timedelta = TIME_TO_REACH_OUT
) -> CaseClock | None:
    """The clock of one case - one person's one matter, over all channels - as it stands at `now`.

    None where nothing has opened a case by then. top: the highest level. Contact at the very due is in time.
    Feedback that joins a case with an open clock keeps that clock; after contact it starts a new one, at the
    level that was reached.
    """
    dues: list[Due] = []
    running = False
    for event in sorted((event for event in events if event.at <= now), key=_in_order):
        if running:
            _climb(dues, event.at, top, time)
        if event.kind == "contact":
            running = False
        elif not running and _is_low(event):
            dues.append(Due(dues[-1].level if dues else 0, event.at + time))
            running = True
    if not dues:
        return None
    if running:
        _climb(dues, now, top, time)
    return CaseClock(tuple(dues), running, overdue=running and now > dues[-1].at)


def _in_order(event: CaseEvent) -> tuple[datetime, bool]:
    """Of what happened at the same time, contact comes last: it answers the rest."""
    return event.at, event.kind == "contact"


def _is_low(event: CaseEvent) -> bool:
    return event.kind == "feedback" and opens_case(event.q1, event.q2)


def _climb(dues: list[Due], until: datetime, top: int, time: timedelta) -> None:
    """One level up with new time whenever the time ran out."""
    while dues[-1].at < until and dues[-1].level < top:
        dues.append(Due(dues[-1].level + 1, dues[-1].at + time))
