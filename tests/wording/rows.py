"""The clauses and texts of the tuning messages, as the models of `tests.wording.fit` learn from them."""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from eventaudit.wording.atmosphere import evidence, tone_features, word_shares
from eventaudit.wording.clauses import place_of
from eventaudit.wording.lexicon import LANGUAGES
from eventaudit.wording.likeness import ONLY_WHOLE, PART, Roles, length_of, text_traits, traits
from eventaudit.wording.marking import MarkedText, mark
from eventaudit.wording.promises import clause_features, subjects_of
from eventaudit.wording.source import read_source
from eventaudit.wording.subjects import features_of, roles_of

from .evaluate import labelled, overlaps

LEFT_OUT = (0.0, 0.3, 0.5)
KINDS = ("tuning", "tuning/short", "tuning/pages", "tuning/marked")
Features = dict[str, float]


@dataclass(frozen=True)
class ClauseRow:
    """A run of clauses. about: for its touchpoint; features: as a promise; wanted: the labelled touchpoint,
    None where it is no promise. traits: only where the whole lexicon was there."""

    source: str
    lang: str
    span: tuple[int, int]
    sentence: int
    run: tuple[int, int]
    about: Features
    features: Features
    traits: Features | None
    wanted: str | None


@dataclass(frozen=True)
class TextRow:
    source: str
    lang: str
    tone: dict[str, Features]
    traits: Features | None
    wanted: dict[str, float]


def messages() -> list[dict]:
    return [message for kind in KINDS for message in labelled(kind)]


def without_words(text: MarkedText, share: float, seed: int) -> MarkedText:
    """The text as if a share of the lexicon's words did not exist."""

    def kept(pattern: str) -> bool:
        return zlib.crc32(f"{seed}{pattern}".encode()) % 1000 >= share * 1000

    return replace(
        text,
        sentences=tuple(
            replace(s, matches=tuple(m for m in s.matches if m.entry.kind == "cue" or kept(m.entry.pattern)))
            for s in text.sentences
        ),
    )


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
            clauses += _clause_rows(message, variant, whole=not share)
            texts.append(_text_row(message, variant, whole=not share))
    return clauses, texts


def _clause_rows(message: dict, text: MarkedText, *, whole: bool) -> Iterable[ClauseRow]:
    for found in subjects_of(text):
        marked, clause = found.marked, found.clause
        features = clause_features(text, found)
        features.pop("wording", None)
        span = place_of(text, clause)
        yield ClauseRow(
            message["id"],
            marked.lang,
            span,
            marked.sentence.first,
            (found.run.start, found.run.end),
            features_of(text, marked, clause, found.numbers, found.context),
            features,
            trait_values(roles_of(text, marked, clause, found.context), marked.lang) if whole else None,
            gold(message, span),
        )


def trait_values(roles: Roles, lang: str) -> Features:
    values: Features = {}
    for role, forms in roles:
        for form in forms:
            for trait, value in traits(form, lang).items():
                if trait.startswith("=") or role not in ONLY_WHOLE:
                    share = PART.get(role, 1.0) * len(forms) ** -0.5
                    values[role + trait] = values.get(role + trait, 0.0) + value * share
    return values


def _text_row(message: dict, text: MarkedText, *, whole: bool) -> TextRow:
    found = text_traits(word_shares(text), text.lang)
    length = length_of(found)
    shares = message["atmospheres"]
    return TextRow(
        message["id"],
        text.lang,
        tone_features(evidence(text), len(text.tokens)),
        {trait: value / length for trait, value in found.items()} if whole else None,
        {"neutral": 1.0} if shares == "neutral" else shares,
    )
