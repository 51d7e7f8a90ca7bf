"""Whose results may be shown: never those of fewer than five attendees, and never so that a remainder of
fewer than five could be worked out from a total (analysis 3.8, 5.4).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .settings import ATTENDEES_SHOWN


@dataclass(frozen=True, slots=True)
class Disclosure:
    """groups: those that may be shown one by one. total: those that the total is made of, () for no total.

    withheld: how many attendees are in neither.
    """

    groups: tuple[str, ...]
    total: tuple[str, ...]
    withheld: int


def groups_first(counts: Mapping[str, int], least: int = ATTENDEES_SHOWN) -> Disclosure:
    """Show every group that is large enough, and a total that does not give the small ones away.

    counts: group to how many answered; the groups have nobody in common. The total leaves the small groups
    out where together they are fewer than `least`: else total minus the shown groups would be their result.
    Small groups that together are large enough can be in it, since only their sum can be worked out.
    """
    large = tuple(key for key, n in counts.items() if n >= least)
    small = [n for n in counts.values() if 0 < n < least]
    if sum(small) < least:
        return Disclosure(large, large, sum(small))
    return Disclosure(large, tuple(key for key, n in counts.items() if n > 0), 0)


def total_first(counts: Mapping[str, int], least: int = ATTENDEES_SHOWN) -> Disclosure:
    """As groups_first, but everyone is in the total where only one group could be compared with it.

    A single group beside a total is no comparison; leaving it out lets everybody count.
    """
    shown = groups_first(counts, least)
    if shown.withheld and len(shown.groups) < 2:  # noqa: PLR2004 - it takes two to compare
        everyone = tuple(key for key, n in counts.items() if n > 0)
        if sum(counts.values()) >= least:
            return Disclosure((), everyone, 0)
    return shown
