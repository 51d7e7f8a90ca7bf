from django.conf import settings
from django.http import HttpRequest


def membership(request: HttpRequest) -> dict[str, object]:
    """For every template: `membership`, `org` (the organisation's part of the address), `open_signup`."""
    found = getattr(request, "membership", None)
    return {
        "membership": found,
        "org": found.organisation.slug if found else None,
        "open_signup": settings.OPEN_SIGNUP,
    }
