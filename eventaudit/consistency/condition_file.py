"""Reading the conditions of criteria in template.json. Atmospheres are not checked: an organisation may have
its own, and one that is not there is never intended.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .conditions import AnswerCondition, Condition, conditions_of
from .facts import PHASES
from .fields import Fields, listed
from .library import Criterion
from .scales import read_value

LISTS = {"answer": "is", "phase": "phases", "atmosphere": "atmospheres"}


def read_conditions(item: Fields) -> tuple[Condition, ...]:
    """Those that have the right shape; the others are noted."""
    sound: list[dict[str, Any]] = []
    for condition in item.objects("conditions"):
        kind = condition.one_of("kind", LISTS)
        if not kind:
            continue
        values = condition.elements(LISTS[kind])
        if not values or any(isinstance(value, list | dict) for value in values):
            condition.note(LISTS[kind], values, "names nothing. Write a list of values.")
        elif kind == "answer" and not condition.text("criterion", required=True):
            continue
        elif kind == "phase" and (unknown := [value for value in values if value not in PHASES]):
            condition.note("phases", unknown[0], f"is not a phase. Use {listed(PHASES)}.")
        else:
            sound.append(condition.data)
    return conditions_of(sound)


def condition_faults(criteria: Mapping[str, Criterion]) -> list[str]:
    """A sentence for every answer that is asked for and cannot be given."""
    found = []
    for key, criterion in criteria.items():
        for condition in criterion.conditions:
            if isinstance(condition, AnswerCondition):
                found += [f"criteria.{key}.conditions: {fault}" for fault in _faults(condition, criteria)]
    return found


def _faults(condition: AnswerCondition, criteria: Mapping[str, Criterion]) -> list[str]:
    gate = criteria.get(condition.criterion)
    if gate is None:
        return [f"{condition.criterion!r} is not in the library. Correct the key or remove it."]
    if gate.reads_atmosphere:
        return []
    if gate.kind == "measure":
        return [f"{gate.key!r} is a measure. Ask for the answer to a question with a choice."]
    faults = []
    for value in condition.values:
        try:
            read_value(gate, value)
        except ValueError as fault:
            faults.append(f"{value!r} {fault}")
    return faults
