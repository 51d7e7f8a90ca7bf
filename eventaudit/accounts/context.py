from django.http import HttpRequest


def membership(request: HttpRequest) -> dict[str, object]:
    """`membership` and `org` (the organisation's part of the address) for every template."""
    found = getattr(request, "membership", None)
    return {"membership": found, "org": found.organisation.slug if found else None}
