"""Root causes as the rules see them (analysis 3.6, root causes)."""

from __future__ import annotations

from collections.abc import Iterable

from eventaudit.consistency.findings import Finding
from eventaudit.consistency.measured import Measured

from .case import Case
from .incidents import follow_incidents
from .naming import follow_names
from .placing import place
from .root_cause import RootCause, gather


def propose_causes(findings: Iterable[Finding], measured: Measured) -> tuple[RootCause, ...]:
    """Every finding in exactly one cause, the worst first. The order of the findings does not matter."""
    case = Case(findings, measured)
    links = follow_names(case, follow_incidents(case, place(case)))
    return gather(links.values(), case.findings)
