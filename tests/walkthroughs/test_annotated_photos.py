"""Photos that somebody drew on: pages and reports show the copy, the original stays for who was there."""

import uuid

import pytest
from django.urls import reverse

from eventaudit.findings.audited import audit_of
from eventaudit.findings.evidence import photos_by_subject
from eventaudit.findings.facts import load_facts
from eventaudit.photos.models import Photo
from eventaudit.reports.snapshot.rows import load_rows
from tests import factories
from tests.photos.pictures import make_picture
from tests.walkthroughs.exchange import send
from tests.walkthroughs.test_photo_bytes import PICTURE, PLACE, add, put, remove, sha

COPY, LATER_COPY = make_picture((70, 50)), make_picture((60, 50))


@pytest.fixture
def walkthrough(event, auditor_client):
    return factories.make_walkthrough(event, auditor_client.membership.user)


def add_copy(number, original, data=COPY):
    operation = add(number, data)
    return operation | {"v": operation["v"] | {"original": str(original)}}


def on_pages(walkthrough, client):
    page = client.get(walkthrough.get_absolute_url())
    shown = [photo.pk for question in page.context["sheet"].questions for photo in question.photos]
    photos = [photo.pk for photo in photos_by_subject(walkthrough.event).get(PLACE, [])]
    assert photos == shown
    assert load_rows(audit_of(walkthrough.event)).answer_photos.get(PLACE, []) == [
        str(number) for number in shown
    ]
    return shown


@pytest.mark.parametrize("bytes_first", [True, False])
def test_the_annotated_copy_stands_in_the_place_of_its_original(auditor_client, walkthrough, bytes_first):
    original, copy = uuid.uuid4(), uuid.uuid4()
    put(auditor_client, walkthrough, original)
    send(auditor_client, walkthrough, add(original))
    if bytes_first:
        put(auditor_client, walkthrough, copy, COPY)
    send(auditor_client, walkthrough, add_copy(copy, original))
    if not bytes_first:
        put(auditor_client, walkthrough, copy, COPY)

    assert on_pages(walkthrough, auditor_client) == [copy]
    assert Photo.objects.get(pk=original).sha256 == sha(PICTURE)
    slug = walkthrough.event.organisation.slug
    assert (
        auditor_client.get(reverse("photos:photo", args=[slug, original, "original"])).getvalue() == PICTURE
    )
    [counted] = load_facts(walkthrough.event).walkthroughs
    assert dict(counted.photos) == {PLACE: 1}


def test_a_copy_may_come_before_its_original_and_be_copied_again(auditor_client, walkthrough):
    original, copy, later = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
    send(auditor_client, walkthrough, add_copy(later, copy, LATER_COPY), add_copy(copy, original))
    put(auditor_client, walkthrough, later, LATER_COPY)
    assert on_pages(walkthrough, auditor_client) == [later]

    put(auditor_client, walkthrough, copy, COPY)
    put(auditor_client, walkthrough, original)
    send(auditor_client, walkthrough, add(original))

    assert on_pages(walkthrough, auditor_client) == [later]
    send(auditor_client, walkthrough, remove(later))
    assert on_pages(walkthrough, auditor_client) == [copy]


def test_nobody_hides_the_photo_of_another_walkthrough(auditor_client, walkthrough, manager_client):
    original, copy = uuid.uuid4(), uuid.uuid4()
    other = factories.make_walkthrough(walkthrough.event, manager_client.membership.user)
    put(manager_client, other, original)
    send(manager_client, other, add(original))

    send(auditor_client, walkthrough, add_copy(copy, original))
    put(auditor_client, walkthrough, copy, COPY)

    shown = [photo.pk for photo in photos_by_subject(walkthrough.event)[PLACE]]
    assert shown == [original, copy]


@pytest.mark.parametrize("original", ["7", 7, [], "itself"])
def test_a_copy_of_nothing_is_refused_by_name(auditor_client, walkthrough, original):
    number = uuid.uuid4()
    operation = add_copy(number, number if original == "itself" else original)
    if original != "itself":
        operation["v"]["original"] = original

    [result] = send(auditor_client, walkthrough, operation)["results"]

    assert (result["s"], result["reason"]) == ("refused", "photo")


def test_the_form_without_script_removes_the_original_with_its_copy(auditor_client, walkthrough):
    original, copy = uuid.uuid4(), uuid.uuid4()
    send(auditor_client, walkthrough, add(original), add_copy(copy, original))
    put(auditor_client, walkthrough, original)
    put(auditor_client, walkthrough, copy, COPY)

    auditor_client.post(walkthrough.get_absolute_url(), {"shown": "{}", f"d-{PLACE}": str(copy)})

    assert on_pages(walkthrough, auditor_client) == []
    assert Photo.objects.count() == 0
