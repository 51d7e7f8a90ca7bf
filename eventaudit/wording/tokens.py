"""Words, sentences and the pieces of a sentence, all with their places in the view."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

_WORD = re.compile(r"[^\W_][\w\u0300-\u036f\u00ad]*(?:['’][^\W_]+)*")
_JOINERS = str.maketrans({"\u00ad": None, "’": "'"})
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof st no nr vs etc e.g i.e a.m p.m approx incl tel fig vol jr "
    "esim mm ym jne klo n ent os ks vrt puh ns mrd min sis "
    "t.ex bl.a m.m o.s.a kl ca d.v.s resp inkl fr.o.m t.o.m s.k f.d tim kr".split()
)
_ENDS = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|\Z)|\n\s*\n|\n(?=\s*(?:[-*•·–—▪◦●✓✔]|\d{1,2}[.)])\s)|\n")
_LAST_WORD = re.compile(r"[\w.'’]+\Z")
_WRAPPED_FROM = 45  # a line this long that goes on in small letters was wrapped, not ended
_BULLET = re.compile(r"\s*(?:[-*•·–—▪◦●✓✔>#]+\s+|\d{1,2}[.)]\s+(?=\D))?")


class Token(NamedTuple):
    """A word: its place, and its form in small letters without soft hyphens."""

    start: int
    end: int
    form: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """start, end: its place without bullet and rims. first, last: its tokens are tokens[first:last]."""

    start: int
    end: int
    first: int
    last: int


def tokenise(text: str) -> list[Token]:
    return [Token(word.start(), word.end(), _form(word[0])) for word in _WORD.finditer(text)]


def _form(word: str) -> str:
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", word.lower().translate(_JOINERS))


def sentences(text: str, tokens: list[Token]) -> list[Sentence]:
    """In order, without empty ones. A line end ends a sentence unless the line was only wrapped."""
    found: list[Sentence] = []
    token = 0
    for start, end in _spans(text):
        first = token
        while token < len(tokens) and tokens[token].start < end:
            token += 1
        if token > first:
            found.append(Sentence(start, end, first, token))
    return found


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for mark in _ENDS.finditer(text):
        if not _ends_here(text, mark, start):
            continue
        yield from _trimmed(text, start, mark.end())
        start = mark.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    bullet = _BULLET.match(text, start, end)
    start = bullet.end() if bullet else start
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end


def _ends_here(text: str, mark: re.Match[str], start: int) -> bool:
    if mark[0].startswith("\n"):
        return mark[0].count("\n") > 1 or not _is_wrapped(text, mark.start(), mark.end(), start)
    if mark[0] != ".":
        return True
    after = text[mark.end() : mark.end() + 40].lstrip()
    word = _LAST_WORD.search(text, max(start, mark.start() - 20), mark.start())
    last = word[0].lower() if word else ""
    if last in _ABBREVIATIONS or (len(last) == 1 and last.isalpha()):
        return False
    if last.isdigit() and len(last) < 3:  # noqa: PLR2004 - "12. marraskuuta", "kl. 18."
        return not after[:1].islower() and not after[:1].isdigit()
    return not after[:1].islower() or "\n" in text[mark.end() : mark.end() + 3]


def _is_wrapped(text: str, line_end: int, next_line: int, start: int) -> bool:
    line = text[max(start, text.rfind("\n", 0, line_end) + 1) : line_end].rstrip()
    after = text[next_line : next_line + 20].lstrip(" \t")
    if len(line) < _WRAPPED_FROM or not after or line[-1] in ".!?:…":
        return False
    return after[0].islower() or (line[-1] in ",–—-" and after[0].isalpha())
