"""Which touchpoint a clause speaks of: the words it names, its numbers, its heading and the clause before it.

A linear model with few weights (data/weights.toml), so that each choice can be told: a touchpoint scores by
the words that name it, by what was spoken of just before, and a little by the company it keeps ('metres' is
more often about the way than about the food). Upon that comes what all its words are like (likeness).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import exp

from .clauses import Clause, about
from .lexicon import TOUCHPOINTS, subject_weights
from .likeness import HEADING, NEAR, Roles, likeness
from .marking import Marked, MarkedText
from .quantities import Quantity

_NAME = re.compile(r"\s[A-ZÅÄÖ][\w'’-]+ [A-ZÅÄÖ][\w'’-]+")  # of a person, or of a house
NEAR_WORDS = 8
MOST_WORDS = 6.0  # more evidence than this adds nothing
KINDS = {"minutes": "measure", "seconds": "measure", "metres": "measure", "temperature": "measure"}
GENERAL_CUES = ("you", "we", "negation", "quality", "is", "condition")


@dataclass(frozen=True, slots=True)
class Context:
    """What the last heading and the clause before were about, where anything; the heading's word forms."""

    section: str | None = None
    before: str | None = None
    heading: tuple[str, ...] = ()


Features = dict[str, float]


def own_features(marked: Marked, clause: Clause, context: Context) -> dict[str, Features]:
    """By touchpoint, what speaks for it; those not listed have nothing. The same weights serve all."""
    named = [
        key for key, match in about(marked, clause.first, clause.last) if match.entry.kind == "touchpoint"
    ]
    features: dict[str, Features] = {key: {"sum": min(said, MOST_WORDS)} for key, said in clause.sums.items()}
    if clause.sums:
        most = max(clause.sums.values())
        for key in (key for key, said in clause.sums.items() if said == most):
            features[key]["most"] = 1.0
    if named:
        features[named[0]]["first"] = 1.0
        features[named[-1]]["last"] = 1.0
    if context.section:
        features.setdefault(context.section, {})["section"] = 1.0
    if context.before:
        own = features.setdefault(context.before, {})
        own["before"] = 1.0
        if not named:
            own["before_unnamed"] = 1.0
    return features


def general_features(text: MarkedText, marked: Marked, clause: Clause, numbers: list[Quantity]) -> Features:
    """What a clause has whatever it is about; each has a weight for each touchpoint."""
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


def scores(
    own: Mapping[str, Features],
    general: Features,
    shared: Mapping[str, float],
    special: Mapping[str, Features],
) -> dict[str, float]:
    """How well each touchpoint fits. shared: weights of own features; special: of general ones."""
    found = dict.fromkeys(TOUCHPOINTS, 0.0)
    for name, value in general.items():
        for key, weight in special.get(name, {}).items():
            found[key] += weight * value
    for key, features in own.items():
        found[key] += sum(shared.get(name, 0.0) * value for name, value in features.items())
    return found


def split_weights(weights: Mapping[str, float]) -> tuple[dict[str, float], dict[str, Features]]:
    """The weights of own features, and those of general ones by touchpoint ('metres:transport')."""
    shared = {name: weight for name, weight in weights.items() if ":" not in name}
    special: dict[str, Features] = {}
    for name, weight in weights.items():
        general, _, key = name.partition(":")
        if key:
            special.setdefault(general, {})[key] = weight
    return shared, special


@cache
def _usual_weights() -> tuple[dict[str, float], dict[str, Features]]:
    return split_weights(subject_weights())


def roles_of(text: MarkedText, marked: Marked, clause: Clause, context: Context) -> Roles:
    """The words of a clause, those near it in its sentence, and those of its heading."""
    near = [
        *text.tokens[max(marked.sentence.first, clause.first - NEAR_WORDS) : clause.first],
        *text.tokens[clause.last : min(marked.sentence.last, clause.last + NEAR_WORDS)],
    ]
    return (
        ("", forms_of(text, clause)),
        (NEAR, [token.form for token in near]),
        (HEADING, context.heading),
    )


def forms_of(text: MarkedText, clause: Clause) -> list[str]:
    return [token.form for token in text.tokens[clause.first : clause.last]]


def subject(
    text: MarkedText, marked: Marked, clause: Clause, numbers: list[Quantity], context: Context
) -> tuple[str, float, float]:
    """The touchpoint of a clause, between equals the first of TOUCHPOINTS; how sure that is, in [0, 1]; and
    how much its words are like those of promises."""
    own, general = own_features(marked, clause, context), general_features(text, marked, clause, numbers)
    fitting = scores(own, general, *_usual_weights())
    said = likeness(roles_of(text, marked, clause, context), marked.lang)
    for key, weight in zip(TOUCHPOINTS, said[:-1], strict=True):
        fitting[key] += weight
    best = max(TOUCHPOINTS, key=lambda key: fitting[key])
    return best, 1 / sum(exp(fitting[key] - fitting[best]) for key in TOUCHPOINTS), said[-1]
