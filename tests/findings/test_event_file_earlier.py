"""Event files of events that were upgraded: nothing that waits for an earlier version is lost on the way."""

import json

import pytest

from eventaudit.events.models import Event, Intention
from eventaudit.findings.event_file import (
    EventFileRefused,
    export_event,
    import_event,
    read_event_file,
)
from eventaudit.library.models import Atmosphere, Template
from eventaudit.messaging.models import Contradiction, Promise, PromisePhoto
from eventaudit.walkthroughs.models import AnswerPhoto
from tests import factories
from tests.library.test_checking import text

from .test_facts import make_photo
from .test_upgrade import answers
from .upgraded import FIRST, SECOND, bind, make_version, seen, walked

pytestmark = pytest.mark.django_db


@pytest.fixture
def versions(db):
    """Of a template that every organisation has."""
    template = Template.objects.create(organisation=None, key="shared", name=text("Shared"))
    return make_version(None, FIRST, template), make_version(None, SECOND, template)


@pytest.fixture
def event(organisation, versions):
    """With something of every kind that an upgrade sets aside."""
    event = factories.make_event(organisation, template_version=versions[0])
    event.variants = {"wait": "summer"}
    event.previous_results = {"gone": {"q": 0.5, "n": 2, "raw": "so so"}}
    event.touchpoint_weights = {"food": 2}
    event.save()
    event.segments.create(key="back", name="Back", size=20)
    event.attendee_results = {"gone": {"back": {"n": 9, "q": 0.5}}}
    event.save()
    Intention.objects.create(event=event, touchpoint="food", mixture={"luxury": 1.0})
    message = factories.make_message(event, key="M1")
    factories.make_promise(message, key="P1", touchpoint="venue", criterion="wait")
    factories.make_promise(message, "No queues", key="P2", touchpoint="food", criterion="gone")
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
    walked(event, *answers())
    bind(event, versions[1])
    return event


def refused(organisation, data):
    with pytest.raises(EventFileRefused) as error:
        read_event_file(organisation=organisation, data=data)
    return error.value.problems


def test_what_waits_goes_along_and_comes_back_elsewhere(event, versions, stranger_client):
    exported = json.loads(json.dumps(export_event(event)))
    elsewhere = stranger_client.membership.organisation
    copy = import_event(organisation=elsewhere, data=exported, by=None)
    assert export_event(copy) == exported
    assert seen(copy) == {"stays": True, "rank": "o1", "mood": {"luxury": 1.0}}
    for one in (event, copy):
        bind(one, versions[0])
    assert (copy.set_aside, seen(copy)) == ([], seen(event))
    back = export_event(copy)
    assert back["variants"] == {"wait": "summer"}
    assert {promise["id"]: promise["criterion"] for promise in back["promises"]} == {
        "P1": "wait",
        "P2": "gone",
    }
    assert [one["id"] for one in back["contradictions"]] == ["C1"]
    assert (back, "earlier" in back) == (export_event(event), False)


def test_a_file_of_an_event_that_never_changed_says_only_its_template(organisation, versions):
    event = factories.make_event(organisation, template_version=versions[0])
    exported = export_event(event)
    assert exported["template"] == {"key": "shared", "version": "1.0", "digest": versions[0].digest}
    assert "earlier" not in exported


def test_an_event_is_bound_to_the_version_that_its_file_names(event, versions, stranger_client):
    elsewhere = stranger_client.membership.organisation
    newer = make_version(None, [*SECOND, *FIRST[-1:]], versions[0].template)
    copy = import_event(organisation=elsewhere, data=export_event(event), by=None)
    assert (copy.template_version, newer.pk in copy.earlier_versions) == (versions[1], False)


def test_answers_to_a_template_that_is_not_here_are_not_dropped_in_silence(event, versions, stranger_client):
    exported = export_event(event)
    Event.objects.all().delete()
    versions[0].delete()
    assert refused(stranger_client.membership.organisation, exported) == [
        "earlier[0]: holds answers to questions of the template “shared 1.0”, which is not here. Bring that "
        "version in first, so that they are not lost."
    ]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda part: part.update(variants={"wait": "winter"}), "earlier[0].variants"),
        (lambda part: part["walkthroughs"][0]["answers"].update(gone=9), "earlier[0].walkthroughs[0]"),
        (lambda part: part.update(decided_by={"P1": "no_such"}), "earlier[0].decided_by"),
        (lambda part: part.update(decided_by=[1]), "earlier[0].decided_by"),
        (lambda part: part["walkthroughs"][0].update(auditor="a" * 200), "earlier[0].walkthroughs[0]"),
        (lambda part: part["promises"][0].update(id="P1"), "promises: The key “P1” is used more than once."),
    ],
)
def test_faults_in_it_are_named(event, stranger_client, change, sentence):
    exported = json.loads(json.dumps(export_event(event)))
    change(exported["earlier"][0])
    [problem] = refused(stranger_client.membership.organisation, exported | {"id": "copy"})
    assert problem.startswith(sentence)


@pytest.mark.parametrize("again", ["earlier", "own"])
def test_a_version_stands_in_it_once(event, versions, stranger_client, again):
    exported = json.loads(json.dumps(export_event(event)))
    part = exported["earlier"][0] if again == "earlier" else {"template": exported["template"]}
    exported["earlier"].append(part)
    assert refused(stranger_client.membership.organisation, exported) == [
        "earlier[1]: The event has this version already."
    ]


def test_an_atmosphere_of_ones_own_that_only_waits_goes_along(event, stranger_client):
    Atmosphere.objects.create(
        organisation=event.organisation, key="cosy", order=99, name={"en": "Cosy"}, palette=["#112233"],
        axes=Atmosphere.objects.get(organisation=None, key="luxury").axes,
    )  # fmt: skip
    event.set_aside = [
        held | {"value": {"cosy": 1.0}} if held["part"] == "intentions" else held for held in event.set_aside
    ]
    event.save()
    exported = json.loads(json.dumps(export_event(event)))
    assert exported["earlier"][0]["intended_touchpoints"] == {"food": {"cosy": 1.0}}
    copy = import_event(organisation=stranger_client.membership.organisation, data=exported, by=None)
    assert export_event(copy) == exported


@pytest.mark.parametrize("earlier", [{}, "x", [1], [{"template": 1}], [{"template": {"digest": 5}}]])
def test_anything_may_stand_there(event, stranger_client, earlier):
    exported = export_event(event) | {"earlier": earlier}
    if earlier == {}:
        exported["earlier"] = {"a": 1}
    assert len(refused(stranger_client.membership.organisation, exported)) == 1


def test_photos_at_earlier_questions_are_counted_and_told(event, versions, stranger_client):
    walkthrough = event.walkthroughs.get()
    gone = versions[0].criteria.get(key="gone")
    for number in range(2):
        AnswerPhoto.objects.create(walkthrough=walkthrough, criterion=gone, photo=make_photo(event, number))
    PromisePhoto.objects.create(promise=Promise.objects.get(key="P2"), photo=make_photo(event, 2))

    exported = json.loads(json.dumps(export_event(event)))

    [part] = exported["earlier"]
    assert [one["photos"] for one in part["walkthroughs"]] == [{"gone": 2}]
    assert [one["photos"] for one in part["promises"]] == [1]
    file = read_event_file(organisation=stranger_client.membership.organisation, data=exported)
    assert file.warnings == ("The file counts 3 photos but holds none. Add them by hand: they are evidence.",)


@pytest.mark.parametrize("more", [1, 3])
def test_the_earlier_parts_take_as_many_queries_for_many_promises(event, django_assert_num_queries, more):
    for number in range(more):
        factories.make_promise(event.messages.get(), "No queues", key=f"Q{number}", touchpoint="food")
    event = Event.objects.get(pk=event.pk)
    with django_assert_num_queries(22):
        export_event(event)
