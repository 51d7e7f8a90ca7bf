"""A person's own pages: where they land, their profile, their language, a first organisation."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.i18n import set_language as set_language_cookie

from .actions import create_organisation
from .brightness import CHOICES, keep_brightness
from .forms import OrganisationForm, ProfileForm
from .models import Role
from .policies import members, public, signed_in

LANDING = {
    Role.ADMIN: "events:list",
    Role.MANAGER: "events:list",
    Role.AUDITOR: "walkthroughs:mine",
    Role.CLIENT: "reports:mine",
}


@signed_in
def home(request):
    """Straight to the only organisation, or a choice of them."""
    memberships = list(request.user.memberships.select_related("organisation").order_by("organisation__name"))
    if len(memberships) == 1:
        return redirect("organisation", memberships[0].organisation.slug)
    if not memberships and settings.OPEN_SIGNUP:
        return redirect("organisation_create")
    return render(request, "accounts/home.html", {"memberships": memberships})


@members
def organisation(request):
    """To the page where this role's work starts."""
    return redirect(LANDING[request.membership.role], request.membership.organisation.slug)


@signed_in
def organisation_create(request):
    if not settings.OPEN_SIGNUP:
        raise PermissionDenied(_("New organisations are made by whoever runs this site. Ask them for one."))
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = create_organisation(name=form.cleaned_data["name"], by=request.user)
        return redirect("organisation", made.slug)
    status = 422 if form.is_bound else 200
    return render(request, "accounts/organisation_form.html", {"form": form}, status=status)


@signed_in
def profile(request):
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        with translation.override(request.user.language):
            messages.success(request, _("Your profile is saved."))
        return redirect("profile")
    status = 422 if form.is_bound else 200
    return render(request, "accounts/profile.html", {"form": form}, status=status)


@public
@require_POST
def set_language(request):
    """Django's own view, which also refuses to redirect elsewhere; who is signed in keeps the language."""
    chosen = request.POST.get("language")
    if request.user.is_authenticated and chosen in dict(settings.LANGUAGES):
        request.user.language = chosen
        request.user.save(update_fields=["language"])
    return set_language_cookie(request)


@public
@require_POST
def set_brightness(request):
    """brightness=auto|light|dark, kept on this device; back to the page, if it is one of ours."""
    page, chosen = request.POST.get("next", ""), request.POST.get("brightness")
    ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    response = redirect(page if ours else "home")
    if chosen in CHOICES:
        keep_brightness(request, response, chosen)
    return response
