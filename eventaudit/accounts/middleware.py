"""Turns the organisation in the address into `request.membership`, and denies by default.

Every address that touches an organisation's things starts with /o/<organisation>/; the view does not see
that argument but `request.membership`, from which its queries start. Whoever is no member gets a 404, as
if the organisation did not exist.
"""

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _

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


class MembershipMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        request.membership = None
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs):
        slug = kwargs.pop("organisation", None)
        policy = getattr(view, "policy", None)
        if policy is None:
            if view.__module__.startswith(OTHERS):
                return None
            raise PermissionDenied(f"{view.__module__}.{view.__qualname__} names no policy")
        if policy.public:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if slug is not None:
            request.membership = _membership(request.user, slug)
        if policy.roles and (request.membership is None or request.membership.role not in policy.roles):
            raise PermissionDenied(_("Your role does not allow this. Ask an admin of the organisation."))
        return None


def _membership(user, slug: str) -> Membership:
    membership = (
        Membership.objects.select_related("organisation", "user")
        .filter(user=user, organisation__slug=slug)
        .first()
    )
    if membership is None:
        raise Http404
    return membership
