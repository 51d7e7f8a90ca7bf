"""The sums behind the indices with their numbers filled in (analysis 3.3-3.5).

Values are 0-100 to one decimal, as everywhere in the report, so that a reader can do the sums again.
"""

from collections.abc import Iterable

from eventaudit.consistency import Audit
from eventaudit.consistency.measured import measure
from eventaudit.findings.audited import AuditedEvent
from eventaudit.findings.wording import number
from eventaudit.messaging.models import Strength

from .scores import tenth

PARTS = ("D", "F", "I", "C")


def formulas_part(found: AuditedEvent) -> dict:
    """touchpoints: the terms of D and I; promises: of F; pairs: of C. sums: each index in one line, '' where
    there is nothing to measure."""
    audit = found.audit
    touchpoints = [
        {
            "key": key,
            "name": found.glossary.touchpoint(key),
            "weight": number(result.weight),
            **{column: _percent(getattr(result.q, column)) for column in ("low", "obs", "high")},
            "likeness": _percent(result.likeness),
            "themed": result.themed,
        }
        for key, result in audit.touchpoints.items()
    ]
    promises, pairs = _promises(audit), _pairs(found)
    low = audit.scores.low
    return {
        "touchpoints": touchpoints,
        "promises": promises,
        "pairs": pairs,
        "sums": {
            "D": "" if low.D is None else _mean(_delivered(audit), low.D),
            "F": "" if low.F is None else _fidelity(audit, low.F),
            "I": "" if low.I is None else _mean(_intent(audit), low.I),
            "C": "" if low.C is None else f"100 × {pairs['sum']} / {pairs['weight']} = {number(low.C, 1)}",
        },
    }


def index_part(audit: Audit) -> dict:
    """The sum of the assured E with its numbers filled in; parts that cannot be measured are left out."""
    low, settings = audit.scores.low, audit.settings
    parts = [
        {"name": name, "weight": number(settings.index_weights[name], 2), "value": tenth(getattr(low, name))}
        for name in PARTS
        if getattr(low, name) is not None
    ]
    total = sum(settings.index_weights[part["name"]] for part in parts)
    return {
        "parts": parts,
        "dropped": [name for name in PARTS if getattr(low, name) is None],
        "total_weight": number(total, 2),
        "complete": len(parts) == len(PARTS),
        "uncapped": tenth(low.E_uncapped),
        "capped": tenth(low.E),
    }


def _delivered(audit: Audit) -> list[tuple[float, float]]:
    return [(one.weight, 100 * one.q.low) for one in audit.touchpoints.values() if one.q.low is not None]


def _intent(audit: Audit) -> list[tuple[float, float]]:
    """Unread counts as 0 in the assured number."""
    return [(one.weight, 100 * (one.likeness or 0)) for one in audit.touchpoints.values() if one.themed]


def _mean(terms: Iterable[tuple[float, float]], result: float) -> str:
    """'(92.9 + 2 × 73.4) / 3 = 79.9'; a weight of 1 is not written."""
    known = [(weight, value) for weight, value in terms if weight]
    written = [_term(weight, number(value, 1)) for weight, value in known]
    total = sum(weight for weight, _value in known)
    return f"({' + '.join(written)}) / {number(total)} = {number(result, 1)}"


def _term(weight: float, value: str) -> str:
    return value if weight == 1 else f"{number(weight)} × {value}"


def _promises(audit: Audit) -> list[dict]:
    """By strength: how many, and the sum of how far they were kept; an unchecked one counts as 0."""
    found = []
    for strength in Strength:
        own = [one for one in audit.promises.values() if one.promise.strength == strength]
        if own:
            found.append(
                {
                    "name": str(strength.label),
                    "weight": number(own[0].strength_weight),
                    "promises": len(own),
                    "kept": number(sum(one.value or 0 for one in own), 2),
                }
            )
    return found


def _fidelity(audit: Audit, result: float) -> str:
    """'100 × (3 × 14.25 + 2 × 1.50) / (3 × 22 + 2 × 3) = 63.5'"""
    own = _promises(audit)
    kept = " + ".join(f"{one['weight']} × {one['kept']}" for one in own)
    given = " + ".join(f"{one['weight']} × {number(one['promises'])}" for one in own)
    return f"100 × ({kept}) / ({given}) = {number(result, 1)}"


def _pairs(found: AuditedEvent) -> dict:
    """The similarity of every two themed touchpoints, weighed by both; a pair with one unread counts as 0."""
    measured = measure(found.facts, found.library, found.audit.settings)
    weights = {key: result.weight for key, result in measured.touchpoints.items()}
    known = [(weights[one] * weights[other], likeness) for (one, other), likeness in measured.pairs.items()]
    return {
        "count": len(known),
        "weight": number(sum(weight for weight, _likeness in known)),
        "sum": number(sum(weight * (likeness or 0) for weight, likeness in known), 2),
    }


def _percent(share: float | None) -> float | None:
    return None if share is None else tenth(100 * share)
