"""Light or dark: chosen per person and device, kept in a cookie so that the server writes it into the page.

A page that decides by script flashes in the wrong colours first.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

CHOICES = ("auto", "light", "dark")
YEAR = 60 * 60 * 24 * 365  # seconds


def cookie_of(request: HttpRequest) -> str:
    """The cookie's name: a shared tablet keeps apart what each of its people chose."""
    user = getattr(request, "user", None)
    return f"brightness-{user.pk}" if user is not None and user.is_authenticated else "brightness"


def brightness_of(request: HttpRequest) -> str:
    """'auto' (as the device), 'light' or 'dark'."""
    chosen = request.COOKIES.get(cookie_of(request), "")
    return chosen if chosen in CHOICES else "auto"


def keep_brightness(request: HttpRequest, response: HttpResponse, chosen: str) -> None:
    """Not for scripts to be kept from: a walkthrough without a network changes it on the spot."""
    response.set_cookie(
        cookie_of(request), chosen, max_age=YEAR, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax"
    )
