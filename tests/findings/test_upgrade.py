"""Binding an event to another version: what is told before, and that no answer is lost."""

import pytest
from django.core.exceptions import ValidationError

from eventaudit.events.models import Intention
from eventaudit.events.queries import newer_version
from eventaudit.findings.facts import audit_event, load_facts
from eventaudit.findings.models import CorrectiveAction
from eventaudit.findings.upgrade import PlanChanged, targets_of, upgrade_event
from eventaudit.findings.upgrade_plan import plan_upgrade
from eventaudit.messaging.models import Contradiction
from eventaudit.reports.snapshot import take_snapshot
from eventaudit.walkthroughs.live import load_live
from eventaudit.walkthroughs.sheet import load_sheet
from tests import factories

from .upgraded import FIRST, SECOND, at, bind, make_version, op, seen, stored, two_versions, walked

pytestmark = pytest.mark.django_db


def answers():
    """Operations, each with an id of its own."""
    return [
        op("stays", True),
        op("stays", "Well kept", "note"),
        op("wait", 7),
        op("rank", "o1"),
        op("mood", {"luxury": 1}),
        op("gone", 2),
        op("gone", "Cold", "note"),
    ]


@pytest.fixture
def versions(organisation):
    return two_versions(organisation)


@pytest.fixture
def event(organisation, versions):
    return factories.make_event(organisation, template_version=versions[0])


def told(plan):
    return sorted((one.effect, one.criterion.key, one.given.answers, one.given.notes) for one in plan.touched)


def test_what_would_happen_is_told_before_anything_is_done(event, versions):
    walked(event, *answers())
    before = stored(event)
    plan = plan_upgrade(event, versions[1])
    assert told(plan) == [
        ("added", "new", 0, 0),
        ("added", "wait", 0, 0),
        ("different", "wait", 1, 0),
        ("dropped", "gone", 1, 1),
        ("rescored", "rank", 1, 0),
        ("reworded", "stays", 1, 1),
    ]
    assert (plan.given.answers, plan.staying.answers, plan.leaving.answers) == (5, 3, 2)
    event.refresh_from_db()
    assert (stored(event), event.template_version) == (before, versions[0])


def test_answers_to_the_same_question_go_along_and_the_others_wait(event, versions):
    walked(event, *answers())
    before = stored(event)
    bind(event, versions[1])
    assert seen(event) == {"stays": True, "rank": "o1", "mood": {"luxury": 1}}
    assert stored(event) == before
    assert event.earlier_versions == [versions[0].pk]


def test_going_back_brings_everything_back(event, versions):
    walked(event, *answers())
    before = seen(event)
    bind(event, versions[1])
    plan = bind(event, versions[0])
    assert [(one.criterion.key, one.given.answers) for one in plan.of("back")] == [("wait", 1), ("gone", 1)]
    assert (seen(event), event.earlier_versions) == (before, [versions[1].pk])


def test_a_later_version_that_asks_again_gets_the_answers_back(organisation, event, versions):
    walked(event, *answers())
    bind(event, versions[1])
    third = make_version(organisation, FIRST, versions[0].template)
    bind(event, third)
    assert seen(event) == {"stays": True, "wait": 7, "rank": "o1", "mood": {"luxury": 1}, "gone": 2}


def test_pages_numbers_and_reports_show_only_the_events_own_version(event, versions):
    walkthrough = walked(event, *answers())
    bind(event, versions[1])
    walkthrough.refresh_from_db()
    [fact] = load_facts(event).walkthroughs
    assert [answer.criterion for answer in fact.answers] == ["stays", "rank"]
    assert fact.comments == {"stays": "Well kept"}
    [shown] = load_live(event).walkthroughs
    assert (shown.answered, shown.asked) == (3, 5)
    sheet = load_sheet(walkthrough)
    assert [(one.key, one.answered) for one in sheet.questions] == [
        ("stays", True),
        ("wait", False),
        ("rank", True),
        ("mood", True),
        ("new", False),
    ]
    assert "Cold" not in str(take_snapshot(event, "en"))
    assert audit_event(event).criteria["wait"].state == "unanswered"


def test_what_names_a_question_by_its_key_is_set_aside_and_comes_back(event, versions):
    event.variants = {"wait": "summer"}
    event.attendee_results = {"gone": {"back": {"n": 9, "q": 0.5}}, "rank": {"back": {"n": 9, "q": 0.5}}}
    event.previous_results = {"gone": {"q": 0.5, "n": 2, "raw": ""}}
    event.touchpoint_weights = {"food": 2, "venue": 2}
    event.reach = {"lame": 0.2}
    event.save()
    Intention.objects.create(event=event, touchpoint="food", mixture={"luxury": 1})
    message = factories.make_message(event)
    promise = factories.make_promise(message, touchpoint="venue", criterion="wait")
    homeless = factories.make_promise(message, "No queues", touchpoint="food", criterion="gone")
    action = CorrectiveAction.objects.create(event=event, title="Warm it", criterion="gone")
    Contradiction.objects.create(
        event=event,
        key="C1",
        touchpoint="food",
        kind="fact",
        first=message,
        first_quote="Champagne",
        second=message,
        second_quote="No queues",
    )
    names = ["variants", "attendee_results", "previous_results", "touchpoint_weights", "reach"]
    before = {name: getattr(event, name) for name in names}

    plan = bind(event, versions[1])

    assert {name: getattr(event, name) for name in names} == {
        "variants": {},
        "attendee_results": {"rank": {"back": {"n": 9, "q": 0.5}}},
        "previous_results": {},
        "touchpoint_weights": {"venue": 2},
        "reach": {"lame": 0.2},
    }
    for row in (promise, homeless, action):
        row.refresh_from_db()
    assert (promise.criterion, homeless.criterion, action.criterion) == ("", "", "")
    assert (plan.homeless.promises, plan.homeless.contradictions) == (1, 1)
    assert set(audit_event(event).promises) == {promise.key}
    take_snapshot(event, "en")

    bind(event, versions[0])

    for row in (promise, homeless, action):
        row.refresh_from_db()
    assert {name: getattr(event, name) for name in names} == before
    assert (promise.criterion, homeless.criterion, action.criterion) == ("wait", "gone", "gone")
    assert event.intentions.get(touchpoint="food").mixture == {"luxury": 1}
    assert (event.set_aside, len(audit_event(event).promises)) == ([], 2)


def test_a_promise_that_was_given_another_criterion_meanwhile_keeps_it(event, versions):
    promise = factories.make_promise(factories.make_message(event), touchpoint="venue", criterion="wait")
    bind(event, versions[1])
    promise.criterion = "stays"
    promise.save()
    bind(event, versions[0])
    promise.refresh_from_db()
    assert promise.criterion == "stays"


def test_what_goes_out_of_sight_after_the_plan_was_shown_is_told_and_not_done(event, versions):
    walked(event, op("stays", True))
    plan = plan_upgrade(event, versions[1])
    walked(event, op("gone", 4))
    with pytest.raises(PlanChanged) as changed:
        upgrade_event(event=event, to=versions[1], digest=plan.digest, by=factories.make_user())
    assert changed.value.plan.leaving.answers == 1
    event.refresh_from_db()
    assert event.template_version == versions[0]


def test_answers_that_stay_in_sight_do_not_hold_up_the_upgrade(event, versions):
    plan = plan_upgrade(event, versions[1])
    walked(event, op("stays", True), op("rank", "o0"))
    upgrade = upgrade_event(event=event, to=versions[1], digest=plan.digest, by=factories.make_user())
    assert (upgrade.old, upgrade.new) == versions


def test_an_archived_event_stays_as_it_is(event, versions):
    event.state = "archived"
    event.save()
    with pytest.raises(ValidationError) as refused:
        bind(event, versions[1])
    assert refused.value.code == "archived"


def test_the_newest_version_of_the_same_template_is_offered(organisation, event, versions, stranger_client):
    stranger = make_version(stranger_client.membership.organisation, FIRST)
    draft = make_version(organisation, FIRST, versions[0].template)
    draft.state = "draft"
    draft.save()
    default = factories.load_default_library()
    assert newer_version(event) == versions[1]
    assert targets_of(event) == [versions[1], default]
    bind(event, versions[1])
    versions[0].state = "archived"
    versions[0].save()
    assert newer_version(event) is None
    assert (targets_of(event)[0], stranger in targets_of(event)) == (versions[0], False)


def test_a_plan_takes_the_same_queries_however_much_there_is(event, versions, django_assert_num_queries):
    walked(event, *answers())
    with django_assert_num_queries(11):  # the other version's criteria among them, once in a process
        plan_upgrade(event, versions[1])
    for _number in range(3):
        walked(event, *answers())
    factories.make_promise(factories.make_message(event), touchpoint="food", criterion="gone")
    event.refresh_from_db()
    with django_assert_num_queries(11):
        plan_upgrade(event, versions[1])


def test_a_question_in_another_touchpoint_is_the_same_question(organisation, event, versions):
    moved = make_version(organisation, [at("bar", "stays"), *SECOND[1:]], versions[0].template)
    walked(event, *answers())
    bind(event, moved)
    assert seen(event)["stays"] is True
    assert audit_event(event).criteria["stays"].criterion.touchpoint == "bar"
