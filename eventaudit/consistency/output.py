"""An audit as JSON, rounded as it is printed: indices and impact to 1 decimal, shares to 3."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .auditing import Audit
from .causes import RootCause
from .causes_en import recommendation_words, title_words
from .delights import Delight
from .findings import Finding
from .indices import Score
from .recommendations import Recommendation
from .wording_en import sentence


def audit_json(audit: Audit) -> dict[str, Any]:
    """The object that `python -m eventaudit.consistency` prints (docs/event-file.md)."""
    said = {finding.id: sentence(finding) for finding in audit.findings}
    advice = {one.cause: one for one in audit.recommendations}
    return {
        "id": audit.id,
        "scores": {
            "low": _score(audit.scores.low),
            "obs": _score(audit.scores.obs),
            "high": _score(audit.scores.high),
        },
        "coverage": rounded(audit.coverage, 3),
        "findings": [_finding(finding, said[finding.id]) for finding in audit.findings],
        "root_causes": [_cause(cause, advice[cause.key], said) for cause in audit.causes],
        "delights": [_delight(delight) for delight in audit.delights],
    }


def rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)


def _score(score: Score) -> dict[str, Any]:
    names = ("D", "F", "I", "C", "E_uncapped", "E")
    return {name: rounded(getattr(score, name), 1) for name in names} | {
        "hard_fails": list(score.hard_fails),
        "touchpoint_Q": {key: rounded(q, 3) for key, q in score.touchpoint_q.items()},
    }


def _finding(finding: Finding, message: str) -> dict[str, Any]:
    return {
        "id": finding.id,
        "gap": finding.gap,
        "touchpoint": finding.touchpoint,
        "delta": round(finding.delta, 3),
        "impact": finding.impact,
        "severity": finding.severity,
        "refs": list(finding.refs),
        "message": message,
    }


def _cause(cause: RootCause, advice: Recommendation, said: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": cause.key,
        "title": title_words(cause),
        "touchpoints": list(cause.touchpoints),
        "findings": list(cause.findings),
        "severity": cause.severity,
        "recommendation": recommendation_words(advice, said),
    }


def _delight(delight: Delight) -> dict[str, Any]:
    return {
        "id": delight.id,
        "gap": delight.gap,
        "touchpoint": delight.touchpoint,
        "delta": rounded(delight.delta, 3),
        "refs": list(delight.refs),
        "message": sentence(delight),
    }
