"""Conditions of questions in a template: what may stand there, and how they read (docs/templates.md).

Their meaning is that of consistency.conditions, for pages and analysis alike. Pure: works on the content of
a version (content.py), asks no database.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from eventaudit.consistency.conditions import Question, conditions_of
from eventaudit.consistency.facts import PHASES

from .text import localised

READS_ATMOSPHERE = "ATMOSPHERES"
NEUTRAL = "neutral"
PHASE_NAMES: dict[str, Promise] = {
    "before": gettext_lazy("Before the event"),
    "arrival": gettext_lazy("Arrival"),
    "session": gettext_lazy("Session"),
    "break": gettext_lazy("Break"),
    "meal": gettext_lazy("Meal"),
    "departure": gettext_lazy("Departure"),
}
FIELDS = {"answer": ("criterion", "is"), "phase": ("phases",), "atmosphere": ("atmospheres",)}


def questions_of(criteria: Sequence[Mapping[str, Any]]) -> dict[str, Question]:
    """Key to what decides whether it is asked. The conditions must have been checked."""
    return {
        row["key"]: Question(row["touchpoint"], conditions_of(row.get("conditions") or ()))
        for row in criteria
    }


# Checking


def condition_problems(
    condition: object, criteria: Mapping[str, Mapping[str, Any]], atmospheres: Collection[str]
) -> Iterator[tuple[str, str]]:
    """(key, sentence) of everything wrong with one stored condition.

    criteria: the version's, by key. atmospheres: the keys that there are; none: they are not checked.
    """
    kind = condition.get("kind") if isinstance(condition, Mapping) else None
    if not isinstance(condition, Mapping) or not isinstance(kind, str) or kind not in FIELDS:
        yield (
            "condition_unknown",
            _("This condition is not known. Ask for an answer, a phase or an atmosphere."),
        )
        return
    for name in sorted(set(condition) - {"kind", *FIELDS[kind]}):
        yield "condition_field", _("“%s” is not known in a condition. Remove it.") % name
    values = condition.get(FIELDS[kind][-1])
    if not isinstance(values, list) or not values:
        yield "condition_empty", _("The condition names nothing. Choose at least one value, or remove it.")
        return
    if kind == "answer":
        yield from _answer_problems(condition, criteria, atmospheres)
    elif kind == "phase":
        for phase in values:
            if phase not in PHASES:
                yield "condition_phase", _("There is no phase “%s”. Choose one from the list.") % phase
    else:
        yield from _atmosphere_problems(values, atmospheres)


def _atmosphere_problems(values: Sequence[object], known: Collection[str]) -> Iterator[tuple[str, str]]:
    for key in values:
        if known and key not in (*known, NEUTRAL):
            yield (
                "condition_atmosphere",
                _("There is no atmosphere “%s”. Choose one from the list.") % key,
            )


def _answer_problems(
    condition: Mapping[str, Any], criteria: Mapping[str, Mapping[str, Any]], atmospheres: Collection[str]
) -> Iterator[tuple[str, str]]:
    asked = condition.get("criterion")
    gate = criteria.get(asked) if isinstance(asked, str) else None
    if gate is None:
        yield (
            "condition_criterion",
            _("The condition asks for the answer to “%s”, which this template does not have.") % asked,
        )
        return
    if gate.get("options") == READS_ATMOSPHERE:
        yield from _atmosphere_problems(condition["is"], atmospheres)
        return
    if gate.get("kind") == "measure":
        yield (
            "condition_measure",
            _("“%s” is a measured number. Ask for the answer to a question with a choice instead.")
            % localised(gate.get("wording")),
        )
        return
    choices = answer_choices(gate)
    for value in condition["is"]:
        if not any(value == choice and type(value) is type(choice) for choice, _label in choices):
            yield (
                "condition_value",
                _("“%(value)s” is no answer to “%(question)s”. Choose one from the list.")
                % {"value": value, "question": localised(gate.get("wording"))},
            )


def answer_choices(
    criterion: Mapping[str, Any], atmospheres: Mapping[str, str] | None = None
) -> list[tuple[object, str]]:
    """(stored value, name) of every answer that a condition may ask for; none for a measured number.

    atmospheres: key to name, for a question that reads one.
    """
    kind = criterion.get("kind")
    if criterion.get("options") == READS_ATMOSPHERE:
        return [*(atmospheres or {}).items(), (NEUTRAL, _("Neutral"))]
    if kind == "yesno":
        return [(True, _("Yes")), (False, _("No"))]
    if kind == "fit":
        return [(number, str(number)) for number in range(1, 6)]
    if kind == "balance":
        return [(number, f"{number:+d}" if number else "0") for number in range(-2, 3)]
    options = criterion.get("options")
    if kind in ("choice", "expectation") and isinstance(options, list):
        return [(one.get("key"), localised(one.get("label"))) for one in options if isinstance(one, Mapping)]
    return []


def circles(criteria: Mapping[str, Mapping[str, Any]]) -> list[list[str]]:
    """Each circle of conditions once, as the keys along it, from the one that the form asks first."""
    gates = {key: [gate for gate in _gates(row) if gate in criteria] for key, row in criteria.items()}
    place = {key: number for number, key in enumerate(criteria)}
    found: dict[frozenset[str], list[str]] = {}
    done: set[str] = set()
    for start in criteria:
        path: list[str] = []
        ways = [iter([start])]
        while ways:
            key = next(ways[-1], None)
            if key is None:
                ways.pop()
                if path:
                    done.add(path.pop())
            elif key in path:
                circle = path[path.index(key) :]
                first = min(range(len(circle)), key=lambda number: place[circle[number]])
                found.setdefault(frozenset(circle), circle[first:] + circle[:first])
            elif key not in done:
                path.append(key)
                ways.append(iter(gates[key]))
    return list(found.values())


def _gates(criterion: Mapping[str, Any]) -> Iterator[str]:
    """The criteria whose answers a criterion's conditions ask for."""
    conditions = criterion.get("conditions")
    for condition in conditions if isinstance(conditions, list) else ():
        if isinstance(condition, Mapping) and condition.get("kind") == "answer":
            gate = condition.get("criterion")
            if isinstance(gate, str):
                yield gate


# Words


def condition_words(
    condition: Mapping[str, Any],
    criteria: Mapping[str, Mapping[str, Any]],
    atmospheres: Mapping[str, str] | None = None,
) -> str:
    """'Only if “Is there a cloakroom?” is answered: Yes'. atmospheres: key to name."""
    names = dict(atmospheres or {}) | {NEUTRAL: _("Neutral")}
    if condition["kind"] == "phase":
        words = [str(PHASE_NAMES.get(phase, phase)) for phase in condition["phases"]]
        return _("Only in the phase: %s") % _either(words)
    if condition["kind"] == "atmosphere":
        words = [names.get(key, key) for key in condition["atmospheres"]]
        return _("Only where this atmosphere is intended: %s") % _either(words)
    gate = criteria.get(condition["criterion"], {})
    labels = answer_choices(gate, atmospheres)
    words = [
        next((label for choice, label in labels if choice == value and label), str(value))
        for value in condition["is"]
    ]
    question = localised(gate.get("wording")) or condition["criterion"]
    return _("Only if “%(question)s” is answered: %(answer)s") % {
        "question": question,
        "answer": _either(words),
    }


def _either(words: Sequence[str]) -> str:
    either = pgettext("one of two answers", "or")  # not within the f-string, where it would not be collected
    return f" {either} ".join(words)
