from django.conf import settings
from django.http import HttpRequest

from .brightness import brightness_of, cookie_of


def membership(request: HttpRequest) -> dict[str, object]:
    """For every template: `membership`, `org` (the organisation's part of the address), `open_signup`,
    `brightness` ('auto', 'light' or 'dark').
    """
    found = getattr(request, "membership", None)
    return {
        "membership": found,
        "org": found.organisation.slug if found else None,
        "open_signup": settings.OPEN_SIGNUP,
        "brightness": brightness_of(request),
        "brightness_cookie": cookie_of(request),
    }
