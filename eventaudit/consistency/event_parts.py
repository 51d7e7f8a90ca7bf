"""Reading messages, the promises in them and their contradictions from an event file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from .facts import (
    CONTRADICTION_KINDS,
    STRENGTHS,
    VERDICTS_FROM,
    ContradictionFact,
    ContradictionKind,
    MessageFact,
    PromiseFact,
    QuoteFact,
    Strength,
    VerdictFrom,
)
from .fields import Fields, use
from .library import Library
from .mixture_file import read_mixture

Messages = Mapping[str, str]
"""Message id to its text."""

ANALYST_WEIGHTS = (1, 3)
STRENGTH_NAMED: Mapping[str, Strength] = {strength: strength for strength in STRENGTHS}
VERDICT_FROM_NAMED: Mapping[str, VerdictFrom] = {basis: basis for basis in VERDICTS_FROM}
KIND_NAMED: Mapping[str, ContradictionKind] = {kind: kind for kind in CONTRADICTION_KINDS}


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


Fact = TypeVar("Fact", bound=_Identified)


def with_own_id(
    root: Fields, part: str, read: Callable[[Fields], Fact], *, prefix: str = ""
) -> tuple[Fact, ...]:
    """The facts of a list, each with an id of its own. prefix: numbers those without one (X1, X2, ...)."""
    facts: dict[str, Fact] = {}
    for number, item in enumerate(root.objects(part), start=1):
        fact = read(item)
        if not fact.id and prefix:
            fact = replace(fact, id=f"{prefix}{number}")  # type: ignore[type-var]
        if not fact.id:
            item.problems.append(f"{item.at('id')}: is missing. Give it a short name, such as A1.")
        elif fact.id in facts:
            item.note("id", fact.id, f"is used twice. Give each of the {part} its own id.")
        facts[fact.id] = fact
    return tuple(facts.values())


def read_message(item: Fields, library: Library) -> MessageFact:
    return MessageFact(
        id=item.text("id"),
        channel=item.text("channel", required=True),
        text=item.text("text", required=True),
        lang=item.text("lang"),
        atmosphere=read_mixture(item.data.get("atmosphere"), item, "atmosphere", library),
        title=item.text("title"),
        date=item.text("date"),
        audience=item.text("audience"),
    )


def read_promise(item: Fields, texts: Messages, library: Library) -> PromiseFact:
    source = _quote(item, texts)
    promise = PromiseFact(
        id=item.text("id"),
        message=source.message,
        quote=source.quote,
        touchpoint=item.one_of("touchpoint", library.touchpoints),
        strength=_strength(item),
        criterion=_criterion(item, library),
        verdict_from=_verdict_from(item),
        manual_q=item.number("manual_q", low=0, high=1),
        atmosphere=read_mixture(item.data.get("atmosphere"), item, "atmosphere", library),
        weight=item.number("weight", low=ANALYST_WEIGHTS[0], high=ANALYST_WEIGHTS[1]),
        note=item.text("note"),
        photos=item.count("photos") or 0,
        start=_start(item, source, texts),
        hedged=item.flag("hedged"),
        negated=item.flag("negated"),
        approved_by=item.text("approved_by"),
    )
    _check_verdict(item, promise)
    return promise


def read_contradiction(item: Fields, texts: Messages, library: Library) -> ContradictionFact:
    return ContradictionFact(
        id=item.text("id"),
        touchpoint=item.one_of("touchpoint", library.touchpoints),
        kind=_contradiction_kind(item),
        a=_quote(item.child("a"), texts),
        b=_quote(item.child("b"), texts),
    )


def _quote(item: Fields, texts: Messages) -> QuoteFact:
    """A quote is an exact substring of its message (analysis 3.10, 20)."""
    message, quote = item.text("message", required=True), item.text("quote", required=True)
    if message and message not in texts:
        item.note(
            "message", message, f"is not one of the messages. {use(texts, otherwise='Add it to them.')}"
        )
    elif quote and message and quote not in texts[message]:
        item.note("quote", quote, f"is not in message {message}. Copy the words exactly as they stand there.")
    return QuoteFact(message, quote)


def _start(item: Fields, source: QuoteFact, texts: Messages) -> int | None:
    start = item.whole("start", low=0)
    if start is not None and not texts.get(source.message, "").startswith(source.quote, start):
        item.note(
            "start",
            start,
            f"is not where the quote stands in message {source.message}. Correct it or leave it out.",
        )
    return start


def _strength(item: Fields) -> Strength:
    return STRENGTH_NAMED.get(item.one_of("strength", STRENGTH_NAMED), "explicit")


def _verdict_from(item: Fields) -> VerdictFrom | None:
    return VERDICT_FROM_NAMED.get(item.one_of("verdict_from", VERDICT_FROM_NAMED, required=False))


def _contradiction_kind(item: Fields) -> ContradictionKind:
    return KIND_NAMED.get(item.one_of("kind", KIND_NAMED), "fact")


def _criterion(item: Fields, library: Library) -> str | None:
    key: Any = item.data.get("criterion")
    if key is None:
        return None
    if not isinstance(key, str) or key not in library.criteria:
        item.note("criterion", key, "is not in the library. Correct the key, or use null.")
        return None
    if not library.criteria[key].scored:
        item.note("criterion", key, "has no score. Use null and give the promise an atmosphere instead.")
    return key


def _check_verdict(item: Fields, promise: PromiseFact) -> None:
    if promise.verdict_from == "criterion" and item.data.get("criterion") is None:
        item.note("verdict_from", promise.verdict_from, "needs a criterion. Name it, or use 'manual'.")
    if promise.verdict_from == "atmosphere_read" and item.data.get("atmosphere") is None:
        item.note("verdict_from", promise.verdict_from, "needs an atmosphere. Name it, or use 'manual'.")
