"""Which of several changes of one field stands. Pure: no database, no clock, whatever order they came in.

A change names the one it was made on top of (`base`): whoever made it had that one before them, so it counts
however wrong the clocks are. Only changes of which neither knew the other are decided by the clock.
"""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_LATER = datetime.timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Change:
    """made_at: by the corrected clock of the tablet. base: may name a change that has not come yet."""

    id: uuid.UUID
    base: uuid.UUID | None
    made_at: datetime.datetime


def standing(changes: Iterable[Change]) -> list[Change]:
    """The changes on top of which nobody made another one: the one that counts, then those it won over.

    Bases must not run in a circle (see `closes_circle`). The result does not depend on the order.
    """
    by_id = {change.id: change for change in changes}
    built_on = {change.base for change in by_id.values()}
    tops = [change for change in by_id.values() if change.id not in built_on]
    return sorted(tops, key=lambda change: (_time(change, by_id), change.made_at, change.id), reverse=True)


def closes_circle(change: Change, others: Mapping[uuid.UUID, Change]) -> bool:
    """Whether the change would, through its base, be made on top of itself."""
    return change.id in {change.base, *(other.base for other in _below(change, others))}


def _time(change: Change, by_id: Mapping[uuid.UUID, Change]) -> datetime.datetime:
    """When it was made, and never before what it was made on top of, whatever a clock said."""
    chain = [change, *_below(change, by_id)]
    time = chain.pop().made_at
    while chain:
        time = max(chain.pop().made_at, time + _LATER)
    return time


def _below(change: Change, by_id: Mapping[uuid.UUID, Change]) -> list[Change]:
    """What the change was made on top of, from the nearest to the first."""
    found: list[Change] = []
    base = change.base
    while base is not None and base in by_id:
        found.append(by_id[base])
        base = by_id[base].base
    return found
