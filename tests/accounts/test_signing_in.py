"""Signing in through allauth's pages, the first organisation, the profile and the language."""

import re

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from eventaudit.accounts import actions
from eventaudit.accounts.models import Membership, Organisation, Role, User
from tests import factories

PASSWORD = "a long password"


def _sign_in(client, email, password=PASSWORD, next_address=""):
    return client.post("/accounts/login/", {"login": email, "password": password, "next": next_address})


@pytest.fixture
def person(db):
    return actions.create_person(email="Anna@Example.org", name="Anna", password=PASSWORD)


def test_a_person_signs_in_with_address_whatever_its_case(client, person):
    assert _sign_in(client, "ANNA@example.org")["Location"] == "/"
    assert client.session["_auth_user_id"] == str(person.pk)


@pytest.mark.parametrize(
    "place", ["https://evil.example/", "//evil.example/x", "javascript:alert(1)", "/\\evil"]
)
def test_signing_in_leads_nowhere_else(client, person, place):
    assert _sign_in(client, person.email, next_address=place)["Location"] == "/"


@pytest.mark.parametrize("place", ["https://evil.example/", "//evil.example/x"])
def test_choosing_a_language_leads_nowhere_else(client, db, place):
    assert client.post("/language/", {"language": "fi", "next": place})["Location"] == "/"


def test_signing_in_leads_to_the_page_that_was_asked_for(client, person):
    assert _sign_in(client, person.email, next_address="/profile/")["Location"] == "/profile/"


def test_guessing_a_password_is_stopped_even_when_it_comes_right(client, person):
    for _attempt in range(5):
        _sign_in(client, person.email, "wrong password")
    response = _sign_in(client, person.email)
    assert "_auth_user_id" not in client.session
    assert "Too many failed login attempts. Try again later." in response.text


def test_whether_an_address_has_an_account_is_not_told(client, person, mailoutbox):
    known = client.post("/accounts/password/reset/", {"email": person.email})
    unknown = client.post("/accounts/password/reset/", {"email": "nobody@example.org"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


def test_a_forgotten_password_is_replaced_through_the_mail(client, person, mailoutbox):
    User.objects.update(language="sv", password=make_password("forgotten"))
    client.post("/accounts/password/reset/", {"email": person.email})
    (link,) = re.findall(r"http://testserver(/accounts/password/reset/key/\S+)", mailoutbox[0].body)
    form = client.get(link)["Location"]
    client.post(form, {"password1": "seven wooden spoons", "password2": "seven wooden spoons"})
    person.refresh_from_db()
    assert person.check_password("seven wooden spoons") is True
    assert "lösenord" in mailoutbox[0].subject  # in the person's language, not the page's


def test_without_open_sign_up_nobody_makes_an_account(client, db):
    response = client.post(
        "/accounts/signup/", {"email": "x@example.org", "name": "X", "password1": "seven wooden spoons"}
    )
    assert "Accounts are made by invitation." in response.text
    assert User.objects.exists() is False


def test_with_open_sign_up_the_new_person_makes_an_organisation(client, db, settings):
    settings.OPEN_SIGNUP = True
    client.post(
        "/accounts/signup/", {"email": "x@example.org", "name": "Xenia", "password1": "seven wooden spoons"}
    )
    user = User.objects.get()
    home = client.get("/")
    client.post("/organisations/new/", {"name": "Gilded Compass Oy"})
    assert (user.name, home["Location"]) == ("Xenia", "/organisations/new/")
    assert Membership.objects.values_list("organisation__slug", "user", "role").get() == (
        "gilded-compass-oy",
        user.pk,
        "admin",
    )


def test_without_open_sign_up_nobody_makes_an_organisation(manager_client, organisation):
    response = manager_client.post("/organisations/new/", {"name": "Mine"})
    assert response.status_code == 403
    assert list(Organisation.objects.all()) == [organisation]


@pytest.mark.parametrize(
    ("names", "slugs"),
    [
        (["Åkerö & Co", "Akero Co"], ["akero-co", "akero-co-2"]),
        (["日本", "日本", "日本"], ["organisation", "organisation-2", "organisation-3"]),
    ],
)
def test_organisations_get_addresses_of_their_own(db, names, slugs):
    assert [actions.create_organisation(name=name).slug for name in names] == slugs


@pytest.mark.parametrize(
    ("role", "place"),
    [
        (Role.ADMIN, "events/"),
        (Role.MANAGER, "events/"),
        (Role.AUDITOR, "walkthroughs/"),
        (Role.CLIENT, "reports/"),
    ],
)
def test_each_role_lands_where_its_work_starts(client, organisation, role, place):
    client.force_login(factories.make_membership(organisation, role).user)
    assert client.get("/")["Location"] == f"/o/{organisation.slug}/"
    assert client.get(f"/o/{organisation.slug}/")["Location"] == f"/o/{organisation.slug}/{place}"


def test_a_member_of_two_organisations_chooses(manager_client, organisation):
    other = factories.make_organisation()
    factories.make_membership(other, Role.CLIENT, manager_client.membership.user)
    text = manager_client.get("/").text
    assert re.findall(r'class="card-link" href="([^"]+)"', text) == [
        f"/o/{organisation.slug}/",
        f"/o/{other.slug}/",
    ]


def test_the_profile_keeps_name_and_language(manager_client):
    user = manager_client.membership.user
    manager_client.post("/profile/", {"name": "Mika", "language": "fi"})
    user.refresh_from_db()
    assert (user.name, user.language) == ("Mika", "fi")
    assert '<html lang="fi">' in manager_client.get("/profile/").text


def test_an_empty_name_is_refused(manager_client):
    response = manager_client.post("/profile/", {"name": "  ", "language": "fi"})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["name"])


def test_the_language_of_a_person_follows_to_every_device(manager_client):
    manager_client.post("/language/", {"language": "sv", "next": "/profile/"})
    other_device = Client(HTTP_ACCEPT_LANGUAGE="fi")
    other_device.force_login(manager_client.membership.user)
    assert '<html lang="sv">' in other_device.get("/profile/").text


def test_an_unknown_language_changes_nothing(manager_client):
    manager_client.post("/language/", {"language": "xx"})
    manager_client.membership.user.refresh_from_db()
    assert manager_client.membership.user.language == "en"


def test_cookies_are_for_the_browser_of_this_site_alone(client, person, settings):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client.get("/accounts/login/", secure=True)
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD}, secure=True)
    session, csrf = client.cookies["sessionid"], client.cookies["csrftoken"]
    assert (session["secure"], session["httponly"], session["samesite"]) == (True, True, "Lax")
    assert (csrf["secure"], csrf["samesite"]) == (True, "Lax")


def test_signing_out_takes_a_form_not_a_link(manager_client):
    manager_client.get("/accounts/logout/")
    assert "_auth_user_id" in manager_client.session
    manager_client.post("/accounts/logout/")
    assert "_auth_user_id" not in manager_client.session
