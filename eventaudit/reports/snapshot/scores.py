"""The indices as the report prints them."""

from eventaudit.consistency import Audit, Score
from eventaudit.findings.coverage import covered_percent

COLUMNS = ("low", "obs", "high")


def scores_part(audit: Audit) -> dict:
    """low, obs, high: {index: 0-100 to one decimal, or None}; capped: a hard-fail holds E down."""
    columns = {column: _column(getattr(audit.scores, column)) for column in COLUMNS}
    return {
        **columns,
        "letter": audit.letter,
        "coverage": covered_percent(audit.coverage),
        "messages": None if audit.M is None else round(audit.M, 1),
        "capped": audit.scores.low.capped,
        "cap": audit.settings.hard_fail_cap,
    }


def _column(score: Score) -> dict:
    return {name: tenth(getattr(score, name)) for name in ("D", "F", "I", "C", "E_uncapped", "E")}


def tenth(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
