import json
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from eventaudit.walkthroughs.actions import finish_walkthrough
from tests import factories
from tests.photos.pictures import make_phone_photo, make_picture, make_png_header, upload


@pytest.fixture
def walkthrough(event, auditor_client):
    return factories.make_walkthrough(event, auditor_client.membership.user)


def address(walkthrough, name="operations", *more):
    return reverse(f"walkthroughs:{name}", args=[walkthrough.event.organisation.slug, walkthrough.pk, *more])


def post(client, walkthrough, body):
    data = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.post(address(walkthrough), data, content_type="application/json")


def operation(value=4, key="venue_image_fit"):
    return {"id": str(uuid.uuid4()), "k": key, "f": "answer", "v": value, "at": 1}


def test_each_operation_gets_its_result_and_the_progress_comes_along(auditor_client, walkthrough):
    good, bad = operation(), operation(9)

    response = post(auditor_client, walkthrough, {"p": 1, "ops": [good, bad, good]})

    why = "The answer “9” is outside the scale from 1 to 5. Choose again."
    assert (response.status_code, response["Cache-Control"]) == (200, "no-store")
    assert response.json() == {
        "p": 1,
        "results": [
            {"id": good["id"], "s": "applied", "why": ""},
            {"id": bad["id"], "s": "refused", "why": why},
            {"id": good["id"], "s": "dup", "why": ""},
        ],
        "progress": {"answered": 1, "asked": 113},
    }


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        "3",
        '{"p": 1}',
        '{"p": 3, "ops": []}',
        '{"p": 1, "ops": {}}',
        b"\xff\xfe",
        "[" * 100_000,
    ],
    ids=["empty", "cut", "list", "number", "no operations", "other protocol", "object", "no text", "deep"],
)
def test_a_damaged_request_is_answered_with_a_reason(auditor_client, walkthrough, body):
    response = post(auditor_client, walkthrough, body)

    assert response.status_code == 400
    assert response.json() == {
        "p": 1,
        "reason": "damaged",
        "why": "The changes arrived damaged. They are sent again.",
    }


def test_too_many_operations_are_to_be_sent_in_smaller_batches(auditor_client, walkthrough):
    response = post(auditor_client, walkthrough, {"p": 1, "ops": [operation()] * 501})

    assert (response.status_code, response.json()["p"]) == (413, 1)
    assert walkthrough.operations.count() == 0


def test_more_bytes_than_are_taken_are_answered_with_a_reason(auditor_client, walkthrough, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10

    response = post(auditor_client, walkthrough, {"p": 1, "ops": [operation()]})

    assert (response.status_code, response.json()["why"]) == (
        413,
        "Too many changes at once. Send at most 500.",
    )


HUGE = "9" * 400


@pytest.mark.parametrize("key", ["venue_image_fit", "arrival_entry_wait", "venue_atmosphere_read"])
@pytest.mark.parametrize(
    "value",
    [
        HUGE,
        f'{{"luxury": {HUGE}}}',
        '{"unobserved": true, "more": NaN}',
        '{"unobserved": true, "more": "\\u0000\\ud800"}',
    ]
    + ["[" * depth + "]" * depth for depth in range(500, 960, 20)],
)
def test_a_value_that_no_database_holds_is_refused_and_the_others_stored(
    auditor_client, walkthrough, key, value
):
    good = operation()
    bad = json.dumps(operation("@", key)).replace('"@"', value)

    response = post(auditor_client, walkthrough, f'{{"p": 1, "ops": [{bad}, {json.dumps(good)}]}}')

    stored = list(walkthrough.operations.values_list("pk", "value"))
    told = [result["s"] for result in response.json().get("results", [])]
    if response.status_code == 400:  # too deep to be read at all
        assert (value[0], stored) == ("[", [])
    else:
        assert (told, stored) == (["refused", "applied"], [(uuid.UUID(good["id"]), 4)])


def test_changes_need_the_token_against_forgery(auditor_client, walkthrough):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(auditor_client.membership.user)

    assert post(strict, walkthrough, {"p": 1, "ops": [operation()]}).status_code == 403
    assert walkthrough.operations.count() == 0


def test_nobody_else_changes_a_walkthrough(client, client_client, stranger_client, auditor_client, event):
    other = factories.make_walkthrough(event, factories.make_user())
    body = {"p": 1, "ops": [operation()]}

    assert post(client, other, body).status_code == 302
    assert post(client_client, other, body).status_code == 403
    assert post(stranger_client, other, body).status_code == 404
    assert post(auditor_client, other, body).status_code == 404
    assert auditor_client.get(address(other)).status_code == 405
    assert other.operations.count() == 0


def send_photo(client, walkthrough, data, number=None, key="venue_condition"):
    form = {"id": str(number or uuid.uuid4()), "photo": upload(data)}
    return client.post(address(walkthrough, "photo", key), form)


def test_a_photo_is_stored_once_and_its_addresses_come_back(auditor_client, walkthrough):
    number = uuid.uuid4()
    first = send_photo(auditor_client, walkthrough, make_phone_photo(), number)
    again = send_photo(auditor_client, walkthrough, make_phone_photo(), number)

    slug = walkthrough.event.organisation.slug
    expected = {
        "id": str(number),
        "small": f"/o/{slug}/photos/{number}/small/",
        "large": f"/o/{slug}/photos/{number}/large/",
    }
    assert (first.status_code, first.json()) == (200, {"p": 1, "s": "applied", "photo": expected})
    assert (again.status_code, again.json()) == (200, {"p": 1, "s": "dup", "photo": expected})
    assert auditor_client.get(expected["small"]).getvalue()[:2] == b"\xff\xd8"
    assert walkthrough.photos.count() == 1


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "The photo is empty. Take or send it again."),
        (b"<svg/>", "This file is not a photo. Send a JPEG, PNG, WebP or HEIC picture."),
        (make_picture((400, 300))[:900], "The photo is damaged or not complete. Take or send it again."),
        (
            make_png_header(10_000, 10_000),
            "The photo has more than 50 megapixels. Send a smaller copy of it.",
        ),
    ],
    ids=["empty", "svg", "cut", "100 megapixels"],
)
def test_a_bad_photo_is_refused_with_a_sentence(auditor_client, walkthrough, data, why):
    response = send_photo(auditor_client, walkthrough, data)

    assert (response.status_code, response.json()) == (422, {"p": 1, "s": "refused", "why": why})
    assert walkthrough.event.photos.count() == 0


def test_a_photo_without_a_place_to_go_is_refused(auditor_client, walkthrough):
    assert send_photo(auditor_client, walkthrough, make_picture(), key="venue_wifi").status_code == 422
    assert send_photo(auditor_client, walkthrough, make_picture(), number="7").status_code == 422
    finish_walkthrough(walkthrough=walkthrough)
    assert send_photo(auditor_client, walkthrough, make_picture()).json()["why"] == (
        "This walkthrough is finished. Ask a manager to reopen it."
    )
    assert walkthrough.event.photos.count() == 0
