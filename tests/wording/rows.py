"""The clauses and texts of the tuning messages, as the models of `tests.wording.fit` learn from them."""

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from eventaudit.wording.atmosphere import evidence, tone_features, word_shares
from eventaudit.wording.clauses import place_of
from eventaudit.wording.lexicon import LANGUAGES
from eventaudit.wording.likeness import KIND, ONLY_WHOLE, PART, WHOLE, Roles, length_of, traits
from eventaudit.wording.marking import Marked, MarkedText, mark
from eventaudit.wording.patterns import Match
from eventaudit.wording.promises import clause_features, subjects_of
from eventaudit.wording.source import read_source
from eventaudit.wording.subjects import features_of, roles_of

from .evaluate import labelled, overlaps

LEFT_OUT = (0.0, 0.3, 0.5)
KINDS = (
    "tuning",
    "tuning/short",
    "tuning/pages",
    "tuning/marked",
    "tuning/outside",
    "tuning/voices",
    "tuning/sites",
)
Features = dict[str, float]


@dataclass(frozen=True)
class ClauseRow:
    """A run of clauses. about: for its touchpoint; features: as a promise; wanted: the labelled touchpoint,
    None where it is no promise. kinds: the traits that are kinds of words; traits: the others, only where the
    whole lexicon was there."""

    source: str
    lang: str
    span: tuple[int, int]
    sentence: int
    run: tuple[int, int]
    about: Features
    features: Features
    kinds: Features
    traits: Features | None
    wanted: str | None


@dataclass(frozen=True)
class TextRow:
    source: str
    lang: str
    tone: dict[str, Features]
    kinds: Features
    traits: Features | None
    wanted: dict[str, float]


def messages() -> list[dict]:
    return [message for kind in KINDS for message in labelled(kind)]


def without_words(text: MarkedText, share: float, seed: int) -> MarkedText:
    """The text as if a share of the lexicon's words did not exist."""

    def matches_of(sentence: Marked) -> tuple[Match, ...]:
        return tuple(
            match
            for match in sentence.matches
            if match.entry.kind == "cue" or kept(match.entry.pattern, share, seed)
        )

    return replace(text, sentences=tuple(replace(each, matches=matches_of(each)) for each in text.sentences))


def kept(word: str, share: float, seed: int) -> bool:
    return zlib.crc32(f"{seed}{word}".encode()) % 1000 >= share * 1000


def gold(message: dict, span: tuple[int, int]) -> str | None:
    """The touchpoint of the promise that the span hits."""
    text = message["text"]
    for promise in message["promises"]:
        start = text.find(promise["quote"])
        if overlaps(span, (start, start + len(promise["quote"])), text):
            return promise["touchpoint"]
    return None


def rows_of(some: Iterable[dict]) -> tuple[list[ClauseRow], list[TextRow]]:
    """All clauses and texts as they are read now, each as often as there are LEFT_OUT."""
    clauses: list[ClauseRow] = []
    texts: list[TextRow] = []
    for message in some:
        text = mark(read_source(message["text"]))
        if text.lang not in LANGUAGES:
            continue
        for seed, share in enumerate(LEFT_OUT):
            variant = without_words(text, share, seed)
            clauses += _clause_rows(message, variant, share, seed)
            if message["atmospheres"]:
                texts.append(_text_row(message, variant, whole=not share))
    return clauses, texts


def _clause_rows(message: dict, text: MarkedText, share: float, seed: int) -> Iterable[ClauseRow]:
    for found in subjects_of(text):
        marked, clause = found.marked, found.clause
        features = clause_features(text, found)
        features.pop("wording", None)
        span = place_of(text, clause)
        roles = roles_of(text, marked, clause, found.context)
        fewer = [(role, [form for form in forms if kept(form, share, seed)]) for role, forms in roles]
        yield ClauseRow(
            message["id"],
            marked.lang,
            span,
            marked.sentence.first,
            (found.run.start, found.run.end),
            features_of(text, marked, clause, found.numbers, found.context),
            features,
            kinds_in(trait_values(fewer, marked.lang)),
            None if share else without_kinds(trait_values(roles, marked.lang)),
            gold(message, span),
        )


def kinds_in(values: Features) -> Features:
    return {trait: value for trait, value in values.items() if KIND in trait}


def without_kinds(values: Features) -> Features:
    return {trait: value for trait, value in values.items() if KIND not in trait}


def trait_values(roles: Roles, lang: str) -> Features:
    values: Features = {}
    for role, forms in roles:
        for form in forms:
            for trait, value in traits(form, lang).items():
                if trait.startswith((WHOLE, KIND)) or role not in ONLY_WHOLE:
                    share = PART.get(role, 1.0) * len(forms) ** -0.5
                    values[role + trait] = values.get(role + trait, 0.0) + value * share
    return values


def text_traits(words: Mapping[str, float], lang: str) -> Features:
    """The traits of all words of a text, as `likeness.tone` weighs them."""
    length = length_of(words)
    found: Features = {}
    for form, weight in words.items():
        for trait, value in traits(form, lang).items():
            found[trait] = found.get(trait, 0.0) + value * weight / length
    return found


def _text_row(message: dict, text: MarkedText, *, whole: bool) -> TextRow:
    words = word_shares(text)
    values = text_traits(words, text.lang)
    shares = message["atmospheres"]
    return TextRow(
        message["id"],
        text.lang,
        tone_features(evidence(text), len(text.tokens)),
        kinds_in(values),
        without_kinds(values) if whole else None,
        {"neutral": 1.0} if shares == "neutral" else shares,
    )
