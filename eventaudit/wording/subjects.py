"""Which touchpoint a clause speaks of: the words it names, its numbers, its heading and the clause before it.

A linear model with few weights (data/weights.toml), so that each choice can be told: a touchpoint scores by the
words that name it, more where they come first, by what was spoken of just before, and a little by the
company it keeps ('metres' is more often about the way than about the food).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .clauses import Clause, about
from .lexicon import TOUCHPOINTS, subject_weights
from .marking import Marked
from .quantities import Quantity

MOST_WORDS = 6.0  # more evidence than this adds nothing
KINDS = {"minutes": "measure", "seconds": "measure", "metres": "measure", "temperature": "measure"}
GENERAL_CUES = ("you", "we", "negation", "quality", "is", "condition")


@dataclass(frozen=True, slots=True)
class Context:
    """What the last heading and the clause before were about, where anything."""

    section: str | None = None
    before: str | None = None


Features = dict[str, float]


def own_features(marked: Marked, clause: Clause, context: Context) -> dict[str, Features]:
    """By touchpoint, what speaks for it. The same weights serve all touchpoints."""
    named = [
        key for key, match in about(marked, clause.first, clause.last) if match.entry.kind == "touchpoint"
    ]
    sums = clause.sums
    features: dict[str, Features] = {}
    for key in TOUCHPOINTS:
        own = {
            "sum": min(sums.get(key, 0.0), MOST_WORDS),
            "most": float(bool(sums) and sums.get(key) == max(sums.values())),
            "first": float(bool(named) and named[0] == key),
            "last": float(bool(named) and named[-1] == key),
            "section": float(context.section == key),
            "before": float(context.before == key),
            "before_unnamed": float(context.before == key and not named),
        }
        features[key] = {name: value for name, value in own.items() if value}
    return features


def general_features(marked: Marked, clause: Clause, numbers: list[Quantity]) -> Features:
    """What a clause has whatever it is about; each has a weight for each touchpoint."""
    features = dict.fromkeys((KINDS.get(quantity.kind, quantity.kind) for quantity in numbers), 1.0)
    for cue in GENERAL_CUES:
        if marked.cues(cue, clause.first, clause.last):
            features[cue] = 1.0
    for key, weight in clause.sums.items():
        features[f"with_{key}"] = min(weight, MOST_WORDS) / MOST_WORDS
    features["bias"] = 1.0
    return features


def scores(own: Mapping[str, Features], general: Features, weights: Mapping[str, float]) -> dict[str, float]:
    """How well each touchpoint fits."""
    found: dict[str, float] = {}
    for key in TOUCHPOINTS:
        shared = sum(weights.get(name, 0.0) * value for name, value in own[key].items())
        found[key] = shared + sum(
            weights.get(f"{name}:{key}", 0.0) * value for name, value in general.items()
        )
    return found


def subject(marked: Marked, clause: Clause, numbers: list[Quantity], context: Context) -> str:
    """The touchpoint of a clause; between equals the first of TOUCHPOINTS."""
    fitting = scores(
        own_features(marked, clause, context), general_features(marked, clause, numbers), subject_weights()
    )
    return max(TOUCHPOINTS, key=lambda key: fitting[key])
