"""Tablets and forms that still show an earlier version: all they send is stored where it belongs."""

import hashlib
import uuid

import pytest
from django.urls import reverse

from eventaudit.walkthroughs.models import AnswerPhoto, UnfinishedPhoto
from tests import factories
from tests.findings.upgraded import bind, seen, two_versions
from tests.photos.pictures import make_picture
from tests.walkthroughs.exchange import FETCH, address, as_person, op, send

pytestmark = pytest.mark.django_db
REFUSED = "refused"


@pytest.fixture
def versions(organisation):
    return two_versions(organisation)


@pytest.fixture
def walkthrough(organisation, versions, auditor_client):
    event = factories.make_event(organisation, template_version=versions[0])
    return factories.make_walkthrough(event, auditor_client.membership.user, lead=True)


def answers(walkthrough):
    """{(version's number, key): value} of all that is stored."""
    rows = walkthrough.answers.select_related("criterion__version")
    return {(row.criterion.version.number, row.criterion.key): row.value or row.note for row in rows}


def statuses(reply):
    return [result["s"] for result in reply["results"]]


def test_what_an_older_page_sends_goes_to_the_question_that_it_showed(walkthrough, versions, auditor_client):
    bind(walkthrough.event, versions[1])
    old = {"t": versions[0].pk}
    reply = send(
        auditor_client,
        walkthrough,
        op(True, "stays", **old),
        op(7, "wait", **old),
        op("o1", "rank", **old),
        op(2, "gone", **old),
        op("Cold", "gone", "note", **old),
        **old,
    )
    assert statuses(reply) == ["stored"] * 5
    assert answers(walkthrough) == {(2, "stays"): True, (1, "wait"): 7, (2, "rank"): "o1", (1, "gone"): 2}
    assert {change["k"] for change in reply.get("changes", [])} <= {"stays", "wait", "rank", "gone"}
    assert reply["questions"] == f"{versions[1].pk}full"
    assert reply["progress"] == {"answered": 2, "asked": 5}
    bind(walkthrough.event, versions[0])
    assert seen(walkthrough.event) == {"stays": True, "wait": 7, "rank": "o1", "gone": 2}


def test_without_a_version_a_key_stands_for_the_question_of_today_or_the_last_that_had_it(
    walkthrough, versions, auditor_client
):
    bind(walkthrough.event, versions[1])
    reply = send(auditor_client, walkthrough, op(40, "wait"), op(3, "gone"), op(True, "no_such"))
    assert statuses(reply) == ["stored", "stored", REFUSED]
    assert answers(walkthrough) == {(2, "wait"): 40, (1, "gone"): 3}


@pytest.mark.parametrize("told", ["1", None, True, 2**80, -1, {"a": 1}])
def test_a_version_that_the_event_never_had_counts_as_its_own(walkthrough, versions, auditor_client, told):
    other = factories.load_default_library()
    bind(walkthrough.event, versions[1])
    for version in (told, other.pk):
        reply = send(auditor_client, walkthrough, op(40, "wait", t=version), t=version)
        assert statuses(reply) == ["stored"]
    assert answers(walkthrough) == {(2, "wait"): 40}


def test_answers_to_two_questions_of_one_key_are_no_conflict(walkthrough, versions, auditor_client):
    first = op(7, "wait", t=versions[0].pk, base=None)
    send(auditor_client, walkthrough, first)
    bind(walkthrough.event, versions[1])
    reply = send(auditor_client, walkthrough, op(300, "wait", t=versions[1].pk, base=None), cursor=0)
    assert (statuses(reply), reply["conflicts"]) == (["stored"], [])
    assert [(change["k"], change["v"]) for change in reply["changes"]] == [("wait", 300)]
    old = {"t": versions[0].pk}
    later = send(auditor_client, walkthrough, op(9, "wait", base=first["id"], **old), cursor=0, **old)
    assert [(change["k"], change["v"]) for change in later["changes"]] == [("wait", 9)]
    assert answers(walkthrough) == {(1, "wait"): 9, (2, "wait"): 300}
    assert walkthrough.conflicts.count() == 0


def test_a_conflict_goes_along_with_its_question(walkthrough, versions, auditor_client):
    for value in (1, 2):
        send(auditor_client, walkthrough, op(value, "gone", base=None), op(value == 1, "stays", base=None))
    assert len(send(auditor_client, walkthrough)["conflicts"]) == 2
    bind(walkthrough.event, versions[1])
    [dispute] = send(auditor_client, walkthrough)["conflicts"]
    assert dispute["k"] == "stays"
    bind(walkthrough.event, versions[0])
    assert len(send(auditor_client, walkthrough)["conflicts"]) == 2


def test_photos_arrive_and_go_whatever_version_they_were_taken_on(walkthrough, versions, auditor_client):
    data, number = make_picture(), str(uuid.uuid4())
    sha256 = hashlib.sha256(data).hexdigest()
    announced = op({"photo": number, "sha256": sha256}, "gone", "photo.add", t=versions[0].pk)
    send(auditor_client, walkthrough, announced)
    bind(walkthrough.event, versions[1])
    assert UnfinishedPhoto.objects.get().criterion.key == "gone"
    response = auditor_client.put(
        address(walkthrough, "photo_bytes", number),
        data,
        content_type="image/jpeg",
        headers=FETCH | as_person(auditor_client) | {"x-sha256": sha256},
    )
    assert response.status_code == 200
    assert AnswerPhoto.objects.get().criterion.version == versions[0]
    told = {"p": 2, "ops": [announced["id"]], "photos": [{"id": number, "sha256": sha256}]}
    receipt = auditor_client.post(
        address(walkthrough, "receipt"), told, content_type="application/json", headers=FETCH
    )
    assert receipt.json()["complete"] is True
    send(auditor_client, walkthrough, op(number, "gone", "photo.del", t=versions[0].pk))
    assert AnswerPhoto.objects.count() == 0


def test_a_form_that_was_opened_before_the_upgrade_loses_no_word(walkthrough, versions, auditor_client):
    path = reverse("walkthroughs:walk", args=[walkthrough.event.organisation.slug, walkthrough.pk])
    page = auditor_client.get(path).content.decode()
    assert f'name="questions" value="{versions[0].pk}"' in page
    bind(walkthrough.event, versions[1])
    form = {"questions": versions[0].pk, "nonce": uuid.uuid4(), "seen": 0, "shown": "{}"}
    typed = {"a-stays": "yes", "m-wait": "7", "a-gone": "2", "n-gone": "Cold", "a-rank": "o9"}
    response = auditor_client.post(path, form | typed, headers={"sec-fetch-site": "same-origin"})
    assert response.status_code == 422
    assert "Question rank?" in response.content.decode()
    assert answers(walkthrough) == {(2, "stays"): True, (1, "wait"): 7, (1, "gone"): 2}
    assert walkthrough.answers.get(criterion__key="gone").note == "Cold"


def test_the_page_names_its_version_and_the_keys_that_mean_something_else_now(
    walkthrough, versions, auditor_client
):
    path = reverse("walkthroughs:walk", args=[walkthrough.event.organisation.slug, walkthrough.pk])
    first = auditor_client.get(path)
    bind(walkthrough.event, versions[1])
    second = auditor_client.get(path)
    assert "data-anew" not in first.content.decode()
    assert f'data-questions="{versions[1].pk}" data-anew="wait"' in second.content.decode()
    assert first["X-Stamp"] != second["X-Stamp"]
