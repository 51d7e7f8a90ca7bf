"""Photos from tablets: bytes and operation in either order, and the receipt of safe arrival."""

import hashlib
import uuid

import pytest
from django.core.files.storage import FileSystemStorage

from eventaudit.photos.models import Photo
from eventaudit.walkthroughs.actions import finish_walkthrough
from eventaudit.walkthroughs.models import UnfinishedPhoto
from tests import factories
from tests.photos.pictures import make_picture, make_png_header
from tests.walkthroughs.exchange import FETCH, address, as_person, op, post, send, signed_out

PICTURE = make_picture()
PLACE = "venue_condition"


@pytest.fixture
def walkthrough(event, auditor_client):
    return factories.make_walkthrough(event, auditor_client.membership.user)


def sha(data=PICTURE):
    return hashlib.sha256(data).hexdigest()


def put(client, walkthrough, number, data=PICTURE, *, sha256=None, headers=None):
    return client.put(
        address(walkthrough, "photo_bytes", number),
        data,
        content_type="image/jpeg",
        headers=FETCH | {"x-sha256": sha256 or sha(data)} | (headers or {}),
    )


def add(number, data=PICTURE, key=PLACE):
    return op({"photo": str(number), "sha256": sha(data)}, key, "photo.add")


def remove(number, key=PLACE):
    return op(str(number), key, "photo.del")


def shown(walkthrough):
    """(criterion, photo's number, SHA-256) of every complete photo."""
    return list(
        walkthrough.photos.order_by("photo__created_at").values_list(
            "criterion__key", "photo", "photo__sha256"
        )
    )


def halves(walkthrough):
    return list(walkthrough.unfinished_photos.values_list("pk", "criterion__key", "photo"))


def test_bytes_first_or_operation_first_both_are_complete_only_together(auditor_client, walkthrough):
    first, second = uuid.uuid4(), uuid.uuid4()
    other = make_picture((30, 30))

    assert put(auditor_client, walkthrough, first).json() == {"p": 2, "s": "stored", "sha256": sha()}
    reply = send(auditor_client, walkthrough, add(second, other))
    assert reply["awaited"] == [str(second)]
    assert shown(walkthrough) == []
    assert sorted(halves(walkthrough), key=str) == sorted(
        [(first, None, first), (second, PLACE, None)], key=str
    )

    send(auditor_client, walkthrough, add(first))
    assert put(auditor_client, walkthrough, second, other).json()["s"] == "stored"
    assert sorted(shown(walkthrough)) == sorted([(PLACE, first, sha()), (PLACE, second, sha(other))])
    assert halves(walkthrough) == []


def test_the_same_bytes_again_are_acknowledged_and_stored_once(auditor_client, walkthrough):
    number = uuid.uuid4()
    put(auditor_client, walkthrough, number)
    assert put(auditor_client, walkthrough, number).json()["s"] == "known"
    send(auditor_client, walkthrough, add(number))
    assert put(auditor_client, walkthrough, number).json()["s"] == "known"
    finish_walkthrough(walkthrough=walkthrough)
    assert put(auditor_client, walkthrough, number).json()["s"] == "known"
    assert Photo.objects.count() == 1


@pytest.mark.parametrize("bytes_first", [True, False])
def test_the_same_picture_twice_at_one_criterion_is_kept_once(auditor_client, walkthrough, bytes_first):
    first, second = uuid.uuid4(), uuid.uuid4()
    put(auditor_client, walkthrough, first)
    send(auditor_client, walkthrough, add(first))

    if bytes_first:
        assert put(auditor_client, walkthrough, second).json()["s"] == "stored"
    [result] = send(auditor_client, walkthrough, add(second))["results"]
    assert put(auditor_client, walkthrough, second).json()["s"] == "known"

    assert result["s"] == "stored"
    assert shown(walkthrough) == [(PLACE, first, sha())]
    assert (Photo.objects.count(), UnfinishedPhoto.objects.count()) == (1, 0)


def test_the_same_picture_at_two_criteria_is_a_photo_of_both(auditor_client, walkthrough):
    first, second = uuid.uuid4(), uuid.uuid4()
    send(auditor_client, walkthrough, add(first), add(second, key="venue_space_feel"))
    for number in (first, second):
        put(auditor_client, walkthrough, number)

    assert sorted(shown(walkthrough)) == [(PLACE, first, sha()), ("venue_space_feel", second, sha())]


@pytest.mark.parametrize(
    ("data", "reason", "why"),
    [
        (b"", "not-a-photo", "The photo is empty. Take or send it again."),
        (b"<svg/>", "not-a-photo", "This file is not a photo. Send a JPEG, PNG, WebP or HEIC picture."),
        (
            make_picture((400, 300))[:900],
            "not-a-photo",
            "The photo is damaged or not complete. Take or send it again.",
        ),
        (
            make_png_header(10_000, 10_000),
            "not-a-photo",
            "The photo has more than 50 megapixels. Send a smaller copy of it.",
        ),
    ],
    ids=["empty", "svg", "cut", "100 megapixels"],
)
def test_a_photo_that_is_no_photo_is_refused_by_name(auditor_client, walkthrough, data, reason, why):
    response = put(auditor_client, walkthrough, uuid.uuid4(), data)

    assert (response.status_code, response.json()) == (
        422,
        {"p": 2, "s": "refused", "reason": reason, "why": why},
    )
    assert Photo.objects.count() == 0


def test_bytes_that_changed_on_the_way_are_to_be_sent_again(auditor_client, walkthrough):
    number = uuid.uuid4()
    cut = put(auditor_client, walkthrough, number, PICTURE[:-1], sha256=sha())
    unnamed = put(auditor_client, walkthrough, number, sha256="7")

    assert [(answer.status_code, answer.json()["reason"]) for answer in (cut, unnamed)] == [
        (422, "damaged")
    ] * 2
    assert put(auditor_client, walkthrough, number).json()["s"] == "stored"


def test_other_bytes_under_a_number_are_refused(auditor_client, walkthrough):
    number, other = uuid.uuid4(), make_picture((30, 30))
    send(auditor_client, walkthrough, add(number))
    assert put(auditor_client, walkthrough, number, other).json()["reason"] == "photo-taken"
    put(auditor_client, walkthrough, number)
    assert put(auditor_client, walkthrough, number, other).json()["reason"] == "photo-taken"
    [result] = send(auditor_client, walkthrough, add(number, key="venue_space_feel"))["results"]
    assert result["reason"] == "photo-taken"
    assert shown(walkthrough) == [(PLACE, number, sha())]


def test_the_photo_of_another_walkthrough_cannot_be_taken_over(auditor_client, manager_client, walkthrough):
    number = uuid.uuid4()
    other = factories.make_walkthrough(walkthrough.event, factories.make_user())
    put(manager_client, other, number)

    [result] = send(auditor_client, walkthrough, add(number))["results"]
    assert result["reason"] == "photo-taken"
    assert put(auditor_client, walkthrough, number).json()["reason"] == "photo-taken"
    assert shown(walkthrough) == []


@pytest.mark.parametrize("bytes_first", [True, False])
def test_a_photo_removed_before_it_was_complete_does_not_come_back(auditor_client, walkthrough, bytes_first):
    number = uuid.uuid4()
    if bytes_first:
        put(auditor_client, walkthrough, number)
    else:
        send(auditor_client, walkthrough, add(number))
    send(auditor_client, walkthrough, remove(number))

    assert put(auditor_client, walkthrough, number).json()["s"] == "known"
    [result] = send(auditor_client, walkthrough, add(number))["results"]

    assert result["s"] == "stored"
    assert (shown(walkthrough), halves(walkthrough), Photo.objects.count()) == ([], [], 0)


def test_bytes_that_were_announced_are_taken_though_the_walkthrough_is_finished(auditor_client, walkthrough):
    number = uuid.uuid4()
    send(auditor_client, walkthrough, add(number))
    finish_walkthrough(walkthrough=walkthrough)

    assert put(auditor_client, walkthrough, number).json()["s"] == "stored"
    late = put(auditor_client, walkthrough, uuid.uuid4(), make_picture((30, 30)))
    assert (late.status_code, late.json()["reason"]) == (422, "finished")
    assert len(shown(walkthrough)) == 1


def test_a_disk_that_gives_back_something_else_acknowledges_nothing(auditor_client, walkthrough, monkeypatch):
    save = FileSystemStorage._save

    def half(self, name, content):
        content.seek(0)
        content.file.truncate(content.size // 2)
        return save(self, name, content)

    number = uuid.uuid4()
    with monkeypatch.context() as broken:
        broken.setattr(FileSystemStorage, "_save", half)
        response = put(auditor_client, walkthrough, number)

    assert (response.status_code, response.json()["reason"]) == (503, "not-written")
    assert Photo.objects.count() == 0
    assert put(auditor_client, walkthrough, number).json()["s"] == "stored"


def test_a_tablet_hands_in_large_photos_though_its_login_has_expired(auditor_client, walkthrough, settings):
    settings.BODY_MAX_BYTES_SIGNED_OUT = 10
    send(auditor_client, walkthrough, tablet={"id": str(uuid.uuid4())})
    tablet, who, number = signed_out(auditor_client), as_person(auditor_client), uuid.uuid4()

    assert put(tablet, walkthrough, number, headers=who).json()["s"] == "stored"
    assert tablet.get(f"/o/{walkthrough.event.organisation.slug}/photos/{number}/small/").status_code == 302
    tablet.cookies.clear()
    too_much = put(tablet, walkthrough, number, headers=who)
    assert (too_much.status_code, too_much.json()["reason"]) == (413, "too-much")


# The receipt


def ask(client, walkthrough, ops=(), photos=(), **more):
    body = {"photos": [{"id": str(number), "sha256": sha256} for number, sha256 in photos]} | more
    response = post(client, walkthrough, *ops, name="receipt", **body)
    return response.json()


def test_the_receipt_names_exactly_what_is_not_here(auditor_client, walkthrough):
    number, lost_photo = uuid.uuid4(), uuid.uuid4()
    came, never = op(), op()
    photo = add(number)
    send(auditor_client, walkthrough, came, photo)
    asked = [came["id"], never["id"], photo["id"]]

    receipt = ask(auditor_client, walkthrough, asked, [(number, sha()), (lost_photo, sha())])
    assert (receipt["complete"], receipt["lacking"], receipt["epoch"]) == (
        False,
        {"ops": [never["id"]], "photos": [str(number), str(lost_photo)]},
        str(walkthrough.epoch),
    )

    send(auditor_client, walkthrough, never)
    put(auditor_client, walkthrough, number)
    receipt = ask(auditor_client, walkthrough, asked, [(number, sha())])
    assert receipt == {
        "p": 2,
        "complete": True,
        "lacking": {"ops": [], "photos": []},
        "epoch": str(walkthrough.epoch),
        "why": "Everything has arrived. This tablet may be cleared.",
    }


def test_a_photo_whose_bytes_came_without_its_operation_has_not_arrived(auditor_client, walkthrough):
    number = uuid.uuid4()
    put(auditor_client, walkthrough, number)
    assert ask(auditor_client, walkthrough, [], [(number, sha())])["complete"] is False


def test_a_photo_that_is_gone_from_the_disk_has_not_arrived(auditor_client, walkthrough):
    number = uuid.uuid4()
    put(auditor_client, walkthrough, number)
    send(auditor_client, walkthrough, add(number))
    photo = Photo.objects.get()
    assert ask(auditor_client, walkthrough, [], [(number, sha())])["complete"] is True

    photo.original.storage.delete(photo.original.name)

    assert ask(auditor_client, walkthrough, [], [(number, sha())])["lacking"]["photos"] == [str(number)]


def test_a_photo_removed_since_and_one_kept_under_another_number_are_not_missing(auditor_client, walkthrough):
    gone, kept, same = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
    other = make_picture((30, 30))
    for number, data in ((gone, other), (kept, PICTURE)):
        put(auditor_client, walkthrough, number, data)
    send(auditor_client, walkthrough, add(gone, other), add(kept), add(same), remove(gone))

    asked = [(gone, sha(other)), (kept, sha()), (same, sha())]
    assert ask(auditor_client, walkthrough, [], asked)["complete"] is True


def test_a_receipt_says_nothing_of_other_walkthroughs(auditor_client, manager_client, walkthrough):
    other = factories.make_walkthrough(walkthrough.event, factories.make_user())
    foreign = op()
    send(manager_client, other, foreign)

    assert ask(auditor_client, walkthrough, [foreign["id"]])["lacking"]["ops"] == [foreign["id"]]
    assert post(auditor_client, other, foreign["id"], name="receipt").status_code == 404


@pytest.mark.parametrize(
    "damage", [{"p": 1}, {"ops": "all"}, {"ops": [7]}, {"photos": [7]}, {"photos": [{"id": "7"}]}]
)
def test_a_damaged_question_gets_no_receipt(auditor_client, walkthrough, damage):
    response = post(auditor_client, walkthrough, name="receipt", **damage)
    assert (response.status_code, response.json()["reason"]) == (400, "damaged")


def test_a_receipt_of_twenty_thousand_is_the_largest(
    auditor_client, walkthrough, django_assert_max_num_queries
):
    ids = [str(uuid.uuid4()) for _number in range(20_001)]
    with django_assert_max_num_queries(20):
        receipt = ask(auditor_client, walkthrough, ids[1:])
    assert len(receipt["lacking"]["ops"]) == 20_000
    assert post(auditor_client, walkthrough, *ids, name="receipt").status_code == 413
