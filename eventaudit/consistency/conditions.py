"""Which questions are asked in one walkthrough: the meaning of a criterion's conditions (docs/templates.md).

All conditions of a question must hold. A question that depends on one that is itself not asked is not asked
either. What is not known (no brief, no phase, a question outside the form) does not keep a question away.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from .atmospheres import NEUTRAL_KEY, Mixture
from .facts import Phase, Value

Asked = Literal["asked", "open", "not_asked"]
"""open: it depends on an answer that has not been given yet."""


@dataclass(frozen=True, slots=True)
class AnswerCondition:
    """The answer to `criterion` is one of `values`; for a reading, one of the atmospheres read is."""

    criterion: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class PhaseCondition:
    phases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AtmosphereCondition:
    """One of `atmospheres` is intended at the question's touchpoint, alone or as a part."""

    atmospheres: tuple[str, ...]


Condition = AnswerCondition | PhaseCondition | AtmosphereCondition


@dataclass(frozen=True, slots=True)
class Question:
    """What decides whether a criterion is asked."""

    touchpoint: str
    conditions: tuple[Condition, ...] = ()


def conditions_of(stored: Sequence[Mapping[str, Any]]) -> tuple[Condition, ...]:
    """The stored form, which must have been checked, as conditions."""
    return tuple(_condition(one) for one in stored)


def _condition(stored: Mapping[str, Any]) -> Condition:
    if stored["kind"] == "answer":
        return AnswerCondition(stored["criterion"], tuple(stored["is"]))
    if stored["kind"] == "phase":
        return PhaseCondition(tuple(stored["phases"]))
    return AtmosphereCondition(tuple(stored["atmospheres"]))


def given_values(value: Any) -> tuple[Value, ...]:
    """An answer as conditions look at it: a mixture is all the atmospheres in it, None is no answer."""
    if value is None:
        return ()
    if isinstance(value, Mixture):
        value = value.as_json()
    return tuple(value) if isinstance(value, Mapping) else (value,)


def asked_questions(
    questions: Mapping[str, Question],
    answers: Mapping[str, Collection[Value]],
    *,
    phase: Phase | Literal[""] = "",
    intended: Mapping[str, Mixture | None] | None = None,
) -> dict[str, Asked]:
    """Each question of the form with whether it is asked in a walkthrough.

    answers: what was answered (given_values; NOT_APPLICABLE is an answer), by criterion. phase: of the
    walkthrough, '' where unknown. intended: by touchpoint; None or absent where the brief says nothing.
    """
    walk = _Walk(questions, answers, phase, intended or {}, {})
    return {key: walk.state(key) for key in questions}


@dataclass(frozen=True, slots=True)
class _Walk:
    questions: Mapping[str, Question]
    answers: Mapping[str, Collection[Value]]
    phase: str
    intended: Mapping[str, Mixture | None]
    found: dict[str, Asked]

    def state(self, key: str) -> Asked:
        if key not in self.found:
            self.found[key] = "asked"  # conditions in a circle are refused before, and must never hang
            question = self.questions[key]
            states = {self._holds(one, question.touchpoint) for one in question.conditions}
            self.found[key] = (
                "not_asked" if "not_asked" in states else "open" if "open" in states else "asked"
            )
        return self.found[key]

    def _holds(self, condition: Condition, touchpoint: str) -> Asked:
        if isinstance(condition, AnswerCondition):
            return self._answer(condition)
        if isinstance(condition, PhaseCondition):
            return "asked" if not self.phase or self.phase in condition.phases else "not_asked"
        mixture = self.intended.get(touchpoint)
        if mixture is None:
            return "asked"
        parts = [key for key, _share in mixture.shares] or [NEUTRAL_KEY]
        return "asked" if any(key in condition.atmospheres for key in parts) else "not_asked"

    def _answer(self, condition: AnswerCondition) -> Asked:
        if condition.criterion not in self.questions:
            return "asked"
        if self.state(condition.criterion) == "not_asked":
            return "not_asked"
        given = self.answers.get(condition.criterion, ())
        if not given:
            return "open"
        return "asked" if any(value in condition.values for value in given) else "not_asked"
