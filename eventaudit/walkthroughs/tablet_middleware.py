"""`request.tablet`: the tablet that speaks for a person whose login has expired, or None.

A script says for whom it speaks by the header X-Person (the user's number), a posted form by ?person=.
Whoever is signed in speaks for themselves; for somebody else a tablet speaks only with the cookie that it was
given for that person.
"""

from django.http import HttpRequest

from .models import Tablet
from .tablets import cookie_name, tablet_with

PERSON = "X-Person"


class TabletMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        request.tablet = _speaking(request)
        return self.get_response(request)


def person_named(request: HttpRequest) -> int | None:
    posted = request.GET.get("person", "") if request.method == "POST" else ""
    said = request.headers.get(PERSON, posted)
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 19 else None


def _speaking(request: HttpRequest) -> Tablet | None:
    person = person_named(request)
    if person is None or (request.user.is_authenticated and request.user.pk == person):
        return None
    cookie = request.COOKIES.get(cookie_name(person))
    tablet = tablet_with(cookie) if cookie else None
    return tablet if tablet and tablet.user_id == person else None
