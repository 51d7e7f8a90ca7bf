"""An organisation's own atmospheres: their trigger words, beside those that the reader knows (analysis 2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from .lexicon import LANGUAGES, TOUCHPOINTS, WEIGHTS, atmosphere_claims
from .patterns import Entry, Match, Patterns, longest
from .tokens import Token, tokenise

SHORT_STEM = 5  # letters; what is shorter is found as a whole word only (analysis 2)
CLEAR = WEIGHTS["clear"]


@dataclass(frozen=True, slots=True)
class OwnWord:
    """A word or phrase in its dictionary form, with the stems of forms that it does not begin."""

    lang: str
    lemma: str
    stems: tuple[str, ...] = ()
    touchpoint: str | None = None


@dataclass(frozen=True, slots=True)
class OwnAtmosphere:
    key: str
    words: tuple[OwnWord, ...] = ()


Own = tuple[OwnAtmosphere, ...]


def own_of(atmospheres: object) -> Own:
    """From the `atmospheres` of a file, key to atmosphere, in the form of atmospheres.json.

    What is no word there is passed over.
    """
    if not isinstance(atmospheres, Mapping):
        return ()
    return tuple(OwnAtmosphere(str(key), tuple(_words(value))) for key, value in atmospheres.items())


def _words(atmosphere: object) -> Iterator[OwnWord]:
    for touchpoint, content in _pairs(_get(atmosphere, "touchpoints")):
        for lang, words in _pairs(_get(content, "triggers")):
            for word in words if isinstance(words, list) else ():
                lemma, stems = _get(word, "lemma"), _get(word, "stems")
                if isinstance(lemma, str):
                    own = [stem for stem in stems if isinstance(stem, str)] if isinstance(stems, list) else []
                    yield OwnWord(lang, lemma, tuple(own), touchpoint)


def _get(value: object, key: str) -> Any:
    return value.get(key) if isinstance(value, Mapping) else None


def _pairs(value: object) -> Iterable[tuple[Any, Any]]:
    return value.items() if isinstance(value, Mapping) else ()


def own_matches(own: Own, tokens: Sequence[Token], offset: int, lang: str, found: list[Match]) -> list[Match]:
    """What was found, and the own words among the tokens; of two that stand in one another the longer."""
    patterns = _patterns(own, lang) if own and lang in LANGUAGES else None
    more = patterns.matches(tokens, offset) if patterns else []
    return longest([*found, *more]) if more else found


@lru_cache(maxsize=64)
def _patterns(own: Own, lang: str) -> Patterns | None:
    entries = list(_entries(own, lang))
    return Patterns(entries, lang) if entries else None


def _entries(own: Own, lang: str) -> Iterator[Entry]:
    """A word that several atmospheres claim says less for each own one."""
    found: dict[tuple[str, str], str | None] = {}
    plain: dict[tuple[str, str], set[str]] = {}
    for atmosphere in own:
        for word in atmosphere.words:
            for said in (word.lemma, *word.stems) if word.lang == lang else ():
                if pattern := _pattern(said):
                    about = word.touchpoint if word.touchpoint in TOUCHPOINTS else None
                    found.setdefault((atmosphere.key, pattern), about)
                    plain.setdefault((atmosphere.key, pattern), set()).add(_plain(said))
    claims = Counter(pattern for _key, pattern in found)
    usual = atmosphere_claims(lang)
    for (key, pattern), about in found.items():
        same = {form for said in plain[key, pattern] for form in (said, f"{said}*")}
        others = {each for form in same for each in usual.get(form, ())} - {key}
        yield Entry("atmosphere", key, CLEAR / (claims[pattern] + len(others)), pattern, about)


def _plain(said: str) -> str:
    return " ".join(token.form for token in tokenise(said))


def _pattern(said: str) -> str:
    """Words as they are found in texts, so that nothing in them can be taken for a sign of a pattern."""
    words = [token.form for token in tokenise(said)]
    return " ".join(f"{word}*" if len(word) >= SHORT_STEM else word for word in words)
