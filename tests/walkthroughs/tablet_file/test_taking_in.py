"""A tablet's file of unsent work, taken in as if the tablet had sent it, and not believed a word."""

import time
import zipfile

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from eventaudit.accounts.models import Role
from eventaudit.events.models import Event
from eventaudit.photos.models import Photo
from eventaudit.walkthroughs.actions import finish_walkthrough
from eventaudit.walkthroughs.models import Operation
from eventaudit.walkthroughs.tablet_file import shelf
from eventaudit.walkthroughs.tablet_file.archive import FileGone
from eventaudit.walkthroughs.tablet_file.taking import look_at
from tests import factories
from tests.photos.pictures import make_picture
from tests.walkthroughs.exchange import op, send
from tests.walkthroughs.tablet_file.files import (
    PICTURE,
    PLACE,
    announcement,
    photo_row,
    reasons,
    refusal,
    show,
    stored,
    sums,
    take,
    work_of,
    zipped,
)


def test_a_file_is_shown_first_and_taken_in_for_whose_work_it_is(
    manager_client, auditor, walkthrough, address
):
    manager = manager_client.membership.user
    first, note = op(4, at=1), op("Gold", field="note", at=2)
    row = photo_row(walkthrough)
    draft = {"k": "host_energy", "f": "note", "v": "Half a", "at": 9, "on": {"seen": 0}}
    work = work_of(
        auditor, walkthrough, first, note, announcement(row),
        refused=[op("lots", "venue_area_per_person")], drafts=[draft], photos=[row],
    )  # fmt: skip
    content = zipped(work, {row["file"]: PICTURE})

    page = show(manager_client, address, content)
    assert sums(page) == {"coming": 4, "here": 0, "left out": 1}
    assert page.context["plan"].person == auditor
    assert [part.coming for part in page.context["plan"].parts] == [{"answer": 1, "note": 2, "photo": 1}]
    [(kind, question, why)] = reasons(page)
    assert (kind, why) == ("answer", "“lots” is not a number. Write digits, such as 4 or 1.5.")
    assert question in page.content.decode()
    assert why in page.content.decode()
    assert not Operation.objects.exists()
    assert not Photo.objects.exists()

    done = take(manager_client, address, page)
    assert sums(done) == {"coming": 0, "here": 4, "left out": 1}
    announced = announcement(row)["v"]
    assert stored(walkthrough) == [
        ("venue_image_fit", "answer", 4, auditor, manager),
        ("venue_image_fit", "note", "Gold", auditor, manager),
        (PLACE, "photo.add", announced, auditor, manager),
        ("host_energy", "note", "Half a", auditor, manager),
    ]
    [photo] = Photo.objects.all()
    assert (str(photo.pk), photo.sha256, photo.uploaded_by) == (row["id"], row["sha"], auditor)


def test_what_the_tablet_sent_and_what_came_with_a_file_adds_nothing_a_second_time(
    auditor_client, auditor, walkthrough, address, settings
):
    sent, later, row = op(4), op(2, "host_energy"), photo_row(walkthrough, sha="", op=None)
    send(auditor_client, walkthrough, sent)
    content = zipped(work_of(auditor, walkthrough, sent, later, photos=[row]), {row["file"]: PICTURE})

    page = show(auditor_client, address, content)
    assert sums(page) == {"coming": 2, "here": 1, "left out": 0}
    done = take(auditor_client, address, page)
    assert "Everything of the file is here." in done.content.decode()
    assert list((settings.MEDIA_ROOT / "tablet-files").iterdir()) == []
    before = stored(walkthrough)

    again = show(auditor_client, address, content)
    assert sums(again) == {"coming": 0, "here": 3, "left out": 0}
    assert [result["s"] for result in send(auditor_client, walkthrough, later)["results"]] == ["known"]
    assert stored(walkthrough) == before
    assert (Photo.objects.count(), len(before)) == (1, 3)


def test_a_photo_whose_announcement_had_arrived_brings_only_its_bytes(
    auditor_client, auditor, walkthrough, address
):
    row = photo_row(walkthrough)
    send(auditor_client, walkthrough, announcement(row))
    page = show(
        auditor_client,
        address,
        zipped(work_of(auditor, walkthrough, photos=[row]), {row["file"]: PICTURE}, zipfile.ZIP_DEFLATED),
    )
    take(auditor_client, address, page)
    assert walkthrough.photos.count() == walkthrough.operations.count() == 1


def test_each_change_left_out_is_named_with_its_reason(auditor_client, auditor, walkthrough, address):
    other = make_picture((30, 30))
    no_photo, damaged, lost = (
        photo_row(walkthrough, b"no picture at all"),
        photo_row(walkthrough),
        photo_row(walkthrough, other),
    )
    work = work_of(
        auditor, walkthrough,
        op(9), op(4, "no_such"), op(True, field="verdict"), {"k": [1], "f": {}, "v": 1},
        op(1, "host_energy", base="x"),
        photos=[no_photo, damaged, lost],
    )  # fmt: skip
    files = {no_photo["file"]: b"no picture at all", damaged["file"]: PICTURE[:-9] + b"123456789"}

    page = show(auditor_client, address, zipped(work, files))
    assert sums(page) == {
        "coming": 1,
        "here": 0,
        "left out": 7,
    }  # what is no photo is known when it is opened
    done = take(auditor_client, address, page)
    gone = "Its picture is not in the file, or damaged. Keep the tablet, and save the file again."
    assert [why for _kind, _question, why in reasons(done)] == [
        "The answer “9” is outside the scale from 1 to 5. Choose again.",
        "There is no criterion “no_such” in this event's form.",
        "There is no field “verdict”.",
        "An operation needs an id of its own.",
        "This change does not say what it was made on top of.",
        gone,
        gone,
    ]
    assert not walkthrough.operations.exclude(field="photo.add").exists()
    assert not Photo.objects.exists()


@pytest.mark.parametrize("closed", ["finished", "archived"])
def test_nothing_comes_into_what_is_closed(auditor_client, auditor, walkthrough, address, closed):
    if closed == "finished":
        finish_walkthrough(walkthrough=walkthrough)
    else:
        Event.objects.update(state=Event.State.ARCHIVED)
    row = photo_row(walkthrough)
    work = work_of(auditor, walkthrough, op(4), announcement(row), photos=[row])
    page = show(auditor_client, address, zipped(work, {row["file"]: PICTURE}))
    assert sums(page) == {"coming": 0, "here": 0, "left out": 2}
    assert 'name="take"' not in page.content.decode()


def test_another_organisations_walkthrough_is_refused_and_told_nothing_of(
    manager_client, auditor, walkthrough, address
):
    elsewhere = factories.make_walkthrough(factories.make_event(factories.make_organisation(), name="Secret"))
    page = show(manager_client, address, zipped(work_of(auditor, elsewhere, op(4))))
    assert [why for _kind, _key, why in reasons(page)] == [
        "This walkthrough is not in this organisation, or not yours."
    ]
    assert "Secret" not in page.content.decode()
    take(manager_client, address, page)
    assert not Operation.objects.exists()


def test_auditors_take_in_their_own_work_and_managers_that_of_their_people(
    auditor_client, manager_client, auditor, walkthrough, address
):
    stranger = factories.make_membership(factories.make_organisation(), Role.AUDITOR).user
    manager = manager_client.membership.user
    others = factories.make_walkthrough(walkthrough.event)
    assert refusal(show(auditor_client, address, zipped(work_of(manager, walkthrough, op(4))))) == [
        "This is somebody else's work. Ask a manager to take it in."
    ]
    assert refusal(show(manager_client, address, zipped(work_of(stranger, walkthrough, op(4))))) == [
        "This is the work of somebody who is not in this organisation."
    ]
    page = show(auditor_client, address, zipped(work_of(auditor, others, op(4))))
    assert sums(page) == {"coming": 0, "here": 0, "left out": 1}


def test_photos_for_which_there_was_no_time_come_with_the_next_press(
    auditor_client, auditor, walkthrough, address, monkeypatch
):
    rows = [photo_row(walkthrough, make_picture((30 + each, 30))) for each in range(3)]
    files = {row["file"]: make_picture((30 + each, 30)) for each, row in enumerate(rows)}
    content = zipped(work_of(auditor, walkthrough, op(4), photos=rows), files)
    page = show(auditor_client, address, content)
    with monkeypatch.context() as patch:
        patch.setattr("eventaudit.walkthroughs.tablet_file.taking.PATIENCE", -1)
        page = take(auditor_client, address, page)
    assert sums(page) == {"coming": 3, "here": 1, "left out": 0}
    assert "3 photos are still to come. Go on." in page.content.decode()
    take(auditor_client, address, page)
    assert walkthrough.photos.count() == 3


def test_another_file_than_the_one_shown_is_not_taken_in(auditor_client, auditor, walkthrough, address):
    page = show(auditor_client, address, zipped(work_of(auditor, walkthrough, op(4))))
    show(auditor_client, address, zipped(work_of(auditor, walkthrough, op(1))))
    again = take(auditor_client, address, page)
    assert "Another file was chosen since" in again.content.decode()
    assert not Operation.objects.exists()
    assert auditor_client.post(address, {"discard": "1"}, follow=True).context["form"]


def test_a_clock_years_ahead_does_not_win_over_later_answers(auditor_client, auditor, walkthrough, address):
    ahead = 10 * 365 * 24 * 3600 * 1000
    now = int(time.time() * 1000)
    work = work_of(auditor, walkthrough, op(4, at=now + ahead - 60_000, base=None), exported=now + ahead)
    send(auditor_client, walkthrough, op(2, base=None))
    take(auditor_client, address, show(auditor_client, address, zipped(work)))
    assert walkthrough.answers.get(criterion__key="venue_image_fit").value == 2
    assert all(made <= timezone.now() for made in walkthrough.operations.values_list("made_at", flat=True))


def test_the_page_asks_the_database_as_often_for_one_change_as_for_three(
    auditor_client, auditor, walkthrough, address, django_assert_num_queries
):
    keys = ["venue_image_fit", "host_energy", PLACE]
    for number in (1, 3):
        show(
            auditor_client,
            address,
            zipped(work_of(auditor, walkthrough, *(op(1, key) for key in keys[:number]))),
        )
        with django_assert_num_queries(18):
            assert sums(auditor_client.get(address))["coming"] == number


@pytest.mark.parametrize("data", [None, {"take": "0" * 64}], ids=["look", "take"])
def test_a_file_that_another_request_has_just_taken_away_is_said(auditor_client, address, settings, data):
    """Found in the folder, and gone when it is opened: the name is there, its file is not."""
    membership, folder = auditor_client.membership, settings.MEDIA_ROOT / "tablet-files"
    folder.mkdir(parents=True)
    name = folder / f"{membership.organisation_id}-{membership.user_id}-{'0' * 64}.zip"
    name.symlink_to(folder / "gone")

    response = auditor_client.post(address, data) if data else auditor_client.get(address)

    assert (response.status_code, response["Location"]) == (302, address)
    assert [str(message) for message in get_messages(response.wsgi_request)] == [
        "Another file was chosen since, or a day has passed. Look at it again."
    ]
    assert name.is_symlink()  # which may be another request's by now


def test_of_two_files_put_there_at_once_the_one_that_is_left_is_shown(auditor_client, auditor, walkthrough):
    membership = auditor_client.membership
    upload = [SimpleUploadedFile("work.zip", zipped(work_of(auditor, walkthrough, op(n)))) for n in (4, 5)]
    first, second = (shelf.put(membership, one) for one in upload)

    with pytest.raises(FileGone):
        look_at(first, membership)
    assert (shelf.find(membership), look_at(second, membership).coming) == (second, 1)
