"""Fit `eventaudit/wording/data/weights.toml` to the tuning half: `python -m tests.wording.fit`.

Two small models: a softmax over touchpoints for the subject of a clause, a logistic one for whether a clause
is a promise. While fitting, a share of the lexicon is left out at random again and again, since texts from
outside hold words it lacks; so the weights rely on numbers, headings and neighbours as far as needed.
"""

import math
import random
import zlib
from collections.abc import Iterable
from dataclasses import replace

from eventaudit.wording.clauses import place_of
from eventaudit.wording.lexicon import DATA, TOUCHPOINTS
from eventaudit.wording.marking import MarkedText, mark
from eventaudit.wording.promises import clause_features, subjects_of
from eventaudit.wording.source import read_source
from eventaudit.wording.subjects import general_features, own_features, scores, split_weights

from .evaluate import labelled, overlaps

LEFT_OUT = (0.0, 0.3, 0.5)
THRESHOLD = -0.7
# What the labelling rules say outright, whatever the few examples show: the weights begin and are drawn here.
BELIEFS = {
    "question": -2.5, "greeting": -0.8, "cue:request": -0.8, "near:outside": -0.8, "heading": -1.0,
    "aside_section": -0.6, "cue:past": -0.6, "cue:distance": -0.5, "row": -0.6,
}  # fmt: skip
Row = tuple[dict, dict, str]


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


def variants() -> Iterable[tuple[dict, MarkedText]]:
    for message in labelled("tuning"):
        text = mark(read_source(message["text"]))
        for seed, share in enumerate(LEFT_OUT):
            yield message, without_words(text, share, seed)


def gold(message: dict, span: tuple[int, int]) -> list[str]:
    """The touchpoints of the promises that the span hits."""
    text = message["text"]
    places = (
        (text.find(p["quote"]), text.find(p["quote"]) + len(p["quote"]), p["touchpoint"])
        for p in message["promises"]
    )
    return [touchpoint for start, end, touchpoint in places if overlaps(span, (start, end), text)]


def subject_rows() -> list[Row]:
    rows: list[Row] = []
    for message, text in variants():
        for found in subjects_of(text):
            wanted = gold(message, place_of(text, found.clause))
            if wanted:
                own = own_features(found.marked, found.clause, found.context)
                general = general_features(text, found.marked, found.clause, found.numbers)
                rows.append((own, general, wanted[0]))
    return rows


def fit_subject(rows: list[Row], steps: int = 160, ridge: float = 0.004) -> dict[str, float]:
    weights = {"sum": 0.5, "first": 0.5, "section": 0.5, "before": 0.3}
    squares: dict[str, float] = {}
    for _step in range(steps):
        slope = {key: ridge * value for key, value in weights.items()}
        shared, special = split_weights(weights)
        for own, general, wanted in rows:
            found = scores(own, general, shared, special)
            top = max(found.values())
            shares = {key: math.exp(value - top) for key, value in found.items()}
            whole = sum(shares.values())
            for key in TOUCHPOINTS:
                error = (shares[key] / whole - (key == wanted)) / len(rows)
                if abs(error) * len(rows) < 0.002:
                    continue
                for name, value in own.get(key, {}).items():
                    slope[name] = slope.get(name, 0.0) + error * value
                for name, value in general.items():
                    slope[f"{name}:{key}"] = slope.get(f"{name}:{key}", 0.0) + error * value
        follow(weights, squares, slope)
    return weights


def promise_rows() -> list[tuple[dict, int]]:
    return [
        (clause_features(text, found), int(found.touchpoint in gold(message, place_of(text, found.clause))))
        for message, text in variants()
        for found in subjects_of(text)
    ]


def fit_promise(rows: list[tuple[dict, int]], steps: int = 200, ridge: float = 0.004) -> dict[str, float]:
    weights: dict[str, float] = dict(BELIEFS)
    squares: dict[str, float] = {}
    for _step in range(steps):
        slope = {key: ridge * (value - BELIEFS.get(key, 0.0)) for key, value in weights.items()}
        for features, wanted in rows:
            score = sum(weights.get(key, 0.0) * value for key, value in features.items())
            error = (1 / (1 + math.exp(-max(-30.0, min(30.0, score)))) - wanted) / len(rows)
            for key, value in features.items():
                slope[key] = slope.get(key, 0.0) + error * value
        follow(weights, squares, slope)
    weights["bias"] -= THRESHOLD
    return weights


def follow(weights: dict[str, float], squares: dict[str, float], slope: dict[str, float]) -> None:
    """One step down the slope, smaller where it has been steep (AdaGrad)."""
    for key, value in slope.items():
        squares[key] = squares.get(key, 1e-6) + value * value
        weights[key] = weights.get(key, 0.0) - 0.3 * value / math.sqrt(squares[key])


def section(name: str, weights: dict[str, float]) -> list[str]:
    rounded = {key: round(value, 2) for key, value in weights.items()}
    ordered = sorted(
        (key for key in rounded if rounded[key]), key=lambda key: (":" in key, -rounded[key], key)
    )
    return [f"\n[{name}]", *(f'"{key}" = {rounded[key]}' for key in ordered)]


def main() -> None:
    random.seed(0)
    path = DATA / "weights.toml"
    subject = fit_subject(subject_rows())
    lines = [
        "# Fitted on tests/wording/messages/tuning by `python -m tests.wording.fit`; not written by hand."
    ]
    lines += section("subject", subject)
    from eventaudit.wording import lexicon, subjects

    path.write_text("\n".join([*lines, *section("promise", {"bias": 0.0, "touchpoint": 0.4})]) + "\n")
    lexicon._load.cache_clear()
    lexicon.subject_weights.cache_clear()
    subjects._usual_weights.cache_clear()
    path.write_text("\n".join([*lines, *section("promise", fit_promise(promise_rows()))]) + "\n")


if __name__ == "__main__":
    main()
