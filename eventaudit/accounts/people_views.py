"""The people of an organisation: members, roles, invitations. For admins, save for the link itself."""

from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from . import actions
from .emails import send_invitation
from .forms import InviteForm, NewPersonForm, RoleForm
from .models import Invitation, Role
from .policies import (
    InvitationExpired,
    InvitationUsed,
    LastAdmin,
    WrongAddress,
    admins,
    check_can_accept,
    public,
)
from .queries import members_of, open_invitations_of, person_with_address


@admins
def people(request):
    organisation = request.membership.organisation
    initial = {"role": Role.AUDITOR, "language": translation.get_language()}
    form = InviteForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            invitation = actions.invite(organisation=organisation, by=request.user, **form.cleaned_data)
        except (actions.AlreadyMember, actions.AlreadyInvited) as refusal:
            form.add_error("email", str(refusal))
        else:
            _send(request, invitation)
            return redirect("people", organisation.slug)
    memberships = list(members_of(organisation))
    context = {
        "form": form,
        "memberships": [(membership, _role_form(membership)) for membership in memberships],
        "invitations": open_invitations_of(organisation),
    }
    return render(request, "accounts/people.html", context, status=422 if form.is_bound else 200)


def _role_form(membership) -> RoleForm:
    """A role form with ids of its own, since there is one for each member on the page."""
    form = RoleForm(instance=membership, auto_id=f"id_%s_{membership.pk}")
    form.fields["role"].choices = Role.choices
    form.fields["role"].label = _("Role of %(person)s") % {"person": membership.user}
    return form


def _send(request, invitation: Invitation) -> None:
    try:
        send_invitation(invitation)
    except OSError:
        messages.error(
            request,
            _("The invitation of %(email)s is kept, but the mail server did not take it. Send it later.")
            % {"email": invitation.email},
        )
    else:
        messages.success(
            request, _("The invitation is on its way to %(email)s.") % {"email": invitation.email}
        )


@admins
@require_POST
def membership_role(request, membership_pk):
    organisation = request.membership.organisation
    membership = get_object_or_404(organisation.memberships.select_related("user"), pk=membership_pk)
    form = RoleForm(request.POST, instance=membership)
    if not form.is_valid():
        messages.error(request, _("There is no such role. Choose one from the list."))
        return redirect("people", organisation.slug)
    try:
        changed = actions.change_role(membership=membership, role=form.cleaned_data["role"])
    except LastAdmin as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            _("%(person)s is now: %(role)s.") % {"person": changed.user, "role": changed.get_role_display()},
        )
    return redirect(*_people_or_home(request, membership))


@admins
def membership_remove(request, membership_pk):
    """Asks once, then removes."""
    organisation = request.membership.organisation
    membership = get_object_or_404(organisation.memberships.select_related("user"), pk=membership_pk)
    if request.method != "POST":
        return render(request, "accounts/membership_remove.html", {"removed": membership})
    try:
        actions.remove_member(membership=membership)
    except LastAdmin as refusal:
        messages.error(request, str(refusal))
        return redirect("people", organisation.slug)
    messages.success(
        request,
        _("%(person)s no longer belongs to %(organisation)s.")
        % {"person": membership.user, "organisation": organisation},
    )
    return redirect(*_people_or_home(request, membership))


def _people_or_home(request, membership) -> tuple[str, ...]:
    """An admin who gave up being one cannot see the people any more."""
    slug = request.membership.organisation.slug
    still_admin = request.user.memberships.filter(organisation__slug=slug, role=Role.ADMIN).exists()
    return ("people", slug) if still_admin else ("home",)


@admins
@require_POST
def invitation_resend(request, invitation_pk):
    organisation = request.membership.organisation
    invitation = get_object_or_404(open_invitations_of(organisation), pk=invitation_pk)
    _send(request, actions.renew_invitation(invitation=invitation))
    return redirect("people", organisation.slug)


@admins
@require_POST
def invitation_revoke(request, invitation_pk):
    organisation = request.membership.organisation
    invitation = get_object_or_404(open_invitations_of(organisation), pk=invitation_pk)
    invitation.delete()
    messages.success(request, _("The invitation of %(email)s is revoked.") % {"email": invitation.email})
    return redirect("people", organisation.slug)


@public
@never_cache
@sensitive_post_parameters("password")
def invitation(request, token):
    """Where the e-mailed link leads: whoever holds it may accept it once, as the person it was sent to."""
    found = Invitation.objects.select_related("organisation", "invited_by").filter(token=token).first()
    if found is None:
        problem = _("This invitation link is not valid. Open the newest e-mail, or ask for a new invitation.")
        return _closed(request, problem, status=404)
    user = request.user if request.user.is_authenticated else None
    if user is None and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(found.language)
    try:
        check_can_accept(found, user)
        if user is not None:
            return _accept_signed_in(request, found)
        return _accept_anonymous(request, found)
    except InvitationUsed as refusal:
        if user is not None and user.memberships.filter(organisation=found.organisation).exists():
            return redirect("organisation", found.organisation.slug)  # the second of two clicks
        return _closed(request, refusal, status=410)
    except InvitationExpired as refusal:
        return _closed(request, refusal, status=410)
    except WrongAddress as refusal:
        return _closed(request, refusal, status=403, invitation=found)


def _closed(request, problem, *, status: int, invitation: Invitation | None = None):
    context = {"problem": str(problem), "invitation": invitation}
    return render(request, "accounts/invitation_closed.html", context, status=status)


def _accept_signed_in(request, found: Invitation):
    if request.method == "POST":
        actions.accept_invitation(invitation=found, by=request.user)
        return redirect("organisation", found.organisation.slug)
    return render(request, "accounts/invitation.html", {"invitation": found})


def _accept_anonymous(request, found: Invitation):
    if person_with_address(found.email):
        return render(request, "accounts/invitation.html", {"invitation": found, "has_account": True})
    form = NewPersonForm(request.POST or None, email=found.email)
    if request.method == "POST" and form.is_valid():
        try:
            membership = actions.accept_as_new_person(invitation=found, **form.cleaned_data)
        except actions.PersonExists:
            return redirect(found)
        target = reverse("organisation", args=[found.organisation.slug])
        return perform_login(request, membership.user, redirect_url=target)
    context = {"invitation": found, "form": form}
    return render(request, "accounts/invitation.html", context, status=422 if form.is_bound else 200)
