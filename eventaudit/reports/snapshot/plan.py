"""The action plan: who does what until when, how it will be checked, and how far it has come."""

from collections.abc import Iterable

from django.utils import timezone

from eventaudit.findings.causes import ShapedCause
from eventaudit.findings.models import CorrectiveAction
from eventaudit.reports.dates import long_date

from .causes import recommendation_part
from .rows import Rows

EFFORTS = ("small", "medium", "large")
SEVERITIES = ("critical", "major", "minor", "note")


def plan_part(rows: Rows) -> list[dict]:
    """One row for each recommendation, in the order of report 5.3 (hard-fails, severity, effort), with what
    is being done about it; then the actions that belong to none.

    cause: '' where there is none. steps: what people have taken on, `owner` being a name;
    `touchpoint_key` '' where it belongs to none.
    """
    numbers = {
        shaped.key: number
        for number, shaped in enumerate((one for one in rows.causes if not one.cause.resolved), 1)
    }
    wanted = sorted((one for one in rows.causes if one.words), key=_first)
    shown: set = set()
    plan = [_wanted(shaped, numbers[shaped.key], rows, shown) for shaped in wanted]
    others = [action for action in rows.actions if action.pk not in shown]
    return plan + [_other(action, rows) for action in others]


def _first(shaped: ShapedCause) -> tuple:
    cause = shaped.cause
    effort = shaped.words.effort if shaped.words else EFFORTS[-1]
    return (not cause.hard_fail, SEVERITIES.index(cause.severity or "note"), EFFORTS.index(effort))


def _wanted(shaped: ShapedCause, number: int, rows: Rows, shown: set) -> dict:
    own = [action for action in rows.actions if action.finding in shaped.cause.findings]
    shown.update(action.pk for action in own)
    return {
        **recommendation_part(shaped.words),
        "cause": shaped.key,
        "anchor": shaped.anchor,
        "number": number,
        "severity": shaped.cause.severity,
        "quick_win": shaped.quick_win,
        "touchpoint_keys": list(shaped.cause.touchpoints),
        "steps": _steps(own),
    }


def _other(action: CorrectiveAction, rows: Rows) -> dict:
    empty = dict.fromkeys(("where", "deadline", "because", "check", "effort", "effort_name"), "")
    return empty | {
        "action": action.title,
        "owner": action.owned_by,
        "deadline": _day(action.due_at),
        "cause": "",
        "anchor": "",
        "number": None,
        "severity": "",
        "quick_win": False,
        "touchpoint_keys": [action.touchpoint] if action.touchpoint else [],
        "where": rows.glossary.touchpoint(action.touchpoint) if action.touchpoint else "",
        "steps": _steps([action]),
    }


def _steps(actions: Iterable[CorrectiveAction]) -> list[dict]:
    return [
        {
            "title": action.title,
            "touchpoint_key": action.touchpoint,
            "owner": action.owned_by,
            "due": _day(action.due_at),
            "status": action.status,
            "status_name": str(action.get_status_display()),
            "closed": _day(action.closed_at),
        }
        for action in actions
    ]


def _day(moment) -> str:
    return long_date(timezone.localtime(moment)) if moment else ""
