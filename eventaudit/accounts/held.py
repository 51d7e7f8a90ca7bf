"""A form that cannot be taken now is shown again with a button, so that nobody's words are thrown away.

Nothing is stored for it: what was posted is inside the page. Files cannot be put back into a form; they are
named.
"""

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .fetch import from_own_page

SIGNED_OUT, FORGED, OTHER_PERSON, GONE = "signed-out", "forged", "other-person", "gone"
STATUS = {SIGNED_OUT: 401, FORGED: 403, OTHER_PERSON: 409, GONE: 404}
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field
LONG = 12  # letters from which a value is shown in words


class DiscardingHandler(FileUploadHandler):
    """Lets a form's files pass by unread and remembers their names in `request.discarded`."""

    def __init__(self, request: HttpRequest):
        super().__init__(request)
        request.discarded = []

    def new_file(self, field_name, file_name, *args, **kwargs):
        self.request.discarded.append(file_name)
        raise SkipFile

    def receive_data_chunk(self, raw_data, start):
        return None

    def file_complete(self, file_size):
        return None


def hold_form(request: HttpRequest, why: str) -> HttpResponse | None:
    """The page with what was posted; None where nothing was, or where it may come from another site."""
    own = from_own_page(request)
    if own is None:  # an old browser; only with a good token, or to who has still to sign in
        own = why != FORGED and "Origin" not in request.headers
    if request.method != "POST" or request.headers.get("HX-Request") or not own:
        return None
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != TOKEN and "password" not in name
    ]
    files = [file.name for files in request.FILES.lists() for file in files[1]]
    files += getattr(request, "discarded", [])
    if not fields and not files:
        return None
    context = {
        "why": why,
        "fields": fields,
        "written": [value for name, value in fields if len(value) > LONG and " " in value],
        "files": files,
        "address": request.get_full_path(),
    }
    return render(request, "accounts/held_form.html", context, status=STATUS[why])


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Somebody signed in in another tab, so the form's token is out of date: once more, with a fresh one."""
    policy = getattr(getattr(request.resolver_match, "func", None), "policy", None)
    held = hold_form(request, FORGED) if policy and not policy.public else None
    return held or render(request, "403_csrf.html", status=403)
