"""Which questions are asked: answers, phases, atmospheres, chains, and what is not known."""

import pytest

from eventaudit.consistency import NEUTRAL, NOT_APPLICABLE, Mixture
from eventaudit.consistency.conditions import Question, asked_questions, conditions_of, given_values

IF_YES = {"kind": "answer", "criterion": "gate", "is": [True]}
ARRIVAL = {"kind": "phase", "phases": ["arrival", "departure"]}
LUXURY = {"kind": "atmosphere", "atmospheres": ["luxury"]}


def state(*conditions, answers=None, **known):
    questions = {"gate": Question("venue"), "then": Question("venue", conditions_of(conditions))}
    return asked_questions(questions, answers or {}, **known)["then"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [((True,), "asked"), ((False,), "not_asked"), ((NOT_APPLICABLE,), "not_asked"), ((), "open")],
)
def test_an_answer_condition_is_open_until_the_answer_is_given(given, expected):
    assert state(IF_YES, answers={"gate": given}) == expected


def test_a_question_without_conditions_is_asked():
    assert state() == "asked"


@pytest.mark.parametrize(("phase", "expected"), [("arrival", "asked"), ("meal", "not_asked"), ("", "asked")])
def test_a_phase_that_is_not_known_keeps_no_question_away(phase, expected):
    assert state(ARRIVAL, phase=phase) == expected


@pytest.mark.parametrize(
    ("intended", "expected"),
    [
        (Mixture.of({"luxury": 1}), "asked"),
        (Mixture.of({"luxury": 0.3, "rustic": 0.7}), "asked"),
        (Mixture.of({"rustic": 1}), "not_asked"),
        (NEUTRAL, "not_asked"),
        (None, "asked"),
    ],
)
def test_an_atmosphere_is_the_one_intended_at_the_touchpoint(intended, expected):
    assert state(LUXURY, intended={"venue": intended, "catering": Mixture.of({"luxury": 1})}) == expected


def test_neutral_can_be_asked_for():
    condition = {"kind": "atmosphere", "atmospheres": ["neutral"]}
    assert state(condition, intended={"venue": NEUTRAL}) == "asked"


def test_all_conditions_must_hold_and_one_that_fails_weighs_more_than_one_that_is_open():
    assert state(IF_YES, ARRIVAL, phase="meal") == "not_asked"
    assert state(IF_YES, ARRIVAL, phase="arrival") == "open"
    assert state(IF_YES, ARRIVAL, phase="arrival", answers={"gate": (True,)}) == "asked"


def test_what_depends_on_a_question_that_is_not_asked_is_not_asked_either():
    on_then = {"kind": "answer", "criterion": "then", "is": [5]}
    questions = {
        "last": Question("venue", conditions_of([on_then])),  # the order in the file does not matter
        "gate": Question("venue"),
        "then": Question("venue", conditions_of([IF_YES])),
    }

    def states(**answers):
        return tuple(asked_questions(questions, answers)[key] for key in ("then", "last"))

    assert states(gate=(False,), then=(5,)) == ("not_asked", "not_asked")
    assert states() == ("open", "open")
    assert states(gate=(True,)) == ("asked", "open")
    assert states(gate=(True,), then=(5,)) == ("asked", "asked")
    assert states(gate=(True,), then=(4,)) == ("asked", "not_asked")


def test_a_question_outside_the_form_and_a_circle_keep_nothing_away_and_end():
    beyond = {"kind": "answer", "criterion": "not_in_the_short_form", "is": [True]}
    assert state(beyond) == "asked"
    circle = {
        "one": Question("venue", conditions_of([{"kind": "answer", "criterion": "two", "is": [1]}])),
        "two": Question("venue", conditions_of([{"kind": "answer", "criterion": "one", "is": [1]}])),
    }
    assert set(asked_questions(circle, {}).values()) == {"open"}


def test_a_mixture_is_every_atmosphere_in_it():
    assert given_values(Mixture.of({"luxury": 0.5, "rustic": 0.5})) == ("luxury", "rustic")
    assert given_values({"luxury": 1.0}) == ("luxury",)
    assert given_values(NEUTRAL) == ("neutral",)
    assert given_values(False) == (False,)
    assert given_values(None) == ()
