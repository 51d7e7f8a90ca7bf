"""What words, and the letters in them, are like: which touchpoint and atmosphere they speak of, and promises.

Linear models with weights for some thousand traits of words: kinds (concepts), dictionary forms, and runs of
three to five letters, which compounds and inflected forms share ('narikkajono', 'narikassa'). The weights of
a word are summed once per process; a text is the sum of its words, so that the one that weighed most can be
named.
Fitted by `python -m tests.wording.fit`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from math import sqrt
from operator import add
from typing import Literal

from .concepts import kinds_of
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
WHOLE, KIND = "=", "§"  # before a dictionary form, before a kind of word; letters stand bare
PART: Mapping[str, float] = {REST: 0.5, FIRST: 0.5, SECOND: 0.5, OPENING: 0.5}  # of what others say

# "clause": a weight for each of TOUCHPOINTS, and a last one for being a promise; "atmosphere": one for each
# of ATMOSPHERES, and a last one for none.
Model = Literal["clause", "atmosphere"]
WIDTHS: Mapping[Model, int] = {"clause": len(TOUCHPOINTS) + 1, "atmosphere": len(ATMOSPHERES) + 1}
Weights = tuple[float, ...]
NOTHING: Weights = (0.0,) * WIDTHS["clause"]
# Where words stand ("" for the clause itself) and their forms.
Roles = Sequence[tuple[str, Sequence[str]]]


@lru_cache(maxsize=20_000)
def traits(form: str, lang: str) -> Mapping[str, float]:
    """The traits of a word with their values. All numbers are one word."""
    if form.isdigit():
        return {f"{WHOLE}0": 1.0}
    framed = f"^{form}$"
    runs = {
        framed[at : at + length]
        for length in range(SHORTEST_RUN, LONGEST_RUN + 1)
        for at in range(len(framed) - length + 1)
    }
    return {
        f"{WHOLE}{lemma(form, lang)}": 1.0,
        **dict.fromkeys(sorted(runs), sqrt(1 / max(1, len(runs)))),
        **{KIND + kind: says for kind, says in kinds_of(form, lang).items()},
    }


class TraitWeights(Mapping[str, Weights]):
    """By trait. Numbers stay as written until they are asked for: a text has few of the traits."""

    def __init__(self, lines: Iterable[str]) -> None:
        """lines: each a trait and its whole numbers."""
        self._written = dict(line.split(" ", 1) for line in lines)
        self._read: dict[str, Weights] = {}

    def __getitem__(self, trait: str) -> Weights:
        weights = self._read.get(trait)
        if weights is None:
            numbers = self._written[trait].split(" ")
            weights = self._read[trait] = tuple([int(number) / SCALE for number in numbers])
        return weights

    def __contains__(self, trait: object) -> bool:
        return trait in self._written

    def __iter__(self) -> Iterator[str]:
        return iter(self._written)

    def __len__(self) -> int:
        return len(self._written)


@cache
def trait_weights(model: Model, lang: str) -> Mapping[str, Weights]:
    """Read once per process, those of kinds from a file that all languages share."""
    files = [DATA / "likeness" / f"{model}-{part}.txt" for part in (lang, "kinds")]
    return TraitWeights(line for path in files for line in path.read_text(encoding="utf-8").splitlines())


@lru_cache(maxsize=100_000)
def word_weights(model: Model, role: str, form: str, lang: str) -> Weights:
    """What one word says, standing there; empty where it says nothing."""
    known = trait_weights(model, lang)
    return total(
        [
            [weight * value for weight in known[role + trait]]
            for trait, value in traits(form, lang).items()
            if role + trait in known
        ]
    )


def likeness(roles: Roles, lang: str) -> Weights:
    """What all the words of a clause say. A long clause does not say more than a short one."""
    return total([role_weights(role, tuple(forms), lang) for role, forms in roles])


@lru_cache(maxsize=2_000)
def role_weights(role: str, forms: tuple[str, ...], lang: str) -> Weights:
    """What words standing there say together."""
    rows = [weights for form in forms if (weights := word_weights("clause", role, form, lang))]
    share = share_of(role, len(forms))
    return tuple([said * share for said in total(rows)]) or NOTHING


def share_of(role: str, words: int) -> float:
    """What each of so many words standing there adds, so that many do not say more than few."""
    return PART.get(role, 1.0) * words**-0.5 if words else 0.0


def sums_along(role: str, forms: Sequence[str], lang: str) -> list[Weights]:
    """What words standing there say together, up to each of them: any piece of a row is one difference."""
    sums = [NOTHING]
    for form in forms:
        weights = word_weights("clause", role, form, lang)
        sums.append(tuple(map(add, sums[-1], weights)) if weights else sums[-1])
    return sums


def total(rows: Sequence[Sequence[float]]) -> Weights:
    """Column by column; empty where there are none."""
    return tuple(map(sum, zip(*rows, strict=True)))


def weightiest(forms: Sequence[str], lang: str, touchpoint: str) -> int | None:
    """The place of the word that says most for the touchpoint, None where none says anything."""
    key = TOUCHPOINTS.index(touchpoint)
    said = [sum(word_weights("clause", "", form, lang)[key : key + 1]) for form in forms]
    return said.index(max(said)) if said and max(said) >= TELLING else None


def length_of(forms: Mapping[str, float]) -> float:
    """By which what the words of a text say is divided, so that a long text says no more than a short
    one: the traits of a word are about as long as two dictionary forms."""
    return sqrt(2 * sum([weight * weight for weight in forms.values()])) or 1.0


def tone(forms: Mapping[str, float], lang: str) -> tuple[Weights, dict[str, Weights]]:
    """What the words of a text say for each atmosphere and for none; and what each word added to it."""
    length = length_of(forms)
    by_word: dict[str, Weights] = {}
    for form, weight in forms.items():
        if said := word_weights("atmosphere", "", form, lang):
            by_word[form] = tuple([each * weight / length for each in said])
    sums = tuple([sum(column) for column in zip(*by_word.values(), strict=True)])
    return sums or (0.0,) * WIDTHS["atmosphere"], by_word
