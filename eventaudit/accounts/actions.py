"""What changes people, memberships and invitations."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from .models import Invitation, Membership, Organisation, Role, User
from .policies import check_can_accept, check_can_stop_being_admin
from .queries import person_with_address

INVITATION_LIFE = timedelta(days=14)


class AlreadyMember(Exception):
    """The invited address belongs to a member of the organisation."""


class AlreadyInvited(Exception):
    """The address has an open invitation of the organisation."""


class PersonExists(Exception):
    """The address has an account; its owner signs in instead of making a second one."""


@transaction.atomic
def create_organisation(*, name: str, by: User | None = None) -> Organisation:
    """A new organisation, whose first admin is `by` if given."""
    organisation = Organisation.objects.create(name=name, slug=_free_slug(name))
    if by is not None:
        Membership.objects.create(organisation=organisation, user=by, role=Role.ADMIN)
    return organisation


def _free_slug(name: str) -> str:
    wanted = slugify(name)[:50].strip("-") or "organisation"
    taken = set(Organisation.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    candidates = [wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3))]
    return next(slug for slug in candidates if slug not in taken)


@transaction.atomic
def create_person(*, email: str, name: str, password: str, language: str = "en", **fields) -> User:
    """A user whose address counts as verified. Raises PersonExists."""
    refusal = PersonExists(_("%(email)s has an account already. Sign in instead.") % {"email": email})
    if person_with_address(email):
        raise refusal
    try:
        with transaction.atomic():
            user = User.objects.create_user(email, password, name=name, language=language, **fields)
    except IntegrityError:
        raise refusal from None
    _verify_address(user, user.email)
    return user


def _verify_address(user: User, email: str) -> None:
    """Marks `email` as verified; it becomes the user's primary address if there is none yet."""
    primary = not EmailAddress.objects.filter(user=user, primary=True).exclude(email__iexact=email).exists()
    EmailAddress.objects.update_or_create(
        user=user, email=email.lower(), defaults={"verified": True, "primary": primary}
    )


def invite(
    *, organisation: Organisation, email: str, role: str, language: str, by: User | None = None
) -> Invitation:
    """An open invitation for 14 days; the caller sends it. Raises AlreadyMember or AlreadyInvited."""
    email = email.strip().lower()
    person = person_with_address(email)
    if person and organisation.memberships.filter(user=person).exists():
        raise AlreadyMember(
            _("%(email)s is a member already. Change the role in the list instead.") % {"email": email}
        )
    try:
        with transaction.atomic():
            return organisation.invitations.create(
                email=email,
                role=role,
                language=language,
                invited_by=by,
                expires_at=timezone.now() + INVITATION_LIFE,
            )
    except IntegrityError:
        raise AlreadyInvited(
            _("%(email)s has an open invitation already. Send it again from the list of open invitations.")
            % {"email": email}
        ) from None


def renew_invitation(*, invitation: Invitation) -> Invitation:
    """Makes the same link valid for another 14 days; the caller sends it again."""
    invitation.expires_at = timezone.now() + INVITATION_LIFE
    invitation.save(update_fields=["expires_at"])
    return invitation


@transaction.atomic
def accept_invitation(*, invitation: Invitation, by: User) -> Membership:
    """Makes `by` a member with the invited role, once; a member keeps the role they have.

    Raises InvitationUsed, InvitationExpired or WrongAddress.
    """
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    check_can_accept(invitation, by)
    _verify_address(by, invitation.email)
    membership, _created = Membership.objects.get_or_create(
        organisation_id=invitation.organisation_id, user=by, defaults={"role": invitation.role}
    )
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    return membership


@transaction.atomic
def accept_as_new_person(*, invitation: Invitation, name: str, password: str) -> Membership:
    """Makes an account for the invited address, which the e-mailed link has verified, and accepts.

    Raises InvitationUsed, InvitationExpired or PersonExists.
    """
    Organisation.objects.select_for_update().get(pk=invitation.organisation_id)
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    check_can_accept(invitation)
    user = create_person(email=invitation.email, name=name, password=password, language=invitation.language)
    return accept_invitation(invitation=invitation, by=user)


@transaction.atomic
def change_role(*, membership: Membership, role: str) -> Membership:
    """Raises LastAdmin."""
    membership = _locked(membership)
    if role != Role.ADMIN:
        check_can_stop_being_admin(membership)
    membership.role = role
    membership.save(update_fields=["role"])
    return membership


@transaction.atomic
def remove_member(*, membership: Membership) -> None:
    """The person's account and everything they observed stay. Raises LastAdmin."""
    membership = _locked(membership)
    check_can_stop_being_admin(membership)
    membership.delete()


def _locked(membership: Membership) -> Membership:
    """The membership as it is now, with the organisation locked: two admins never remove one another."""
    Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    return Membership.objects.select_related("user", "organisation").get(pk=membership.pk)
