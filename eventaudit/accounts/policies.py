"""Who may open a view, and what a person may do.

Every view of ours names its policy; the middleware refuses one that has none.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .models import Invitation, Membership, Role, User

View = Callable[..., object]


@dataclass(frozen=True, slots=True)
class Policy:
    """Who gets in: anybody (`public`), whoever is signed in (no roles), or members with one of `roles`.

    tablets: also a tablet that goes on saving for such a member whose login has expired (`request.tablet`).
    """

    public: bool = False
    roles: frozenset[str] = frozenset()
    tablets: bool = False


def _with(policy: Policy) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.policy = policy
        return view

    return mark


public = _with(Policy(public=True))
signed_in = _with(Policy())


def roles(*allowed: Role) -> Callable[[View], View]:
    """Members of the organisation in the address, with one of these roles."""
    return _with(Policy(roles=frozenset(allowed)))


members = roles(*Role)
managers = roles(Role.ADMIN, Role.MANAGER)
admins = roles(Role.ADMIN)
_walking = frozenset({Role.ADMIN, Role.MANAGER, Role.AUDITOR})
auditors = roles(*_walking)
auditors_or_their_tablets = _with(Policy(roles=_walking, tablets=True))


class LastAdmin(Exception):
    """An organisation without an admin could never invite anybody again."""


class InvitationUsed(Exception):
    pass


class InvitationExpired(Exception):
    pass


class WrongAddress(Exception):
    """The person signed in is not the one who was invited."""


def check_can_stop_being_admin(membership: Membership) -> None:
    """Raises LastAdmin, whose words the page shows."""
    others = Membership.objects.filter(organisation=membership.organisation_id, role=Role.ADMIN).exclude(
        pk=membership.pk
    )
    if membership.role == Role.ADMIN and not others.exists():
        raise LastAdmin(
            _("%(person)s is the only admin of %(organisation)s. Make somebody else an admin first.")
            % {"person": membership.user, "organisation": membership.organisation}
        )


def check_can_accept(invitation: Invitation, user: User | None = None) -> None:
    """Raises InvitationUsed, InvitationExpired or (for a user signed in) WrongAddress."""
    if invitation.accepted_at is not None:
        raise InvitationUsed(
            _("This invitation was accepted already. Sign in with the e-mail address it was sent to.")
        )
    if invitation.expired:
        raise InvitationExpired(
            _("This invitation is no longer valid. Ask an admin of %(organisation)s to send it again.")
            % {"organisation": invitation.organisation}
        )
    if user is not None and not _owns(user, invitation.email):
        raise WrongAddress(
            _("This invitation is for %(invited)s and you are signed in as %(email)s. Sign out to accept it.")
            % {"invited": invitation.email, "email": user.email}
        )


def _owns(user: User, email: str) -> bool:
    if user.email.lower() == email.lower():
        return True
    return user.emailaddress_set.filter(email__iexact=email, verified=True).exists()
