"""The check of a whole template: what must be mended before it is published, advice, and how long it takes.

Pure: works on the content of a version (content.py), asks no database. Everything is found in one go, and
nothing is taken for granted: content may come from a file that a person has edited.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from eventaudit.consistency import Library, LibraryError

from .conditions import READS_ATMOSPHERE, circles, condition_problems
from .criterion_rules import criterion_findings
from .problems import KEY, Problem, counts, is_number, missing_texts, texts_of
from .text import localised
from .walking_time import Minutes, minutes_of
from .yes_is_good import yes_seems_bad

KEY_LENGTH = {"touchpoints": 60, "criteria": 80}
STAND_IN = {"axes": [{"key": "x", "range": [0, 1]}], "atmospheres": {"x": {"axes": {"x": 0}}}}


@dataclass(frozen=True, slots=True)
class Check:
    """problems: must be mended before publishing; advice: need not. Both in the order of the form.

    minutes: for a walkthrough in the form's name, 'full' and 'short'.
    """

    problems: tuple[Problem, ...]
    advice: tuple[Problem, ...]
    minutes: Mapping[str, Minutes] = field(default_factory=dict)

    @property
    def can_be_published(self) -> bool:
        return not self.problems


def check_template(
    content: Mapping[str, Any],
    *,
    atmospheres: Collection[str] = (),
    based_on: Mapping[str, Any] | None = None,
) -> Check:
    """atmospheres: keys of those that the organisation sees; none: they are not checked.

    based_on: the content of the version that this one began as.
    """
    found = list(_shape(content))
    if any(problem.grave for problem in found):
        return Check(tuple(found), ())
    criteria = {row["key"]: row for row in content["criteria"]}
    for row in content["touchpoints"]:
        found += _touchpoint(row, content)
    for key, perceiver in content["perceivers"].items():
        found += _perceiver(key, perceiver)
    for row in in_guests_order(content):
        found += criterion_findings(row, content)
        found += _conditions(row, criteria, atmospheres)
        found += _changed_meaning(row, based_on)
        if row.get("kind") == "yesno":
            found += _yes_is_bad(row)
    found += _circles(criteria)
    found += _order(content)
    problems = [one for one in found if one.grave]
    if not problems:
        problems = [Problem("", "unreadable", sentence, grave=True) for sentence in _unreadable(content)]
    minutes = {form: minutes_of(rows) for form, rows in _forms(content).items()} if not problems else {}
    return Check(tuple(problems), tuple(one for one in found if not one.grave), minutes)


def in_guests_order(content: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The criteria as a walkthrough asks them; within a touchpoint as they stand."""
    place = {row["key"]: row["order"] for row in content["touchpoints"]}
    last = len(place) + 1
    return sorted(content["criteria"], key=lambda row: place.get(_text(row.get("touchpoint")), last))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


# The shape: without it nothing else can be looked at


def _shape(content: Mapping[str, Any]) -> Iterator[Problem]:
    if not isinstance(content, Mapping):
        yield Problem("", "shape", _("This is not a template."), grave=True)
        return
    if not isinstance(content.get("version"), str) or not content["version"]:
        yield Problem("version", "version", _("Name the version, such as 1.0."))
    if not isinstance(content.get("perceivers"), Mapping):
        yield Problem(
            "perceivers",
            "shape",
            _("It is not said who perceives what. Give at least “all”."),
            grave=True,
        )
    for part in ("touchpoints", "criteria"):
        rows = content.get(part)
        if not isinstance(rows, list) or not rows:
            yield Problem(
                part,
                "empty",
                _("There is not one touchpoint yet. Add one.")
                if part == "touchpoints"
                else _("There is not one criterion yet. Add one."),
                grave=True,
            )
            continue
        yield from _keys(part, rows)


def _keys(part: str, rows: Sequence[object]) -> Iterator[Problem]:
    keys = Counter(row.get("key") for row in rows if isinstance(row, Mapping) and _text(row.get("key")))
    for number, row in enumerate(rows, start=1):
        place = f"{part}.#{number}"
        if not isinstance(row, Mapping):
            yield Problem(place, "shape", _("This is not a touchpoint or criterion. Remove it."), grave=True)
            continue
        key = row.get("key")
        if not isinstance(key, str) or not KEY.fullmatch(key) or len(key) > KEY_LENGTH[part]:
            yield Problem(
                f"{place}.key",
                "key",
                _("“%(key)s” cannot be a key. Write at most %(most)d letters a to z, digits, _ and -.")
                % {"key": "" if key is None else str(key)[:40], "most": KEY_LENGTH[part]},
                grave=True,
            )
        elif part == "touchpoints" and not is_number(row.get("order")):
            yield Problem(f"{part}.{key}.order", "order", _("Its place is missing. Number it."), grave=True)
    for key, times in keys.items():
        if times > 1:
            yield Problem(
                f"{part}.{key}.key",
                "key_twice",
                _("The key “%s” is used more than once. Give each its own.") % key,
                grave=True,
            )


def _unreadable(content: Mapping[str, Any]) -> tuple[str, ...]:
    """What the analysis could not read: nothing that is published may stop it."""
    try:
        Library.from_json(dict(content), STAND_IN)
    except LibraryError as error:
        return error.problems
    return ()


# Touchpoints and those who perceive


def _touchpoint(row: Mapping[str, Any], content: Mapping[str, Any]) -> Iterator[Problem]:
    path = f"touchpoints.{row['key']}"
    name = localised(row["name"]) if texts_of(row.get("name")) else row["key"]
    yield from missing_texts(row.get("name"), f"{path}.name")
    if not is_number(row.get("weight")) or not 0 <= row["weight"] <= 3:
        yield Problem(f"{path}.weight", "weight", _("The weight is a number from 0 to 3."), grave=True)
    own = [one for one in content["criteria"] if one.get("touchpoint") == row["key"]]
    if not any(counts(one) for one in own):
        yield Problem(
            path,
            "nothing_scored",
            _("“%s” has no question that is scored. Add one, or remove the touchpoint.") % name,
            grave=True,
        )
    elif not any(counts(one) and one.get("core") is True for one in own):
        yield Problem(
            path,
            "nothing_scored_short",
            _("The short form has no scored question for “%s”. Put one of its questions in.") % name,
        )


def _perceiver(key: str, perceiver: object) -> Iterator[Problem]:
    path = f"perceivers.{key}"
    fields = perceiver if isinstance(perceiver, Mapping) else {}
    yield from missing_texts(fields.get("label"), f"{path}.label")
    reach = fields.get("default_reach")
    if not is_number(reach) or not 0 <= reach <= 1:
        yield Problem(f"{path}.default_reach", "reach", _("The share is a number from 0 to 1."), grave=True)


# Across criteria


def _conditions(
    row: Mapping[str, Any], criteria: Mapping[str, Mapping[str, Any]], atmospheres: Collection[str]
) -> Iterator[Problem]:
    path = f"criteria.{row['key']}.conditions"
    conditions = row.get("conditions")
    if conditions and not isinstance(conditions, list):
        yield Problem(path, "shape", _("The conditions must be a list."), grave=True)
        return
    allowed: dict[str, list[object]] = {}
    for number, condition in enumerate(conditions or (), start=1):
        wrong = list(condition_problems(condition, criteria, atmospheres))
        yield from (Problem(f"{path}.{number}", key, sentence, grave=True) for key, sentence in wrong)
        if wrong or condition["kind"] != "answer":
            continue
        gate = criteria[condition["criterion"]]
        if row.get("core") is True and gate.get("core") is not True:
            yield Problem(
                f"{path}.{number}",
                "condition_not_core",
                _("The short form asks this, but not “%s”, on which it depends. Put both in, or neither.")
                % localised(gate.get("wording")),
                grave=True,
            )
        before = allowed.setdefault(gate["key"], condition["is"])
        allowed[gate["key"]] = [value for value in before if value in condition["is"]]
        if not allowed[gate["key"]]:
            yield Problem(
                f"{path}.{number}",
                "condition_never",
                _("No answer to “%s” meets both conditions, so this would never be asked.")
                % localised(gate.get("wording")),
                grave=True,
            )


def _circles(criteria: Mapping[str, Mapping[str, Any]]) -> Iterator[Problem]:
    for circle in circles(criteria):
        words = " → ".join(localised(criteria[key].get("wording")) for key in (*circle, circle[0]))
        yield Problem(
            f"criteria.{circle[0]}.conditions",
            "condition_circle",
            _("These questions wait for each other, so that none is ever asked: %s. Remove a condition.")
            % words,
            grave=True,
        )


def _order(content: Mapping[str, Any]) -> Iterator[Problem]:
    """A question is answered before those that depend on it."""
    rows = in_guests_order(content)
    place = {row["key"]: number for number, row in enumerate(rows)}
    in_circles = {key for circle in circles({row["key"]: row for row in rows}) for key in circle}
    for row in rows:
        conditions = row.get("conditions")
        for number, condition in enumerate(conditions if isinstance(conditions, list) else (), start=1):
            gate = condition.get("criterion") if isinstance(condition, Mapping) else None
            if not isinstance(gate, str) or row["key"] in in_circles:
                continue
            if place.get(gate, -1) > place[row["key"]]:
                yield Problem(
                    f"criteria.{row['key']}.conditions.{number}",
                    "condition_later",
                    _("“%s” is asked only later. Move it before this question.")
                    % localised(rows[place[gate]].get("wording")),
                    grave=True,
                )


def _changed_meaning(row: Mapping[str, Any], based_on: Mapping[str, Any] | None) -> Iterator[Problem]:
    before = {one["key"]: one for one in (based_on or {}).get("criteria", ())}.get(row["key"])
    if before and before["kind"] != row.get("kind"):
        yield Problem(
            f"criteria.{row['key']}.kind",
            "kind_changed",
            _("The key “%s” stood for another kind of question before. Give this one a key of its own.")
            % row["key"],
            grave=True,
        )


def _yes_is_bad(row: Mapping[str, Any]) -> Iterator[Problem]:
    for language, text in texts_of(row.get("wording")).items():
        if word := yes_seems_bad(text, language):
            yield Problem(
                f"criteria.{row['key']}.wording.{language}",
                "yes_is_bad",
                _("Yes counts as good. “%(word)s” (%(language)s) sounds as if yes were bad: turn it round.")
                % {"word": word, "language": get_language_info(language)["name_translated"]},
            )


def _forms(content: Mapping[str, Any]) -> dict[str, list[Mapping[str, Any]]]:
    rows = content["criteria"]
    return {"full": rows, "short": [row for row in rows if row.get("core")]}


__all__ = ["READS_ATMOSPHERE", "Check", "Problem", "check_template", "in_guests_order"]
