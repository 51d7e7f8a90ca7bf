"""The page where a manager changes an event's version, and the one of answers that wait."""

import pytest
from django.urls import reverse

from eventaudit.findings.upgrade_plan import plan_upgrade
from tests import factories

from .test_upgrade import answers
from .upgraded import FIRST, bind, make_version, op, two_versions, walked

pytestmark = pytest.mark.django_db


@pytest.fixture
def versions(organisation):
    return two_versions(organisation)


@pytest.fixture
def event(organisation, versions):
    return factories.make_event(organisation, template_version=versions[0])


def address(event, name="upgrade"):
    return reverse(f"findings:{name}", args=[event.organisation.slug, event.pk])


def posted(event, to):
    return {"to": to.pk, "digest": plan_upgrade(event, to).digest}


def test_the_page_tells_and_does_nothing(event, versions, manager_client):
    walked(event, *answers())
    page = manager_client.get(address(event))
    text = page.content.decode()
    assert "No longer asked" in text
    assert "1 answer, 1 note" in text
    assert page.context["plan"].to == versions[1]
    event.refresh_from_db()
    assert event.template_version == versions[0]


def test_the_button_does_what_was_told(event, versions, manager_client):
    walked(event, *answers())
    response = manager_client.post(address(event), posted(event, versions[1]), follow=True)
    assert response.redirect_chain == [(event.get_absolute_url(), 302)]
    assert "No answer was lost" in response.content.decode()
    event.refresh_from_db()
    assert (event.template_version, event.upgrades.get().by) == (versions[1], manager_client.membership.user)


def test_what_has_changed_since_is_shown_instead(event, versions, manager_client):
    shown = posted(event, versions[1])
    walked(event, op("gone", 3))
    response = manager_client.post(address(event), shown)
    assert response.status_code == 409
    assert "Nothing was done" in response.content.decode()
    event.refresh_from_db()
    assert event.template_version == versions[0]
    again = {"to": versions[1].pk, "digest": response.context["plan"].digest}
    assert manager_client.post(address(event), again).status_code == 302


def test_what_is_set_aside_is_told_and_that_it_comes_back(event, versions, manager_client):
    message = factories.make_message(event)
    factories.make_promise(message, touchpoint="venue", criterion="wait")
    factories.make_promise(message, "No queues", touchpoint="food")
    page = manager_client.get(address(event)).context["page"]
    assert (page.asides, page.returns) == (
        [
            "1 promise loses the question that decides it, and waits for a verdict by hand",
            "1 promise about a touchpoint that this version does not have: it stays with its message and is "
            "not measured",
        ],
        [],
    )
    bind(event, versions[1])
    page = manager_client.get(address(event), {"to": versions[0].pk}).context["page"]
    assert (page.asides, page.returns) == ([], ["1 promise is decided by its question again"])


def test_an_archived_event_is_refused_with_a_sentence(event, versions, manager_client):
    event.state = "archived"
    event.save()
    response = manager_client.post(address(event), posted(event, versions[1]))
    assert response.status_code == 422
    assert "This event is archived, so it stays as it is." in response.content.decode()


@pytest.mark.parametrize("to", ["", "x", "9" * 30, "0"])
def test_a_version_that_is_not_on_offer_is_not_taken(event, manager_client, to):
    assert manager_client.post(address(event), {"to": to, "digest": ""}).status_code == 422


def test_versions_of_others_are_not_on_offer(event, versions, manager_client, stranger_client):
    theirs = make_version(stranger_client.membership.organisation, FIRST)
    assert manager_client.post(address(event), posted(event, theirs)).status_code == 422
    assert manager_client.get(address(event), {"to": theirs.pk}).context["plan"].to == versions[1]
    assert stranger_client.get(address(event)).status_code in (403, 404)


def test_a_newer_version_is_hinted_at_where_the_event_is_worked_on(event, versions, manager_client):
    for name in ("findings:overview", "events:brief"):
        path = reverse(name, args=[event.organisation.slug, event.pk])
        assert address(event) in manager_client.get(path).content.decode()
        versions[1].state = "archived"
        versions[1].save()
        assert address(event) not in manager_client.get(path).content.decode()
        versions[1].state = "published"
        versions[1].save()


def test_what_waits_can_be_read_and_going_back_is_offered(event, versions, manager_client):
    walked(event, *answers())
    bind(event, versions[1])
    page = manager_client.get(address(event, "earlier_answers")).content.decode()
    assert "Question gone?" in page
    assert "Cold" in page
    assert "7 min" in page
    assert "Well kept" not in page
    back = manager_client.get(address(event), {"to": versions[0].pk})
    assert "Go back to version 1.0" in back.content.decode()
    bind(event, versions[0])
    page = manager_client.get(address(event, "earlier_answers")).content.decode()
    assert "There are none" in page


@pytest.mark.parametrize("walks", [1, 3])
def test_the_pages_take_the_same_queries_however_much_there_is(
    event, versions, manager_client, django_assert_num_queries, walks
):
    for _number in range(walks):
        walked(event, *answers())
    plan_upgrade(event, versions[1])  # both versions are known to this process
    with django_assert_num_queries(18):
        manager_client.get(address(event))
    bind(event, versions[1])
    with django_assert_num_queries(9):
        manager_client.get(address(event, "earlier_answers"))


def test_auditors_and_clients_change_no_version(event, auditor_client, client_client):
    for client in (auditor_client, client_client):
        assert client.get(address(event)).status_code == 403
        assert client.post(address(event)).status_code == 403
