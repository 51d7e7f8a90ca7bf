"""G1, intended - promised: does each message speak the brief's language? (analysis 3.1, 3.6)"""

from __future__ import annotations

from collections.abc import Iterator

from eventaudit.consistency.findings import BEFORE, MESSAGE_TOUCHPOINT, Finding
from eventaudit.consistency.measured import Measured
from eventaudit.consistency.severity import below, impact, judge


def message_off_brief(measured: Measured) -> Iterator[Finding]:
    """delta = 1 - sim(intended, message). The message itself is the document, so the evidence is A."""
    settings = measured.settings
    for result in measured.messages.values():
        message, delta = result.message, result.distance
        if delta is None or below(delta, settings.g1_from) or not message.atmosphere or not measured.intended:
            continue
        points = impact(delta, settings.theme_weight, measured.reach.of_message(message.id))
        yield Finding(
            id=f"G1:{message.id}",
            gap="G1",
            touchpoint=MESSAGE_TOUCHPOINT,
            delta=delta,
            impact=points,
            severity=judge(points, settings),
            evidence_grade="A",
            refs=(message.id,),
            message_key="g1.message_off_brief",
            phases=BEFORE,
            params={
                "message": message.id,
                "channel": message.channel,
                "spoken": message.atmosphere.as_json(),
                "intended": measured.intended.as_json(),
                "weight": settings.theme_weight,
                "reach": measured.reach.of_message(message.id),
            },
        )
