"""What is wrong with a criterion in its form, in the sentences of the template's check (checking.py)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from ..checking import check_template
from ..problems import Problem
from .criterion_typed import Read, rows_of

# About two criteria at once: they may have come about elsewhere, and then do not keep anybody from saving.
BETWEEN = {"condition_later", "condition_not_core", "condition_circle", "condition_criterion", "kind_changed"}
MARKED = "language_missing"  # stands beside each text already
ROW_NAMES = {"choice": "option", "expectation": "expected"}


@dataclass(frozen=True, slots=True)
class Faults:
    """grave: must be mended before it is stored; advice: need not. Sentences by their place in the form.

    others: what becomes wrong with other criteria by this change; it is stored all the same.
    """

    grave: Mapping[str, list[str]] = field(default_factory=dict)
    advice: Mapping[str, list[str]] = field(default_factory=dict)
    others: tuple[str, ...] = ()


def faults_of(
    read: Read,
    typed: QueryDict,
    *,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    atmospheres: Collection[str],
    based_on: Mapping[str, Any] | None,
) -> Faults:
    """before, after: the version's content without and with the change."""
    known = {"atmospheres": atmospheres, "based_on": based_on}
    old = {(one.path, one.key) for one in check_template(before, **known).problems}
    check = check_template(after, **known)
    key = read.row["key"]
    grave: dict[str, list[str]] = {}
    others: list[str] = []
    for problem in check.problems:
        new = (problem.path, problem.key) not in old
        if problem.part == "criteria" and problem.subject == key:
            if new or problem.key not in BETWEEN:
                grave.setdefault(place_of(problem, read, typed), []).append(problem.sentence)
        elif new and problem.key == "condition_circle":
            grave.setdefault("conditions", []).append(problem.sentence)
        elif new and problem.part == "criteria":
            others.append(problem.sentence)
    for number in read.unnamed:
        grave.setdefault(f"variant_{number}", []).append(_("The variant has no name. Write one."))
    for number in read.twice:
        sentence = _("This variant is there twice. Change the name or remove one.")
        grave.setdefault(f"variant_{number}", []).append(sentence)
    advice: dict[str, list[str]] = {}
    for problem in check.advice:
        if problem.part == "criteria" and problem.subject == key and problem.key != MARKED:
            advice.setdefault(place_of(problem, read, typed), []).append(problem.sentence)
    return Faults(grave, advice, tuple(others))


def place_of(problem: Problem, read: Read, typed: QueryDict) -> str:
    """The name of the form's part where the problem is shown, such as 'option_3_score'."""
    kind = read.row["kind"]
    match problem.field.split("."):
        case ["anchors", point, *_rest]:
            return f"anchor_{kind}_{point}"
        case ["band", "unit"]:
            return "unit"
        case ["band", "variants", variant]:
            return f"variant_{read.place.get(('variant', variant), '')}"
        case ["options", option, part]:
            row = f"{ROW_NAMES.get(kind, 'option')}_{read.place.get(('option', option), '')}"
            return row if part == "key" else f"{row}_{part}"
        case ["conditions", number]:
            rows = rows_of(typed, "condition")
            return f"condition_{rows[int(number) - 1]}" if int(number) <= len(rows) else "conditions"
        case [name, *_rest]:
            return name or "kind"
    return "kind"
