"""Invitations from the admin's form to the new member, through a real mail server."""

import datetime
import email.policy
import re
from email import message_from_bytes

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone, translation

from eventaudit.accounts import actions
from eventaudit.accounts.emails import send_invitation
from eventaudit.accounts.models import Invitation, Role, User
from eventaudit.accounts.policies import InvitationUsed
from tests import factories

NEW_PERSON = {"name": "Niina Uusi", "password": "seven wooden spoons"}


@pytest.fixture
def invitation(organisation):
    return _invite(organisation, "niina@example.org")


def _invite(organisation, address, **fields) -> Invitation:
    return actions.invite(
        organisation=organisation, email=address, **{"role": Role.AUDITOR, "language": "en"} | fields
    )


def _link(invitation) -> str:
    return f"/invitations/{invitation.token}/"


def _state(invitation) -> tuple[bool, list[tuple[str, str]]]:
    """Whether it was accepted, and who belongs to the organisation."""
    invitation.refresh_from_db()
    members = invitation.organisation.memberships.order_by("pk").values_list("user__email", "role")
    return invitation.accepted_at is not None, list(members)


def _signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _parsed(message):
    return message_from_bytes(message.as_bytes(), policy=email.policy.default)


def test_an_admin_invites_and_the_mail_arrives_in_text_and_html(
    admin_client, organisation, mailbox, settings
):
    settings.SITE_URL = "https://audit.example"
    response = admin_client.post(
        f"/o/{organisation.slug}/people/",
        {"email": "Niina@Example.org", "role": "auditor", "language": "fi"},
    )
    invitation = Invitation.objects.get()
    (sent,) = map(_parsed, mailbox.messages)
    link = f"https://audit.example/invitations/{invitation.token}/"
    assert response.status_code == 302
    assert (invitation.email, invitation.role, invitation.language) == ("niina@example.org", "auditor", "fi")
    assert sent["To"] == "niina@example.org"
    assert [part.get_content_type() for part in sent.iter_parts()] == ["text/plain", "text/html"]
    found = [set(re.findall(r'https?://[^\s"<]+', part.get_content())) for part in sent.iter_parts()]
    assert found == [{link}, {link}]


def test_the_link_is_valid_for_14_days(invitation):
    assert invitation.expires_at - invitation.created_at == pytest.approx(
        datetime.timedelta(days=14), abs=datetime.timedelta(seconds=5)
    )


def test_the_mail_speaks_the_invitations_language(organisation, mailbox):
    with translation.override("sv"):
        send_invitation(_invite(organisation, "niina@example.org", language="fi"))
    (sent,) = map(_parsed, mailbox.messages)
    assert '<html lang="fi">' in sent.get_body(("html",)).get_content()


@pytest.mark.django_db
def test_names_are_escaped_in_html_and_cannot_add_headers(mailbox):
    organisation = factories.make_organisation(name="<b>Evil</b> & Co\r\nBcc: victim@example.org")
    inviter = factories.make_user(name="<img src=x>")
    send_invitation(_invite(organisation, "niina@example.org", by=inviter))
    (sent,) = map(_parsed, mailbox.messages)
    html = sent.get_body(("html",)).get_content()
    assert sent["Bcc"] is None
    assert mailbox.messages[0]["X-RcptTo"] == "niina@example.org"
    assert sent["Subject"] == "Invitation to <b>Evil</b> & Co Bcc: victim@example.org on Eventaudit"
    assert ("<b>Evil" in html, "<img" in html) == (False, False)
    assert "&lt;img src=x&gt; invites you to &lt;b&gt;Evil&lt;/b&gt; &amp; Co" in html


def test_an_unreachable_mail_server_is_told_and_the_invitation_kept(admin_client, organisation, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there
    response = admin_client.post(
        f"/o/{organisation.slug}/people/",
        {"email": "niina@example.org", "role": "auditor", "language": "en"},
        follow=True,
    )
    assert [str(message) for message in response.context["messages"]] == [
        "The invitation of niina@example.org is kept, but the mail server did not take it. Send it later."
    ]
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        (
            "member@example.org",
            "member@example.org is a member already. Change the role in the list instead.",
        ),
        (
            "open@example.org",
            "open@example.org has an open invitation already. "
            "Send it again from the list of open invitations.",
        ),
        ("nobody", "Enter a valid email address."),
    ],
)
def test_who_cannot_be_invited_is_explained(admin_client, organisation, mailbox, address, sentence):
    factories.make_membership(organisation, Role.CLIENT, factories.make_user(email="member@example.org"))
    _invite(organisation, "open@example.org")
    response = admin_client.post(
        f"/o/{organisation.slug}/people/",
        {"email": address.upper(), "role": "auditor", "language": "en"},
    )
    assert response.status_code == 422
    assert response.context["form"].errors["email"] == [sentence]
    assert (Invitation.objects.count(), mailbox.messages) == (1, [])


def test_sending_again_renews_the_same_link(admin_client, organisation, invitation, mailbox):
    token = invitation.token
    Invitation.objects.update(expires_at=timezone.now() - datetime.timedelta(days=1))
    admin_client.post(f"/o/{organisation.slug}/people/invitations/{invitation.pk}/send/")
    invitation.refresh_from_db()
    assert (invitation.token, invitation.expired) == (token, False)
    assert [message["To"] for message in mailbox.messages] == ["niina@example.org"]


def test_a_revoked_link_is_not_valid(admin_client, organisation, invitation, client):
    admin_client.post(f"/o/{organisation.slug}/people/invitations/{invitation.pk}/revoke/")
    response = client.post(_link(invitation), NEW_PERSON)
    assert response.status_code == 404
    assert "This invitation link is not valid." in response.text
    assert User.objects.filter(email="niina@example.org").exists() is False


def test_a_new_person_chooses_name_and_password_and_is_in(client, organisation, invitation):
    page = client.get(_link(invitation))
    response = client.post(_link(invitation), NEW_PERSON)
    person = User.objects.get(email="niina@example.org")
    assert page.status_code == 200
    assert (response.status_code, response["Location"]) == (302, f"/o/{organisation.slug}/")
    assert (person.name, person.check_password(NEW_PERSON["password"])) == ("Niina Uusi", True)
    assert client.session["_auth_user_id"] == str(person.pk)
    assert _state(invitation) == (True, [("niina@example.org", "auditor")])
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [
        ("niina@example.org", True, True)
    ]


def test_the_new_person_signs_in_with_allauth_afterwards(client, invitation):
    client.post(_link(invitation), NEW_PERSON)
    again = Client()
    again.post("/accounts/login/", {"login": "niina@example.org", "password": NEW_PERSON["password"]})
    assert again.session["_auth_user_id"] == str(User.objects.get().pk)


@pytest.mark.parametrize("password", ["short", "1234567890123", "password123", "niina@example.org", ""])
def test_a_weak_password_makes_nobody(client, invitation, password):
    response = client.post(_link(invitation), NEW_PERSON | {"password": password})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["password"]
    assert (User.objects.count(), _state(invitation)) == (0, (False, []))


def test_an_existing_person_is_asked_to_sign_in_and_cannot_be_made_twice(client, invitation):
    factories.make_user(email="niina@example.org", name="Niina")
    response = client.post(_link(invitation), NEW_PERSON)
    assert response.status_code == 200
    assert f'href="/accounts/login/?next={_link(invitation)}"' in response.text
    assert (User.objects.get().name, _state(invitation)) == ("Niina", (False, []))


def test_an_existing_person_signs_in_and_accepts(organisation, invitation):
    client = _signed_in(factories.make_user(email="niina@example.org"))
    before = client.get(_link(invitation)), _state(invitation)
    response = client.post(_link(invitation))
    assert (before[0].status_code, before[1]) == (200, (False, []))  # looking accepts nothing
    assert response["Location"] == f"/o/{organisation.slug}/"
    assert _state(invitation) == (True, [("niina@example.org", "auditor")])


def test_somebody_else_who_is_signed_in_is_told_so_and_accepts_nothing(organisation, invitation):
    client = _signed_in(factories.make_user(email="other@example.org"))
    for response in (client.get(_link(invitation)), client.post(_link(invitation), NEW_PERSON)):
        assert response.status_code == 403
        assert (
            "This invitation is for niina@example.org and you are signed in as other@example.org."
            in response.text
        )
    assert _state(invitation) == (False, [])


def test_an_unverified_second_address_does_not_count(invitation):
    user = factories.make_user(email="other@example.org")
    EmailAddress.objects.create(user=user, email="niina@example.org", verified=False)
    assert _signed_in(user).post(_link(invitation)).status_code == 403
    assert _state(invitation) == (False, [])


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_expired_link_says_what_to_do(client, invitation, method):
    Invitation.objects.update(expires_at=timezone.now())
    response = getattr(client, method)(_link(invitation), NEW_PERSON)
    assert response.status_code == 410
    assert (
        f"This invitation is no longer valid. Ask an admin of {invitation.organisation} to send it again."
        in response.text
    )
    assert _state(invitation) == (False, [])


def test_the_second_of_two_clicks_changes_nothing(client, organisation, invitation):
    client.post(_link(invitation), NEW_PERSON)
    second = client.post(_link(invitation), NEW_PERSON)
    late = Client().post(_link(invitation), NEW_PERSON)  # sent before the first answer set its cookie
    assert second["Location"] == f"/o/{organisation.slug}/"
    assert late.status_code == 410
    assert "This invitation was accepted already. Sign in" in late.text
    assert _state(invitation) == (True, [("niina@example.org", "auditor")])


def test_two_requests_that_both_saw_it_open_accept_it_once(invitation):
    """Each works with the row as it was before the other; the lock makes the second look again."""
    first, second = Invitation.objects.get(), Invitation.objects.get()
    actions.accept_as_new_person(invitation=first, **NEW_PERSON)
    with pytest.raises(InvitationUsed):
        actions.accept_as_new_person(invitation=second, **NEW_PERSON)
    assert _state(invitation) == (True, [("niina@example.org", "auditor")])


def test_who_is_a_member_meanwhile_keeps_the_role(organisation, invitation):
    user = factories.make_user(email="niina@example.org")
    factories.make_membership(organisation, Role.ADMIN, user)
    actions.accept_invitation(invitation=invitation, by=user)
    assert _state(invitation) == (True, [("niina@example.org", "admin")])


def test_the_page_speaks_the_invitations_language_until_the_visitor_chooses(client, organisation):
    link = _link(_invite(organisation, "niina@example.org", language="fi"))
    assert '<html lang="fi">' in client.get(link).text
    client.post("/language/", {"language": "sv", "next": link})
    assert '<html lang="sv">' in client.get(link).text
