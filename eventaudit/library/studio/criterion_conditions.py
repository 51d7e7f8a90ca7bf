"""The conditions of one criterion as rows of its form, with only what makes sense to choose from."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy

from ..checking import in_guests_order
from ..conditions import (
    NEUTRAL,
    PHASE_NAMES,
    READS_ATMOSPHERE,
    answer_choices,
    condition_problems,
    condition_words,
)
from ..text import localised
from .criterion_typed import read_condition, rows_of

Content = Mapping[str, Any]
KINDS = {
    "answer": gettext_lazy("the answer to another question"),
    "phase": gettext_lazy("the phase of the event"),
    "atmosphere": gettext_lazy("the intended atmosphere"),
}


@dataclass(frozen=True, slots=True)
class Option:
    code: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """gates: touchpoint's name to the questions that may be asked for. words: '' while it is not complete."""

    number: str
    kind: str
    kinds: list[Option]
    gates: list[tuple[str, list[Option]]]
    values: list[Option]
    phases: list[Option]
    atmospheres: list[Option]
    words: str = ""
    errors: Sequence[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"condition_{self.number}"


def gates_for(content: Content, key: str, touchpoint: str) -> list[Mapping[str, Any]]:
    """Criteria whose answer may be asked for: asked earlier, with answers to choose from, no circle.

    key: of a criterion of the content, or of a new one that is going to be the last of its touchpoint.
    """
    rows = in_guests_order(content)
    place = {row["key"]: row["order"] for row in content["touchpoints"]}
    waiting = _waiting_for(key, rows)
    found = []
    for row in rows:
        if row["key"] == key or place.get(row["touchpoint"], 0) > place.get(touchpoint, 0):
            break
        if row["kind"] != "measure" and row["key"] not in waiting and answer_choices(row):
            found.append(row)
    return found


def _waiting_for(key: str, rows: Sequence[Mapping[str, Any]]) -> set[str]:
    """Keys of criteria that are asked only after an answer to this one, if need be by way of others."""
    asks = {
        row["key"]: {one.get("criterion") for one in row.get("conditions") or () if isinstance(one, Mapping)}
        for row in rows
    }
    found: set[str] = set()
    more = {key}
    while more:
        more = {one for one, gates in asks.items() if gates & more} - found
        found |= more
    return found


def condition_rows(
    typed: QueryDict,
    content: Content,
    *,
    key: str,
    touchpoint: str,
    atmospheres: Mapping[str, str],
    errors: Mapping[str, Sequence[str]],
) -> list[ConditionRow]:
    """atmospheres: key to name. errors: sentences by their place in the form."""
    criteria = {row["key"]: row for row in content["criteria"]}
    offered = gates_for(content, key, touchpoint)
    rows = []
    for number in rows_of(typed, "condition"):
        name = f"condition_{number}"
        condition = read_condition(typed, name)
        gate = typed.get(f"{name}_criterion", "")
        rows.append(
            ConditionRow(
                number=number,
                kind=condition["kind"],
                kinds=[Option(code, str(words), code == condition["kind"]) for code, words in KINDS.items()],
                gates=_gates(offered, criteria.get(gate), gate, content),
                values=_values(typed.getlist(f"{name}_is"), criteria.get(gate), atmospheres),
                phases=_chosen(PHASE_NAMES, typed.getlist(f"{name}_phases")),
                atmospheres=_chosen(
                    {**atmospheres, NEUTRAL: gettext_lazy("Neutral")}, typed.getlist(f"{name}_atmospheres")
                ),
                words=_words(condition, criteria, atmospheres),
                errors=errors.get(name, []),
            )
        )
    return rows


def _words(
    condition: Mapping[str, Any], criteria: Mapping[str, Mapping[str, Any]], atmospheres: Mapping[str, str]
) -> str:
    wrong = list(condition_problems(condition, criteria, atmospheres))
    return "" if wrong else condition_words(condition, criteria, atmospheres)


def _gates(
    offered: Sequence[Mapping[str, Any]], chosen: Mapping[str, Any] | None, key: str, content: Content
) -> list[tuple[str, list[Option]]]:
    """One that is chosen stays in sight, though it would not be offered."""
    names = {row["key"]: localised(row["name"]) for row in content["touchpoints"]}
    groups: dict[str, list[Option]] = {}
    rows = list(offered)
    if chosen and chosen not in rows:
        rows.append(chosen)
    for row in rows:
        option = Option(row["key"], localised(row["wording"]) or row["key"], row["key"] == key)
        groups.setdefault(names.get(row["touchpoint"], ""), []).append(option)
    return list(groups.items())


def _values(
    codes: Sequence[str], gate: Mapping[str, Any] | None, atmospheres: Mapping[str, str]
) -> list[Option]:
    if gate is None:
        return []
    names = atmospheres if gate.get("options") == READS_ATMOSPHERE else None
    choices = [(json.dumps(value), label) for value, label in answer_choices(gate, names)]
    return [Option(code, label or code, code in codes) for code, label in choices]


def _chosen(names: Mapping[str, object], keys: Sequence[str]) -> list[Option]:
    return [Option(key, str(name), key in keys) for key, name in names.items()]
