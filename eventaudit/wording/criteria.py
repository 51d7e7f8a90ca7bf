"""The criterion of the library that would decide a promise, where one fits (data/criteria.toml)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from .lexicon import criterion_rules
from .patterns import Entry, Patterns

if TYPE_CHECKING:
    from .marking import MarkedText
    from .promises import About


@dataclass(frozen=True, slots=True)
class Rule:
    """words: a promise needs one of them; none are needed where empty. needs: the kind of number it holds."""

    criterion: str
    words: str
    touchpoints: tuple[str, ...]
    needs: str | None


@cache
def _rules() -> tuple[Rule, ...]:
    return tuple(
        Rule(key, rule["words"], tuple(rule["touchpoints"].split()), rule.get("needs"))
        for key, rule in criterion_rules().items()
    )


@cache
def _patterns(lang: str) -> Patterns:
    entries = [
        Entry("criterion", rule.criterion, 1.0, " ".join(words.split()))
        for rule in _rules()
        for words in rule.words.split(",")
        if words.strip()
    ]
    return Patterns(entries, lang)


def criterion_for(text: MarkedText, found: About, *, named: bool) -> str | None:
    """named: the clause names a thing of its touchpoint, so that a rule without words may fit."""
    tokens = text.tokens[found.clause.first : found.clause.last]
    said = {match.entry.key for match in _patterns(found.marked.lang).matches(tokens)}
    kinds = {"minutes" if quantity.kind == "seconds" else quantity.kind for quantity in found.numbers}
    fitting = [
        rule
        for rule in _rules()
        if found.touchpoint in rule.touchpoints
        and (rule.criterion in said or (not rule.words and named))
        and (rule.needs is None or rule.needs in kinds)
    ]
    if not fitting:
        return None
    return max(fitting, key=lambda rule: rule.needs is not None).criterion
