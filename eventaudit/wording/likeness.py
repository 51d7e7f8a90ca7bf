"""What the words of a clause, and the letters in them, say of its touchpoint and of being a promise.

A linear model with weights for some thousand traits of words: dictionary forms, and runs of three to five
letters, which compounds and inflected forms share ('narikkajono', 'narikassa'). The weights of a word are
summed once per process; a clause is the sum of its words, so that the one that weighed most can be named.
Fitted by `python -m tests.wording.fit_likeness`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from .lemmas import lemma
from .lexicon import DATA, TOUCHPOINTS

SHORTEST_RUN, LONGEST_RUN = 3, 5
SCALE = 20  # weights are kept as whole numbers of this part
TELLING = 0.5  # a word that adds less did not decide
WIDTH = len(TOUCHPOINTS) + 1
NEAR = "~"  # before the traits of the sentence's other words
HEADING = "#"  # before those of the heading

# A weight for each of TOUCHPOINTS, and a last one for being a promise.
Weights = tuple[float, ...]
# Where words stand ("" for the clause itself) and their forms.
Roles = Sequence[tuple[str, Sequence[str]]]


def traits(form: str, lang: str) -> Iterator[tuple[str, float]]:
    """The traits of a word with their values. All numbers are one word."""
    if form.isdigit():
        yield "=0", 1.0
        return
    yield f"={lemma(form, lang)}", 1.0
    framed = f"^{form}$"
    runs = {
        framed[at : at + length]
        for length in range(SHORTEST_RUN, LONGEST_RUN + 1)
        for at in range(len(framed) - length + 1)
    }
    for run in sorted(runs):
        yield run, len(runs) ** -0.5


@cache
def trait_weights(lang: str) -> Mapping[str, Weights]:
    """Read once per process; a line is a trait and its whole numbers."""
    found: dict[str, Weights] = {}
    for line in (DATA / "likeness" / f"{lang}.txt").read_text(encoding="utf-8").splitlines():
        trait, *weights = line.split(" ")
        found[trait] = tuple(int(weight) / SCALE for weight in weights)
    return found


@lru_cache(maxsize=100_000)
def word_weights(role: str, form: str, lang: str) -> Weights:
    """What one word says, standing there; empty where it says nothing."""
    known = trait_weights(lang)
    heard = [(known[role + trait], value) for trait, value in traits(form, lang) if role + trait in known]
    return tuple(
        sum(weights[place] * value for weights, value in heard) for place in range(WIDTH if heard else 0)
    )


def likeness(roles: Roles, lang: str) -> Weights:
    """What all the words say. A long clause does not say more than a short one."""
    sums = [0.0] * WIDTH
    for role, forms in roles:
        share = max(1, len(forms)) ** -0.5
        for form in forms:
            if said := word_weights(role, form, lang):
                sums = [whole + weight * share for whole, weight in zip(sums, said, strict=True)]
    return tuple(sums)


def weightiest(forms: Sequence[str], lang: str, touchpoint: str) -> int | None:
    """The place of the word that says most for the touchpoint, None where none says anything."""
    key = TOUCHPOINTS.index(touchpoint)
    said = [sum(word_weights("", form, lang)[key : key + 1]) for form in forms]
    return said.index(max(said)) if said and max(said) >= TELLING else None
