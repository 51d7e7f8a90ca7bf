"""Promise candidates: clauses from which a guest will expect something of a touchpoint (analysis 3.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from math import exp, log
from types import MappingProxyType
from typing import Literal

from .atmosphere import dominant
from .choosing import Choice, best_choices
from .clauses import Clause, Run, place_of, runs, time_start, touchpoint_sums, words_about
from .criteria import criterion_for
from .lexicon import feature_weights
from .likeness import weightiest
from .marking import Marked, MarkedText
from .quantities import Quantity, between, quantities
from .reasons import Reason, because, in_words
from .subjects import Context, forms_of, spoken, subject

Strength = Literal["explicit", "implied", "mood"]

LEAST_WORDS = 2
BARE = 6  # words of a row that only says when
OWN_CUES = tuple(
    "promise quality negation request distance you we past condition is hedge lack rule bare".split()
)
SENTENCE_CUES = ("outside", "request")
# A candidate is shown from this chance on that it is a promise and about its touchpoint; chosen by
# cross-validation (tests/wording/cross_validate.py).
LEAST_CHANCE = 0.3
MOST_SAID = 30.0  # of exp()
MANY_WORDS = 20
AFTER = {".": "stop", ",": "comma", ";": "semicolon", ":": "colon", " ": "word", "\n": "line", "": "line"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A promise to be accepted, changed or rejected. given[start:end] == quote.

    features: what its score was made of, for learning from decisions. score: 0 and more; higher is surer.
    """

    start: int
    end: int
    quote: str
    touchpoint: str
    strength: Strength
    atmosphere: str | None
    criterion: str | None
    hedged: bool
    negated: bool
    score: float
    features: tuple[tuple[str, float], ...]
    reasons: tuple[Reason, ...]

    @property
    def why(self) -> str:
        """The reasons in English."""
        return in_words(self.reasons)


@dataclass(frozen=True, slots=True)
class Section:
    """What the last heading said. aside: it announces something that is not the event itself."""

    touchpoint: str | None = None
    words: str = ""
    forms: tuple[str, ...] = ()
    aside: bool = False


@dataclass(frozen=True, slots=True)
class About:
    """A run of clauses, its surroundings and its touchpoint. sure: how much better it fits than others, in
    [0, 1]. wording: how much its words are like those of promises; above 0 speaks for one. look: features of
    its whole sentence."""

    marked: Marked
    run: Run
    numbers: list[Quantity]
    section: Section
    context: Context
    touchpoint: str
    sure: float
    wording: float
    look: Mapping[str, float]

    @property
    def clause(self) -> Clause:
        return self.run.clause


def candidates(text: MarkedText, weights: Mapping[str, float] = MappingProxyType({})) -> list[Candidate]:
    """In the order of the text. weights: an organisation's additions to data/weights.toml (weighting)."""
    found: list[Candidate] = []
    for _, sentence in groupby(subjects_of(text), key=lambda each: each.marked.sentence.first):
        choices = [
            Choice(each.run.start, each.run.end, _chance(features, each, weights), (each, features))
            for each in sentence
            if each.sure >= LEAST_CHANCE  # else it cannot become likely enough
            for features in (clause_features(text, each),)
        ]
        found += [
            _candidate(text, *best.found, _log_odds(best.chance) - _log_odds(LEAST_CHANCE))
            for best in best_choices(choices, LEAST_CHANCE)
        ]
    return found


def subjects_of(text: MarkedText) -> Iterator[About]:
    """Every run of clauses of two words and more with what it is about, sentence by sentence."""
    section = Section()
    everything = quantities(text.source.view)
    before: str | None = None
    end = 0
    for marked in text.sentences:
        if marked.heading:
            section = _section(text, marked)
        near = before if "\n" not in text.source.view[end : marked.sentence.start] else None
        befores: dict[int, str | None] = {}
        whole, look = spoken(text, marked), _sentence_features(text, marked)
        for run in runs(text, marked):
            clause = run.clause
            befores.setdefault(run.start, near)
            if clause.last - clause.first < LEAST_WORDS:
                continue
            numbers = between(everything, text.tokens[clause.first].start, text.tokens[clause.last - 1].end)
            context = _context(marked, section, befores[run.start])
            touchpoint, sure, wording = subject(text, marked, clause, numbers, context, whole)
            if run.end == run.start + 1:
                near = before = touchpoint
                end = marked.sentence.end
            yield About(marked, run, numbers, section, context, touchpoint, sure, wording, look)


def _context(marked: Marked, section: Section, before: str | None) -> Context:
    if marked.heading:
        return Context(before=before)
    return Context(None if section.aside else section.touchpoint, before, section.forms)


def _section(text: MarkedText, marked: Marked) -> Section:
    first, last = marked.sentence.first, marked.sentence.last
    sums = touchpoint_sums(marked, first, last)
    start, end = text.place(first, last)
    return Section(
        touchpoint=max(sums, key=lambda key: sums[key]) if sums else None,
        words=text.source.given[start:end],
        forms=tuple(token.form for token in text.tokens[first:last]),
        aside=bool(marked.cues("outside", first, last)),
    )


def _candidate(text: MarkedText, found: About, features: Mapping[str, float], score: float) -> Candidate:
    marked, clause = found.marked, found.clause
    start, end = place_of(text, clause)
    negated = bool(marked.cues("negation", clause.first, clause.last))
    words = [
        m for m in marked.matches if m.entry.kind == "atmosphere" and clause.first <= m.first < clause.last
    ]
    atmosphere = None if negated else dominant(words)
    criterion = criterion_for(text, found, named=bool(clause.sums.get(found.touchpoint)))
    return Candidate(
        start=start,
        end=end,
        quote=text.source.given[start:end],
        touchpoint=found.touchpoint,
        strength=_strength(features, atmosphere),
        atmosphere=atmosphere,
        criterion=criterion,
        hedged=bool(marked.cues("hedge", marked.sentence.first, marked.sentence.last)),
        negated=negated,
        score=round(score, 3),
        features=tuple(sorted(features.items())),
        reasons=tuple(_reasons(text, found, atmosphere, criterion)),
    )


def _chance(features: Mapping[str, float], found: About, weights: Mapping[str, float]) -> float:
    """That it is a promise, and of this touchpoint."""
    usual = feature_weights()
    said = sum([usual[key] * value for key, value in features.items() if key in usual])
    if weights:
        said += sum([weights[key] * value for key, value in features.items() if key in weights])
        said += weights.get(f"touchpoint:{found.touchpoint}", 0.0)
    return min(found.sure / (1 + exp(min(MOST_SAID, -said))), 1 - 1e-9)


def _log_odds(chance: float) -> float:
    return log(chance / (1 - chance))


def clause_features(text: MarkedText, found: About) -> dict[str, float]:
    """What speaks for and against a clause being a promise."""
    marked, clause, section = found.marked, found.clause, found.section
    first, last = clause.first, clause.last
    raw = {
        **{
            f"cue:{key}": min(len(marked.cues(key, first, last)), 2)
            for key in OWN_CUES
            if key in marked.cues_by_kind
        },
        **found.look,
        **_number_features(found.numbers),
        **_look_features(text, marked, clause, {quantity.kind for quantity in found.numbers}),
        **_run_features(text, found.run),
        "bias": 1.0,
        "wording": found.wording,
        f"about:{found.touchpoint}": 1.0,
        "touchpoint": min(clause.sums.get(found.touchpoint, 0.0), 5.0),
        "no_touchpoint": float(not clause.sums),
        "section": float(section.touchpoint == found.touchpoint),
        "atmosphere": min(_atmosphere_weight(marked, first, last) / 3, 1.0),
        "aside_section": float(section.aside),
    }
    return {key: value for key, value in raw.items() if value}


def _run_features(text: MarkedText, run: Run) -> dict[str, float]:
    """Whether its ends are where a promise's would be."""
    words = min(run.clause.last - run.clause.first, MANY_WORDS) / 10
    end = text.tokens[run.clause.last - 1].end
    after = AFTER.get(text.source.view[end : end + 1], "mark")
    return {
        "shape:joined": float(run.end - run.start > 1),
        "shape:joined_more": float(run.end - run.start > 2),  # noqa: PLR2004
        "shape:of_many": float(run.many > 1),
        "shape:words": words,
        "shape:words_squared": words**2,
        f"shape:before_{after}": 1.0,
    }


def _atmosphere_weight(marked: Marked, first: int, last: int) -> float:
    return sum(
        m.entry.weight for m in marked.matches if m.entry.kind == "atmosphere" and first <= m.first < last
    )


def _number_features(numbers: list[Quantity]) -> dict[str, float]:
    kinds = {quantity.kind for quantity in numbers}
    return {
        "measure": float(bool(kinds & {"minutes", "seconds", "metres", "temperature"})),
        "price": float("price" in kinds),
        "time": float("time" in kinds),
        "date": float("date" in kinds),
        "count": float("count" in kinds),
    }


def _look_features(text: MarkedText, marked: Marked, clause: Clause, kinds: set[str]) -> dict[str, float]:
    words = [text.source.view[t.start] for t in text.tokens[clause.first : clause.last]]
    sentence = marked.sentence
    length = clause.last - clause.first
    return {
        "imperative": float(
            any(m.first == clause.first for m in marked.cues("imperative", clause.first, clause.last))
        ),
        "if_first": float(
            any(m.first == clause.first for m in marked.cues("condition", clause.first, clause.last))
        ),
        "bare_time": float(length <= BARE and bool(kinds & {"time", "date"})),
        "short": float(length <= 3),  # noqa: PLR2004 - a bare noun is no clause
        "very_short": float(length <= 2),  # noqa: PLR2004
        "long": float(length > 16),  # noqa: PLR2004
        "capitals": sum(letter.isupper() for letter in words[1:]) / max(1, length - 1),
        "whole": float(clause.first - sentence.first <= 1 and sentence.last - clause.last <= 1),
    }


def _sentence_features(text: MarkedText, marked: Marked) -> dict[str, float]:
    """What the clauses of a sentence have in common."""
    sentence = marked.sentence
    greeting = marked.cues("greeting", sentence.first, sentence.last)
    return {
        **{
            f"near:{key}": float(bool(marked.cues(key, sentence.first, sentence.last)))
            for key in SENTENCE_CUES
        },
        "greeting": float(any(match.first - sentence.first < 2 for match in greeting)),  # noqa: PLR2004
        "question": float(text.source.view[sentence.end - 1] == "?"),
        "heading": float(marked.heading),
        "row": float(_is_row(text, marked)),
        "title": float(sentence.first == 0 and text.source.view[sentence.end - 1] != "."),
    }


def _is_row(text: MarkedText, marked: Marked) -> bool:
    """A row of a timetable: '10.30 Coffee'."""
    return bool(time_start(text.source.view, marked.sentence.start, marked.sentence.end))


def _strength(features: Mapping[str, float], atmosphere: str | None) -> Strength:
    if bool(features.keys() & {"measure", "price", "time", "count"}) or features.get("touchpoint", 0) >= 3:  # noqa: PLR2004 - a thing is named
        return "explicit"
    if "cue:quality" in features:
        return "implied"
    return "mood" if atmosphere and "cue:promise" not in features else "explicit"


def _reasons(
    text: MarkedText, found: About, atmosphere: str | None, criterion: str | None
) -> Iterator[Reason]:
    marked, clause = found.marked, found.clause
    yield _subject_reason(text, found)
    for key in ("promise", "quality", "hedge", "negation"):
        for match in marked.cues(key, clause.first, clause.last)[:1]:
            named = {"hedge": "hedged", "negation": "negated"}.get(key, key)
            yield because(named, words=_words(text, match.first, match.last))
    for quantity in found.numbers[:1]:
        start, end = text.source.span(quantity.start, quantity.end)
        yield because("quantity", words=text.source.given[start:end])
    if atmosphere:
        word = next(
            m for m in marked.matches if m.entry.key == atmosphere and clause.first <= m.first < clause.last
        )
        yield because("atmosphere", words=_words(text, word.first, word.last), atmosphere=atmosphere)
    if criterion:
        yield because("criterion", criterion=criterion)


def _subject_reason(text: MarkedText, found: About) -> Reason:
    named = words_about(found.marked, found.clause, found.touchpoint)
    if named:
        return because(
            "touchpoint", words=_words(text, named[0].first, named[0].last), touchpoint=found.touchpoint
        )
    telling = weightiest(forms_of(text, found.clause), found.marked.lang, found.touchpoint)
    if telling is not None:
        at = found.clause.first + telling
        return because("touchpoint", words=_words(text, at, at + 1), touchpoint=found.touchpoint)
    if found.context.section == found.touchpoint:
        return because("section", words=found.section.words, touchpoint=found.touchpoint)
    key = "before" if found.context.before == found.touchpoint else "likely"
    return because(key, touchpoint=found.touchpoint)


def _words(text: MarkedText, first: int, last: int) -> str:
    start, end = text.place(first, last)
    return text.source.given[start:end]
