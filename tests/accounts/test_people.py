import pytest

from eventaudit.accounts import actions
from eventaudit.accounts.models import Membership, Role
from eventaudit.accounts.policies import LastAdmin
from tests import factories


def _roles(organisation) -> list[str]:
    return list(organisation.memberships.order_by("pk").values_list("role", flat=True))


def _messages(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_takes_as_many_queries_for_many_people_as_for_one(
    admin_client, organisation, people, django_assert_num_queries
):
    for number in range(people):
        factories.make_membership(organisation, Role.AUDITOR)
        actions.invite(
            organisation=organisation,
            email=f"p{number}@example.org",
            role="client",
            language="en",
            by=admin_client.membership.user,
        )
    with django_assert_num_queries(5):  # session, user, membership, members, invitations
        admin_client.get(f"/o/{organisation.slug}/people/")


def test_an_admin_changes_a_role(admin_client, organisation):
    member = factories.make_membership(organisation, Role.AUDITOR, factories.make_user(name="Aada"))
    response = admin_client.post(
        f"/o/{organisation.slug}/people/{member.pk}/role/", {"role": "manager"}, follow=True
    )
    assert _messages(response) == ["Aada is now: Manager."]
    assert _roles(organisation) == ["admin", "manager"]


def test_an_unknown_role_is_refused(admin_client, organisation):
    member = factories.make_membership(organisation, Role.AUDITOR)
    response = admin_client.post(
        f"/o/{organisation.slug}/people/{member.pk}/role/", {"role": "owner"}, follow=True
    )
    assert _messages(response) == ["There is no such role. Choose one from the list."]
    assert _roles(organisation) == ["admin", "auditor"]


def test_a_member_is_removed_after_being_asked_about(admin_client, organisation):
    member = factories.make_membership(organisation, Role.AUDITOR, factories.make_user(name="Aada"))
    address = f"/o/{organisation.slug}/people/{member.pk}/remove/"
    asked = admin_client.get(address)
    assert (asked.status_code, _roles(organisation)) == (200, ["admin", "auditor"])
    response = admin_client.post(address, follow=True)
    assert _messages(response) == [f"Aada no longer belongs to {organisation}."]
    assert _roles(organisation) == ["admin"]


@pytest.mark.parametrize(("page", "data"), [("role", {"role": "manager"}), ("remove", {})])
def test_the_last_admin_stays(admin_client, organisation, page, data):
    admin = admin_client.membership
    factories.make_membership(organisation, Role.MANAGER)
    factories.make_membership(factories.make_organisation(), Role.ADMIN)  # one elsewhere does not count
    response = admin_client.post(f"/o/{organisation.slug}/people/{admin.pk}/{page}/", data, follow=True)
    assert _messages(response) == [
        f"{admin.user} is the only admin of {organisation}. Make somebody else an admin first."
    ]
    assert _roles(organisation) == ["admin", "manager"]


def test_one_of_two_admins_may_step_down_and_lands_where_they_still_may_be(admin_client, organisation):
    factories.make_membership(organisation, Role.ADMIN)
    own = admin_client.membership
    response = admin_client.post(f"/o/{organisation.slug}/people/{own.pk}/role/", {"role": "manager"})
    assert response["Location"] == "/"
    assert _roles(organisation) == ["manager", "admin"]


def test_two_admins_who_remove_one_another_leave_one(organisation):
    """Each saw two admins; the second looks again behind the lock."""
    first = factories.make_membership(organisation, Role.ADMIN)
    second = factories.make_membership(organisation, Role.ADMIN)
    actions.remove_member(membership=Membership.objects.get(pk=second.pk))
    with pytest.raises(LastAdmin):
        actions.change_role(membership=first, role=Role.CLIENT)
    assert _roles(organisation) == ["admin"]


def test_a_removed_member_finds_nothing_there_any_more(admin_client, manager_client, organisation):
    address = f"/o/{organisation.slug}/people/{manager_client.membership.pk}/remove/"
    admin_client.post(address)
    assert manager_client.get(f"/o/{organisation.slug}/").status_code == 404


def test_names_are_escaped_on_the_page(admin_client, organisation):
    user = factories.make_user(name='"><script>alert(1)</script>')
    factories.make_membership(organisation, Role.CLIENT, user)
    text = admin_client.get(f"/o/{organisation.slug}/people/").text
    assert "<script>alert" not in text
    assert (
        text.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 4
    )  # name and three labels for screen readers
