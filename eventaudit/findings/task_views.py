"""What is one's own to mend: a plain list, which tells an auditor neither promises nor intentions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from eventaudit.accounts.policies import auditors

from .action_forms import PhotosForm
from .action_pages import is_late
from .action_views import make_step
from .policies import can_change
from .queries import actions_seen_by, open_tasks, touchpoint_names


@auditors
@never_cache
@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    own = list(open_tasks(request.membership))
    places = touchpoint_names(own)
    rows = [(action, places[action.pk], is_late(action, now)) for action in own]
    return render(request, "findings/tasks.html", {"rows": rows})


@auditors
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def task(request: HttpRequest, action_pk) -> HttpResponse:
    """One of them, where it is begun, shown in a photo and mended. Managers have a page that tells more."""
    seen = actions_seen_by(request.membership).select_related("event__organisation", "owner__user")
    action = get_object_or_404(seen, pk=action_pk)
    if request.membership.manages:
        return redirect(action)
    if request.method == "POST":
        make_step(request, action)
        return redirect("findings:task", action.event.organisation.slug, action.pk)
    context = {
        "action": action,
        "event": action.event,
        "touchpoint": touchpoint_names([action])[action.pk],
        "photos": [link.photo for link in action.photos.select_related("photo")],
        "photos_form": PhotosForm(),
        "late": is_late(action, timezone.now()),
        "can_change": can_change(action),
    }
    return render(request, "findings/task.html", context)
