"""Finding lexicon entries in a text: words by form, dictionary form, beginning or end; phrases; gaps.

A pattern is such as `string quartet`, `kattokruun*` (a beginning), `*liina` (an end) or `glass|flute .. hand`
(alternatives; `..` stands for up to three words). Upper and lower case are the same; hyphens are spaces.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from .lemmas import lemma
from .tokens import Token

GAP = ".."
GAP_WORDS = 3

Kind = Literal["atmosphere", "touchpoint", "cue", "criterion", "fact", "advice"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a pattern means. key: an atmosphere, a touchpoint or the kind of cue. touchpoint: what an
    atmosphere's word is about, where it is clear. weight: how much it says."""

    kind: Kind
    key: str
    weight: float
    pattern: str
    touchpoint: str | None = None


class Match(NamedTuple):
    """An entry found at tokens[first:last]."""

    first: int
    last: int
    entry: Entry


Step = frozenset[int] | None  # the ids of words that fit here; None is a gap
Phrase = tuple[tuple[Step, ...], Entry]  # what goes on after a first word


NO_WORD: frozenset[int] = frozenset()


class Begun(NamedTuple):
    """What a form is or begins. ids: of all words of the lexicon that it is one of; alone: entries of this
    word; phrases: those that begin with it."""

    ids: frozenset[int]
    alone: tuple[Entry, ...]
    phrases: tuple[Phrase, ...]


class Patterns:
    """All entries of one language, matched in one pass."""

    def __init__(self, entries: Iterable[Entry], lang: str) -> None:
        self._lang = lang
        self._ids: dict[str, int] = {}
        self._wholes: dict[str, int] = {}
        self._beginnings: dict[str, int] = {}
        self._ends: dict[str, int] = {}
        self._by_first: dict[int, list[Phrase]] = {}
        for entry in entries:
            steps = tuple(self._step(word) for word in _words(entry.pattern))
            for word in steps[0] or ():
                self._by_first.setdefault(word, []).append((steps[1:], entry))
        self._begin_lengths = sorted({len(text) for text in self._beginnings})
        self._end_lengths = sorted({len(text) for text in self._ends})
        self._begun = lru_cache(maxsize=100_000)(self._begin)

    def _step(self, word: str) -> Step:
        if word == GAP:
            return None
        return frozenset(self._word_id(each) for each in word.split("|"))

    def _word_id(self, word: str) -> int:
        number = self._ids.setdefault(word, len(self._ids))
        if word.endswith("*"):
            self._beginnings[word[:-1]] = number
        elif word.startswith("*"):
            self._ends[word[1:]] = number
        else:
            self._wholes[word] = number
        return number

    def _begin(self, form: str) -> Begun:
        ids = self._fit(form)
        found = [phrase for number in ids for phrase in self._by_first.get(number, ())]
        return Begun(
            ids,
            tuple(entry for rest, entry in found if not rest),
            tuple(phrase for phrase in found if phrase[0]),
        )

    def _fit(self, form: str) -> frozenset[int]:
        """The ids of all words of the lexicon that this form is one of."""
        found: set[int] = set()
        for word in {form, lemma(form, self._lang)}:
            if word in self._wholes:
                found.add(self._wholes[word])
            for length in self._begin_lengths:
                if length > len(word):
                    break
                if (number := self._beginnings.get(word[:length])) is not None:
                    found.add(number)
            for length in self._end_lengths:
                if length > len(word):
                    break
                if (number := self._ends.get(word[-length:])) is not None:
                    found.add(number)
        return frozenset(found)

    def matches(self, tokens: Sequence[Token], offset: int = 0) -> list[Match]:
        """In order of their first token; positions count from `offset`. Entries inside a longer one of the
        same kind are left out: 'black tie' is no tie."""
        begun = [self._begun(token.form) for token in tokens]
        fitting = [each.ids for each in begun]
        found: list[Match] = []
        for place, (_, alone, phrases) in enumerate(begun):
            first = place + offset
            following = fitting[place + 1] if place + 1 < len(fitting) else NO_WORD
            found += [Match(first, first + 1, entry) for entry in alone]
            for rest, entry in phrases:
                if rest[0] and rest[0].isdisjoint(following):
                    continue  # as most do: that spares the call
                end = _end(rest, fitting, place + 1)
                if end is not None:
                    found.append(Match(first, end + offset, entry))
        return longest(found)


def _words(pattern: str) -> list[str]:
    return [word.strip("'") or word for word in pattern.lower().replace("-", " ").split()]


def _end(rest: tuple[Step, ...], fitting: Sequence[frozenset[int]], place: int) -> int | None:
    """Where the rest of a phrase ends when it goes on at `place`; None when it does not."""
    for number, step in enumerate(rest):
        if step is None:
            after = rest[number + 1 :]
            for skipped in range(GAP_WORDS + 1):
                end = _end(after, fitting, place + skipped)
                if end is not None:
                    return end
            return None
        if place >= len(fitting) or step.isdisjoint(fitting[place]):
            return None
        place += 1
    return place


def _family(entry: Entry) -> tuple[str, ...]:
    """Entries that hide shorter ones of their family. Each cue is one: 'ei tarvitse' is still a denial."""
    return (entry.kind, entry.key) if entry.kind == "cue" else (entry.kind,)


def longest(found: list[Match]) -> list[Match]:
    """Each match once, without those inside a longer one of the same kind."""
    found.sort(
        key=lambda match: (match.first, -match.last, match.entry.kind, match.entry.key, match.entry.pattern)
    )
    kept: list[Match] = []
    reach: dict[tuple[str, ...], list[Match]] = {}
    for match in found:
        longer = reach.setdefault(_family(match.entry), [])
        while longer and longer[0].last <= match.first:
            longer.pop(0)
        if not longer or not _is_inside(match, longer):
            kept.append(match)
            longer.append(match)
    return kept


def _is_inside(match: Match, others: list[Match]) -> bool:
    length = match.last - match.first
    return any(
        first <= match.first and match.last <= last and last - first > length for first, last, _ in others
    )
