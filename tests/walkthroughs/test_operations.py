import datetime
import sqlite3
import threading
import uuid
from contextlib import closing

import pytest
from django.db import connection, connections
from django.utils import timezone

from eventaudit.photos.actions import PhotoRefused, store_photo
from eventaudit.walkthroughs.actions import add_photo, apply_operations, finish_walkthrough
from eventaudit.walkthroughs.models import Answer, Operation
from eventaudit.walkthroughs.operations import Result
from eventaudit.walkthroughs.policies import NotAllowed
from tests import factories
from tests.photos.pictures import make_picture, upload


@pytest.fixture
def walkthrough(event):
    return factories.make_walkthrough(event, factories.make_user())


def operation(key="venue_image_fit", value=4, field="answer", **more):
    return {"id": str(uuid.uuid4()), "k": key, "f": field, "v": value, "at": 0} | more


def send(walkthrough, *operations):
    return apply_operations(walkthrough=walkthrough, operations=operations, by=walkthrough.auditor)


def answers(walkthrough):
    return list(
        walkthrough.answers.order_by("criterion__key").values_list(
            "criterion__key", "state", "value", "reason", "note"
        )
    )


def test_answers_and_notes_add_up_to_the_present_state(walkthrough):
    first, note, second = operation(value=2), operation(value="Dusty", field="note"), operation(value=5)
    unseen = operation("venue_condition", {"unobserved": True, "reason": "Closed"})

    results = send(walkthrough, first, note, second, unseen)

    assert [result.status for result in results] == ["stored"] * 4
    assert answers(walkthrough) == [
        ("venue_condition", "unobserved", None, "Closed", ""),
        ("venue_image_fit", "answered", 5, "", "Dusty"),
    ]
    assert list(walkthrough.operations.values_list("seq", "criterion", "field", "value")) == [
        (1, "venue_image_fit", "answer", 2),
        (2, "venue_image_fit", "note", "Dusty"),
        (3, "venue_image_fit", "answer", 5),
        (4, "venue_condition", "answer", {"unobserved": True, "reason": "Closed"}),
    ]
    walkthrough.refresh_from_db()
    assert walkthrough.last_seq == 4
    assert walkthrough.started_at is not None


def test_a_cleared_answer_keeps_its_note(walkthrough):
    send(walkthrough, operation(), operation(value="Dusty", field="note"))
    send(walkthrough, operation(value=None))

    assert answers(walkthrough) == [("venue_image_fit", "", None, "", "Dusty")]


def test_the_same_operation_counts_once(walkthrough):
    one = operation(value=2)
    send(walkthrough, one)
    send(walkthrough, operation(value=5))

    assert send(walkthrough, one, one) == [Result(one["id"], "known", criterion="venue_image_fit", seq=1)] * 2
    assert answers(walkthrough) == [("venue_image_fit", "answered", 5, "", "")]
    assert walkthrough.operations.count() == 2


@pytest.mark.parametrize("change", [{"v": 3}, {"k": "venue_condition"}, {"f": "note", "v": "4"}])
def test_other_content_under_a_known_id_is_refused(walkthrough, change):
    one = operation(value=4)
    send(walkthrough, one)

    [result] = send(walkthrough, one | change)

    assert (result.status, result.why) == (
        "refused",
        "Another change has come under this id before. Make the change again.",
    )
    assert answers(walkthrough) == [("venue_image_fit", "answered", 4, "", "")]


def test_an_id_of_another_walkthrough_is_refused(walkthrough):
    one = operation()
    send(factories.make_walkthrough(walkthrough.event, factories.make_user()), one)

    assert [result.status for result in send(walkthrough, one)] == ["refused"]
    assert answers(walkthrough) == []


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ("text", "This is not an operation."),
        ({"k": "venue_image_fit", "f": "answer", "v": 4}, "An operation needs an id of its own."),
        (operation(id="12"), "An operation needs an id of its own."),
        (operation("venue_wifi"), "There is no criterion “venue_wifi” in this event's form."),
        (operation(["a"]), "There is no criterion “['a']” in this event's form."),
        (operation("a\0b"), "There is no criterion “a\0b” in this event's form."),
        (operation(field="score"), "There is no field “score”."),
        (operation(value=9), "The answer “9” is outside the scale from 1 to 5. Choose again."),
        (operation(value="no", field="photo.del"), "This photo is not there any more."),
        (
            operation(value={"na": True, "reason": "None here"}),
            "Only the lead auditor says that something does not apply. Choose “Could not observe”.",
        ),
    ],
)
def test_a_bad_operation_is_named_and_the_good_ones_around_it_are_stored(walkthrough, bad, why):
    before, after = operation("venue_condition", 1), operation("venue_space_feel", -1)

    results = send(walkthrough, before, bad, after)

    assert [result.status for result in results] == ["stored", "refused", "stored"]
    assert results[1].why == why
    assert [row[:3] for row in answers(walkthrough)] == [
        ("venue_condition", "answered", 1),
        ("venue_space_feel", "answered", -1),
    ]


def test_the_lead_auditor_says_that_something_does_not_apply(walkthrough):
    walkthrough.lead = True
    walkthrough.save()
    send(walkthrough, operation(value={"na": True, "reason": "Held outdoors"}))

    assert answers(walkthrough) == [("venue_image_fit", "na", None, "Held outdoors", "")]


def test_a_finished_walkthrough_takes_nothing_but_acknowledges_what_it_has(walkthrough):
    one = operation()
    send(walkthrough, one)
    finish_walkthrough(walkthrough=walkthrough)

    results = send(walkthrough, one, operation(value=1))

    assert [(result.status, result.why) for result in results] == [
        ("known", ""),
        ("refused", "This walkthrough is finished. Ask a manager to reopen it."),
    ]
    assert answers(walkthrough) == [("venue_image_fit", "answered", 4, "", "")]


@pytest.mark.parametrize("state", ["closed", "archived"])
def test_a_closed_event_takes_nothing(walkthrough, state):
    walkthrough.event.state = state
    walkthrough.event.save()

    assert [result.status for result in send(walkthrough, operation())] == ["refused"]


@pytest.mark.parametrize("at", [None, "soon", 1e300, 4_102_444_800_000])
def test_a_tablets_clock_is_never_ahead(walkthrough, at):
    send(walkthrough, operation(at=at))

    made_at = walkthrough.operations.get().made_at
    assert made_at <= timezone.now()
    assert timezone.now() - made_at < datetime.timedelta(minutes=1)


def test_a_batch_costs_the_same_whatever_its_size(walkthrough, django_assert_num_queries):
    keys = list(walkthrough.event.template_version.criteria.filter(kind="fit").values_list("key", flat=True))
    with django_assert_num_queries(10):
        send(walkthrough, operation(keys[0]))
    with django_assert_num_queries(10):
        send(walkthrough, *(operation(key) for key in keys))


@pytest.fixture
def shared_database(transactional_db, tmp_path):
    """A database that threads can share: SQLite's tests live in memory, where only one may write."""
    if connection.vendor != "sqlite":
        yield
        return
    in_memory = connections["default"]
    with closing(sqlite3.connect(tmp_path / "shared.sqlite3")) as file:
        in_memory.connection.backup(file)
    settings = {**in_memory.settings_dict, "NAME": tmp_path / "shared.sqlite3"}
    connections.settings["default"] = settings
    connections["default"] = connections.create_connection("default")
    yield
    connections["default"].close()
    connections["default"] = in_memory
    connections.settings["default"] = in_memory.settings_dict


def test_tablets_that_send_at_once_lose_and_double_nothing(shared_database):
    walkthrough = factories.make_walkthrough(
        factories.make_event(factories.make_organisation()), factories.make_user()
    )
    keys = list(walkthrough.event.template_version.criteria.filter(kind="fit").values_list("key", flat=True))
    shared = [operation(key, 3) for key in keys[:5]]  # every tablet sends these too
    outcomes, errors = [], []

    def tablet(number):
        try:
            for round_ in range(4):
                own = operation(keys[number], 1 + round_)
                outcomes.extend(result.status for result in send(walkthrough, own, *shared))
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    tablets = [threading.Thread(target=tablet, args=(10 + number,)) for number in range(6)]
    for thread in tablets:
        thread.start()
    for thread in tablets:
        thread.join()

    assert errors == []
    assert (outcomes.count("stored"), outcomes.count("known")) == (24 + 5, 6 * 4 * 5 - 5)
    assert list(Operation.objects.order_by("seq").values_list("seq", flat=True)) == list(range(1, 30))
    assert Answer.objects.count() == 11
    walkthrough.refresh_from_db()
    assert walkthrough.last_seq == 29


def test_a_photo_belongs_to_its_criterion_and_is_stored_once(walkthrough):
    criterion = walkthrough.event.template_version.criteria.get(key="venue_condition")

    def add(number, data):
        return add_photo(
            walkthrough=walkthrough,
            criterion=criterion,
            upload=upload(data),
            by=walkthrough.auditor,
            photo_id=number,
        )

    number = uuid.uuid4()
    photo, status = add(number, make_picture())
    assert (photo.pk, status) == (number, "stored")
    assert add(number, make_picture()) == (photo, "known")
    assert add(uuid.uuid4(), make_picture()) == (photo, "known")
    other, status = add(uuid.uuid4(), make_picture((30, 30)))
    assert status == "stored"
    assert [link.photo for link in walkthrough.photos.all()] == [photo, other]

    gone = operation("venue_condition", str(photo.pk), "photo.del")
    assert [result.status for result in send(walkthrough, gone, gone)] == ["stored", "known"]
    assert [link.photo for link in walkthrough.photos.all()] == [other]
    with pytest.raises(PhotoRefused):
        add(number, make_picture())  # a late repetition does not bring it back
    assert list(walkthrough.operations.values_list("field", flat=True)) == [
        "photo.add",
        "photo.add",
        "photo.del",
    ]


def test_the_photo_of_a_promise_does_not_become_an_answers(walkthrough):
    photo = store_photo(event=walkthrough.event, upload=upload(make_picture()), by=None)
    with pytest.raises(PhotoRefused, match="Take or choose it again"):
        add_photo(
            walkthrough=walkthrough,
            criterion=walkthrough.event.template_version.criteria.get(key="venue_condition"),
            upload=upload(make_picture()),
            by=walkthrough.auditor,
            photo_id=photo.pk,
        )
    assert not walkthrough.photos.exists()


def test_a_finished_walkthrough_takes_no_photo(walkthrough):
    finish_walkthrough(walkthrough=walkthrough)
    criterion = walkthrough.event.template_version.criteria.first()

    with pytest.raises(NotAllowed):
        add_photo(
            walkthrough=walkthrough,
            criterion=criterion,
            upload=upload(make_picture()),
            by=walkthrough.auditor,
            photo_id=uuid.uuid4(),
        )
    assert walkthrough.event.photos.count() == 0
