"""One criterion as a question of an XLSForm: type, hint, constraint and choices."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from ..conditions import READS_ATMOSPHERE
from ..criterion_rules import POINTS
from ..units import may_be_below_zero, unit_name
from .xlsform_names import UNOBSERVED, may_be_unobserved
from .xlsform_texts import Texts, columns, filled, said

ATMOSPHERE_LIST = "atmospheres"
COUNTED = "count"
"""The unit of whole numbers."""

MOST = 1_000_000
UNIT_LINE = re.compile(r"(?:^|\n)\[([^\[\]\n]+)\]$")
POINT_LABEL = re.compile(r"^\s*([+\u2212-]?\d+)(?:\s*[·:.)=\u2013-]\s*(.*))?$", re.DOTALL)


def type_of(row: Mapping[str, Any], name: str) -> str:
    if row["kind"] == "measure":
        return "integer" if (row.get("band") or {}).get("unit") == COUNTED else "decimal"
    if row.get("options") == READS_ATMOSPHERE:
        return f"select_one {ATMOSPHERE_LIST}"
    return "select_one yes_no" if row["kind"] == "yesno" else f"select_one {name}"


def hint_of(row: Mapping[str, Any], languages: tuple[str, ...]) -> Texts:
    """The help, and in brackets below it what is measured in."""
    help = filled(row.get("help"), languages)
    unit = (row.get("band") or {}).get("unit") if row["kind"] == "measure" else ""
    if not unit:
        return help
    units = said(languages, lambda: unit_name(unit))
    return {language: f"{help.get(language, '')}\n[{units[language]}]".strip() for language in languages}


def constraint_of(row: Mapping[str, Any], languages: tuple[str, ...]) -> dict[str, str]:
    """What cannot be right, as the site itself refuses it."""
    if row["kind"] != "measure":
        return {}
    least = -MOST if may_be_below_zero((row.get("band") or {}).get("unit", "")) else 0
    said_so = said(languages, lambda: _("This cannot be right here. Check the number."))
    return {"constraint": f". >= {least} and . <= {MOST}", **columns("constraint_message", said_so)}


def choices_of(row: Mapping[str, Any], languages: tuple[str, ...]) -> Iterator[tuple[str, Texts]]:
    """The name and label of each choice of its own list; an empty label is “could not observe”."""
    options = row.get("options")
    if row["kind"] in POINTS:
        for point in POINTS[row["kind"]]:
            end = filled((row.get("anchors") or {}).get(point), languages)
            shown = point.replace("-", "\u2212")
            yield (
                str(int(point)),
                {language: f"{shown} · {end[language]}" if end else shown for language in languages},
            )
    elif isinstance(options, list):
        for option in options:
            yield (
                option["key"],
                filled(option.get("label"), languages) or dict.fromkeys(languages, option["key"]),
            )
    else:
        return
    if may_be_unobserved(row):
        yield UNOBSERVED, {}
