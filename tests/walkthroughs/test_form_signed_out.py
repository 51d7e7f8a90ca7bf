"""The walkthrough as an ordinary form when the login has expired, or somebody else holds the tablet."""

import uuid

import pytest
from django.test import Client

from eventaudit.accounts.models import Role
from tests import factories

from .exchange import op, send, value

SAME = {"sec-fetch-site": "same-origin"}
FORM = {"shown": "{}", "seen": "0", "a-venue_image_fit": "4", "n-venue_image_fit": "Gold on the doors"}


@pytest.fixture
def walkthrough(event, auditor_client):
    return factories.make_walkthrough(event, auditor_client.membership.user)


def post_form(client, walkthrough, **headers):
    person = walkthrough.auditor_id
    return client.post(f"{walkthrough.get_absolute_url()}?person={person}", FORM, headers=SAME | headers)


def sign_out_with_the_tablets_cookie(client, walkthrough):
    send(client, walkthrough, op(), tablet={"id": str(uuid.uuid4())})
    del client.cookies["sessionid"]


def test_with_the_tablets_cookie_the_form_is_taken_and_nothing_is_read(auditor_client, walkthrough):
    sign_out_with_the_tablets_cookie(auditor_client, walkthrough)
    response = post_form(auditor_client, walkthrough)
    assert response.status_code == 200
    assert "2 changes saved." in response.text
    assert "Gold on the doors" not in response.text
    answer = walkthrough.answers.get(criterion__key="venue_image_fit")
    assert (value(walkthrough), answer.note) == (4, "Gold on the doors")
    assert walkthrough.operations.order_by("seq").last().author == walkthrough.auditor

    page = auditor_client.get(f"{walkthrough.get_absolute_url()}?person={walkthrough.auditor_id}")
    with_header = auditor_client.get(
        walkthrough.get_absolute_url(), headers={"x-person": str(walkthrough.auditor_id)}
    )
    assert (page.status_code, with_header.status_code) == (302, 302)


def test_without_the_cookie_the_form_is_shown_again(auditor_client, walkthrough):
    auditor_client.logout()
    response = post_form(auditor_client, walkthrough)
    assert response.status_code == 401
    assert 'name="n-venue_image_fit" value="Gold on the doors"' in response.text
    assert walkthrough.operations.count() == 0


def test_what_one_wrote_is_not_saved_as_somebody_elses(walkthrough, manager_client):
    response = post_form(manager_client, walkthrough)
    assert response.status_code == 409
    assert 'name="n-venue_image_fit" value="Gold on the doors"' in response.text
    assert walkthrough.operations.count() == 0


def test_nor_where_it_cannot_be_shown_again(walkthrough, manager_client):
    response = post_form(
        manager_client, walkthrough, **{"sec-fetch-site": "", "origin": "https://else.example"}
    )
    assert (response.status_code, walkthrough.operations.count()) == (403, 0)


def test_a_tablet_in_other_hands_saves_for_the_one_who_wrote_it(auditor_client, walkthrough):
    sign_out_with_the_tablets_cookie(auditor_client, walkthrough)
    other = factories.make_membership(walkthrough.event.organisation, Role.AUDITOR)
    auditor_client.force_login(other.user)
    assert post_form(auditor_client, walkthrough).status_code == 200
    assert {operation.author for operation in walkthrough.operations.all()} == {walkthrough.auditor}


def test_an_old_token_does_not_matter_where_the_browser_says_whose_page_it_is(auditor_client, walkthrough):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = auditor_client.cookies
    assert post_form(strict, walkthrough).status_code == 302
    assert post_form(strict, walkthrough, **{"sec-fetch-site": "cross-site"}).status_code == 403
    assert walkthrough.operations.count() == 2


def test_what_one_wrote_is_shown_again_when_the_walkthrough_went_to_somebody_else(
    auditor_client, walkthrough
):
    writer = walkthrough.auditor_id
    other = factories.make_membership(walkthrough.event.organisation, Role.AUDITOR)
    walkthrough.auditor = other.user
    walkthrough.save()
    form = {"path": f"{walkthrough.get_absolute_url()}?person={writer}", "data": FORM}
    response = auditor_client.post(**form, headers=SAME)
    assert response.status_code == 404
    assert 'name="n-venue_image_fit" value="Gold on the doors"' in response.text
    assert str(walkthrough.event) not in response.text
    foreign = auditor_client.post(**form, headers={"sec-fetch-site": "cross-site"})
    assert (foreign.status_code, "Gold" in foreign.text) == (403, False)
    assert auditor_client.get(walkthrough.get_absolute_url()).status_code == 404
    assert walkthrough.operations.count() == 0
