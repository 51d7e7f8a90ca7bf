"""The sum behind a severity in one line (analysis 3.6)."""

from django.utils.translation import gettext as _

from eventaudit.consistency import Finding, Settings
from eventaudit.consistency.severity import SEVERITIES, severity_of

from .numbers import number


def finding_arithmetic(finding: Finding) -> str:
    """'100 × 0.75 × (3/3) × 0.90 = 67.5': gap, weight, strength of the promise, reach (analysis 3.6)."""
    params = finding.params
    parts = ["100", number(finding.delta, 2), f"({number(params['weight'])}/3)"]
    if "strength_share" in params:
        parts.append(number(params["strength_share"], 2))
    parts.append(number(params["reach"], 2))
    return f"{' × '.join(parts)} = {number(finding.impact, 1)}"


def severity_bound(finding: Finding, settings: Settings) -> str:
    """Why the severity is not the one its impact alone would give; '' where it is (analysis 3.6)."""
    plain = severity_of(finding.impact, settings)
    if finding.severity == plain:
        return ""
    if SEVERITIES.index(finding.severity) > SEVERITIES.index(plain):
        return _("Critical whatever its impact: it caps the index.")
    if finding.message_key == "g3.neutral":
        return _("At most minor: a silent touchpoint does not break a theme.")
    if finding.message_key == "g5.indication":
        return _("At most minor: too few looked, then or now, to be sure.")
    if finding.message_key == "g6.indication":
        return _("At most minor: the two ranges overlap, so chance may explain it.")
    if finding.gap == "G7":
        return _("At most minor: the auditors are to be calibrated, the event may be right.")
    return _("At most major: one observer's word alone.")
