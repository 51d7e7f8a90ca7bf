"""The content of a template version as rows of the spreadsheet's sheets."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..bands import EDGES
from ..conditions import FIELDS, READS_ATMOSPHERE
from ..problems import LANGUAGES
from .columns import ATMOSPHERES, EDGE_TITLES, NO, YES
from .workbook import Value

Cells = dict[str, Value]


def rows_of(
    content: Mapping[str, Any], *, key: str = "", name: Mapping[str, str] | None = None
) -> dict[str, list[Cells]]:
    """Sheet to its rows, each from the titles of columns to values. The content must have been checked."""
    criteria = content["criteria"]
    return {
        "template": [{"version": content["version"], "key": key, **texts("name", name)}],
        "touchpoints": [
            {"key": row["key"], "order": row["order"], "weight": row["weight"], **texts("name", row["name"])}
            for row in content["touchpoints"]
        ],
        "criteria": [_criterion(row) for row in criteria],
        "scale ends": [cells for row in criteria for cells in _ends(row)],
        "options": [cells for row in criteria for cells in _options(row)],
        "bands": [cells for row in criteria for cells in _bands(row)],
        "conditions": [cells for row in criteria for cells in _conditions(row)],
        "perceivers": [
            {"key": who, "share": row["default_reach"], **texts("label", row["label"])}
            for who, row in content["perceivers"].items()
        ],
    }


def texts(title: str, text: Mapping[str, str] | None) -> Cells:
    return {f"{title} ({language})": (text or {}).get(language, "") for language in LANGUAGES}


def listed(values: Sequence[str]) -> str:
    """With semicolons; each in its own line where one has a semicolon in it."""
    if any(";" in value for value in values):
        return "".join(f"{value}\n" for value in values)
    return "; ".join(values)


def condition_values(values: Sequence[object]) -> str:
    words = {True: YES, False: NO}
    return ", ".join(words[value] if isinstance(value, bool) else str(value) for value in values)


def _criterion(row: Mapping[str, Any]) -> Cells:
    return {
        "key": row["key"],
        "touchpoint": row["touchpoint"],
        "kind": row["kind"],
        "weight": row["weight"],
        "short form": YES if row["core"] else NO,
        "caps index": YES if row["hard_fail"] else NO,
        "scored": YES if row["scored"] else NO,
        "phases": ", ".join(row["phases"]),
        "perceived by": row["perceived_by"],
        "evidence": row["evidence"],
        "answers": ATMOSPHERES if row.get("options") == READS_ATMOSPHERE else "",
        "sources": listed(row.get("sources") or ()),
        "source grade": row.get("source_grade", ""),
        **texts("wording", row["wording"]),
        **texts("help", row.get("help")),
    }


def _ends(row: Mapping[str, Any]) -> Iterator[Cells]:
    for point, text in (row.get("anchors") or {}).items():
        yield {"criterion": row["key"], "point": point, **texts("text", text)}


def _options(row: Mapping[str, Any]) -> Iterator[Cells]:
    options = row.get("options")
    for option in options if isinstance(options, list) else ():
        yield {
            "criterion": row["key"],
            "key": option["key"],
            "score": option.get("score"),
            **texts("label", option.get("label")),
        }


def _bands(row: Mapping[str, Any]) -> Iterator[Cells]:
    band = row.get("band")
    if not band:
        return
    usual = [band.get(edge) for edge in EDGES]
    yield {"criterion": row["key"], "variant": "", "unit": band.get("unit", ""), **_edges(usual)}
    for variant, edges in (band.get("variants") or {}).items():
        yield {"criterion": row["key"], "variant": variant, "unit": "", **_edges(edges)}


def _edges(edges: Sequence[float | None]) -> Cells:
    return dict(zip(EDGE_TITLES.values(), edges, strict=True))


def _conditions(row: Mapping[str, Any]) -> Iterator[Cells]:
    for condition in row.get("conditions") or ():
        kind = condition["kind"]
        yield {
            "criterion": row["key"],
            "kind": kind,
            "asks": condition.get("criterion", ""),
            "values": condition_values(condition[FIELDS[kind][-1]]),
        }
