"""Whether two criteria of the same key ask the same question: only then an answer to one answers the other.

Pure: works on rows of a version's content (content.py) and on Criterion alike.
"""

from collections.abc import Mapping
from typing import Any

from .conditions import READS_ATMOSPHERE

Question = tuple[str, object]


def question_of(row: Mapping[str, Any]) -> Question:
    """Kind and scale (unit, or keys of the options). Criteria of one key with equal ones are comparable."""
    return row["kind"], _scale(row)


def question_asked(criterion: Any) -> Question:
    """The same of a Criterion."""
    fields = {"kind": criterion.kind, "options": criterion.options, "band": criterion.band}
    return question_of(fields)


def _scale(row: Mapping[str, Any]) -> object:
    if row.get("options") == READS_ATMOSPHERE:
        return READS_ATMOSPHERE
    if row["kind"] in ("choice", "expectation"):
        return frozenset(option["key"] for option in row.get("options") or ())  # a draft may have none yet
    return (row.get("band") or {}).get("unit", "") if row["kind"] == "measure" else None
