"""The models of `tests.wording.fit`: weights from rows. Needs numpy and scipy."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from eventaudit.wording import lexicon
from eventaudit.wording.lexicon import ATMOSPHERES, LANGUAGES, TOUCHPOINTS, split_patterns
from eventaudit.wording.likeness import ELSEWHERE
from eventaudit.wording.tokens import tokenise

from .rows import LEFT_OUT, ClauseRow, Features, TextRow, trait_values, without_kinds

TEMPLATE = Path(__file__).resolve().parents[2] / "fixtures" / "template.json"
TONES = (*ATMOSPHERES, "neutral")
Traits = tuple[dict[str, int], np.ndarray]  # the row of each trait, and the rows
SHARE = 1 / len(LEFT_OUT)  # each text stands in the rows as often as LEFT_OUT
# Chosen by cross-validation (tests/wording/cross_validate.py).
RIDGE, SUBJECT_RIDGE, TONE_RIDGE = 2.0, 1.0, 0.3
TRAIT_RIDGE, PROMISE_TRAIT_RIDGE, TONE_TRAIT_RIDGE, KIND_RIDGE = 0.3, 1.0, 0.2, 0.2
PATTERN_WEIGHT, CRITERION_WEIGHT = 0.6, 0.5
SHORT_TEXT = 0.35  # what a short text says of atmospheres, against a message
SITE_TEXT = 0.1  # and one of a site: nearly all of them are plain
SHORT_CLAUSE = 0.5  # what its clauses say of promises
SITE_CLAUSE = 0.5  # and those of sites, where few are one: letters hold many
STEPS, TRAIT_STEPS = 100, 25
# What the labelling rules say outright, whatever the few examples show: the weights begin and are drawn here.
BELIEFS = {
    "question": -2.5, "greeting": -0.8, "cue:request": -0.8, "near:outside": -0.8, "heading": -1.0,
    "aside_section": -0.6, "cue:past": -0.6, "cue:distance": -0.5, "row": -0.6,
}  # fmt: skip


def shares_of(rows: Sequence[ClauseRow | TextRow], short: float, site: float = 1.0):
    """How much each row counts, by the kind of its text."""
    known = {"short": short, "sites": site}
    return np.array([known.get(row.source.partition("-")[0], 1.0) for row in rows])


def descend(loss, start, steps: int):
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps}).x


def softmax(fits):
    parts = np.exp(fits - fits.max(1, keepdims=True))
    return parts / parts.sum(1, keepdims=True)


def matrix(rows: Sequence[Features], places: dict[str, int]) -> csr_matrix:
    values, columns, ends = [], [], [0]
    for row in rows:
        known = [(places[name], value) for name, value in row.items() if name in places]
        columns += [column for column, _ in known]
        values += [value for _, value in known]
        ends.append(len(values))
    return csr_matrix((values, columns, ends), shape=(len(rows), len(places)))


def frequent(rows: Sequence[Features], sources: Sequence[str], least: int = 2) -> dict[str, int]:
    """The names found in so many texts."""
    seen: dict[str, set[str]] = {}
    for row, source in zip(rows, sources, strict=True):
        for name in row:
            seen.setdefault(name, set()).add(source)
    return {name: at for at, name in enumerate(sorted(n for n, where in seen.items() if len(where) >= least))}


def fit_softmax(values, wanted, ridge: float, steps: int, share=1.0, before=0.0):
    """Weights by column and class. wanted: the share of each class in each row."""
    turned = values.T.tocsr()
    share = np.broadcast_to(share, len(wanted))[:, None]

    def loss(flat):
        weights = flat.reshape(-1, wanted.shape[1])
        shares = softmax(before + values @ weights)
        value = -(share * wanted * np.log(shares + 1e-12)).sum() + ridge / 2 * (flat**2).sum()
        return value, (turned @ (share * (shares - wanted)) + ridge * weights).ravel()

    found = descend(loss, np.zeros(values.shape[1] * wanted.shape[1]), steps)
    return found.reshape(-1, wanted.shape[1])


def fit_logistic(values, wanted, ridge: float, steps: int, begin, share=1.0, before=0.0):
    turned = values.T.tocsr()

    def loss(weights):
        chance = 1 / (1 + np.exp(-np.clip(before + values @ weights, -30, 30)))
        missed = wanted * np.log(chance + 1e-12) + (1 - wanted) * np.log(1 - chance + 1e-12)
        pull = weights - begin
        slope = turned @ (share * (chance - wanted)) + ridge * pull
        return -(share * missed).sum() + ridge / 2 * (pull**2).sum(), slope

    return descend(loss, begin.copy(), steps)


class SubjectModel:
    """Touchpoints of clauses: first what serves all languages, features of the clause and kinds of words;
    then, upon what these say, the other traits of words of one language."""

    def __init__(self, rows: Sequence[ClauseRow]) -> None:
        told = [row for row in rows if row.wanted]
        self.names = frequent([row.about | row.kinds for row in told], [row.source for row in told])
        wanted = np.eye(len(TOUCHPOINTS))[[TOUCHPOINTS.index(row.wanted) for row in told]]
        values = matrix([row.about | row.kinds for row in told], self.names)
        self.weights = fit_softmax(
            values, wanted, SUBJECT_RIDGE, STEPS, SHARE * shares_of(told, SHORT_CLAUSE)
        )
        said = values @ self.weights
        self.traits = {lang: self._fit_traits(told, wanted, said, lang) for lang in LANGUAGES}

    def _fit_traits(self, told, wanted, said, lang):
        own = [at for at, row in enumerate(told) if row.lang == lang and row.traits is not None]
        outright = list(told_outright(lang))
        features = [bare(told[at].traits) for at in own] + [traits for traits, _, _ in outright]
        sources = [told[at].source for at in own] + [f"outright {at}" for at in range(len(outright))]
        keys = np.eye(len(TOUCHPOINTS))[[TOUCHPOINTS.index(key) for _, key, _ in outright]]
        share = np.array(
            [*shares_of([told[at] for at in own], SHORT_CLAUSE), *(weight for _, _, weight in outright)]
        )
        before = np.vstack([said[own], np.zeros((len(outright), len(TOUCHPOINTS)))])
        places = frequent(features, sources)
        values = matrix(features, places)
        return places, fit_softmax(
            values, np.vstack([wanted[own], keys]), TRAIT_RIDGE, TRAIT_STEPS, share, before
        )

    def shares(self, rows: Sequence[ClauseRow]):
        fits = matrix([row.about | row.kinds for row in rows], self.names) @ self.weights
        for lang, (places, weights) in self.traits.items():
            own = [at for at, row in enumerate(rows) if row.lang == lang]
            fits[own] += matrix([rows[at].traits or {} for at in own], places) @ weights
        return softmax(fits)


def bare(traits: Features) -> Features:
    """Those of the clause itself, without its heading and the rest of its sentence."""
    return {trait: value for trait, value in traits.items() if not trait.startswith(ELSEWHERE)}


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
    return without_kinds(trait_values([("", [token.form for token in tokenise(words)])], lang))


class PromiseModel:
    """Whether a clause is a promise of any touchpoint."""

    def __init__(self, rows: Sequence[ClauseRow]) -> None:
        self.names = frequent(
            [row.features | row.kinds for row in rows] + [BELIEFS] * 2,
            [row.source for row in rows] + ["a", "b"],
        )
        wanted = np.array([float(row.wanted is not None) for row in rows])
        values = matrix([row.features | row.kinds for row in rows], self.names)
        beliefs = np.array([BELIEFS.get(name, 0.0) for name in self.names])
        share = shares_of(rows, SHORT_CLAUSE, SITE_CLAUSE)
        self.weights = fit_logistic(values, wanted, RIDGE, STEPS, beliefs, SHARE * share)
        said = values @ self.weights
        self.traits = {}
        for lang in LANGUAGES:
            own = [at for at, row in enumerate(rows) if row.lang == lang and row.traits is not None]
            traits = [rows[at].traits for at in own]
            places = frequent(traits, [rows[at].source for at in own])
            found = fit_logistic(
                matrix(traits, places), wanted[own], PROMISE_TRAIT_RIDGE, TRAIT_STEPS,
                np.zeros(len(places)), share[own], said[own],
            )  # fmt: skip
            self.traits[lang] = places, found

    def chances(self, rows: Sequence[ClauseRow]):
        fits = matrix([row.features | row.kinds for row in rows], self.names) @ self.weights
        for lang, (places, weights) in self.traits.items():
            own = [at for at, row in enumerate(rows) if row.lang == lang]
            fits[own] += matrix([rows[at].traits or {} for at in own], places) @ weights
        return 1 / (1 + np.exp(-fits))


class ToneModel:
    """Atmospheres of texts: a few features of the lexicon's evidence, the same for each; then the kinds of
    words, the same for all languages; then other traits."""

    def __init__(self, rows: Sequence[TextRow]) -> None:
        self.names = sorted({name for row in rows for own in row.tone.values() for name in own})
        values = self._values(rows)
        wanted = np.array([[row.wanted.get(key, 0.0) for key in TONES] for row in rows])
        wanted /= wanted.sum(1, keepdims=True)
        share = shares_of(rows, SHORT_TEXT, SITE_TEXT)
        self.weights, self.bias = self._fit(values, wanted, share * SHARE)
        said = self._said(values)
        kinds = [row.kinds for row in rows]
        self.kinds = frequent(kinds, [row.source for row in rows])
        of_kinds = matrix(kinds, self.kinds)
        self.kind_weights = fit_softmax(of_kinds, wanted, KIND_RIDGE, TRAIT_STEPS, share * SHARE, said)
        said = said + of_kinds @ self.kind_weights
        self.traits = {}
        for lang in LANGUAGES:
            own = [at for at, row in enumerate(rows) if row.lang == lang and row.traits is not None]
            traits = [rows[at].traits for at in own]
            places = frequent(traits, [rows[at].source for at in own])
            found = fit_softmax(
                matrix(traits, places), wanted[own], TONE_TRAIT_RIDGE, TRAIT_STEPS, share[own], said[own]
            )
            self.traits[lang] = places, found

    def _values(self, rows):
        values = np.zeros((len(rows), len(TONES), len(self.names)))
        at = {name: place for place, name in enumerate(self.names)}
        for number, row in enumerate(rows):
            for key, features in row.tone.items():
                for name, value in features.items():
                    values[number, TONES.index(key), at[name]] = value
        return values

    def _fit(self, values, wanted, share):
        size = len(self.names)

        def loss(flat):
            shares = softmax(values @ flat[:size] + flat[size:])
            error = share[:, None] * (shares - wanted)
            slope = np.concatenate([(values * error[:, :, None]).sum((0, 1)), error.sum(0)])
            value = -(share[:, None] * wanted * np.log(shares + 1e-12)).sum()
            return value + TONE_RIDGE / 2 * (flat**2).sum(), slope + TONE_RIDGE * flat

        found = descend(loss, np.zeros(size + len(TONES)), 200)
        return found[:size], found[size:]

    def _said(self, values):
        return values @ self.weights + self.bias

    def shares(self, rows: Sequence[TextRow]):
        fits = self._said(self._values(rows))
        fits += matrix([row.kinds for row in rows], self.kinds) @ self.kind_weights
        for lang, (places, weights) in self.traits.items():
            own = [at for at, row in enumerate(rows) if row.lang == lang]
            fits[own] += matrix([rows[at].traits or {} for at in own], places) @ weights
        return softmax(fits)
