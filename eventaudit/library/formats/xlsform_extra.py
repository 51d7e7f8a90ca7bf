"""What an XLSForm has no words for, in columns of our own: ea_weight, ea_scores and so on."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..bands import EDGES
from ..conditions import FIELDS, READS_ATMOSPHERE
from .columns import ATMOSPHERES, NO, YES
from .spreadsheet_rows import condition_values, listed
from .xlsform_texts import missing_line

NOTHING = "…"


def touchpoint_extra(row: Mapping[str, Any], name: str, languages: tuple[str, ...]) -> dict[str, Any]:
    return {
        "ea_key": row["key"] if row["key"] != name else "",
        "ea_order": row["order"],
        "ea_weight": row["weight"],
        "ea_missing": "\n".join(missing_line("label", row["name"], languages)),
    }


def criterion_extra(row: Mapping[str, Any], name: str, languages: tuple[str, ...]) -> dict[str, Any]:
    band = row.get("band") or {}
    return {
        "ea_key": row["key"] if row["key"] != name else "",
        "ea_kind": row["kind"],
        "ea_weight": row["weight"],
        "ea_short": _flag(row["core"]),
        "ea_caps": _flag(row["hard_fail"]),
        "ea_scored": _flag(row["scored"]),
        "ea_phases": ", ".join(row["phases"]),
        "ea_perceived_by": row["perceived_by"],
        "ea_answers": ATMOSPHERES if row.get("options") == READS_ATMOSPHERE else "",
        "ea_unit": band.get("unit", ""),
        "ea_band": edges_text([band.get(edge) for edge in EDGES]) if band else "",
        "ea_variants": "\n".join(
            f"{variant}: {edges_text(edges)}" for variant, edges in (band.get("variants") or {}).items()
        ),
        "ea_scores": "\n".join(_scores(row)),
        "ea_conditions": conditions_text(row.get("conditions") or ()),
        "ea_sources": listed(row.get("sources") or ()),
        "ea_grade": row.get("source_grade", ""),
        "ea_missing": "\n".join(_missing(row, languages)),
    }


def edges_text(edges: Sequence[float | None]) -> str:
    """'0.56; 0.84; 1.86; 3': no points below, best from, best to, no points above; '…' for none."""
    return "; ".join(NOTHING if edge is None else repr(edge) for edge in edges)


def conditions_text(conditions: Sequence[Mapping[str, Any]]) -> str:
    """A line each: 'answer cloakroom_exists: yes', 'phase: meal', 'atmosphere: luxury'."""
    return "\n".join(map(_condition, conditions))


def _condition(condition: Mapping[str, Any]) -> str:
    kind = condition["kind"]
    what = f"answer {condition['criterion']}" if kind == "answer" else kind
    return f"{what}: {condition_values(condition[FIELDS[kind][-1]])}"


def _flag(value: bool) -> str:
    return YES if value else NO


def _scores(row: Mapping[str, Any]) -> Iterator[str]:
    options = row.get("options")
    for option in options if isinstance(options, list) else ():
        score = option.get("score")
        yield f"{option['key']}: {NOTHING if score is None else repr(score)}"


def _missing(row: Mapping[str, Any], languages: tuple[str, ...]) -> Iterator[str]:
    yield from missing_line("label", row["wording"], languages)
    yield from missing_line("hint", row.get("help"), languages)
    for point, text in (row.get("anchors") or {}).items():
        yield from missing_line(f"choice {int(point)}", text, languages)
    options = row.get("options")
    for option in options if isinstance(options, list) else ():
        yield from missing_line(f"choice {option['key']}", option.get("label"), languages)
