"""Reading our own columns of an XLSForm (xlsform_extra.py); where they are missing, what is usual."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from ..bands import EDGES
from ..conditions import FIELDS
from .cells import Taker
from .spreadsheet_reading import GRADE_MOST, answer_value, sources_of, words_of
from .workbook import Row
from .xlsform_extra import NOTHING
from .xlsform_sheets import lines_of


def extra_fields(taker: Taker, row: Row, content: Mapping[str, Any], *, scored: bool) -> dict[str, Any]:
    """The content with what the columns say. scored: where they do not say it."""
    weight = taker.number(row, "ea_weight")
    found = {
        **content,
        "weight": 1 if weight is None else weight,
        "core": taker.flag(row, "ea_short", False),
        "hard_fail": taker.flag(row, "ea_caps", False),
        "scored": taker.flag(row, "ea_scored", scored),
        "phases": words_of(taker.text(row, "ea_phases")),
        "perceived_by": taker.text(row, "ea_perceived_by") or "all",
        "evidence": "none",
    }
    if sources := sources_of(taker.raw_text(row, "ea_sources")):
        found["sources"] = sources
    if grade := taker.text(row, "ea_grade", GRADE_MOST):
        found["source_grade"] = grade
    return found


def edges_of(taker: Taker, row: Row, column: str, text: str) -> list[float | int | None]:
    """'0.56; 0.84; …; 3' as four numbers."""
    words = [word.strip() for word in text.split(";")] if text else [NOTHING] * len(EDGES)
    try:
        found = [None if word in ("", NOTHING) else float(word.replace(",", ".")) for word in words]
    except ValueError:
        found = []
    if len(found) != len(EDGES):
        sentence = _("“%s” is no band. Write four numbers with semicolons, and … for one that is not there.")
        taker.note(row, column, sentence % text[:40])
        return [None] * len(EDGES)
    return [int(edge) if edge is not None and edge.is_integer() else edge for edge in found]


def scores_of(taker: Taker, row: Row) -> dict[str, float | int | None]:
    """Key of an option to its score, None where it has none."""
    found: dict[str, float | int | None] = {}
    for key, text in lines_of(taker.raw_text(row, "ea_scores")):
        try:
            score = None if text in ("", NOTHING) else float(text.replace(",", "."))
        except ValueError:
            taker.note(
                row, "ea_scores", _("“%s” is not a number. Write digits, such as 4 or 1.5.") % text[:40]
            )
            continue
        found[key] = int(score) if score is not None and score.is_integer() else score
    return found


def conditions_of(taker: Taker, row: Row, criteria: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for what, text in lines_of(taker.raw_text(row, "ea_conditions")):
        kind, _space, asks = what.partition(" ")
        if kind not in FIELDS:
            taker.note(row, "ea_conditions", _("“%s” is no condition. Remove the line.") % what[:40])
            continue
        values: list[object] = list(words_of(text))
        condition: dict[str, Any] = {"kind": kind}
        if kind == "answer":
            condition["criterion"] = asks.strip()
            gate = criteria.get(asks.strip(), {})
            values = [answer_value(str(value), gate) for value in values]
        found.append({**condition, FIELDS[kind][-1]: values})
    return found


def without_fillings(text: Mapping[str, str], noted: str, what: str) -> dict[str, str]:
    """Without the texts that stand in for missing ones (xlsform_texts.py), as far as they still do."""
    absent = [word for title, words in lines_of(noted) if title == what for word in words_of(words)]
    real = {language: words for language, words in text.items() if language not in absent}
    filling = next((real[language] for language in ("en", "fi", "sv") if language in real), None)
    changed = {language: text[language] for language in absent if text.get(language) not in (None, filling)}
    return {
        language: (real | changed)[language] for language in text if language in real or language in changed
    }
