"""Conditions as they are stored: every problem in a sentence, circles, and how they read."""

import pytest

from eventaudit.library.conditions import circles, condition_problems, condition_words

CRITERIA = {
    "lift": {"kind": "yesno", "wording": {"en": "Is there a lift?"}},
    "fit": {"kind": "fit", "wording": {"en": "How well?"}},
    "wait": {"kind": "measure", "wording": {"en": "How long?"}},
    "sort": {
        "kind": "choice",
        "wording": {"en": "Which?"},
        "options": [{"key": "self", "label": {"en": "Self-service"}, "score": 1}],
    },
    "read": {"kind": "choice", "wording": {"en": "Read?"}, "options": "ATMOSPHERES"},
}


def answer(criterion, *values):
    return {"kind": "answer", "criterion": criterion, "is": list(values)}


@pytest.mark.parametrize(
    ("condition", "keys"),
    [
        (answer("lift", True), []),
        (answer("lift", 1), ["condition_value"]),
        (answer("fit", 4, 5), []),
        (answer("fit", 6, True), ["condition_value", "condition_value"]),
        (answer("sort", "self"), []),
        (answer("sort", "served"), ["condition_value"]),
        (answer("read", "luxury", "neutral"), []),
        (answer("read", "gloomy"), ["condition_atmosphere"]),
        (answer("wait", 5), ["condition_measure"]),
        (answer("gone", True), ["condition_criterion"]),
        (answer(["lift"], True), ["condition_criterion"]),
        (answer("lift"), ["condition_empty"]),
        ({"kind": "phase", "phases": ["meal"]}, []),
        ({"kind": "phase", "phases": ["brunch", {}]}, ["condition_phase", "condition_phase"]),
        ({"kind": "phase", "phases": "meal"}, ["condition_empty"]),
        ({"kind": "atmosphere", "atmospheres": ["luxury"]}, []),
        ({"kind": "atmosphere", "atmospheres": ["gloomy"]}, ["condition_atmosphere"]),
        ({"kind": "phase", "phases": ["meal"], "not": True}, ["condition_field"]),
        ({"kind": ["phase"]}, ["condition_unknown"]),
        ("if it rains", ["condition_unknown"]),
    ],
)
def test_every_problem_of_a_condition_is_named(condition, keys):
    assert [key for key, _sentence in condition_problems(condition, CRITERIA, ["luxury"])] == keys


def test_a_problem_says_which_answer_to_which_question_and_what_to_do():
    [(_key, sentence)] = condition_problems(answer("sort", "served"), CRITERIA, [])
    assert sentence == "“served” is no answer to “Which?”. Choose one from the list."


def test_circles_are_found_once_each_and_chains_are_none():
    def on(*gates):
        return {"conditions": [answer(gate, True) for gate in gates]}

    chain = {"a": {}, "b": on("a"), "c": on("a", "b")}
    assert circles(chain) == []
    assert circles({"a": on("c"), "b": on("a"), "c": on("b"), "d": on("d"), "e": on("a")}) == [
        ["a", "c", "b"],
        ["d"],
    ]
    long = {f"q{number}": on(f"q{number + 1}") for number in range(5000)}
    assert circles(long) == []


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (answer("lift", False), "Only if “Is there a lift?” is answered: No"),
        (answer("sort", "self", "gone"), "Only if “Which?” is answered: Self-service or gone"),
        (answer("read", "luxury"), "Only if “Read?” is answered: Luxury"),
        ({"kind": "phase", "phases": ["meal", "break"]}, "Only in the phase: Meal or Break"),
        (
            {"kind": "atmosphere", "atmospheres": ["luxury"]},
            "Only where this atmosphere is intended: Luxury",
        ),
    ],
)
def test_conditions_read_as_sentences(condition, words):
    assert condition_words(condition, CRITERIA, {"luxury": "Luxury"}) == words
