import pytest
from django.test import Client

from tests import factories


def test_a_missing_page_says_so_and_keeps_secrets(client, organisation):
    client.force_login(factories.make_user())
    response = client.get(f"/o/{organisation.slug}/people/")
    assert response.status_code == 404
    assert "There is nothing at this address, or it belongs to an organisation you are not" in response.text
    assert organisation.name not in response.text


def test_a_refused_page_says_whom_to_ask(manager_client, organisation):
    response = manager_client.get(f"/o/{organisation.slug}/people/")
    assert response.status_code == 403
    assert "Your role does not allow this. Ask an admin of the organisation." in response.text


def test_a_form_without_its_token_is_refused_in_our_words(manager_client):
    client = Client(enforce_csrf_checks=True)
    client.cookies = manager_client.cookies
    response = client.post("/profile/", {"name": "X", "language": "en"})
    assert response.status_code == 403
    assert "Please send the form again" in response.text


def test_a_crash_has_a_page_without_a_request(settings, client):
    settings.ROOT_URLCONF = "tests.accounts.crashing_urls"
    client.raise_request_exception = False
    response = client.get("/crash/")
    assert response.status_code == 500
    assert "The fault is ours and has been written to the log." in response.text


@pytest.mark.parametrize("address", ["/accounts/login/", "/nowhere/"])
def test_every_page_carries_a_policy_without_unsafe(client, db, address):
    policy = client.get(address)["Content-Security-Policy"]
    assert ("unsafe" in policy, "default-src 'none'" in policy) == (False, True)


@pytest.mark.parametrize(
    ("signed_in", "size", "status"),
    [
        (False, 1024**2, 404),
        (False, 1024**2 + 1, 413),
        (True, 500 * 1024**2, 404),
        (True, 500 * 1024**2 + 1, 413),
        (True, 2 * 1024**3, 413),
    ],
)
def test_a_body_that_would_fill_the_disk_is_not_read(client, db, signed_in, size, status):
    if signed_in:
        client.force_login(factories.make_user())
    response = client.post("/nowhere/", content_type="application/json", CONTENT_LENGTH=str(size))
    assert response.status_code == status
    assert (f"than the {500 if signed_in else 1} MB that are taken at once" in response.text) == (
        status == 413
    )


def test_a_form_of_too_many_fields_is_refused_in_our_words(manager_client):
    response = manager_client.post("/profile/", {f"field{number}": "" for number in range(5001)})
    assert response.status_code == 400
    assert "in smaller portions if it was long." in response.text


@pytest.mark.parametrize(("address", "kept"), [("/profile/", "private, no-cache"), ("/nowhere/", None)])
def test_a_page_made_for_one_person_is_kept_by_no_cache_on_the_way(client, db, address, kept):
    if kept:
        client.force_login(factories.make_user())
    assert client.get(address).get("Cache-Control") == kept
