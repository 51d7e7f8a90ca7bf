"""What the check of a template leaves open, and a database does not: types, lengths, whole numbers."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from ..bands import EDGES
from ..content import TOUCHPOINT_FIELDS, WHERE_THERE
from ..problems import Problem, is_number

MOST_ORDER = 32_000
MOST_CRITERIA = 2000
LENGTHS = {"source_grade": 40, "perceived_by": 30}
LABEL_LENGTH = 30
PERCEIVER_LENGTH = 30
DEFAULTS = {
    "core": False, "hard_fail": False, "scored": True, "phases": [], "perceived_by": "all",
    "evidence": "none",
}  # fmt: skip
MENDABLE = {
    "nothing_scored", "no_top_score", "score_missing", "options_few", "band_missing",
    "band_open", "kind_changed", "condition_not_core", "condition_never",
}  # fmt: skip
"""What the check of a template (docs/templates.md) finds and a draft may bear until it is published."""


def storing_problems(content: Mapping[str, Any]) -> Iterator[Problem]:
    """content: of the shape that the check wants."""
    if isinstance(content["version"], str) and len(content["version"]) > LABEL_LENGTH:
        yield _grave("version", _("At most %d letters fit here. Shorten it.") % LABEL_LENGTH)
    if len(content["criteria"]) > MOST_CRITERIA:
        yield _grave("", _("There are more than %d criteria. Divide the template.") % MOST_CRITERIA)
    for row in content["touchpoints"]:
        order = row["order"]
        if is_number(order) and not (0 <= order <= MOST_ORDER and order == int(order)):
            sentence = _("The place is a whole number from 0 to %d. Correct it.") % MOST_ORDER
            yield _grave(f"touchpoints.{row['key']}.order", sentence)
    for key in content["perceivers"]:
        if len(key) > PERCEIVER_LENGTH:
            yield _grave(f"perceivers.{key}", _("The key is longer than %d letters.") % PERCEIVER_LENGTH)
    for row in content["criteria"]:
        yield from _criterion(row)


def _criterion(row: Mapping[str, Any]) -> Iterator[Problem]:
    path = f"criteria.{row['key']}"
    for name, most in LENGTHS.items():
        value = row.get(name, "")
        if not isinstance(value, str) or len(value) > most:
            yield _grave(f"{path}.{name}", _("This must be a text of at most %d letters.") % most)
    sources = row.get("sources") or []
    if not isinstance(sources, list) or not all(isinstance(source, str) for source in sources):
        yield _grave(f"{path}.sources", _("The sources must be a list of texts."))


def _grave(path: str, sentence: str) -> Problem:
    return Problem(path, "storing", sentence, grave=True)


def plain(content: Mapping[str, Any]) -> dict[str, Any]:
    """The content as content.py writes it: with every field that is always there, without empty ones."""
    perceivers = content.get("perceivers")
    return {
        "version": content["version"] if isinstance(content.get("version"), str) else "",
        "touchpoints": _rows(content.get("touchpoints"), _plain_touchpoint),
        "perceivers": perceivers,
        "criteria": _rows(content.get("criteria"), _plain_criterion),
    }


def _rows(rows: object, one: Callable[[Mapping[str, Any]], object]) -> object:
    if not isinstance(rows, list):
        return rows
    return [one(row) if isinstance(row, Mapping) else row for row in rows]


def _plain_touchpoint(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row.get(name) for name in TOUCHPOINT_FIELDS}


def _plain_criterion(row: Mapping[str, Any]) -> dict[str, Any]:
    whole = {**DEFAULTS, **row}
    weight = whole.get("weight")
    if isinstance(weight, float) and weight in (0, 1, 2, 3):
        whole["weight"] = int(weight)
    band = whole.get("band")
    if isinstance(band, Mapping):
        whole["band"] = {"unit": "", **dict.fromkeys(EDGES), **band}
    return {name: value for name, value in whole.items() if value or name not in WHERE_THERE}
