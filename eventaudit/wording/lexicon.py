"""The word lists in `data/`, read once per process when the first text of a language is read."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from .patterns import Entry, Patterns

DATA = Path(__file__).parent / "data"
LANGUAGES = ("en", "fi", "sv")
WEIGHTS = {"strong": 3.0, "clear": 2.0, "faint": 1.0}
FAINT_ATMOSPHERE = 0.6  # a hint at an atmosphere says less than a hint at a subject
# Rooms, times and people are named in clauses about anything: alone they hint, they do not decide.
VAGUE = {"venue": 0.6, "programme": 0.6, "mood": 0.7}
TRADE = 0.2  # what a word of every event's logistics says of an atmosphere
ANYWHERE = "any"
# The rarer subject first: it wins between equals.
TOUCHPOINTS = (
    "toilets", "cloakroom", "queues", "transport", "guidance", "prints", "host", "ambience", "catering",
    "mood", "programme", "venue",
)  # fmt: skip
ATMOSPHERES = (
    "luxury", "rustic", "festive_gala", "colourful", "playful_festival", "futuristic_tech",
    "minimalist_nordic", "classic_academic",
)  # fmt: skip


@cache
def lexicon(lang: str) -> Patterns:
    """All entries of one of LANGUAGES, ready to match."""
    return Patterns(_entries(lang), lang)


@cache
def whole_words(lang: str) -> frozenset[str]:
    """The words that stand whole in the patterns of one of LANGUAGES, without making these ready."""
    written = " ".join(_written(lang)).lower()
    for between in ("-", "|", ","):
        written = written.replace(between, " ")
    return frozenset(word.strip("'") or word for word in written.split())


def _written(lang: str) -> Iterator[str]:
    for part in (*_atmosphere_lists(lang).values(), _load("touchpoints.toml")[lang]):
        for levels in part.values():
            yield from levels.values()
    yield from _load("cues.toml")[lang].values()


@cache
def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


@cache
def feature_weights() -> Mapping[str, float]:
    """What each feature of a clause adds to its score as a promise (data/weights.toml)."""
    return MappingProxyType({key: float(value) for key, value in _load("weights.toml")["promise"].items()})


@cache
def tone_weights() -> Mapping[str, float]:
    """What speaks for an atmosphere of a text, and for none (data/weights.toml)."""
    return MappingProxyType({key: float(value) for key, value in _load("weights.toml")["tone"].items()})


@cache
def subject_weights() -> Mapping[str, tuple[float, ...]]:
    """What each feature of a clause says of its touchpoint, a weight for each of TOUCHPOINTS."""
    lines = (DATA / "subject.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split(" ") for line in lines if not line.startswith("#"))
    return MappingProxyType({name: tuple([float(weight) for weight in weights]) for name, *weights in rows})


def words_by_kind() -> Iterator[tuple[str, dict[str, str]]]:
    """Kinds of words, each with its words by language (data/concepts)."""
    for path in sorted((DATA / "concepts").glob("*.toml")):
        yield from _load(f"concepts/{path.name}").items()


def criterion_rules() -> Mapping[str, dict[str, str]]:
    """The rules of data/criteria.toml by criterion, in their order."""
    return _load("criteria.toml")


@cache
def small_words() -> Mapping[str, frozenset[str]]:
    """The small words of our languages and of some others (data/languages.toml)."""
    return {lang: frozenset(words.split()) for lang, words in _load("languages.toml").items()}


def advice_rules(lang: str) -> dict[str, str]:
    """Patterns by kind of advice (data/advice.toml)."""
    rules: dict[str, str] = _load("advice.toml")[lang]
    return rules


def fact_rules() -> dict[str, Any]:
    """What messages can disagree about (data/facts.toml)."""
    return _load("facts.toml")


def _entries(lang: str) -> list[Entry]:
    entries = [*_atmosphere_entries(lang)]
    for touchpoint, levels in _load("touchpoints.toml")[lang].items():
        for level, patterns in levels.items():
            weight = WEIGHTS[level] * (VAGUE.get(touchpoint, 1.0) if level != "strong" else 1.0)
            entries += [Entry("touchpoint", touchpoint, weight, each) for each in split_patterns(patterns)]
    for cue, patterns in _load("cues.toml")[lang].items():
        entries += [Entry("cue", cue, 1.0, each) for each in split_patterns(patterns)]
    return entries


def _atmosphere_lists(lang: str) -> dict[str, dict[str, dict[str, str]]]:
    """By atmosphere, touchpoint and level."""
    paths = sorted((DATA / "atmospheres").glob("*.toml"))
    return {path.stem: _load(f"atmospheres/{path.name}")[lang] for path in paths}


def _atmosphere_entries(lang: str) -> Iterator[Entry]:
    """A pattern that several atmospheres claim says less for each of them (analysis 2)."""
    found: dict[tuple[str, str], Entry] = {}
    trade = set(split_patterns(_load("trade.toml")[lang]))
    for atmosphere, lists in _atmosphere_lists(lang).items():
        for touchpoint, levels in lists.items():
            about = None if touchpoint == ANYWHERE else touchpoint
            for level, patterns in levels.items():
                for each in split_patterns(patterns):
                    key = (atmosphere, each)
                    weight = (
                        TRADE if each in trade else FAINT_ATMOSPHERE if level == "faint" else WEIGHTS[level]
                    )
                    if key not in found or found[key].weight < weight:
                        found[key] = Entry("atmosphere", atmosphere, weight, each, about)
    claims: dict[str, int] = {}
    for _, pattern in found:
        claims[pattern] = claims.get(pattern, 0) + 1
    for (_, pattern), entry in found.items():
        yield Entry("atmosphere", entry.key, entry.weight / claims[pattern], pattern, entry.touchpoint)


@cache
def atmosphere_claims(lang: str) -> Mapping[str, frozenset[str]]:
    """Pattern to the atmospheres that claim it."""
    found: dict[str, set[str]] = {}
    for entry in _atmosphere_entries(lang):
        found.setdefault(entry.pattern, set()).add(entry.key)
    return MappingProxyType({pattern: frozenset(keys) for pattern, keys in found.items()})


def split_patterns(patterns: str) -> Iterator[str]:
    """The patterns of a comma-separated list."""
    for pattern in patterns.replace("\n", " ").split(","):
        if words := " ".join(pattern.lower().split()):
            yield words
