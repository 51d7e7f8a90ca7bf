"""Corrective actions: who does what, what came of it, and what is refused in a sentence."""

import io
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from PIL import Image

from eventaudit.accounts.models import Role
from eventaudit.events.models import Event
from eventaudit.findings.actions import (
    add_photos,
    begin_mending,
    change_action,
    drop_action,
    look_again,
    mark_mended,
    plan_action,
    reopen_action,
    take_on,
)
from eventaudit.findings.mending import Subject
from eventaudit.findings.models import CorrectiveAction
from eventaudit.findings.policies import ActionExists, ActionSettled, CannotOwn, EventClosed
from eventaudit.findings.queries import actions_by_finding, actions_of, actions_seen_by, open_tasks
from eventaudit.findings.second_look import Look
from eventaudit.photos.actions import PhotoRefused
from eventaudit.photos.models import Photo
from tests import factories

pytestmark = pytest.mark.django_db
STEPS = Subject("Step-free route: No", "S:venue_step_free", "venue_step_free", "venue")
MENDED, NOT_YET = Look(True, 1.0, 0.5, True), Look(False, 0.0, 0.5, False)


@pytest.fixture
def manager(organisation):
    return factories.make_membership(organisation, Role.MANAGER)


@pytest.fixture
def action(event, manager):
    return plan_action(event=event, subject=STEPS, by=manager.user)


def photo(name="mended.jpg"):
    content = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(content, "JPEG")
    return SimpleUploadedFile(name, content.getvalue(), "image/jpeg")


def history(action):
    return list(action.changes.values_list("status", "by__name", "note"))


def status(action):
    action.refresh_from_db()
    return action.status


def test_one_tap_makes_an_action_that_is_being_mended(event, manager):
    action, changed = take_on(event=event, subject=STEPS, by=manager, due_at=event.starts_at)
    assert (changed, action.status, action.owner, action.due_at) == (True, "doing", manager, event.starts_at)
    assert (action.title, action.finding, action.criterion, action.touchpoint) == (
        "Step-free route: No",
        "S:venue_step_free",
        "venue_step_free",
        "venue",
    )
    assert history(action) == [("doing", manager.user.name, "")]


def test_a_second_tap_changes_nothing(event, manager):
    first, _changed = take_on(event=event, subject=STEPS, by=manager, due_at=None)
    again, changed = take_on(event=event, subject=STEPS, by=manager, due_at=None)
    assert (again, changed, event.actions.count(), len(history(first))) == (first, False, 1, 1)


def test_what_somebody_has_taken_on_stays_with_them(event, manager, organisation):
    take_on(event=event, subject=STEPS, by=manager, due_at=None)
    other = factories.make_membership(organisation, Role.ADMIN)
    action, changed = take_on(event=event, subject=STEPS, by=other, due_at=None)
    assert (changed, action.owner) == (False, manager)


def test_a_planned_action_that_nobody_owns_is_taken_over(event, manager, action):
    taken, changed = take_on(event=event, subject=STEPS, by=manager, due_at=None)
    assert (taken, changed, taken.owner, taken.status) == (action, True, manager, "doing")
    assert [step for step, _by, _note in history(action)] == ["open", "doing"]


def test_an_action_of_the_caterer_is_not_taken_over(event, manager):
    plan_action(event=event, subject=STEPS, by=manager.user, owner_name="Caterer Oy")
    action, changed = take_on(event=event, subject=STEPS, by=manager, due_at=None)
    assert (changed, action.owned_by, action.status) == (False, "Caterer Oy", "open")


def test_a_finding_has_one_open_action(event, manager, action):
    with pytest.raises(ActionExists) as refused:
        plan_action(event=event, subject=STEPS, by=manager.user)
    assert (refused.value.action, str(refused.value)) == (
        action,
        "Somebody has an open action for this finding already.",
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        CorrectiveAction.objects.create(event=event, finding=STEPS.finding, title="Again")


def test_actions_without_a_finding_may_be_many(event, manager):
    for _number in range(2):
        plan_action(event=event, subject=Subject("Sweep the porch"), by=manager.user)
    assert actions_by_finding(event) == {}
    assert actions_of(event).count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    "connection.vendor == 'sqlite'",
    reason="SQLite writes one transaction at a time, and its test database is in one connection's memory",
)
def test_taps_at_the_same_time_make_one_action():
    organisation = factories.make_organisation()
    event, results = factories.make_event(organisation), []
    people = [factories.make_membership(organisation, Role.MANAGER) for _number in range(4)]
    barrier = threading.Barrier(len(people))

    def tap(membership):
        barrier.wait()
        try:
            results.append(take_on(event=event, subject=STEPS, by=membership, due_at=None)[1])
        finally:
            connection.close()

    threads = [threading.Thread(target=tap, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == [False, False, False, True]
    assert event.actions.count() == 1


def test_from_to_do_to_checked_and_closed(event, manager, action):
    begin_mending(action=action, by=manager.user)
    mark_mended(action=action, by=manager.user, photos=[photo()])
    assert status(action) == "done"
    assert action.photos.get().photo.caption == "Step-free route: No"
    made = look_again(action=action, by=manager.user, look=MENDED, note="A ramp lies there now.")
    assert (made.value, made.quality, made.needed, made.mended) == (True, 1.0, 0.5, True)
    assert (status(action), action.closed_at is not None) == ("closed", True)
    assert [step for step, _by, _note in history(action)] == ["open", "doing", "done"]


def test_a_look_that_finds_it_unmended_gives_it_back(action, manager):
    mark_mended(action=action, by=manager.user)
    look_again(action=action, by=manager.user, look=NOT_YET)
    assert (status(action), action.closed_at, action.looks.count()) == ("open", None, 1)


def test_a_dropped_action_keeps_its_reason_and_can_be_taken_up_again(action, manager):
    drop_action(action=action, by=manager.user, reason="The landlord says no.")
    assert (status(action), action.closed_at is not None) == ("dropped", True)
    reopen_action(action=action, by=manager.user)
    assert (status(action), action.closed_at) == ("open", None)
    name = manager.user.name
    assert history(action) == [
        ("open", name, ""),
        ("dropped", name, "The landlord says no."),
        ("open", name, ""),
    ]


def test_an_old_action_is_not_taken_up_beside_a_new_one(event, action, manager):
    drop_action(action=action, by=manager.user, reason="No.")
    new = plan_action(event=event, subject=STEPS, by=manager.user)
    with pytest.raises(ActionExists):
        reopen_action(action=action, by=manager.user)
    assert actions_by_finding(event) == {STEPS.finding: new}


def test_an_open_action_counts_more_than_a_newer_closed_one(event, action, manager):
    drop_action(action=action, by=manager.user, reason="No.")
    newer = plan_action(event=event, subject=STEPS, by=manager.user)
    look_again(action=newer, by=manager.user, look=MENDED)
    reopen_action(action=action, by=manager.user)
    assert actions_by_finding(event) == {STEPS.finding: action}


def test_words_owner_and_time_are_changed(event, action, manager, organisation):
    auditor = factories.make_membership(organisation, Role.AUDITOR)
    change_action(
        action=action,
        by=manager.user,
        title="Ramp",
        owner=auditor,
        owner_name="ignored",
        due_at=event.starts_at,
    )
    action.refresh_from_db()
    assert (action.title, action.owner, action.owner_name, action.due_at) == (
        "Ramp",
        auditor,
        "",
        event.starts_at,
    )


def test_settled_actions_refuse_every_change(action, manager):
    look_again(action=action, by=manager.user, look=MENDED)
    changes = [
        lambda: begin_mending(action=action, by=manager.user),
        lambda: mark_mended(action=action, by=manager.user),
        lambda: add_photos(action=action, by=manager.user, photos=[photo()]),
        lambda: look_again(action=action, by=manager.user, look=NOT_YET, photos=[photo()]),
        lambda: drop_action(action=action, by=manager.user, reason="No."),
        lambda: change_action(
            action=action, by=manager.user, title="Other", owner=None, owner_name="", due_at=None
        ),
    ]
    for change in changes:
        with pytest.raises(ActionSettled, match="Take it up again to change it"):
            change()
    assert (status(action), Photo.objects.count(), action.looks.count()) == ("closed", 0, 1)


@pytest.mark.parametrize("state", [Event.State.CLOSED, Event.State.ARCHIVED])
def test_in_a_closed_event_nothing_changes(event, action, manager, state):
    Event.objects.filter(pk=event.pk).update(state=state)  # meanwhile, by somebody else
    changes = [
        lambda: take_on(event=event, subject=Subject("Other", "S:venue_co2"), by=manager, due_at=None),
        lambda: begin_mending(action=action, by=manager.user),
        lambda: mark_mended(action=action, by=manager.user),
        lambda: look_again(action=action, by=manager.user, look=MENDED),
        lambda: drop_action(action=action, by=manager.user, reason="No."),
        lambda: reopen_action(action=action, by=manager.user),
    ]
    for change in changes:
        with pytest.raises(EventClosed, match="can be read, not changed"):
            change()
    assert (status(action), event.actions.count()) == ("open", 1)


def test_clients_and_strangers_own_nothing(event, action, manager, organisation):
    client = factories.make_membership(organisation, Role.CLIENT)
    stranger = factories.make_membership(factories.make_organisation(), Role.MANAGER)
    for owner in (client, stranger):
        with pytest.raises(CannotOwn, match="does not work on this event"):
            plan_action(event=event, subject=Subject("Other"), by=manager.user, owner=owner)
        with pytest.raises(CannotOwn):
            change_action(action=action, by=manager.user, title="T", owner=owner, owner_name="", due_at=None)


def test_a_refused_photo_leaves_nothing_behind(action, manager, settings):
    bad = SimpleUploadedFile("mended.jpg", b"no picture", "image/jpeg")
    for change in (
        lambda: mark_mended(action=action, by=manager.user, photos=[photo(), bad]),
        lambda: look_again(action=action, by=manager.user, look=MENDED, photos=[photo(), bad]),
    ):
        with pytest.raises(PhotoRefused):
            change()
    assert (status(action), Photo.objects.count(), action.looks.count()) == ("open", 0, 0)
    assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == []


def test_who_sees_which_action(event, action, manager, organisation):
    auditor, other = (factories.make_membership(organisation, Role.AUDITOR) for _number in range(2))
    client = factories.make_membership(organisation, Role.CLIENT)
    stranger = factories.make_membership(factories.make_organisation(), Role.ADMIN)
    own = plan_action(event=event, subject=Subject("Sweep the porch"), by=manager.user, owner=auditor)
    seen = {who: set(actions_seen_by(who)) for who in (manager, auditor, other, client, stranger)}
    assert seen == {manager: {action, own}, auditor: {own}, other: set(), client: set(), stranger: set()}
    assert list(open_tasks(auditor)) == [own]


def test_tasks_of_closed_events_and_settled_ones_are_off_the_list(event, manager):
    own = plan_action(event=event, subject=STEPS, by=manager.user, owner=manager)
    assert list(open_tasks(manager)) == [own]
    Event.objects.filter(pk=event.pk).update(state="closed")
    assert list(open_tasks(manager)) == []
    Event.objects.filter(pk=event.pk).update(state="planned")
    look_again(action=own, by=manager.user, look=MENDED)
    assert list(open_tasks(manager)) == []


@pytest.mark.parametrize("size", [1, 3])
def test_actions_by_finding_take_one_query(event, manager, size, django_assert_num_queries):
    for number in range(size):
        subject = Subject("Do it", f"S:criterion_{number}")
        plan_action(event=event, subject=subject, by=manager.user, owner=manager)
    with django_assert_num_queries(1):
        found = actions_by_finding(event)
        names = [action.owned_by for action in found.values()]
    assert names == [manager.user.name] * size
