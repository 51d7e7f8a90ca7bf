from allauth.account.models import EmailAddress
from django.db.models import Case, IntegerField, QuerySet, Value, When

from .models import Invitation, Membership, Organisation, Role, User

_ROLE_ORDER = Case(
    *(When(role=role, then=Value(order)) for order, role in enumerate(Role.values)),
    output_field=IntegerField(),
)


def members_of(organisation: Organisation) -> QuerySet[Membership]:
    """Everybody in the organisation, admins first, then by name."""
    return organisation.memberships.select_related("user").order_by(_ROLE_ORDER, "user__name", "pk")


def open_invitations_of(organisation: Organisation) -> QuerySet[Invitation]:
    """Not accepted yet, expired ones too, the newest first."""
    return organisation.invitations.filter(accepted_at=None).select_related("invited_by")


def person_with_address(email: str) -> User | None:
    """Whose address this is: the one they sign in with, or another one they verified."""
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        address = (
            EmailAddress.objects.filter(email__iexact=email, verified=True).select_related("user").first()
        )
        user = address.user if address else None
    return user
