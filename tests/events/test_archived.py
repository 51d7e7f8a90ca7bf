"""An archived event can be read and reported on, and nothing of it can be changed."""

import pytest
from django.contrib.messages import get_messages
from django.urls import get_resolver, reverse

from eventaudit.accounts.models import Role
from eventaudit.events.models import Event

from ..access import World, addresses, visitor
from .forms import event_data

pytestmark = pytest.mark.django_db
WHY = "This event is archived, so it stays as it is. To change it, edit the event and choose another state."


@pytest.fixture
def archived():
    world = World()
    Event.objects.update(state=Event.State.ARCHIVED)
    return world


def of_events():
    return [one for one in addresses(get_resolver().url_patterns) if "event_pk" in one.arguments]


def test_every_page_of_an_event_refuses_to_write_but_these():
    free = {one.name for one in of_events() if getattr(one.view, "even_if_archived", False)}
    assert free == {
        "events:edit",
        "events:brief_preview",
        "findings:upgrade",
        "reports:branding",
        "reports:create",
    }


def test_whatever_is_sent_to_an_archived_event_is_turned_away(archived):
    client, home = visitor(archived.people[Role.MANAGER]), archived.event.get_absolute_url()
    taken = []
    for one in of_events():
        if not getattr(one.view, "even_if_archived", False):
            response = client.post(one.path(archived.arguments), {"title": "Changed", "name": "Changed"})
            said = [str(message) for message in get_messages(response.wsgi_request)]
            if (response.status_code, response.get("Location"), said[-1:]) != (302, home, [WHY]):
                taken.append(one.name)
    assert taken == []


def test_a_script_is_told_in_its_own_way(archived):
    client = visitor(archived.people[Role.MANAGER])
    address = reverse("findings:cause_title", args=[archived.organisation.slug, archived.event.pk, "own:1"])
    refusal = client.post(address, headers={"Accept": "application/json"})
    assert (refusal.status_code, refusal.json()) == (409, {"reason": "event-archived", "why": WHY})
    htmx = client.post(address, headers={"HX-Request": "true"})
    assert htmx["HX-Redirect"] == archived.event.get_absolute_url()


def test_it_can_be_read_and_says_that_it_is_archived(archived):
    client = visitor(archived.people[Role.MANAGER])
    for page in ("findings:causes", "events:brief", "messaging:list", "reports:list"):
        response = client.get(reverse(page, args=[archived.organisation.slug, archived.event.pk]))
        assert response.status_code == 200
        assert "This event is archived: it can be read, not changed." in response.content.decode()
    causes = client.get(reverse("findings:causes", args=[archived.organisation.slug, archived.event.pk]))
    assert "Name, split or merge" not in causes.content.decode()


def test_another_state_opens_it_for_changes(event, manager_client):
    Event.objects.update(state=Event.State.ARCHIVED)
    address = reverse("events:edit", args=[event.organisation.slug, event.pk])

    refused = manager_client.post(address, event_data(name="Another name", state="archived"))
    event.refresh_from_db()
    assert "The event is archived. Choose another state to change it." in refused.content.decode()
    assert event.name != "Another name"

    manager_client.post(address, event_data(name="Another name", state="closed"))
    event.refresh_from_db()
    assert (event.name, event.state) == ("Another name", "closed")


def test_an_event_that_is_not_archived_takes_what_is_sent(event, manager_client):
    address = reverse("events:edit", args=[event.organisation.slug, event.pk])
    manager_client.post(address, event_data(name="Another name", state="archived"))
    event.refresh_from_db()
    assert (event.name, event.state) == ("Another name", "archived")
