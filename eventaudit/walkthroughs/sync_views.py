"""Single changes from the page's script, as JSON. An answer of ours always says {"p": 1}."""

import json
import uuid

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from eventaudit.accounts.policies import auditors
from eventaudit.photos.actions import PhotoRefused

from .operations import add_photo, apply_operations
from .policies import NotAllowed
from .queries import progress_of
from .views import walkthrough_or_404

PROTOCOL = 1
MOST_OPERATIONS = 500


@auditors
@require_POST
def operations(request: HttpRequest, pk) -> JsonResponse:
    """{"p": 1, "ops": [...]} -> {"p": 1, "results": [{"id", "s", "why"}], "progress": {...}}."""
    walkthrough = walkthrough_or_404(request, pk)
    try:
        sent = json.loads(request.body)
        batch = sent["ops"] if sent["p"] == PROTOCOL else None
    except RequestDataTooBig:
        return _answer({"why": _("Too many changes at once. Send at most %d.") % MOST_OPERATIONS}, 413)
    except (ValueError, RecursionError, KeyError, TypeError):
        batch = None
    if not isinstance(batch, list):
        return _answer({"why": _("The changes arrived damaged. They are sent again.")}, 400)
    if len(batch) > MOST_OPERATIONS:
        return _answer({"why": _("Too many changes at once. Send at most %d.") % MOST_OPERATIONS}, 413)
    results = apply_operations(walkthrough=walkthrough, operations=batch, by=request.user)
    listed = [{"id": result.id, "s": result.status, "why": result.why} for result in results]
    return _answer({"results": listed, "progress": progress_of(walkthrough)})


@auditors
@require_POST
def photo(request: HttpRequest, pk, criterion_key: str) -> JsonResponse:
    """One photo (multipart: `photo` and its `id`) -> {"p": 1, "s", "photo": {...}} or 422 with "why"."""
    walkthrough = walkthrough_or_404(request, pk)
    criterion = walkthrough.event.template_version.criteria.filter(key=criterion_key).first()
    upload = request.FILES.get("photo")
    try:
        number = uuid.UUID(request.POST.get("id", ""))
    except ValueError:
        number = None
    if not criterion or not upload or not number:
        return _answer({"s": "refused", "why": _("The photo did not arrive. Send it again.")}, 422)
    try:
        stored, status = add_photo(
            walkthrough=walkthrough, criterion=criterion, upload=upload, by=request.user, photo_id=number
        )
    except (PhotoRefused, NotAllowed) as refusal:
        return _answer({"s": "refused", "why": str(refusal)}, 422)
    slug = request.membership.organisation.slug
    shown = {
        "id": str(stored.pk),
        "small": reverse("photos:photo", args=[slug, stored.pk, "small"]),
        "large": reverse("photos:photo", args=[slug, stored.pk, "large"]),
    }
    return _answer({"s": status, "photo": shown})


def _answer(content: dict, status: int = 200) -> JsonResponse:
    response = JsonResponse({"p": PROTOCOL} | content, status=status)
    response["Cache-Control"] = "no-store"
    return response
