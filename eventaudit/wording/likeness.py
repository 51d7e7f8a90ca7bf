"""What words, and the letters in them, are like: which touchpoint and atmosphere they speak of, and promises.

Linear models with weights for some thousand traits of words: dictionary forms, and runs of three to five
letters, which compounds and inflected forms share ('narikkajono', 'narikassa'). The weights of a word are
summed once per process; a text is the sum of its words, so that the one that weighed most can be named.
Fitted by `python -m tests.wording.fit`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from math import sqrt
from operator import add
from typing import Literal

from .lemmas import lemma
from .lexicon import ATMOSPHERES, DATA, TOUCHPOINTS

SHORTEST_RUN, LONGEST_RUN = 3, 5
SCALE = 20  # weights are kept as whole numbers of this part
TELLING = 0.5  # a word that adds less did not decide
# Before the traits of words that stand elsewhere than in the clause itself: in its heading, in the rest of
# its sentence, as the first and second word of the sentence, as the clause's first.
HEADING, REST, FIRST, SECOND, OPENING = "#", "~", "<", ">", "|"
ELSEWHERE = (HEADING, REST, FIRST, SECOND, OPENING)
ONLY_WHOLE = (FIRST, SECOND, OPENING)  # their letters say nothing
PART: Mapping[str, float] = {REST: 0.5, FIRST: 0.5, SECOND: 0.5, OPENING: 0.5}  # of what others say

# "clause": a weight for each of TOUCHPOINTS, and a last one for being a promise; "atmosphere": one for each
# of ATMOSPHERES, and a last one for none.
Model = Literal["clause", "atmosphere"]
WIDTHS: Mapping[Model, int] = {"clause": len(TOUCHPOINTS) + 1, "atmosphere": len(ATMOSPHERES) + 1}
Weights = tuple[float, ...]
# Where words stand ("" for the clause itself) and their forms.
Roles = Sequence[tuple[str, Sequence[str]]]


@lru_cache(maxsize=20_000)
def traits(form: str, lang: str) -> Mapping[str, float]:
    """The traits of a word with their values. All numbers are one word."""
    if form.isdigit():
        return {"=0": 1.0}
    framed = f"^{form}$"
    runs = {
        framed[at : at + length]
        for length in range(SHORTEST_RUN, LONGEST_RUN + 1)
        for at in range(len(framed) - length + 1)
    }
    return {f"={lemma(form, lang)}": 1.0, **dict.fromkeys(sorted(runs), sqrt(1 / max(1, len(runs))))}


@cache
def trait_weights(model: Model, lang: str) -> Mapping[str, Weights]:
    """Read once per process; a line is a trait and its whole numbers."""
    found: dict[str, Weights] = {}
    for line in (DATA / "likeness" / f"{model}-{lang}.txt").read_text(encoding="utf-8").splitlines():
        trait, *weights = line.split(" ")
        found[trait] = tuple([int(weight) / SCALE for weight in weights])
    return found


@lru_cache(maxsize=100_000)
def word_weights(model: Model, role: str, form: str, lang: str) -> Weights:
    """What one word says, standing there; empty where it says nothing."""
    known = trait_weights(model, lang)
    heard = [
        (known[role + trait], value) for trait, value in traits(form, lang).items() if role + trait in known
    ]
    if not heard:
        return ()
    return tuple(sum(weights[place] * value for weights, value in heard) for place in range(WIDTHS[model]))


def likeness(roles: Roles, lang: str) -> Weights:
    """What all the words of a clause say. A long clause does not say more than a short one."""
    sums = [0.0] * WIDTHS["clause"]
    for role, forms in roles:
        said = [0.0] * WIDTHS["clause"]
        for form in forms:
            if weights := word_weights("clause", role, form, lang):
                said = [*map(add, said, weights)]
        share = PART.get(role, 1.0) * max(1, len(forms)) ** -0.5
        sums = [whole + weight * share for whole, weight in zip(sums, said, strict=True)]
    return tuple(sums)


def weightiest(forms: Sequence[str], lang: str, touchpoint: str) -> int | None:
    """The place of the word that says most for the touchpoint, None where none says anything."""
    key = TOUCHPOINTS.index(touchpoint)
    said = [sum(word_weights("clause", "", form, lang)[key : key + 1]) for form in forms]
    return said.index(max(said)) if said and max(said) >= TELLING else None


def text_traits(forms: Mapping[str, float], lang: str) -> dict[str, float]:
    """The traits of all words of a text, each as often as forms says."""
    found: dict[str, float] = {}
    before = found.get
    for form, weight in forms.items():
        for trait, value in traits(form, lang).items():
            found[trait] = before(trait, 0.0) + value * weight
    return found


def length_of(found: Mapping[str, float]) -> float:
    """By which the traits of a text are divided, so that a long text does not say more than a short one."""
    return sqrt(sum(value * value for value in found.values())) or 1.0


def tone(forms: Mapping[str, float], lang: str) -> tuple[Weights, dict[str, Weights]]:
    """What the words of a text say for each atmosphere and for none; and what each word added to it."""
    length = length_of(text_traits(forms, lang))
    by_word: dict[str, Weights] = {}
    for form, weight in forms.items():
        if said := word_weights("atmosphere", "", form, lang):
            by_word[form] = tuple([each * weight / length for each in said])
    sums = tuple([sum(column) for column in zip(*by_word.values(), strict=True)])
    return sums or (0.0,) * WIDTHS["atmosphere"], by_word
