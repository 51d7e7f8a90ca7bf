"""Which touchpoint a clause speaks of: the words it names, its numbers, its heading and the clause before it.

A linear model with few weights (data/subject.txt), so that each choice can be told: a touchpoint scores by
the words that name it, by what was spoken of just before, and a little by the company it keeps ('metres' is
more often about the way than about the food). Upon that comes what all its words are like (likeness).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import exp
from operator import add

from .clauses import Clause, about
from .lexicon import TOUCHPOINTS, subject_weights
from .likeness import (
    FIRST,
    HEADING,
    OPENING,
    REST,
    SECOND,
    Roles,
    Weights,
    role_weights,
    share_of,
    sums_along,
    total,
)
from .marking import Marked, MarkedText
from .patterns import Match
from .quantities import Quantity

_NAME = re.compile(r"\s[A-ZÅÄÖ][\w'’-]+ [A-ZÅÄÖ][\w'’-]+")  # of a person, or of a house
MOST_WORDS = 6.0  # more evidence than this adds nothing
PART = 0.4  # sums of evidence run to 6, other features to 1
STRONG = 3.0
NONE_FITS: Weights = (0.0,) * len(TOUCHPOINTS)
KINDS = {"minutes": "measure", "seconds": "measure", "metres": "measure", "temperature": "measure"}
GENERAL_CUES = ("you", "we", "negation", "quality", "is", "condition")
# A place where something is ('in the foyer there are toilets'): the clause is seldom about the place.
_PLACE_WORDS = frozenset(
    "in at on by from near behind inside outside beside next under to into onto along above below "
    "i på vid från hos bredvid bakom framför ur till längs under ovanför utanför inne intill".split()
)
_PLACE_ENDS = ("ssa", "ssä", "lla", "llä", "sta", "stä", "lta", "ltä", "lle", "ssamme", "ssämme")
PLACE_REACH = 3  # words between 'in' and the place
AROUND = 12  # words of the sentence on either side of a clause that are looked at
SHORTEST_PLACE = 6  # letters of a word that a case ending makes a place


@dataclass(frozen=True, slots=True)
class Context:
    """What the last heading and the clause before were about, where anything; the heading's word forms."""

    section: str | None = None
    before: str | None = None
    heading: tuple[str, ...] = ()


Features = dict[str, float]


def features_of(
    text: MarkedText, marked: Marked, clause: Clause, numbers: list[Quantity], context: Context
) -> Features:
    """What speaks for or against touchpoints. 'free@venue': what is said of the venue by words that do not
    only tell where; names without '@' belong to the clause whatever it is about."""
    return {
        **general_features(text, marked, clause, numbers),
        **dict(_own_features(text, marked, clause, context)),
    }


def _own_features(
    text: MarkedText, marked: Marked, clause: Clause, context: Context
) -> Iterator[tuple[str, float]]:
    found = [
        (key, match)
        for key, match in about(marked, clause.first, clause.last)
        if match.entry.kind == "touchpoint"
    ]
    yield from _named_features(text, marked, found)
    most = max(clause.sums.values(), default=0.0)
    for key, said in clause.sums.items():
        yield f"sum@{key}", min(said, MOST_WORDS) * PART
        if said == most:
            yield f"most@{key}", 1.0
    if found:
        yield f"first@{found[0][0]}", 1.0
        yield f"last@{found[-1][0]}", 1.0
    if context.section:
        yield f"section@{context.section}", 1.0
    if context.before:
        yield f"before@{context.before}", 1.0
        if not found:
            yield f"before_unnamed@{context.before}", 1.0


def _named_features(
    text: MarkedText, marked: Marked, found: list[tuple[str, Match]]
) -> Iterator[tuple[str, float]]:
    """By touchpoint, what its words say that do not only tell where, and what those say that do."""
    free: dict[str, float] = {}
    located: dict[str, float] = {}
    reach: dict[str, int] = {}
    for key, match in found:
        if reach.get(key, 0) > match.first:
            continue
        reach[key] = match.last
        sums = located if _is_place(text, marked, match) else free
        if sums is free and not free:
            yield f"first_free@{key}", 1.0
        if sums is free and match.entry.weight >= STRONG:
            yield f"strong@{key}", 1.0
        sums[key] = sums.get(key, 0.0) + match.entry.weight
    most = max(free.values(), default=0.0)
    for name, sums in (("free", free), ("located", located)):
        for key, said in sums.items():
            yield f"{name}@{key}", min(said, MOST_WORDS) * PART
    for key, said in free.items():
        if said == most:
            yield f"most_free@{key}", 1.0


def _is_place(text: MarkedText, marked: Marked, match: Match) -> bool:
    if marked.lang == "fi":
        form = text.tokens[match.last - 1].form
        return len(form) >= SHORTEST_PLACE and form.endswith(_PLACE_ENDS)
    first = max(marked.sentence.first, match.first - PLACE_REACH - 1)
    return any(token.form in _PLACE_WORDS for token in text.tokens[first : match.first])


def general_features(text: MarkedText, marked: Marked, clause: Clause, numbers: list[Quantity]) -> Features:
    """What a clause has whatever it is about."""
    features = dict.fromkeys((KINDS.get(quantity.kind, quantity.kind) for quantity in numbers), 1.0)
    for cue in GENERAL_CUES:
        if marked.cues(cue, clause.first, clause.last):
            features[cue] = 1.0
    for key, weight in clause.sums.items():
        features[f"with_{key}"] = min(weight, MOST_WORDS) / MOST_WORDS
    if _NAME.search(text.source.view, text.tokens[clause.first].end, text.tokens[clause.last - 1].end):
        features["name"] = 1.0
    features["bias"] = 1.0
    return features


def scores(features: Mapping[str, float]) -> Weights:
    """How well each of TOUCHPOINTS fits."""
    return total([row for name, value in features.items() if (row := feature_says(name, value))]) or NONE_FITS


@lru_cache(maxsize=20_000)
def feature_says(name: str, value: float) -> Weights:
    """For each of TOUCHPOINTS, empty where nothing is known. Few values are ever seen."""
    return tuple([weight * value for weight in subject_weights().get(name, ())])


def roles_of(text: MarkedText, marked: Marked, clause: Clause, context: Context) -> Roles:
    """The words of a clause, those of its heading and those around it in its sentence."""
    forms = forms_of(text, clause)
    before = [token.form for token in text.tokens[marked.sentence.first : clause.first]]
    after = [token.form for token in text.tokens[clause.last : marked.sentence.last]]
    around = before[-AROUND:] + after[:AROUND]
    return (
        ("", forms),
        (HEADING, context.heading),
        (REST, around),
        *_beginning(text, marked, clause),
    )


def _beginning(text: MarkedText, marked: Marked, clause: Clause) -> Roles:
    start = marked.sentence.first
    first, second = ([token.form for token in text.tokens[at : at + 1]] for at in (start, start + 1))
    return (
        (FIRST, first),
        (SECOND, second if start + 1 < marked.sentence.last else []),
        (OPENING, [text.tokens[clause.first].form]),
    )


@dataclass(frozen=True)
class Spoken:
    """What the words of a sentence say, up to each of them."""

    forms: Sequence[str]
    lang: str

    @cached_property
    def own(self) -> Sequence[Weights]:
        """As those of a clause."""
        return sums_along("", self.forms, self.lang)

    @cached_property
    def around(self) -> Sequence[Weights]:
        """As those around one: a clause that is the whole sentence has none."""
        return sums_along(REST, self.forms, self.lang)

    @cached_property
    def beginning(self) -> Weights:
        """What its first two say as such."""
        pairs = zip((FIRST, SECOND), self.forms[:2], strict=False)
        return total([role_weights(role, (form,), self.lang) for role, form in pairs])


def spoken(text: MarkedText, marked: Marked) -> Spoken:
    tokens = text.tokens[marked.sentence.first : marked.sentence.last]
    return Spoken([token.form for token in tokens], marked.lang)


def said_by(text: MarkedText, marked: Marked, clause: Clause, context: Context, whole: Spoken) -> Weights:
    """What `likeness` says of `roles_of`, from the sums along the sentence."""
    start = marked.sentence.first
    first, last = clause.first - start, clause.last - start
    own = share_of("", last - first)
    rows: list[Sequence[float]] = [
        role_weights(HEADING, context.heading, marked.lang),
        role_weights(OPENING, (whole.forms[first],), marked.lang),
        whole.beginning,
        [own * (to - since) for since, to in zip(whole.own[first], whole.own[last], strict=True)],
    ]
    earliest, latest = max(0, first - AROUND), min(len(whole.forms), last + AROUND)
    if around := first - earliest + latest - last:
        rest = share_of(REST, around)
        ends = (whole.around[at] for at in (earliest, first, last, latest))
        rows.append([rest * (b - a + d - c) for a, b, c, d in zip(*ends, strict=True)])
    return total(rows)


def forms_of(text: MarkedText, clause: Clause) -> list[str]:
    return [token.form for token in text.tokens[clause.first : clause.last]]


def subject(
    text: MarkedText,
    marked: Marked,
    clause: Clause,
    numbers: list[Quantity],
    context: Context,
    whole: Spoken,
) -> tuple[str, float, float]:
    """The touchpoint of a clause, between equals the first of TOUCHPOINTS; how sure that is, in [0, 1]; and
    how much its words are like those of promises."""
    said = said_by(text, marked, clause, context, whole)
    fitting = [*map(add, scores(features_of(text, marked, clause, numbers, context)), said)]
    most = max(fitting)
    sure = 1 / sum([exp(fits - most) for fits in fitting])
    return TOUCHPOINTS[fitting.index(most)], sure, said[-1]
