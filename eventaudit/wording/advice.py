"""Wording advice: personal, clear and to the point (analysis 3.9). Each piece says where and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from .lexicon import advice_rules, split_patterns
from .marking import Marked, MarkedText, mark
from .patterns import Entry, Match, Patterns
from .reasons import Reason, because
from .source import read_source

LONG_SENTENCE = 32  # words; beyond it readers lose the thread
MANY_IMPERSONAL = 2
LEAST_WORDS = 40  # a note shorter than this need not address anyone
PLAIN = ("superlative", "elsewhere", "bureaucratic")


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to reword. kind: superlative, elsewhere, refusal, impersonal, bureaucratic, long or shouting.

    text[start:end] == quote.
    """

    kind: str
    start: int
    end: int
    quote: str
    reason: Reason

    @property
    def why(self) -> str:
        """The reason in English, with what to do."""
        return self.reason.sentence()


def advise(text: str, lang: str | None = None) -> list[Advice]:
    """In the order of the text. Nothing where its language is not one of ours."""
    marked = mark(read_source(text), lang)
    found = [each for sentence in marked.sentences for each in _in_sentence(marked, sentence)]
    found += _impersonal(marked)
    return _once(sorted(found, key=lambda advice: (advice.start, -advice.end, advice.kind)))


def _once(found: list[Advice]) -> list[Advice]:
    """Without a piece that says the same of words that another already has."""
    kept: list[Advice] = []
    for each in found:
        if not any(o.kind == each.kind and each.start < o.end for o in kept):
            kept.append(each)
    return kept


@cache
def _patterns(lang: str) -> Patterns:
    rules = advice_rules(lang)
    return Patterns(
        [Entry("advice", key, 1.0, each) for key in rules for each in split_patterns(rules[key])], lang
    )


def _matches(text: MarkedText, sentence: Marked, kind: str) -> list[Match]:
    tokens = text.tokens[sentence.sentence.first : sentence.sentence.last]
    found = _patterns(sentence.lang).matches(tokens, sentence.sentence.first)
    return [match for match in found if match.entry.key == kind]


def _in_sentence(text: MarkedText, sentence: Marked) -> Iterator[Advice]:
    for kind in PLAIN:
        for match in _matches(text, sentence, kind):
            if kind != "superlative" or match.first not in sentence.negated:
                yield _advice(text, kind, match.first, match.last)
    yield from _bare_refusal(text, sentence)
    first, last = sentence.sentence.first, sentence.sentence.last
    if last - first > LONG_SENTENCE:
        yield _advice(text, "long", first, last, count=str(last - first))
    yield from _shouting(text, sentence)


def _bare_refusal(text: MarkedText, sentence: Marked) -> Iterator[Advice]:
    """A 'no' after which neither this sentence nor the next offers anything."""
    refusals = _matches(text, sentence, "refusal")
    if not refusals or _matches(text, sentence, "alternative"):
        return
    place = text.sentences.index(sentence)
    following = text.sentences[place + 1 : place + 2]
    if following and _matches(text, following[0], "alternative"):
        return
    yield _advice(text, "refusal", sentence.sentence.first, sentence.sentence.last)


def _shouting(text: MarkedText, sentence: Marked) -> Iterator[Advice]:
    end = sentence.sentence.end
    if text.source.view[max(0, end - 3) : end] == "!!!":
        yield _advice(text, "shouting", sentence.sentence.first, sentence.sentence.last)


def _impersonal(text: MarkedText) -> Iterator[Advice]:
    """Where the reader is spoken of but never spoken to."""
    if len(text.tokens) < LEAST_WORDS:
        return
    if any(_addresses(text, sentence) for sentence in text.sentences):
        return
    found = [match for sentence in text.sentences for match in _matches(text, sentence, "impersonal")]
    if len(found) >= MANY_IMPERSONAL:
        yield _advice(text, "impersonal", found[0].first, found[0].last)


_READER = frozenset(
    "you your yours sinä sinun sinua sinulle sinut te teidän teille teidät".split()
    + "du dig din ditt dina ni er ert era".split()
)


def _addresses(text: MarkedText, sentence: Marked) -> bool:
    tokens = text.tokens[sentence.sentence.first : sentence.sentence.last]
    return any(token.form in _READER for token in tokens)


def _advice(text: MarkedText, kind: str, first: int, last: int, **params: str) -> Advice:
    start, end = text.place(first, last)
    quote = text.source.given[start:end]
    return Advice(kind, start, end, quote, because(f"advice_{kind}", words=quote, **params))
