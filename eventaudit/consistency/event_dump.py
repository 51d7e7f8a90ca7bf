"""Writing facts as an event file: what is empty or usual is left out, what counts is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from .atmospheres import Mixture
from .facts import ContradictionFact, EventFacts, WalkthroughFact

OWN_FORM = frozenset({"walkthroughs", "contradictions", "segments", "attendee_segments", "previous_round"})
LEFT_OUT = frozenset({"warnings"})


def dump_event(facts: EventFacts) -> dict[str, Any]:
    """The JSON object of an event file: parse_event(dump_event(facts)) == facts."""
    data = _plain(facts, skip=OWN_FORM | LEFT_OUT)
    own = {
        "contradictions": [_contradiction(fact) for fact in facts.contradictions],
        "walkthroughs": [_walkthrough(fact) for fact in facts.walkthroughs],
        "segments": {
            fact.key: fact.label if fact.size is None else {"label": fact.label, "size": fact.size}
            for fact in facts.segments
        },
        "attendee_segments": _attendee_results(facts),
        "previous_round": {fact.criterion: _plain(fact, skip={"criterion"}) for fact in facts.previous_round},
    }
    return data | {key: value for key, value in own.items() if value}


def _plain(fact: Any, skip: Iterable[str] = ()) -> dict[str, Any]:
    """The fields of a fact that differ from their defaults; those without a default always."""
    found = {}
    for item in fields(fact):
        value = getattr(fact, item.name)
        default = item.default_factory() if callable(item.default_factory) else item.default
        if item.name not in skip and value != default:
            found[item.name] = _json(value)
    return found


def _json(value: Any) -> Any:
    if isinstance(value, Mixture):
        return value.as_json()
    if isinstance(value, tuple):
        return [_plain(part) if is_dataclass(part) else part for part in value]
    if isinstance(value, Mapping):
        return {key: _json(part) for key, part in value.items()}
    return value


def _contradiction(fact: ContradictionFact) -> dict[str, Any]:
    return _plain(fact, skip={"a", "b"}) | {"a": _plain(fact.a), "b": _plain(fact.b)}


def _walkthrough(fact: WalkthroughFact) -> dict[str, Any]:
    data = _plain(fact, skip={"answers", "reads"})
    data["answers"] = {answer.criterion: answer.value for answer in fact.answers}
    reads: dict[str, list[Any]] = {}
    for read in fact.reads:
        reads.setdefault(read.touchpoint, []).append(read.atmosphere.as_json())
    data["reads"] = reads
    return data


def _attendee_results(facts: EventFacts) -> dict[str, dict[str, Any]]:
    results: dict[str, dict[str, Any]] = {}
    for fact in facts.attendee_segments:
        results.setdefault(fact.criterion, {})[fact.segment] = {"n": fact.n, "q": fact.q}
    return results
