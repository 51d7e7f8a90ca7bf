"""Conditions on the walkthrough's page: what is there, what waits, what counts; no answer is lost."""

import re
from datetime import timedelta

import pytest

from eventaudit.accounts.models import Role
from eventaudit.library.drafts import create_template, publish
from eventaudit.walkthroughs.queries import exact_progress, progress_of, with_progress
from eventaudit.walkthroughs.sheet import load_sheet, missing
from tests import factories

from .test_walk_page import address, answer

GATE, THEN = "venue_step_free", "venue_image_fit"
IF_YES = {"kind": "answer", "criterion": GATE, "is": [True]}
RUSTIC = {"kind": "atmosphere", "atmospheres": ["rustic"]}
IN_MEAL = {"kind": "phase", "phases": ["meal"]}


@pytest.fixture
def make(event, auditor_client):
    """A walkthrough with a template in which THEN has the conditions given."""

    def make(*conditions, **fields):
        admin = factories.make_membership(event.organisation, Role.ADMIN).user
        draft = create_template(
            organisation=event.organisation,
            key="own",
            name={"en": "Own"},
            source=event.template_version,
            by=admin,
        )
        draft.criteria.filter(key=THEN).update(conditions=list(conditions), order=99)  # after GATE
        event.template_version = publish(version=draft, revision=0, by=admin)
        event.save()
        return factories.make_walkthrough(event, auditor_client.membership.user, **fields)

    return make


def asked(walkthrough):
    """(whether the question is on the page, whether it counts, how many count)"""
    sheet = load_sheet(walkthrough)
    found = [question for question in sheet.questions if question.key == THEN]
    return bool(found), bool(found and found[0].asked), sheet.asked


def test_a_question_waits_for_the_answer_with_its_condition_in_words(auditor_client, make):
    walkthrough = make(IF_YES)
    assert asked(walkthrough) == (True, False, 112)
    page = auditor_client.get(address(walkthrough)).content.decode()
    [card] = re.findall(rf'<div class="c [^"]*off[^"]*" id="{THEN}".*?</div>', page, re.DOTALL)
    assert 'data-if="[[&quot;venue_step_free&quot;,[&quot;yes&quot;]]]"' in card
    assert (
        "Only if “Can you get from the street to seat, food and toilet without steps?” is answered: Yes"
        in card
    )
    assert len(re.findall(r'class="c [^"]* off"', page)) == page.count("data-if=") == 1

    answer(walkthrough, GATE, True)
    assert asked(walkthrough) == (True, True, 113)
    answer(walkthrough, GATE, False)
    assert asked(walkthrough) == (True, False, 112)
    unanswered, _lacking = missing(load_sheet(walkthrough))
    assert THEN not in [question.key for question in unanswered]


def test_an_answer_that_was_given_stays_in_sight_and_is_never_dropped(make):
    walkthrough = make(IF_YES)
    answer(walkthrough, GATE, True)
    answer(walkthrough, THEN, 4)
    answer(walkthrough, GATE, False)
    assert asked(walkthrough) == (True, True, 113)
    assert walkthrough.answers.get(criterion__key=THEN).value == 4


def test_what_the_brief_does_not_ask_for_is_not_there_and_nothing_tells_why(auditor_client, make, event):
    walkthrough = make(RUSTIC)
    event.intentions.all().delete()
    assert asked(walkthrough) == (True, True, 113)  # no brief keeps nothing away
    event.intentions.create(touchpoint="", mixture={"luxury": 1.0})
    assert asked(walkthrough) == (False, False, 112)
    event.intentions.create(touchpoint="venue", mixture={"rustic": 0.5, "luxury": 0.5})
    assert asked(walkthrough) == (True, True, 113)
    page = auditor_client.get(address(walkthrough)).content.decode()
    assert ("Only where this atmosphere" in page, "data-if" in page) == (False, False)

    answer(walkthrough, THEN, 4)
    event.intentions.all().delete()
    event.intentions.create(touchpoint="", mixture="neutral")
    assert asked(walkthrough) == (True, True, 113)


def test_the_phase_is_that_of_the_round(make, event):
    for hours, phase in enumerate(["arrival", "meal"]):
        event.programme.create(starts_at=event.starts_at + timedelta(hours=hours), title="x", phase=phase)
    doors = event.rounds.create(name="doors", starts_at=event.starts_at)
    walkthrough = make(IN_MEAL, round=doors)
    assert asked(walkthrough) == (False, False, 112)
    doors.starts_at += timedelta(hours=2)
    assert asked(walkthrough) == (True, True, 113)
    doors.starts_at = None
    assert asked(walkthrough) == (True, True, 113)


def test_progress_leaves_out_what_is_not_asked(make, event):
    walkthrough = make(IF_YES)
    answer(walkthrough, "venue_condition", 4)
    [row] = exact_progress(with_progress(event.walkthroughs.all()))
    assert progress_of(walkthrough) == {"answered": 1, "asked": 112}
    assert (row.answered, row.asked) == (1, 112)
    answer(walkthrough, GATE, True)
    [row] = exact_progress(with_progress(event.walkthroughs.all()))
    assert (row.answered, row.asked) == (2, 113)
