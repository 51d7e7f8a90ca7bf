"""Which criteria the walkthroughs of an event were asked, and which answers that sets aside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from .conditions import Asked, Question, asked_questions, given_values
from .facts import EventFacts, Value, WalkthroughFact
from .library import Criterion, Library

States: TypeAlias = Mapping[str, Asked]
NOTHING: frozenset[str] = frozenset()


def in_form(criterion: Criterion, facts: EventFacts) -> bool:
    """The short form asks the core criteria only."""
    return criterion.core or facts.form == "full"


def not_asked(facts: EventFacts, library: Library) -> list[frozenset[str]]:
    """For each walkthrough the criteria that were not asked there: an answer to them is set aside."""
    if not library.conditional or not facts.walkthroughs:
        return [NOTHING] * len(facts.walkthroughs)
    return [
        frozenset(key for key, state in states.items() if state == "not_asked")
        for states in _states(facts, library)
    ]


def never_asked(facts: EventFacts, library: Library) -> frozenset[str]:
    """Criteria of which somebody found that they are not to be asked, and that nobody was asked or answered.

    Like NA: one walkthrough that says so is enough, as long as no other one was asked. A question that waits
    for another one is no word for or against it, but an answer to it is.
    """
    if not library.conditional:
        return NOTHING
    out: set[str] = set()
    asked: set[str] = set()
    walked: list[WalkthroughFact | None] = [*facts.walkthroughs]
    for walkthrough, states in zip(walked or [None], _states(facts, library), strict=True):
        given = _given(walkthrough, library) if walkthrough else {}
        out |= {key for key, state in states.items() if state == "not_asked"}
        asked |= {
            key for key, state in states.items() if state == "asked" or (state == "open" and key in given)
        }
    return frozenset(out - asked)


def set_aside(facts: EventFacts, library: Library) -> list[str]:
    """The criteria that were answered or read where they were not asked, in the library's order."""
    if not library.conditional:
        return []
    found: set[str] = set()
    for walkthrough, aside in zip(facts.walkthroughs, not_asked(facts, library), strict=True):
        found |= aside & _given(walkthrough, library).keys()
    return [key for key in library.criteria if key in found]


def _states(facts: EventFacts, library: Library) -> list[States]:
    """One for each walkthrough; before there is any, what the brief alone decides."""
    questions = {
        key: Question(criterion.touchpoint, criterion.conditions)
        for key, criterion in library.criteria.items()
        if in_form(criterion, facts)
    }
    intended = {key: facts.intended_touchpoints.get(key, facts.intended) for key in library.touchpoints}
    if not facts.walkthroughs:
        return [asked_questions(questions, {}, intended=intended)]
    return [
        asked_questions(questions, _given(one, library), phase=one.phase, intended=intended)
        for one in facts.walkthroughs
    ]


def _given(walkthrough: WalkthroughFact, library: Library) -> dict[str, tuple[Value, ...]]:
    """What was answered, readings among it."""
    given = {
        answer.criterion: given_values(answer.value)
        for answer in walkthrough.answers
        if answer.value is not None
    }
    for read in walkthrough.reads:
        key = library.reading_criterion(read.touchpoint)
        given[key] = given.get(key, ()) + given_values(read.atmosphere)
    return given
