"""What a message states that another can contradict: a topic, its value, and where it says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from eventaudit.consistency.facts import ContradictionKind
from eventaudit.wording.clauses import Clause, clauses, place_of
from eventaudit.wording.lexicon import fact_rules, split_patterns
from eventaudit.wording.marking import Marked, MarkedText, mark
from eventaudit.wording.own import Own
from eventaudit.wording.patterns import Entry, Match, Patterns
from eventaudit.wording.quantities import Quantity, between, quantities
from eventaudit.wording.source import read_source

RANKS, PLACES, FREE = "ranks", "places", "free"
NEAR = 8  # words between a topic and its number
_LABEL = re.compile(r"[A-ZÅÄÖ]?\d{1,3}[A-Z]?\b|[A-ZÅÄÖ]\b|[A-ZÅÄÖ][\w-]+(?:\s[A-ZÅÄÖ][\w-]+)?")


@dataclass(frozen=True, slots=True)
class Topic:
    key: str
    touchpoint: str
    kind: ContradictionKind
    takes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """value: a number, a word or True and False; spread: how far two values may lie apart and still agree."""

    topic: str
    touchpoint: str
    kind: ContradictionKind
    value: float | str | bool
    start: int
    end: int
    quote: str
    spread: float = 0.0


@cache
def topics() -> dict[str, Topic]:
    return {
        key: Topic(key, rule["touchpoint"], rule["kind"], tuple(rule["takes"].split()))
        for key, rule in fact_rules().items()
        if "takes" in rule
    }


@cache
def _patterns(lang: str) -> Patterns:
    return Patterns(list(_entries(fact_rules())), lang)


def _entries(rules: dict[str, Any]) -> Iterator[Entry]:
    for key, rule in rules.items():
        if key != RANKS:
            yield from (Entry("fact", key, 1.0, words) for words in split_patterns(rule["words"]))
    for key, steps in rules[RANKS].items():
        for step, words in steps.items():
            yield from (Entry("fact", f"{key}:{step}", float(step), each) for each in split_patterns(words))


def statements(text: str, lang: str | None, own: Own = ()) -> tuple[MarkedText, list[Statement]]:
    """Everything one message states, in its order."""
    marked = mark(read_source(text), lang, own)
    everything = quantities(marked.source.view)
    found = [
        statement
        for sentence in marked.sentences
        if not sentence.cues("distance", sentence.sentence.first, sentence.sentence.last)
        for clause in clauses(marked, sentence)
        for statement in _in_clause(marked, sentence, clause, everything)
    ]
    return marked, found


def _in_clause(
    text: MarkedText, marked: Marked, clause: Clause, everything: list[Quantity]
) -> Iterator[Statement]:
    numbers = between(everything, text.tokens[clause.first].start, text.tokens[clause.last - 1].end)
    matches = _patterns(marked.lang).matches(text.tokens[clause.first : clause.last], clause.first)
    for match in _outer(matches):
        key = match.entry.key
        if ":" in key:
            yield _statement(text, clause, topics()[key.split(":")[0]], match.entry.weight, spread=1.0)
        elif key == PLACES:
            yield from _place(text, clause, match)
        elif key in topics():
            yield from _valued(text, marked, clause, topics()[key], match, numbers, matches)
    yield from _dates(text, marked, clause, numbers)


def _outer(matches: list[Match]) -> list[Match]:
    """The first match of each topic."""
    seen: set[str] = set()
    kept = []
    for match in matches:
        if match.entry.key not in seen or ":" in match.entry.key:
            seen.add(match.entry.key)
            kept.append(match)
    return kept


def _valued(
    text: MarkedText,
    marked: Marked,
    clause: Clause,
    topic: Topic,
    match: Match,
    numbers: list[Quantity],
    matches: list[Match],
) -> Iterator[Statement]:
    if "yes" in topic.takes:
        yield _statement(text, clause, topic, not _is_denied(marked, clause, match))
        return
    fitting = [number for number in numbers if number.kind in topic.takes]
    if fitting:
        where = text.tokens[match.first].start
        nearest = min(fitting, key=lambda number: (number.start < where, abs(number.start - where)))
        yield _statement(text, clause, topic, _in_unit(nearest), spread=_tolerance(nearest))
    elif "price" in topic.takes and any(
        m.entry.key == FREE and m.first not in marked.negated for m in matches
    ):
        yield _statement(text, clause, topic, 0.0)


def _is_denied(marked: Marked, clause: Clause, match: Match) -> bool:
    """Finnish says 'jonoja emme kaipaa' as well as 'emme kaipaa jonoja'."""
    if marked.lang == "fi":
        return bool(marked.cues("negation", clause.first, clause.last))
    return match.first in marked.negated


def _in_unit(number: Quantity) -> float:
    return number.upper / 60 if number.kind == "seconds" else number.upper


def _tolerance(number: Quantity) -> float:
    """Durations are told roughly: a fifth is no contradiction."""
    return 0.2 * number.upper if number.kind in ("minutes", "metres", "seconds") else 0.0


def _place(text: MarkedText, clause: Clause, match: Match) -> Iterator[Statement]:
    """'Hall B', 'entrance 3': the label that follows the word, or stands before it in 'B-sali'."""
    end = text.tokens[match.last - 1].end
    after = text.source.view[end : end + 30]
    label = _LABEL.match(after.lstrip()) if after[:1] in (" ", "-") else None
    if label and match.last < clause.last + 1:
        topic = Topic(f"{PLACES}:{text.tokens[match.first].form}", "guidance", "costly_fact", ())
        yield _statement(text, clause, topic, label[0].lower())


def _dates(text: MarkedText, marked: Marked, clause: Clause, numbers: list[Quantity]) -> Iterator[Statement]:
    """The day of the event: dates outside requests, deadlines and terms."""
    sentence = marked.sentence
    if marked.cues("outside", sentence.first, sentence.last) or marked.cues(
        "request", sentence.first, sentence.last
    ):
        return
    topic = Topic("date", "programme", "costly_fact", ())
    for number in numbers:
        if number.kind == "date":
            yield _statement(text, clause, topic, number.value)


def _statement(
    text: MarkedText, clause: Clause, topic: Topic, value: float | str | bool, spread: float = 0.0
) -> Statement:
    start, end = place_of(text, clause)
    return Statement(
        topic.key, topic.touchpoint, topic.kind, value, start, end, text.source.given[start:end], spread
    )
