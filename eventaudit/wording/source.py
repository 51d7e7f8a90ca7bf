"""The text as given, and the readable view of it that the rules work on.

All rules count in the view; `Source.span` leads back. For plain text both are the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.entities import html5

LONGEST = 100_000  # characters that are read of one message: some forty pages
MOST_UNREADABLE = 0.05
PRINTABLE = range(32, 0x110000)
SURROGATES = range(0xD800, 0xE000)

_IS_HTML = re.compile(r"<(?:!doctype|html|head|body|script|style|div|p|br|table|td|span|h[1-6]|li|a)\b", re.I)
_MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(script|style|noscript|template|svg|head|nav)\b.*?(?:</\1\s*>|\Z)"
    r"|<(/?)([a-z][a-z0-9]*)\b[^<>]*(?:>|\Z)"
    r"|<[!?][^<>]*>"
    r"|&(?:#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z][a-z0-9]{1,30});",
    re.I | re.S,
)
_INLINE = frozenset(
    "a abbr b bdi bdo cite code em font i mark q s small span strong sub sup u var wbr".split()
)
_UNREADABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd\ud800-\udfff\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class Source:
    """given: the text that offsets count in. view: what is read. origins: where each character of the view
    stands in the given text, with one more for its end; None where both are the same."""

    given: str
    view: str
    origins: tuple[int, ...] | None = None
    cut: bool = False
    readable: bool = True

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place of view[start:end] in the given text."""
        if self.origins is None or start >= end:
            return start, end
        return self.origins[start], self.origins[end - 1] + self._width(end - 1)

    def _width(self, place: int) -> int:
        """How many given characters one of the view stands for: an entity is several."""
        here = self.origins[place] if self.origins else place
        entity = _MARKUP.match(self.given, here) if self.given[here] == "&" else None
        return len(entity[0]) if entity else 1


def read_source(text: str) -> Source:
    """What of the text can be read: markup left out, at most LONGEST characters."""
    part = text[:LONGEST]
    cut = len(text) > LONGEST
    if part and len(_UNREADABLE.findall(part)) > MOST_UNREADABLE * len(part):
        return Source(text, "", cut=cut, readable=False)
    if _IS_HTML.search(part):
        view, origins = _without_markup(part)
        return Source(text, view, origins, cut=cut)
    return Source(text, part, cut=cut)


def _without_markup(text: str) -> tuple[str, tuple[int, ...]]:
    pieces: list[str] = []
    origins: list[int] = []
    done = 0
    for markup in _MARKUP.finditer(text):
        pieces.append(text[done : markup.start()])
        origins.extend(range(done, markup.start()))
        instead = _instead_of(markup)
        pieces.append(instead)
        origins.extend([markup.start()] * len(instead))
        done = markup.end()
    pieces.append(text[done:])
    origins.extend(range(done, len(text) + 1))
    return "".join(pieces), tuple(origins)


def _instead_of(markup: re.Match[str]) -> str:
    """A space-free nothing for inline tags, a line end for blocks, one character for an entity."""
    found = markup[0]
    if found.startswith("&"):
        return _entity(found)
    return "" if (markup[3] or "").lower() in _INLINE else "\n"


def _entity(found: str) -> str:
    name = found[1:]
    if name.startswith("#"):
        digits = name[1:-1]
        code = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
        return chr(code) if code in PRINTABLE and code not in SURROGATES else " "
    character = html5.get(name, " ")
    return character if len(character) == 1 else " "
