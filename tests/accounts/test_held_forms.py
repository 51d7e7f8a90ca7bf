"""A form that meets an expired login, an old token or another person is shown again with its words."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

WORDS = {"name": "Aino Äijö", "language": "fi"}


def held(response) -> dict[str, str]:
    """What the page would send again, without the token."""
    form = response.text.partition('<form id="held"')[2].partition("</form>")[0]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form)
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def test_an_expired_login_throws_nothing_away(manager_client):
    manager_client.logout()
    response = manager_client.post("/profile/", WORDS)
    assert (response.status_code, held(response)) == (401, WORDS)
    assert "Your login had expired when you sent this." in response.text

    manager_client.force_login(manager_client.membership.user)
    manager_client.post("/profile/", held(response))
    manager_client.membership.user.refresh_from_db()
    assert manager_client.membership.user.name == "Aino Äijö"


def test_what_was_written_can_be_read_and_is_never_markup(client, db):
    response = client.post("/profile/", {"name": '"><script>alert(1)</script> and more'})
    assert held(response) == {"name": '"><script>alert(1)</script> and more'}
    assert "<script>alert" not in response.text


def test_nothing_posted_leads_to_the_page_to_sign_in(client, db):
    assert client.post("/profile/")["Location"] == "/accounts/login/?next=/profile/"


def test_an_old_token_is_shown_again_with_a_fresh_one(manager_client):
    client = Client(enforce_csrf_checks=True, headers={"sec-fetch-site": "same-origin"})
    client.cookies = manager_client.cookies
    first = client.post("/profile/", WORDS)
    assert (first.status_code, held(first)) == (403, WORDS)

    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', first.text)[1]
    assert client.post("/profile/", held(first) | {"csrfmiddlewaretoken": token}).status_code == 302


def test_a_form_of_another_site_is_not_carried_on(manager_client):
    client = Client(enforce_csrf_checks=True, headers={"sec-fetch-site": "cross-site"})
    client.cookies = manager_client.cookies
    response = client.post("/profile/", WORDS)
    assert (response.status_code, held(response)) == (403, {})


def test_passwords_are_not_carried_along(client, db):
    response = client.post("/profile/", {"name": "Aino", "password1": "compass-demo-2031"})
    assert held(response) == {"name": "Aino"}


@pytest.mark.parametrize(
    "origin", [{"sec-fetch-site": "cross-site"}, {"origin": "https://elsewhere.example"}]
)
def test_nothing_of_another_site_is_held_for_who_is_signed_out(client, db, origin):
    assert client.post("/profile/", WORDS, headers=origin).status_code == 302


@pytest.mark.parametrize("size", [10, 3 * 1024**2])
def test_files_pass_by_and_are_named(client, db, size):
    photo = SimpleUploadedFile("hall.jpg", b"x" * size, "image/jpeg")
    response = client.post("/profile/", {"name": "Aino", "photo": photo})
    assert (response.status_code, held(response)) == (401, {"name": "Aino"})
    assert "<li>hall.jpg</li>" in response.text


@pytest.mark.parametrize(("mode", "status"), [("navigate", 302), ("cors", 401)])
def test_who_is_signed_out_gets_the_page_to_sign_in_also_through_the_worker(
    client, organisation, mode, status
):
    """The browser calls a page that the worker passes on 'empty', like what a script fetches."""
    passed_on = {"sec-fetch-dest": "empty", "sec-fetch-mode": mode, "accept": "text/html,*/*;q=0.8"}
    response = client.get(f"/o/{organisation.slug}/events/", headers=passed_on)
    assert (response.status_code, response.get("Location", "").startswith("/accounts/login/")) == (
        status,
        status == 302,
    )
