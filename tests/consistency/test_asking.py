"""Conditions in the analysis: what was not asked is neither missing nor counted."""

import copy

import pytest

from eventaudit.consistency import (
    Library,
    LibraryError,
    Note,
    Triple,
    compare_rounds,
    compare_segments,
    dump_event,
    parse_event,
)

from .examples import audited, event, load, walk

GATE, THEN, OTHER = "venue_step_free", "venue_image_fit", "venue_condition"  # weights 3, 3, 2


def library(*conditions, on=THEN):
    template = load("template.json")
    kept = [row for row in template["criteria"] if row["key"] in (GATE, THEN, OTHER)]
    template["criteria"] = copy.deepcopy(kept)
    template["touchpoints"] = [row for row in template["touchpoints"] if row["key"] == "venue"]
    for row in template["criteria"]:
        if row["key"] == on:
            row["conditions"] = list(conditions)
    return Library.from_json(template, load("atmospheres.json"))


IF_YES = {"kind": "answer", "criterion": GATE, "is": [True]}
IN_MEAL = {"kind": "phase", "phases": ["meal"]}
RUSTIC = {"kind": "atmosphere", "atmospheres": ["rustic"]}


def venue(*walkthroughs, conditions=(IF_YES,), **parts):
    return audited(event(walkthroughs=list(walkthroughs), **parts), library(*conditions))


def test_a_question_that_is_not_asked_is_as_if_it_were_deleted():
    result = venue(walk(answers={GATE: False, OTHER: 5}))

    assert result.criteria[THEN].state == "not_asked"
    assert result.touchpoints["venue"].q == Triple(0.4, 0.4, 0.4)  # 2 of 3 + 2
    assert (result.coverage, result.touchpoints["venue"].na_share) == (1, 0)
    assert result.notes == venue(walk(answers={GATE: False, OTHER: 5, THEN: None})).notes


def test_an_answer_to_it_is_set_aside_with_a_note_and_there_again_when_it_is_asked():
    result = venue(walk(answers={GATE: False, OTHER: 5, THEN: 1}))
    assert result.touchpoints["venue"].q.low == 0.4
    assert Note("answers_not_asked", {"criteria": [THEN]}) in result.notes

    asked = venue(walk(answers={GATE: True, OTHER: 5, THEN: 1}))
    assert asked.criteria[THEN].q == 0
    assert [note.key for note in asked.notes if note.key == "answers_not_asked"] == []


def test_leaving_out_the_first_question_does_not_hide_those_behind_it():
    result = venue(walk(answers={OTHER: 5}))
    assert result.criteria[THEN].state == "unanswered"
    assert result.touchpoints["venue"].q == Triple(2 / 8, 1, 1)
    assert venue(walk(answers={OTHER: 5, THEN: 5})).criteria[THEN].q == 1


def test_each_walkthrough_decides_for_itself():
    result = venue(
        walk("Aino", {GATE: False, THEN: 1}), walk("Onni", {GATE: True, THEN: 5}), walk("Veera", {OTHER: 3})
    )
    assert [(one.auditor, one.q) for one in result.criteria[THEN].by_auditor] == [("Onni", 1)]
    assert venue(walk("Aino", {GATE: False}), walk("Veera", {})).criteria[THEN].state == "not_asked"
    assert venue(walk("Aino", {GATE: False}), walk("Onni", {GATE: True})).criteria[THEN].state == "unanswered"


def test_the_phase_is_the_walkthroughs_and_asks_where_it_is_not_known():
    def state(*phases):
        walks = [walk(f"A{number}", {OTHER: 5}, phase=phase) for number, phase in enumerate(phases)]
        return venue(*walks, conditions=[IN_MEAL]).criteria[THEN].state

    assert [state("arrival"), state("meal"), state(""), state("arrival", "meal")] == [
        "not_asked",
        "unanswered",
        "unanswered",
        "unanswered",
    ]


@pytest.mark.parametrize(
    ("brief", "state"),
    [
        ({"intended": {"luxury": 1.0}}, "not_asked"),
        ({"intended": {"luxury": 0.5, "rustic": 0.5}}, "unanswered"),
        ({"intended_touchpoints": {"venue": "rustic"}}, "unanswered"),
        ({"intended_touchpoints": {"venue": "neutral"}}, "not_asked"),
        ({"intended": None}, "unanswered"),
    ],
)
def test_the_atmosphere_is_the_one_intended_there_even_before_anybody_walked(brief, state):
    assert venue(conditions=[RUSTIC], **brief).criteria[THEN].state == state


def test_rounds_and_segments_leave_it_out_where_it_is_not_asked():
    data = event(
        segments={"back": "Back"},
        walkthroughs=[
            walk("Aino", {GATE: False, THEN: 1}, round="doors", segment="back"),
            walk("Aino", {GATE: True, THEN: 5}, round="peak"),
        ],
    )
    known = library(IF_YES)
    facts = parse_event(data, known)
    doors, peak = compare_rounds(facts, known).rounds
    assert (doors.criteria[THEN].state, peak.criteria[THEN].q) == ("not_asked", 1)
    assert compare_segments(facts, known).segments[0].criteria[THEN].auditors.n == 0
    assert parse_event(dump_event(facts), known) == facts


def test_a_reading_that_is_not_asked_is_not_missing():
    template = load("template.json")
    for row in template["criteria"]:
        if row["key"] == "toilets_atmosphere_read":
            row["conditions"] = [RUSTIC]
    known = Library.from_json(template, load("atmospheres.json"))
    result = audited(event(walkthroughs=[walk(reads={"venue": ["luxury"], "toilets": ["rustic"]})]), known)
    assert (result.touchpoints["toilets"].themed, result.touchpoints["toilets"].reading.spread) == (False, ())
    assert result.touchpoints["venue"].themed


@pytest.mark.parametrize(
    ("condition", "problem"),
    [
        ({"kind": "weather", "is": ["rain"]}, "is not known here. Use answer, phase or atmosphere."),
        ({"kind": "phase", "phases": ["brunch"]}, "is not a phase."),
        ({"kind": "phase"}, "names nothing. Write a list of values."),
        ({"kind": "answer", "criterion": GATE, "is": [7]}, "venue_image_fit.conditions: 7 "),
        ({"kind": "answer", "criterion": "gone", "is": [True]}, "'gone' is not in the library."),
    ],
)
def test_conditions_of_a_file_that_cannot_be_met_are_refused(condition, problem):
    with pytest.raises(LibraryError) as caught:
        library(condition)
    assert len(caught.value.problems) == 1
    assert problem in caught.value.problems[0]
