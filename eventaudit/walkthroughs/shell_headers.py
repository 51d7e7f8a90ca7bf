"""Headers that the worker and the browser rely on."""

from csp.decorators import csp_update
from django.http import HttpRequest

NOBODY = "nobody"

# Where no script of somebody else runs, text can never become script: static/js/tablet/trusted.js.
strict_scripts = csp_update({"require-trusted-types-for": ["'script'"], "trusted-types": ["eventaudit"]})


class PersonMiddleware:
    """X-Person: for whom a page was made, or 'nobody'. A page without it does not come from here."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            response["X-Person"] = str(request.user.pk) if request.user.is_authenticated else NOBODY
        return response
