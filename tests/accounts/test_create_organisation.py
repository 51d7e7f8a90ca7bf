from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from eventaudit.accounts.models import Invitation, Organisation

pytestmark = pytest.mark.django_db


def _run(*arguments) -> str:
    out = StringIO()
    call_command("create_organisation", *arguments, stdout=out)
    return out.getvalue()


def test_the_link_makes_the_first_admin(client, settings):
    settings.SITE_URL = "https://audit.example"
    printed = _run("Gilded Compass Oy", "--admin", "Anna@Example.org", "--language", "fi")
    invitation = Invitation.objects.get()
    assert printed == f"https://audit.example/invitations/{invitation.token}/\n"
    client.post(invitation.get_absolute_url(), {"name": "Anna", "password": "seven wooden spoons"})
    organisation = Organisation.objects.get()
    assert (organisation.name, organisation.slug) == ("Gilded Compass Oy", "gilded-compass-oy")
    assert list(organisation.memberships.values_list("user__email", "role", "user__language")) == [
        ("anna@example.org", "admin", "fi")
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["Oy", "--admin", "anna"], "'anna' is not an e-mail address."),
        (["  ", "--admin", "a@b.fi"], "The organisation's name needs at least one letter or digit."),
        (["x" * 151, "--admin", "a@b.fi"], "The organisation's name is longer than 150 characters."),
        (["taken OY", "--admin", "a@b.fi"], "There is an organisation called 'taken OY' already."),
    ],
)
def test_a_mistake_is_explained_and_nothing_is_made(arguments, sentence):
    Organisation.objects.create(name="Taken Oy", slug="taken")
    with pytest.raises(CommandError) as refusal:
        _run(*arguments)
    assert (str(refusal.value), refusal.value.returncode) == (sentence, 2)
    assert (Organisation.objects.count(), Invitation.objects.count()) == (1, 0)
