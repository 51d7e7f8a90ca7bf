import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from eventaudit.events.models import Round
from eventaudit.walkthroughs.actions import finish_walkthrough
from eventaudit.walkthroughs.live import RoundProgress, load_live
from eventaudit.walkthroughs.models import Tablet, UnfinishedPhoto
from tests import factories
from tests.walkthroughs.exchange import send as send_batch
from tests.walkthroughs.test_conflicts import twice


@pytest.fixture
def walkthrough(event, auditor_client):
    return factories.make_walkthrough(event, auditor_client.membership.user)


def make_tablet(walkthrough, **fields):
    tablet = Tablet.objects.create(
        **{
            "organisation": walkthrough.event.organisation,
            "user": walkthrough.auditor,
            "device": uuid.uuid4(),
            "label": "Tablet 3",
        }
        | fields
    )
    tablet.states.create(walkthrough=walkthrough, waiting=14, photos_waiting=2)
    return tablet


def progress(client, event, state=""):
    address = reverse("walkthroughs:progress", args=[event.organisation.slug, event.pk])
    return client.get(address, {"state": state}, headers={"hx-request": "true"})


def test_the_list_tells_what_waits_on_each_tablet(manager_client, walkthrough):
    make_tablet(walkthrough, persisted=False, installed=True)
    UnfinishedPhoto.objects.create(
        id=uuid.uuid4(),
        walkthrough=walkthrough,
        criterion=walkthrough.event.template_version.criteria.first(),
        sha256="0" * 64,
    )

    page = progress(manager_client, walkthrough.event).content.decode()

    for words in (
        "Tablet 3",
        "14 changes wait on it, 2 photos",
        "installed",
        "storage may be cleared by the browser",
        "1 photo is announced and still on its tablet.",
    ):
        assert words in page


def test_polling_brings_nothing_while_nothing_changes_and_ends_when_all_is_done(
    manager_client, walkthrough, time_machine
):
    time_machine.move_to(timezone.now().replace(second=10), tick=False)
    event = walkthrough.event
    page = manager_client.get(reverse("walkthroughs:list", args=[event.organisation.slug, event.pk]))
    state = page.context["live"].state

    assert progress(manager_client, event, state).status_code == 204
    tablet = make_tablet(walkthrough)
    changed = progress(manager_client, event, state)
    assert (changed.status_code, f"state={changed.context['live'].state}" in changed.content.decode()) == (
        200,
        True,
    )
    finish_walkthrough(walkthrough=walkthrough)
    assert progress(manager_client, event, load_live(event).state).status_code == 204
    tablet.states.update(waiting=0, photos_waiting=0)
    assert progress(manager_client, event, load_live(event).state).status_code == 286


def test_without_htmx_the_progress_is_the_list(manager_client, event):
    slug = event.organisation.slug
    response = manager_client.get(reverse("walkthroughs:progress", args=[slug, event.pk]))
    assert response.url == reverse("walkthroughs:list", args=[slug, event.pk])


def test_rounds_add_up(event):
    doors = Round.objects.create(event=event, name="Doors", order=1)
    dinner = Round.objects.create(event=event, name="Dinner", order=2)
    one = factories.make_walkthrough(event, factories.make_user(), round=doors)
    factories.make_walkthrough(event, factories.make_user(), round=doors)
    factories.make_walkthrough(event, factories.make_user(), round=dinner, finished_at=timezone.now())
    twice(one, 2, 5)

    assert load_live(event).rounds == [
        RoundProgress(doors, walkthroughs=2, finished=0, answered=1, asked=226),
        RoundProgress(dinner, walkthroughs=1, finished=1, answered=0, asked=113),
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_the_progress_takes_the_same_queries_whatever_it_holds(
    manager_client, event, django_assert_num_queries, number
):
    for _number in range(number):
        walkthrough = factories.make_walkthrough(event, factories.make_user())
        make_tablet(walkthrough)
        make_tablet(walkthrough)
        twice(walkthrough, 2, 5)
    with django_assert_num_queries(9):
        progress(manager_client, event)


@pytest.mark.parametrize("number", [1, 3])
def test_the_tablets_take_the_same_queries_whatever_they_are(
    manager_client, walkthrough, django_assert_num_queries, number
):
    for _number in range(number):
        make_tablet(walkthrough)
    address = reverse("walkthroughs:tablets", args=[walkthrough.event.organisation.slug])
    with django_assert_num_queries(4):
        page = manager_client.get(address)
    assert [tablet.waiting for tablet in page.context["tablets"]] == [16] * number


def test_a_manager_takes_a_tablets_cookie_back_and_allows_it_again(
    manager_client, auditor_client, stranger_client, walkthrough
):
    send_batch(auditor_client, walkthrough, tablet={"id": str(uuid.uuid4())})
    tablet = Tablet.objects.get()
    slug = walkthrough.event.organisation.slug
    address = reverse("walkthroughs:tablet_cookie", args=[slug, tablet.pk])
    elsewhere = stranger_client.membership.organisation.slug

    assert auditor_client.post(address).status_code == 403
    foreign = reverse("walkthroughs:tablet_cookie", args=[elsewhere, tablet.pk])
    assert stranger_client.post(foreign).status_code == 404
    tablet.refresh_from_db()
    assert tablet.secret

    manager_client.post(address)
    tablet.refresh_from_db()
    assert (tablet.secret, tablet.granted_until, tablet.revoked_at is None) == ("", None, False)
    assert (
        "Does not save signed out"
        in manager_client.get(reverse("walkthroughs:tablets", args=[slug])).content.decode()
    )
    manager_client.post(address, {"allow": "1"})
    tablet.refresh_from_db()
    assert (tablet.secret, tablet.revoked_at) == ("", None)


def test_a_walkthrough_that_a_tablet_still_holds_something_of_is_not_removed(manager_client, walkthrough):
    tablet = make_tablet(walkthrough)
    slug = walkthrough.event.organisation.slug
    address = reverse("walkthroughs:delete", args=[slug, walkthrough.pk])

    page = manager_client.post(address, follow=True)
    assert "A tablet still holds something of this walkthrough, so it stays." in page.content.decode()

    tablet.states.update(waiting=0, photos_waiting=0)
    manager_client.post(address)
    assert not walkthrough.event.walkthroughs.exists()
