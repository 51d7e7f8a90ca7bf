"""PP, promised - promised: do two messages contradict each other? (analysis 3.1, 3.6)"""

from __future__ import annotations

from collections.abc import Iterator

from eventaudit.consistency.facts import ContradictionFact
from eventaudit.consistency.findings import BEFORE, Finding
from eventaudit.consistency.measured import Measured
from eventaudit.consistency.severity import impact, judge


def messages_contradict(measured: Measured) -> Iterator[Finding]:
    """delta by kind; of a clash of tone 1 - sim(one message, the other). The messages are documents: A."""
    settings = measured.settings
    for fact in measured.facts.contradictions:
        delta = _delta(fact, measured)
        if delta <= 0:
            continue
        tone = fact.kind == "tone"
        weight = settings.contradiction_tone_weight if tone else settings.contradiction_fact_weight
        reach = min(measured.reach.of_message(quote.message) for quote in (fact.a, fact.b))
        points = impact(delta, weight, reach)
        yield Finding(
            id=f"PP:{fact.id}",
            gap="PP",
            touchpoint=fact.touchpoint,
            delta=delta,
            impact=points,
            severity=judge(points, settings),
            evidence_grade="A",
            refs=(fact.id,),
            message_key=f"pp.{fact.kind}",
            phases=BEFORE,
            params={
                "contradiction": fact.id,
                "message": fact.a.message,
                "quote": fact.a.quote,
                "other_message": fact.b.message,
                "other_quote": fact.b.quote,
                "weight": weight,
                "reach": reach,
            },
        )


def _delta(fact: ContradictionFact, measured: Measured) -> float:
    """A clash of tone with a message that nobody has read cannot be measured: it weighs as a soft one."""
    deltas = measured.settings.contradiction_deltas
    if fact.kind != "tone":
        return deltas[fact.kind]
    one, other = (measured.messages[quote.message].message.atmosphere for quote in (fact.a, fact.b))
    if one is None or other is None:
        return deltas["soft"]
    return 1 - measured.likeness.between(one, other)
