"""Which part of the attendees each segment is: the sizes behind 'every one of 300' (analysis 0, 1.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from .facts import EventFacts
from .library import Criterion, Library

ELSEWHERE = ""
"""The key of the attendees who are in no segment."""

SizesFrom = Literal["given", "assumed_equal", "one_group", "overlapping", "unknown"]


@dataclass(frozen=True, slots=True)
class Crowd:
    """attendees: how many, None where unknown. shares: of each segment, and of ELSEWHERE, summing to 1.

    sizes: given; assumed_equal, segments without a size divide the rest equally; one_group, no segments;
    overlapping, the sizes sum to more than the attendees; unknown. In the last two there are no shares.
    """

    attendees: int | None
    shares: Mapping[str, float]
    sizes: SizesFrom

    def people(self, share: float) -> int | None:
        """The share in people, None where nobody knows how many there are."""
        return None if self.attendees is None else round(share * self.attendees)


def crowd(facts: EventFacts) -> Crowd:
    sized = {segment.key: segment.size for segment in facts.segments if segment.size is not None}
    unsized = [segment.key for segment in facts.segments if segment.size is None]
    known = sum(sized.values())
    if not facts.segments:
        return Crowd(facts.attendees, {ELSEWHERE: 1.0}, "one_group")
    total = known if facts.attendees is None and not unsized else facts.attendees
    if not sized:
        return Crowd(total, dict.fromkeys(unsized, 1 / len(unsized)), "assumed_equal")
    if not total:
        return Crowd(total, {}, "unknown")
    if known > total:
        return Crowd(total, {}, "overlapping")
    shares = {key: size / total for key, size in sized.items()}
    rest = (total - known) / total
    if unsized:
        shares |= dict.fromkeys(unsized, rest / len(unsized))
        return Crowd(total, shares, "assumed_equal")
    return Crowd(total, shares | ({ELSEWHERE: rest} if rest else {}), "given")


def concerned(criterion: Criterion, facts: EventFacts, library: Library) -> float:
    """The share of attendees who meet the thing, without the floor: this counts people, it weighs no gap."""
    usual = library.perceivers.get(criterion.perceived_by)
    return facts.reach.get(criterion.perceived_by, usual.default_reach if usual else 1.0)
