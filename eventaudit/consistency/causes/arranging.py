"""What a person merged, split, moved and named survives a new analysis (docs/root-causes.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from eventaudit.consistency.findings import Finding

from .root_cause import Link, RootCause, gather, in_order


@dataclass(frozen=True, slots=True)
class Choices:
    """What people said. pins: finding id to the key of the cause it belongs to, whatever the rules propose.

    titles: cause key to a person's own title. kept: causes to show even where nothing of them is found now.
    """

    pins: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    kept: tuple[str, ...] = ()


def arrange(proposed: Iterable[RootCause], choices: Choices) -> tuple[RootCause, ...]:
    """The proposed causes after people's choices.

    Merging, splitting and moving are pins. A finding that nobody pinned goes where more than half of its
    proposed cause is pinned, else it stays. Findings that are no longer there leave; a cause that a person
    shaped and that has none left is resolved. arrange(arrange(x, c), c) == arrange(x, c), but for the links.
    """
    found: dict[str, Finding] = {}
    links: list[Link] = []
    for cause in proposed:
        found |= {finding.id: finding for finding in cause.members}
        links += _links(cause, choices.pins)
    arranged = [replace(one, title=choices.titles.get(one.key, "")) for one in gather(links, found)]
    shaped = {*choices.pins.values(), *choices.titles, *choices.kept} - {one.key for one in arranged}
    resolved = [RootCause(key, (), (), choices.titles.get(key, "")) for key in shaped]
    return in_order([*arranged, *resolved])


def _links(cause: RootCause, pins: Mapping[str, str]) -> list[Link]:
    """Where each finding of a proposed cause belongs, and why."""
    pinned = Counter(pins[one] for one in cause.findings if one in pins)
    chosen, count = pinned.most_common(1)[0] if pinned else (cause.key, 0)
    goes_along = chosen != cause.key and count > len(cause.members) / 2
    links = []
    for link in cause.links:
        target = pins.get(link.finding)
        if target is not None:
            links.append(replace(link, cause=target) if target == cause.key else _chosen(link, target))
        elif goes_along:
            links.append(Link("followed", link.finding, chosen, cause.key, {"cause": cause.key}))
        else:
            links.append(link)
    return links


def _chosen(link: Link, target: str) -> Link:
    return Link("chosen", link.finding, target, target)
