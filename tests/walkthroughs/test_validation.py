import math

import pytest

from eventaudit.walkthroughs.validation import Cleaned, OperationRefused, clean_answer, clean_text

ATMOSPHERES = ["luxury", "rustic", "colourful"]
FIT, BALANCE, YESNO = "venue_image_fit", "venue_space_feel", "venue_step_free"
MEASURE, DEGREES, CHOICE = "queues_entry_wait", "venue_air_temperature", "mood_problem_handling"
AREA, EXPECTATION, READING = "venue_area_per_person", "venue_expectation", "venue_atmosphere_read"


@pytest.fixture
def criterion(event):
    return lambda key: event.template_version.criteria.get(key=key)


def cleaned(criterion, value, lead=False):
    return clean_answer(criterion, value, lead=lead, atmospheres=ATMOSPHERES)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (FIT, 1),
        (FIT, 5),
        (BALANCE, -2),
        (BALANCE, 0),
        (BALANCE, 2),
        (MEASURE, 0),
        (MEASURE, 2.5),
        (MEASURE, -3),
        (DEGREES, -12),
        (AREA, 1_000_000),
        (YESNO, True),
        (YESNO, False),
        (CHOICE, "sent_elsewhere"),
        (EXPECTATION, "exceeded"),
        (READING, "neutral"),
        (READING, {"luxury": 1}),
        (READING, {"luxury": 0.5, "rustic": 0.5}),
    ],
)
def test_a_value_of_the_scale_is_taken(criterion, key, value):
    assert cleaned(criterion(key), value) == Cleaned("answered", value)


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        (FIT, 0, "The answer “0” is outside the scale from 1 to 5. Choose again."),
        (FIT, 6, "The answer “6” is outside the scale from 1 to 5. Choose again."),
        (FIT, 2.5, "The answer “2.5” is outside the scale from 1 to 5. Choose again."),
        (FIT, True, "The answer “True” is outside the scale from 1 to 5. Choose again."),
        (FIT, "4", "The answer “4” is outside the scale from 1 to 5. Choose again."),
        (FIT, {"luxury": 1}, "The answer “{'luxury': 1}” is outside the scale from 1 to 5. Choose again."),
        (BALANCE, -3, "The answer “-3” is outside the scale from -2 to 2. Choose again."),
        (BALANCE, math.nan, "The answer “nan” is outside the scale from -2 to 2. Choose again."),
        (MEASURE, "about 5", "“about 5” is not a number. Write digits, such as 4 or 1.5."),
        (MEASURE, math.inf, "“inf” is not a number. Write digits, such as 4 or 1.5."),
        (MEASURE, True, "“True” is not a number. Write digits, such as 4 or 1.5."),
        (MEASURE, 1_000_001, "“1000001” cannot be right here. Check the number."),
        (AREA, -1, "“-1” cannot be right here. Check the number."),
        (YESNO, 1, "“1” is neither yes nor no. Choose again."),
        (YESNO, "yes", "“yes” is neither yes nor no. Choose again."),
        (CHOICE, "met", "“met” is not one of the choices. Choose again."),
        (EXPECTATION, ["met"], "“['met']” is not one of the choices. Choose again."),
        (READING, "luxury", "“luxury” is not an atmosphere. Choose again."),
        (READING, {"baroque": 1}, "There is no atmosphere “baroque”. Choose one from the list."),
        (READING, {"luxury": "all"}, "“{'luxury': 'all'}” is not an atmosphere. Choose again."),
        (READING, {"luxury": 0.5}, "The shares add up to 50 per cent. Change them so that they make 100."),
        (
            READING,
            {"luxury": 0.4, "rustic": 0.3, "colourful": 0.3},
            "Choose at most 2 atmospheres.",
        ),
    ],
)
def test_a_value_outside_its_scale_is_refused_with_a_sentence(criterion, key, value, sentence):
    with pytest.raises(OperationRefused) as refusal:
        cleaned(criterion(key), value)

    assert str(refusal.value) == sentence


def test_an_answer_can_be_taken_back(criterion):
    assert cleaned(criterion(FIT), None) == Cleaned("")


def test_everybody_may_say_that_something_could_not_be_observed(criterion):
    assert cleaned(criterion(FIT), {"unobserved": True}) == Cleaned("unobserved")
    assert cleaned(criterion(FIT), {"unobserved": True, "reason": "Late"}) == Cleaned(
        "unobserved", reason="Late"
    )


def test_only_the_lead_auditor_says_that_something_does_not_apply(criterion):
    value = {"na": True, "reason": "There is no cloakroom"}
    with pytest.raises(OperationRefused):
        cleaned(criterion(FIT), value)

    assert cleaned(criterion(FIT), value, lead=True) == Cleaned("na", reason="There is no cloakroom")


@pytest.mark.parametrize("reason", ["", "  ", None, 3, "x" * 301])
def test_what_does_not_apply_needs_a_reason_that_fits(criterion, reason):
    with pytest.raises(OperationRefused):
        cleaned(criterion(FIT), {"na": True, "reason": reason}, lead=True)


@pytest.mark.parametrize("text", [None, 5, ["a"], "x" * 5001, "a\0b", "a\ud800b"])
def test_a_note_that_no_database_could_hold_is_refused(text):
    with pytest.raises(OperationRefused):
        clean_text(text)


def test_a_note_is_kept_as_it_was_written():
    assert clean_text(" Jono oli 7 min 😀\n") == " Jono oli 7 min 😀\n"
