"""Kinds of words that weights are learnt for together: a trumpet is as good as a horn, 'torvi' as 'trumpet'.

Most words of a new text were in no message the weights were fitted on, but another of their kind was, in one
of three languages (data/concepts/*.toml). Compounds are of the kind of their last part and hint at the
first's.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from .lemmas import lemma
from .lexicon import words_by_kind

SHORTEST_PART = 4  # letters of a part of a compound
COMPOUNDING = ("fi", "sv")
FIRST_PART = "+"  # after the kind of a compound's first part
PART_SAYS = 0.7  # against a word by itself


@cache
def _kinds(lang: str) -> Mapping[str, tuple[str, ...]]:
    """Word to its kinds."""
    found: dict[str, tuple[str, ...]] = {}
    for kind, words in words_by_kind():
        for word in words[lang].split():
            found[word] = (*found.get(word, ()), kind)
    return found


def kinds_of(form: str, lang: str) -> dict[str, float]:
    """The kinds of a word, with how much it says as one."""
    known = _kinds(lang)
    base = lemma(form, lang)
    whole = {*known.get(form, ()), *known.get(base, ())}
    if whole or lang not in COMPOUNDING:
        return dict.fromkeys(sorted(whole), 1.0)
    return _kinds_of_parts(form, base, known)


def _kinds_of_parts(form: str, base: str, known: Mapping[str, tuple[str, ...]]) -> dict[str, float]:
    found: dict[str, float] = {}
    lengths = range(len(base) - 2, SHORTEST_PART - 1, -1)
    last = next((base[-length:] for length in lengths if base[-length:] in known), "")
    first = next((form[:length] for length in lengths if form[:length] in known), "")
    for kind in known.get(last, ()):
        found[kind] = PART_SAYS
    for kind in known.get(first, ()):
        found[kind + FIRST_PART] = PART_SAYS
    return found
