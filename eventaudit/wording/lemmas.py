"""Dictionary forms of words, from simplemma. Nothing is loaded before the first word is asked for."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simplemma import Lemmatizer

SHORTEST = 3  # shorter words are function words: their form says enough


@lru_cache(maxsize=200_000)
def lemma(form: str, lang: str) -> str:
    """The dictionary form of a lower-case word, itself where none is known."""
    if len(form) < SHORTEST or not form.isalpha():
        return form
    return _lemmatizer().lemmatize(form, lang=lang).lower()


def load_lemmas(*langs: str) -> None:
    """Load the data of the languages now rather than at the first message: up to half a second each."""
    for lang in langs:
        lemma("the", lang)


@cache
def _lemmatizer() -> Lemmatizer:
    """Reads simplemma's data in place: 40 MB for three languages instead of 500, a slower look-up."""
    from simplemma import Lemmatizer  # noqa: PLC0415 - slow to import
    from simplemma.strategies import DefaultStrategy  # noqa: PLC0415

    from .dictionaries import Dictionaries  # noqa: PLC0415 - imports simplemma

    strategy = DefaultStrategy(dictionary_factory=Dictionaries())
    return Lemmatizer(lemmatization_strategy=strategy)
