"""What an action is called: an auditor may be handed it and still walk through with open eyes."""

import re

import pytest

from eventaudit.findings.audited import audit_of
from eventaudit.findings.event_file import import_event
from eventaudit.findings.mending import mended_on_site, problem_of, subject_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(organisation, demo_files):
    return audit_of(import_event(organisation=organisation, data=demo_files["gilded_compass"], by=None))


def titles_of(found):
    return {
        finding.id: subject_of(finding, found.glossary, found.library).title
        for finding in found.audit.findings
        if mended_on_site(finding)
    }


def test_a_title_tells_what_is_wrong_and_not_what_others_answered(found):
    titles = titles_of(found)
    assert titles["G2:P15"] == "Getting the coat back took too long"
    assert titles["S:host_energy"] == "The host brought too much energy"
    assert titles["G3:guidance"] == "Bring it into tune with the event: Guidance by signs and people"
    told = re.compile(r"\d|: (No|Yes)\b|neutral|Rustic|Luxury|“")
    assert [title for key, title in titles.items() if told.search(title) and not key.startswith("G6")] == []
    assert titles["G6:venue_space_feel"] == "How roomy do the spaces feel? (tables 13–24, glass annex)"


def test_managers_see_the_answers_in_their_list(found):
    problems = {
        one.id: problem_of(one, found.glossary) for one in found.audit.findings if mended_on_site(one)
    }
    assert problems["G2:P15"].endswith("18 min, 16 min")
    assert problems["G3:guidance"].endswith("was read as neutral: add what it should say")
