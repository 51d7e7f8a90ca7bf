"""What changed in a text, word by word. Pure."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal

Part = tuple[Literal["same", "old", "new"], str]
TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
MOST_TOKENS = 1000  # beyond that the comparison would take longer than anybody reads
LEAST_ALIKE = 0.35


def word_diff(old: str, new: str) -> list[Part]:
    """The parts in their order, those that went before those that came in their place.

    Two texts that have little in common stand there whole: a patchwork of both could not be read.
    """
    before, now = TOKEN.findall(old), TOKEN.findall(new)
    if not before or not now or len(before) + len(now) > MOST_TOKENS:
        return _whole(old, new)
    matcher = SequenceMatcher(a=before, b=now, autojunk=False)
    if matcher.ratio() < LEAST_ALIKE:
        return _whole(old, new)
    return list(_joined(_parts(matcher, before, now)))


def _whole(old: str, new: str) -> list[Part]:
    if old == new:
        return [("same", new)] if new else []
    return [part for part in (("old", old), ("new", new)) if part[1]]


def _parts(matcher: SequenceMatcher, before: list[str], now: list[str]) -> Iterator[Part]:
    for operation, a, to_a, b, to_b in matcher.get_opcodes():
        if operation == "equal":
            yield "same", "".join(now[b:to_b])
            continue
        if a < to_a:
            yield "old", "".join(before[a:to_a])
        if b < to_b:
            yield "new", "".join(now[b:to_b])


def _joined(parts: Iterator[Part]) -> Iterator[Part]:
    """A space alone between two changes belongs to both: 'one two' -> 'three four' is one change."""
    old = new = ""
    for kind, text in parts:
        if kind == "same" and not (text.isspace() and (old or new)):
            yield from _changed(old, new)
            old = new = ""
            yield kind, text
        else:
            old += text if kind != "new" else ""
            new += text if kind != "old" else ""
    yield from _changed(old, new)


def _changed(old: str, new: str) -> Iterator[Part]:
    tail = ""
    while old and new and old[-1] == new[-1] and old[-1].isspace():
        tail, old, new = old[-1] + tail, old[:-1], new[:-1]
    if old:
        yield "old", old
    if new:
        yield "new", new
    if tail:
        yield "same", tail
