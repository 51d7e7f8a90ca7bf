"""Turns the organisation in the address into `request.membership`, and denies by default.

Every address that touches an organisation's things starts with /o/<organisation>/; the view does not see
that argument but `request.membership`, from which its queries start. Whoever is no member gets a 404, as
if the organisation did not exist.
"""

import re

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from .fetch import asks_for_json, json_refusal
from .held import SIGNED_OUT, DiscardingHandler, hold_form
from .models import Membership

OTHERS = ("allauth.", "django.")  # their views look after themselves


class LanguageMiddleware:
    """Whoever is signed in reads every page in the language of their profile, on every device."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        if request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)


class BodySizeMiddleware:
    """Turns a body away before it is read: files of a form fill the disk while they arrive.

    A page of ours tells of smaller excesses in words of its own.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        length = request.META.get("CONTENT_LENGTH") or "0"
        size = int(length) if re.fullmatch(r"[0-9]{1,18}", length) else 0
        if size > settings.BODY_MAX_BYTES_SIGNED_OUT:
            signed_in = request.user.is_authenticated or request.tablet
            most = settings.BODY_MAX_BYTES if signed_in else settings.BODY_MAX_BYTES_SIGNED_OUT
            if most < size <= settings.BODY_MAX_BYTES and request.content_type == "multipart/form-data":
                # Somebody's login has expired: the words are shown again, the files pass by and fill nothing.
                request.upload_handlers = [DiscardingHandler(request)]
                return self.get_response(request)
            if size > most and asks_for_json(request):
                why = _("That is too much at once: at most %d MB are taken.") % (most // 1024**2)
                return json_refusal(413, "too-much", why)
            if size > most:
                return render(request, "413.html", {"most": most // 1024**2}, status=413)
        return self.get_response(request)


class MembershipMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        request.membership = None
        response = self.get_response(request)
        if request.user.is_authenticated:  # no cache on the way keeps a page made for one person
            response.setdefault("Cache-Control", "private, no-cache")
        return response

    def process_view(self, request: HttpRequest, view, args, kwargs):
        slug = kwargs.pop("organisation", None)
        policy = getattr(view, "policy", None)
        if policy is None:
            if view.__module__.startswith(OTHERS):
                return None
            raise PermissionDenied(f"{view.__module__}.{view.__qualname__} names no policy")
        if policy.public:
            return None
        person = request.tablet.user if policy.tablets and request.tablet else request.user
        if not person.is_authenticated:
            return _sign_in_first(request)
        try:
            if slug is not None:
                request.membership = _membership(person, slug)
        except Http404:
            if policy.tablets and asks_for_json(request):
                return json_refusal(404, "unknown-organisation", _("You do not belong to this organisation."))
            raise
        if policy.roles and (request.membership is None or request.membership.role not in policy.roles):
            raise PermissionDenied(_("Your role does not allow this. Ask an admin of the organisation."))
        return None


def _sign_in_first(request: HttpRequest):
    if asks_for_json(request):  # it would take the page to sign in for an answer
        return json_refusal(401, "sign-in", _("Sign in to go on."))
    return hold_form(request, SIGNED_OUT) or redirect_to_login(request.get_full_path())


def _membership(user, slug: str) -> Membership:
    membership = (
        Membership.objects.select_related("organisation", "user")
        .filter(user=user, organisation__slug=slug)
        .first()
    )
    if membership is None:
        raise Http404
    return membership
