from datetime import timedelta

import pytest

from eventaudit.accounts.models import Role
from eventaudit.consistency import NEUTRAL, AnswerFact, Mixture, ReadFact
from eventaudit.findings.event_file import import_event
from eventaudit.findings.facts import FACT_QUERIES, audit_event, load_facts, load_library
from eventaudit.library.drafts import create_template, publish
from eventaudit.library.models import Atmosphere
from eventaudit.messaging.models import PromisePhoto, Strength, Verdict
from eventaudit.photos.models import Photo
from eventaudit.walkthroughs.models import Answer, AnswerPhoto
from tests import factories

pytestmark = pytest.mark.django_db


def answer(walkthrough, key, value=None, **fields):
    criterion = walkthrough.event.template_version.criteria.get(key=key)
    return Answer.objects.create(
        walkthrough=walkthrough, criterion=criterion, value=value, **{"state": "answered"} | fields
    )


def make_photo(event, number=1):
    return Photo.objects.create(event=event, width=4, height=3, sha256=f"{number}", size=10)


def test_the_demo_event_has_the_expected_numbers_through_the_database(organisation, demo_files):
    expected = demo_files["gilded_compass"]["expected"]
    event = import_event(organisation=organisation, data=demo_files["gilded_compass"], by=None)
    result = audit_event(event)
    found = {
        column: {
            name: round(getattr(getattr(result.scores, column), name), 1)
            for name in ("D", "F", "I", "C", "E_uncapped", "E")
        }
        | {
            "hard_fails": list(getattr(result.scores, column).hard_fails),
            "touchpoint_Q": {
                key: round(q, 3) for key, q in getattr(result.scores, column).touchpoint_q.items()
            },
        }
        for column in ("low", "obs", "high")
    }
    assert found == expected["scores"]
    assert round(result.coverage, 3) == expected["coverage"]
    wanted = [
        (
            finding["gap"].split("_")[0],
            finding["touchpoint"],
            round(finding["impact"], 1),
            finding["severity"],
        )
        for finding in expected["gap_findings"]
    ]
    assert sorted(
        (finding.gap, finding.touchpoint, finding.impact, finding.severity) for finding in result.findings
    ) == sorted(wanted)


@pytest.mark.parametrize("size", [1, 3])
def test_facts_are_loaded_in_a_fixed_number_of_queries(organisation, size, django_assert_num_queries):
    event = factories.make_event(organisation)
    for number in range(size):
        message = factories.make_message(event)
        promise = factories.make_promise(message)
        PromisePhoto.objects.create(promise=promise, photo=make_photo(event, number))
        walkthrough = factories.make_walkthrough(event)
        given = answer(walkthrough, "venue_condition", 4)
        AnswerPhoto.objects.create(
            walkthrough=walkthrough, criterion=given.criterion, photo=make_photo(event, number + 10)
        )
    with django_assert_num_queries(10):
        facts = load_facts(event)
    assert FACT_QUERIES == 10
    assert (len(facts.walkthroughs), len(facts.promises)) == (size, size)
    assert [promise.photos for promise in facts.promises] == [1] * size
    assert [walkthrough.photos for walkthrough in facts.walkthroughs] == [{"venue_condition": 1}] * size


def test_a_known_library_costs_one_query(event, django_assert_num_queries):
    load_library(event.template_version, event.organisation)
    with django_assert_num_queries(1):
        library = load_library(event.template_version, event.organisation)
    assert (len(library.touchpoints), len(library.criteria), len(library.atmospheres)) == (12, 113, 8)


def test_a_changed_atmosphere_is_seen_at_once(event):
    before = load_library(event.template_version, event.organisation)
    atmosphere = Atmosphere.objects.get(key="luxury")
    Atmosphere.objects.create(
        organisation=event.organisation,
        key="luxury",
        name={"en": "Ours"},
        axes=dict.fromkeys(atmosphere.axes, 0),
    )
    after = load_library(event.template_version, event.organisation)
    assert sum(before.atmospheres["luxury"].profile) == sum(atmosphere.axes.values())
    assert sum(after.atmospheres["luxury"].profile) == 0
    others = load_library(event.template_version, factories.make_organisation())
    assert others.atmospheres["luxury"] == before.atmospheres["luxury"]


def test_answer_states_become_values(event):
    walkthrough = factories.make_walkthrough(event, auditor_name="Aino")
    answer(walkthrough, "venue_condition", 4)
    answer(walkthrough, "venue_co2", state="na", reason="no air to measure")
    answer(walkthrough, "venue_image_fit", state="unobserved", reason="it was dark")
    answer(walkthrough, "venue_atmosphere_read", {"luxury": 0.5, "rustic": 0.5})
    answer(walkthrough, "mood_atmosphere_read", "neutral")
    answer(walkthrough, "venue_space_feel", state="", note="come back later")
    (fact,) = load_facts(event).walkthroughs
    assert set(fact.answers) == {
        AnswerFact("venue_condition", 4),
        AnswerFact("venue_co2", "NA"),
        AnswerFact("venue_image_fit", None),
    }
    assert fact.reads == (
        ReadFact("venue", Mixture.of({"luxury": 0.5, "rustic": 0.5})),
        ReadFact("mood", NEUTRAL),
    )
    assert dict(fact.comments) == {"venue_space_feel": "come back later"}
    assert dict(fact.reasons) == {"venue_co2": "no air to measure", "venue_image_fit": "it was dark"}


def test_two_rounds_of_one_auditor_are_one_observer(event):
    for number, value in enumerate((1, 5)):
        walkthrough = factories.make_walkthrough(
            event, auditor_name="Aino", round=event.rounds.create(name=f"Round {number}")
        )
        answer(walkthrough, "venue_condition", value)
    other = factories.make_walkthrough(event, auditor_name="Onni")
    answer(other, "venue_condition", 5)
    result = audit_event(event).criteria["venue_condition"]
    assert [auditor.values for auditor in result.by_auditor] == [(1, 5), (5,)]
    assert result.q == 0.75


def test_what_decides_a_promise(event):
    message = factories.make_message(event, text="Champagne. A warm welcome. Four courses.")
    factories.make_promise(message, "Champagne", key="P1", criterion="catering_as_promised")
    factories.make_promise(
        message, "A warm welcome", key="P2", strength=Strength.MOOD, atmosphere="luxury", touchpoint="mood"
    )
    factories.make_promise(message, "Four courses", key="P3", verdict=Verdict.PARTLY)
    walkthrough = factories.make_walkthrough(event)
    answer(walkthrough, "catering_as_promised", True)
    answer(walkthrough, "mood_atmosphere_read", {"rustic": 1})
    results = audit_event(event).promises
    found = {key: (result.basis, result.verdict) for key, result in results.items()}
    assert found == {
        "P1": ("criterion", "kept"),
        "P2": ("reading", "broken"),
        "P3": ("manual", "partly"),
    }
    assert results["P3"].value == 0.5


def test_promises_of_two_messages_with_the_same_key_stay_apart(event):
    for key in ("A1", "A2"):
        factories.make_promise(factories.make_message(event, key=key), key="P1")
    assert [promise.id for promise in load_facts(event).promises] == ["A1.P1", "A2.P1"]


def test_an_assigned_walkthrough_that_nobody_began_measures_nothing(event):
    factories.make_walkthrough(event, factories.make_membership(event.organisation, Role.AUDITOR).user)
    scores = audit_event(event).scores
    assert (scores.low.E, scores.obs.E, scores.high.E) == (None, None, None)


def test_conditions_of_the_template_reach_the_analysis_with_the_phase_of_the_round(organisation):
    event = factories.make_event(organisation)
    admin = factories.make_membership(organisation, Role.ADMIN).user
    draft = create_template(
        organisation=organisation, key="own", name={"en": "Own"}, source=event.template_version, by=admin
    )
    draft.criteria.filter(key="catering_expectation").update(
        conditions=[{"kind": "phase", "phases": ["meal"]}]
    )
    event.template_version = publish(version=draft, revision=0, by=admin)
    event.save()
    for hours, phase in enumerate(["arrival", "meal"]):
        event.programme.create(starts_at=event.starts_at + timedelta(hours=hours), title="x", phase=phase)
    doors = event.rounds.create(name="doors", starts_at=event.starts_at + timedelta(minutes=5))
    walkthrough = factories.make_walkthrough(event, round=doors)
    answer(walkthrough, "catering_expectation", "below")

    [walked] = load_facts(event).walkthroughs
    assert walked.phase == "arrival"
    assert audit_event(event).criteria["catering_expectation"].state == "not_asked"
    doors.starts_at += timedelta(hours=1)
    doors.save()
    assert audit_event(event).criteria["catering_expectation"].q == 0
