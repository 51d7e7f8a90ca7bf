"""The nine gaps (analysis 3.1): each rule is a function from what was measured to findings.

To add a gap, write its rule in a file of its own and name it in RULES.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from eventaudit.consistency.findings import Finding
from eventaudit.consistency.measured import Measured

from .auditor_attendee import auditors_see_otherwise
from .intended_delivered import theme_not_delivered
from .intended_promised import message_off_brief
from .promised_delivered import promise_not_kept
from .promised_promised import messages_contradict
from .round_round import worse_than_before
from .segment_segment import segments_differ
from .standard import below_standard
from .touchpoint_touchpoint import out_of_tune

Rule = Callable[[Measured], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    message_off_brief,
    messages_contradict,
    promise_not_kept,
    below_standard,
    theme_not_delivered,
    out_of_tune,
    worse_than_before,
    segments_differ,
    auditors_see_otherwise,
)
