"""Fit `eventaudit/wording/data/weights.toml` and `data/likeness/*.txt`: `python -m tests.wording.fit`.

Read are the tuning messages, short ones included, never those of the test half. Two models, each in two
layers: a softmax over touchpoints for the subject of a clause, a logistic one for whether a clause is a
promise; first few features that serve all languages, then, upon what these say, the traits of words of one
language (likeness). While fitting, a share of the lexicon is left out at random again and again, since texts
from outside hold words it lacks.
"""

import json
import sys
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from eventaudit.wording import lexicon, likeness, subjects
from eventaudit.wording.clauses import place_of
from eventaudit.wording.lexicon import DATA, LANGUAGES, TOUCHPOINTS, split_patterns
from eventaudit.wording.marking import MarkedText, mark
from eventaudit.wording.promises import clause_features, subjects_of
from eventaudit.wording.source import read_source
from eventaudit.wording.subjects import general_features, own_features, roles_of
from eventaudit.wording.tokens import tokenise

from .evaluate import labelled, overlaps

TEMPLATE = Path(__file__).resolve().parents[2] / "fixtures" / "template.json"
LEFT_OUT = (0.0, 0.3, 0.5)
OWN = ("sum", "most", "first", "last", "section", "before", "before_unnamed")
START = {"sum": 1.0, "first": 0.5, "section": 0.5, "before": 0.3}  # of the model that tells what stood before
THRESHOLD = -0.7
PARTS = 2  # the promise model learns from subjects chosen by a model that has not seen their message
MOST_TRAITS = 6000  # of a language
# Chosen by cross-validation over messages of the tuning half (tests/wording/cross_validate.py does such).
RIDGE, TRAIT_RIDGE, PROMISE_TRAIT_RIDGE = 1.0, 0.3, 2.0
PATTERN_WEIGHT, CRITERION_WEIGHT = 0.6, 0.5
# What the labelling rules say outright, whatever the few examples show: the weights begin and are drawn here.
BELIEFS = {
    "question": -2.5, "greeting": -0.8, "cue:request": -0.8, "near:outside": -0.8, "heading": -1.0,
    "aside_section": -0.6, "cue:past": -0.6, "cue:distance": -0.5, "row": -0.6,
}  # fmt: skip
Features = dict[str, float]


@dataclass(frozen=True)
class Row:
    """A clause. own, general: of its subject; features: as a promise; wanted: labelled touchpoints."""

    source: str
    lang: str
    own: dict[str, Features]
    general: Features
    features: Features
    traits: Features
    chosen: str
    wanted: list[str]


def messages() -> list[dict]:
    return [*labelled("tuning"), *labelled("tuning/short")]


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


def gold(message: dict, span: tuple[int, int]) -> list[str]:
    """The touchpoints of the promises that the span hits."""
    text = message["text"]
    places = (
        (text.find(p["quote"]), text.find(p["quote"]) + len(p["quote"]), p["touchpoint"])
        for p in message["promises"]
    )
    return [touchpoint for start, end, touchpoint in places if overlaps(span, (start, end), text)]


def rows_of(some: Iterable[dict]) -> list[Row]:
    """All clauses as they are read now, each as often as there are LEFT_OUT."""
    rows: list[Row] = []
    for message in some:
        text = mark(read_source(message["text"]))
        for seed, share in enumerate(LEFT_OUT):
            rows += _rows(message, without_words(text, share, seed))
    return rows


def _rows(message: dict, text: MarkedText) -> Iterable[Row]:
    for found in subjects_of(text):
        marked, clause = found.marked, found.clause
        features = clause_features(text, found)
        features.pop("wording", None)
        yield Row(
            message["id"],
            marked.lang,
            own_features(marked, clause, found.context),
            general_features(text, marked, clause, found.numbers),
            features,
            trait_values(roles_of(text, marked, clause, found.context), marked.lang),
            found.touchpoint,
            gold(message, place_of(text, clause)),
        )


def trait_values(roles: likeness.Roles, lang: str) -> Features:
    values: Features = {}
    for role, forms in roles:
        for form in forms:
            for trait, value in likeness.traits(form, lang):
                values[role + trait] = values.get(role + trait, 0.0) + value * len(forms) ** -0.5
    return values


def descend(loss, size: int, steps: int, start=None):
    begin = np.zeros(size) if start is None else start
    return minimize(loss, begin, jac=True, method="L-BFGS-B", options={"maxiter": steps}).x


def softmax(fits):
    parts = np.exp(fits - fits.max(1, keepdims=True))
    return parts / parts.sum(1, keepdims=True)


def matrix(rows: list[Features], places: dict[str, int]) -> csr_matrix:
    values, columns, ends = [], [], [0]
    for row in rows:
        known = [(places[name], value) for name, value in row.items() if name in places]
        columns += [column for column, _ in known]
        values += [value for _, value in known]
        ends.append(len(values))
    return csr_matrix((values, columns, ends), shape=(len(rows), len(places)))


def numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(sorted(set(names)))}


def frequent(rows: list[Features], sources: list[str]) -> dict[str, int]:
    """The traits found in two texts and more."""
    seen: dict[str, set[str]] = {}
    for row, source in zip(rows, sources, strict=True):
        for trait in row:
            seen.setdefault(trait, set()).add(source)
    return numbered(trait for trait, where in seen.items() if len(where) > 1)


def fit_subject(rows: list[Row]):
    """(weights of own features, of general ones by touchpoint, what they make of each row)."""
    names = numbered(name for row in rows for name in row.general)
    general = matrix([row.general for row in rows], names)
    own = np.zeros((len(rows), len(TOUCHPOINTS), len(OWN)))
    for number, row in enumerate(rows):
        for key, features in row.own.items():
            for name, value in features.items():
                own[number, TOUCHPOINTS.index(key), OWN.index(name)] = value
    wanted = np.eye(len(TOUCHPOINTS))[[TOUCHPOINTS.index(row.wanted[0]) for row in rows]]

    def split(weights):
        return weights[: len(OWN)], weights[len(OWN) :].reshape(len(names), -1)

    def loss(weights):
        shared, special = split(weights)
        shares = softmax(own @ shared + general @ special)
        error = (shares - wanted) / len(LEFT_OUT)
        value = -np.log((shares * wanted).sum(1) + 1e-12).sum() / len(LEFT_OUT)
        slope = general.T @ error + RIDGE * special
        slope_own = (own * error[:, :, None]).sum((0, 1)) + 0.1 * shared
        whole = value + RIDGE / 2 * (special**2).sum() + 0.05 * (shared**2).sum()
        return whole, np.concatenate([slope_own, slope.ravel()])

    shared, special = split(descend(loss, len(OWN) + len(names) * len(TOUCHPOINTS), 80))
    weights = dict(zip(OWN, map(float, shared), strict=True))
    for name, number in names.items():
        weights |= {f"{name}:{key}": float(special[number, at]) for at, key in enumerate(TOUCHPOINTS)}
    return weights, own @ shared + general @ special


def told_outright(lang: str) -> Iterable[tuple[Features, str, float]]:
    """What we know without messages: the lexicon's patterns and the wording of the criteria."""
    for key, levels in lexicon._load("touchpoints.toml")[lang].items():
        for level, patterns in levels.items():
            for pattern in split_patterns(patterns):
                weight = {"strong": 1.0, "clear": 0.6, "faint": 0.3}[level] * PATTERN_WEIGHT
                yield _plain(pattern, lang), key, weight
    for criterion in json.loads(TEMPLATE.read_text())["criteria"]:
        for words in (criterion["wording"], *(criterion.get("anchors") or {}).values()):
            yield _plain(words.get(lang, ""), lang), criterion["touchpoint"], CRITERION_WEIGHT


def _plain(words: str, lang: str) -> Features:
    return trait_values([("", [token.form for token in tokenise(words)])], lang)


def fit_subject_traits(rows: list[Row], said, lang: str) -> dict[str, list[float]]:
    own = [number for number, row in enumerate(rows) if row.lang == lang]
    outright = list(told_outright(lang))
    features = [rows[n].traits for n in own] + [traits for traits, _, _ in outright]
    sources = [rows[n].source for n in own] + [f"outright {n}" for n in range(len(outright))]
    keys = [rows[n].wanted[0] for n in own] + [key for _, key, _ in outright]
    share = np.array([1 / len(LEFT_OUT)] * len(own) + [weight for _, _, weight in outright])
    before = np.vstack([said[own], np.zeros((len(outright), len(TOUCHPOINTS)))])
    places = frequent(features, sources)
    values = matrix(features, places)
    turned = values.T.tocsr()
    wanted = np.eye(len(TOUCHPOINTS))[[TOUCHPOINTS.index(key) for key in keys]]

    def loss(flat):
        weights = flat.reshape(-1, len(TOUCHPOINTS))
        shares = softmax(before + values @ weights)
        slope = turned @ (share[:, None] * (shares - wanted)) + TRAIT_RIDGE * weights
        value = -(share * np.log((shares * wanted).sum(1) + 1e-12)).sum()
        return value + TRAIT_RIDGE / 2 * (weights**2).sum(), slope.ravel()

    found = descend(loss, len(places) * len(TOUCHPOINTS), 40).reshape(-1, len(TOUCHPOINTS))
    return {trait: [*map(float, found[number])] for trait, number in places.items()}


def fit_logistic(values, wanted, said, ridge: float, begin):
    turned = values.T.tocsr()
    share = 1 / len(LEFT_OUT)

    def loss(weights):
        score = said + values @ weights
        chance = 1 / (1 + np.exp(-np.clip(score, -30, 30)))
        missed = wanted * np.log(chance + 1e-12) + (1 - wanted) * np.log(1 - chance + 1e-12)
        pull = weights - begin
        return (
            -share * missed.sum() + ridge / 2 * (pull**2).sum(),
            turned @ (share * (chance - wanted)) + ridge * pull,
        )

    return descend(loss, len(begin), 60, begin.copy())


def fit_promise(rows: list[Row]):
    """(weights of features, by language those of traits)."""
    names = numbered([name for row in rows for name in row.features] + list(BELIEFS))
    wanted = np.array([float(row.chosen in row.wanted) for row in rows])
    values = matrix([row.features for row in rows], names)
    beliefs = np.array([BELIEFS.get(name, 0.0) for name in names])
    found = fit_logistic(values, wanted, np.zeros(len(rows)), RIDGE, beliefs)
    said = values @ found
    weights = {name: float(found[number]) for name, number in names.items()}
    weights |= {"bias": weights["bias"] - THRESHOLD, "wording": 1.0}
    by_lang = {}
    for lang in LANGUAGES:
        own = [number for number, row in enumerate(rows) if row.lang == lang]
        traits = [rows[n].traits for n in own]
        places = frequent(traits, [rows[n].source for n in own])
        fitted = fit_logistic(
            matrix(traits, places), wanted[own], said[own], PROMISE_TRAIT_RIDGE, np.zeros(len(places))
        )
        by_lang[lang] = {trait: float(fitted[number]) for trait, number in places.items()}
    return weights, by_lang


def train_subject(rows: list[Row]):
    told = [row for row in rows if row.wanted]
    weights, said = fit_subject(told)
    return weights, {lang: fit_subject_traits(told, said, lang) for lang in LANGUAGES}


def train(some: list[dict]) -> None:
    """Fit all to the messages, whatever the weights were, and write it."""
    promise = {"bias": 0.0}
    write(START, {}, promise, {})
    rows = rows_of(some)
    stacked: list[Row] = []
    for part in range(PARTS):
        outside = {message["id"] for message in some[part::PARTS]}
        write(*train_subject([row for row in rows if row.source not in outside]), promise, {})
        stacked += rows_of(some[part::PARTS])
    write(*train_subject(rows), *fit_promise(stacked))


def section(name: str, weights: Features) -> list[str]:
    rounded = {key: round(value, 2) for key, value in weights.items()}
    ordered = sorted(
        (key for key in rounded if rounded[key]), key=lambda key: (":" in key, -rounded[key], key)
    )
    return [f"\n[{name}]", *(f'"{key}" = {rounded[key]}' for key in ordered)]


def write(subject: Features, traits, promise: Features, promise_traits) -> None:
    """Write the weights, and have them used from now on."""
    lines = [
        "# Fitted on tests/wording/messages/tuning by `python -m tests.wording.fit`; not written by hand.",
        *section("subject", subject),
        *section("promise", promise),
    ]
    (DATA / "weights.toml").write_text("\n".join(lines) + "\n")
    for lang in LANGUAGES:
        write_traits(lang, traits.get(lang, {}), promise_traits.get(lang, {}))
    lexicon._load.cache_clear()
    lexicon.subject_weights.cache_clear()
    lexicon.feature_weights.cache_clear()
    subjects._usual_weights.cache_clear()
    likeness.trait_weights.cache_clear()
    likeness.word_weights.cache_clear()


def write_traits(lang: str, subject: dict[str, list[float]], promise: Features) -> None:
    none = [0.0] * len(TOUCHPOINTS)
    rows = {trait: [*subject.get(trait, none), promise.get(trait, 0.0)] for trait in subject | promise}
    whole = {trait: [round(weight * likeness.SCALE) for weight in row] for trait, row in rows.items()}
    most = sorted((t for t in whole if any(whole[t])), key=lambda t: (-sum(map(abs, rows[t])), t))
    lines = [" ".join([trait, *map(str, whole[trait])]) + "\n" for trait in sorted(most[:MOST_TRAITS])]
    path = DATA / "likeness" / f"{lang}.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    train(messages())
    sys.stdout.write("Fitted.\n")
