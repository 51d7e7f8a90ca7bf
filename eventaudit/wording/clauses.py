"""Cutting a sentence into the shortest clauses that each speak of one touchpoint."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .lexicon import TOUCHPOINTS
from .marking import Marked, MarkedText
from .patterns import Match

FEW_WORDS = 3  # fewer than these never stand alone
OWN_WORDS = 4  # more than these can stand by themselves
TAIL_WORDS = 9  # words without a touchpoint that still belong to the clause before them
HEAD_WORDS = 6  # and so many to the clause after them
ONE_CLAUSE = {"en": 12, "fi": 8, "sv": 9}  # words about one thing that are one promise; more are told apart
FIRST_WORD = 1.5  # what a clause names first is mostly what it is about
SIDE_WORD = 0.4  # an atmosphere's word hints at its usual touchpoint
SURE = 3.0  # a touchpoint with so much weight is named outright
LONGEST_RUN = 3  # clauses that may be read as one promise

_HARD = re.compile(r"[;•|]|:\s|\s[-–—]\s|[–—]\s|\)\s|\s\(|[!?]\s|[\u2600-\u27bf\U0001f000-\U0001faff]")
_JOINERS = frozenset("and but while ja mutta sekä och men medan samt".split())
_OPENERS = frozenset(
    "and but so while where plus also then or ja mutta sekä myös niin och men samt dessutom så".split()
)


@dataclass(frozen=True, slots=True)
class Clause:
    """tokens[first:last] of the text. sums: how much its words say for each touchpoint."""

    first: int
    last: int
    sums: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Run:
    """Clauses start to end (not with it) of a sentence of so many, read as one."""

    clause: Clause
    start: int
    end: int
    many: int


def runs(text: MarkedText, marked: Marked) -> list[Run]:
    """Every clause of a sentence and every row of a few: a promise may be one or go over several."""
    single = clauses(text, marked)
    found: list[Run] = []
    for start, clause in enumerate(single):
        found.append(Run(clause, start, start + 1, len(single)))
        for end in range(start + 2, min(start + LONGEST_RUN, len(single)) + 1):
            whole = _clause(text, marked, clause.first, single[end - 1].last)
            found.append(Run(whole, start, end, len(single)))
    return found


def clauses(text: MarkedText, marked: Marked) -> list[Clause]:
    """In order; neighbours about the same thing are one clause where only a comma or 'and' divides them."""
    pieces = _pieces(text, marked)
    joined: list[tuple[int, int]] = []
    for first, last, hard in pieces:
        if joined and _belongs(marked, joined[-1], (first, last), hard=hard):
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return [_clause(text, marked, first, last) for first, last in joined]


def _pieces(text: MarkedText, marked: Marked) -> list[tuple[int, int, bool]]:
    """(first, last, whether a hard stop stands before it) of the pieces between stops and joining words."""
    sentence = marked.sentence
    pieces: list[tuple[int, int, bool]] = []
    first, hard = sentence.first, True
    for place in range(sentence.first + 1, sentence.last):
        between = text.source.view[text.tokens[place - 1].end : text.tokens[place].start]
        stop = between != " " and _HARD.search(between)
        joins = text.tokens[place].form in _JOINERS and not _between_numbers(text, place)
        if stop or "," in between or joins:
            pieces.append((first, place, hard))
            first, hard = place, bool(stop)
    pieces.append((first, sentence.last, hard))
    return pieces


def _between_numbers(text: MarkedText, place: int) -> bool:
    """'Lines 18 and 44' is one thing."""
    after = text.tokens[place + 1].form if place + 1 < len(text.tokens) else ""
    return text.tokens[place - 1].form.isdigit() and after.isdigit()


def _belongs(marked: Marked, before: tuple[int, int], here: tuple[int, int], *, hard: bool) -> bool:
    """Whether a piece goes on with what the clause before it says."""
    if hard:
        return False
    own, weight = touchpoint_of(marked, *here)
    other, _ = touchpoint_of(marked, *before)
    length, length_before = here[1] - here[0], before[1] - before[0]
    if own is None:
        return length <= TAIL_WORDS
    if own == other:
        return length + length_before <= ONE_CLAUSE[marked.lang]
    if length < FEW_WORDS or length_before < FEW_WORDS:
        return True
    if other is None and length_before <= HEAD_WORDS:
        return True
    if _both_denied(marked, before, here):
        return True
    return weight < SURE and length <= OWN_WORDS


def _both_denied(marked: Marked, before: tuple[int, int], here: tuple[int, int]) -> bool:
    """'No badge, no queue': one promise of what is missing."""
    denials = {match.first for match in marked.cues("negation", before[0], here[1])}
    return bool(denials & set(range(here[0], here[0] + 2))) and bool(
        denials & set(range(before[0], before[0] + 2))
    )


def _clause(text: MarkedText, marked: Marked, first: int, last: int) -> Clause:
    while last - first > 1 and text.tokens[first].form in _OPENERS:
        first += 1
    if first == marked.sentence.first:
        first = _after_time(text, first, last)
    return Clause(first, last, touchpoint_sums(marked, first, last))


_WEEKDAY = (
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun|ma|ti|ke|to|pe|la|su|mån|tis|ons|tors|fre|lör|sön)"
    r"(?:day|nesday|sday|rsday|urday|anantai|istai|skiviikko|rstai|rjantai|uantai|nnuntai|dag)?\.?,?\s+)?"
)
TIME_START = re.compile(
    _WEEKDAY + r"(?:klo|kl\.?|at)?\s*\d{1,2}[.:]\d\d(?:\s*[-–—]\s*\d{1,2}[.:]\d\d)?", re.I
)


_DIGIT = re.compile(r"\d")
_EARLY = 25  # characters in which such a time would have begun


def time_start(text: str, start: int, end: int) -> re.Match[str] | None:
    """The time that a row of a timetable begins with."""
    if not _DIGIT.search(text, start, min(end, start + _EARLY)):
        return None
    return TIME_START.match(text, start, end)


def _after_time(text: MarkedText, first: int, last: int) -> int:
    """The first token after the time that a row of a timetable begins with."""
    row = time_start(text.source.view, text.tokens[first].start, text.tokens[last - 1].end)
    while row and first < last - 1 and text.tokens[first].start < row.end():
        first += 1
    return first


def touchpoint_of(marked: Marked, first: int, last: int) -> tuple[str | None, float]:
    """The touchpoint that most words of tokens[first:last] name, and their weight."""
    sums = touchpoint_sums(marked, first, last)
    if not sums:
        return None, 0.0
    best = min(sums, key=lambda key: (-sums[key], TOUCHPOINTS.index(key)))
    return best, sums[best]


def touchpoint_sums(marked: Marked, first: int, last: int) -> dict[str, float]:
    """How much the words say for each touchpoint; several entries over the same words count once."""
    sums: dict[str, float] = {}
    reach: dict[str, int] = {}
    for key, match in about(marked, first, last):
        if reach.get(key, 0) > match.first:
            continue
        reach[key] = match.last
        share = 1.0 if match.entry.kind == "touchpoint" else SIDE_WORD
        if not sums and match.entry.kind == "touchpoint":
            share = FIRST_WORD
        sums[key] = sums.get(key, 0.0) + share * match.entry.weight
    return sums


def about(marked: Marked, first: int, last: int) -> list[tuple[str, Match]]:
    """The entries in tokens[first:last] that name a touchpoint, with it, in order."""
    return [pair for pair in marked.subjects if first <= pair[1].first < last]


def words_about(marked: Marked, clause: Clause, touchpoint: str) -> Sequence[Match]:
    """The entries that name the touchpoint, the weightiest first."""
    found = [match for key, match in about(marked, clause.first, clause.last) if key == touchpoint]
    return sorted(found, key=lambda match: (-match.entry.weight, match.first))


def place_of(text: MarkedText, clause: Clause) -> tuple[int, int]:
    """Its place in the given text, without stops at its rims but with a bracket or quote that it opens."""
    return text.place(clause.first, clause.last)
