"""What attendees thought, segment by segment. Results of few are shown nowhere (analysis 3.8).

Every rule that looks at attendees asks here, so that no finding can hold what must not be shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import fsum
from typing import NamedTuple

from .disclosure import groups_first
from .facts import AttendeeFact, EventFacts


class Pooled(NamedTuple):
    """All attendees who answered a criterion: their number and mean q."""

    n: int
    q: float


def results_by_criterion(facts: EventFacts) -> dict[str, list[AttendeeFact]]:
    found: dict[str, list[AttendeeFact]] = {}
    for fact in facts.attendee_segments:
        found.setdefault(fact.criterion, []).append(fact)
    return found


def shown(results: Iterable[AttendeeFact], at_least: int) -> list[AttendeeFact]:
    """The segments in which enough answered."""
    return [fact for fact in results if fact.n >= at_least]


def pooled(results: Iterable[AttendeeFact], *, each: int, together: int) -> Pooled | None:
    """The mean over attendees of all segments; None where fewer than `together` answered.

    each: from how many on a segment is shown by itself. The others are in the mean only where they cannot be
    told from the whole by subtracting those (disclosure).
    """
    known = {fact.segment: fact for fact in results}
    counted = [known[key] for key in groups_first({key: fact.n for key, fact in known.items()}, each).total]
    n = sum(fact.n for fact in counted)
    return Pooled(n, fsum(fact.n * fact.q for fact in counted) / n) if n >= together else None


def shares_of_attendance(facts: EventFacts) -> Mapping[str, float]:
    """Segment to its share of the attendees, where its size is known.

    Of all attendees where their number is known, else of the segments together.
    """
    sizes = {segment.key: segment.size for segment in facts.segments if segment.size is not None}
    total = facts.attendees or (sum(sizes.values()) if len(sizes) == len(facts.segments) else 0)
    return {key: size / total for key, size in sizes.items()} if total else {}
