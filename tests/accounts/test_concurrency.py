"""Two requests at the same moment, on a database where they really run side by side."""

import threading

import pytest
from django.db import connection

from eventaudit.accounts import actions
from eventaudit.accounts.models import Membership, Role, User
from tests import factories

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "connection.vendor == 'sqlite'",
        reason="SQLite writes one transaction at a time, and its test database is in one connection's memory",
    ),
]


def _at_once(*jobs) -> list[str]:
    """Runs the jobs in threads of their own and gives the names of what they raised, sorted."""
    start, raised = threading.Barrier(len(jobs)), []

    def run(job):
        start.wait()
        try:
            job()
        except Exception as error:
            raised.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(raised)


def test_a_double_submit_makes_one_person_and_one_membership():
    organisation = factories.make_organisation()
    invitation = actions.invite(
        organisation=organisation, email="niina@example.org", role="auditor", language="en"
    )

    def accept():
        actions.accept_as_new_person(invitation=invitation, name="Niina", password="seven wooden spoons")

    assert _at_once(accept, accept, accept) == ["InvitationUsed", "InvitationUsed"]
    assert (User.objects.count(), Membership.objects.count()) == (1, 1)


def test_invitations_of_two_organisations_make_one_person():
    invitations = [
        actions.invite(
            organisation=factories.make_organisation(),
            email="niina@example.org",
            role="client",
            language="en",
        )
        for _number in range(2)
    ]
    jobs = [
        lambda one=one: actions.accept_as_new_person(
            invitation=one, name="Niina", password="seven wooden spoons"
        )
        for one in invitations
    ]
    assert _at_once(*jobs) == ["PersonExists"]
    assert (User.objects.count(), Membership.objects.count()) == (1, 1)


def test_two_admins_who_remove_one_another_at_once_leave_one():
    organisation = factories.make_organisation()
    admins = [factories.make_membership(organisation, Role.ADMIN) for _number in range(2)]
    jobs = [lambda one=one: actions.remove_member(membership=one) for one in admins]
    assert _at_once(*jobs) == ["LastAdmin"]
    assert organisation.memberships.count() == 1


def test_the_same_address_is_invited_once():
    organisation = factories.make_organisation()

    def invite():
        actions.invite(organisation=organisation, email="niina@example.org", role="client", language="en")

    assert _at_once(invite, invite) == ["AlreadyInvited"]
    assert organisation.invitations.count() == 1
