"""How far the mending of an event has come, in one query."""

import datetime
from collections import Counter
from dataclasses import dataclass

from eventaudit.events.models import Event

from .models import CorrectiveAction

Status = CorrectiveAction.Status
UNMENDED = (Status.OPEN, Status.DOING)


@dataclass(frozen=True, slots=True)
class ActionCounts:
    """counts: each status that occurs, in their order. late: not mended yet although it was due."""

    counts: list[tuple[str, int]]
    total: int
    late: int


def count_actions(event: Event, *, now: datetime.datetime) -> ActionCounts:
    rows = list(event.actions.values_list("status", "due_at"))
    known = Counter(status for status, _due in rows)
    late = sum(status in UNMENDED and due is not None and due < now for status, due in rows)
    counts = [(str(status.label), known[status]) for status in Status if known[status]]
    return ActionCounts(counts, len(rows), late)
