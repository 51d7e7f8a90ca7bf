"""An event's change to another version of its template, and the answers that wait for an earlier one."""

import re

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from eventaudit.accounts.policies import managers
from eventaudit.events.archived import even_if_archived
from eventaudit.events.models import Event
from eventaudit.events.queries import newer_version
from eventaudit.library.models import TemplateVersion

from .audited import event_or_404
from .earlier_page import build_earlier_page
from .upgrade import PlanChanged, check_can_upgrade, targets_of, upgrade_event
from .upgrade_page import build_upgrade_page
from .upgrade_plan import Plan, plan_upgrade


@managers
@even_if_archived  # says so itself, beside the plan
@require_http_methods(["GET", "HEAD", "POST"])
def upgrade(request: HttpRequest, event_pk: int) -> HttpResponse:
    """GET shows what would happen; POST does it, if that is still so."""
    event = event_or_404(request, event_pk)
    targets = targets_of(event)
    asked = (request.POST if request.method == "POST" else request.GET).get("to", "")
    to = _chosen(targets, asked) or (None if request.method == "POST" else newer_version(event))
    if to is None:
        return _shown(request, event, targets, status=422 if request.method == "POST" else 200)
    try:
        check_can_upgrade(event, to)
        if request.method == "POST":
            upgrade_event(event=event, to=to, digest=request.POST.get("digest", ""), by=request.user)
            messages.success(request, _("The event is on version %s now. No answer was lost.") % to)
            return redirect(event)
    except ValidationError as refusal:
        return _shown(request, event, targets, refusal=refusal.messages[0], status=422)
    except PlanChanged as changed:
        return _shown(request, event, targets, plan=changed.plan, changed=True, status=409)
    return _shown(request, event, targets, plan=plan_upgrade(event, to))


def _chosen(targets: list[TemplateVersion], pk: str) -> TemplateVersion | None:
    if not re.fullmatch(r"[0-9]{1,18}", pk):
        return None
    return next((version for version in targets if version.pk == int(pk)), None)


def _shown(
    request: HttpRequest,
    event: Event,
    targets: list[TemplateVersion],
    *,
    plan: Plan | None = None,
    changed: bool = False,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "event": event,
        "targets": targets,
        "plan": plan,
        "page": plan and build_upgrade_page(plan),
        "changed": changed,
        "refusal": refusal,
        "history": event.upgrades.select_related("old__template", "new__template", "by"),
    }
    return render(request, "findings/upgrade.html", context, status=status)


@managers
@require_safe
def earlier_answers(request: HttpRequest, event_pk: int) -> HttpResponse:
    """Answers to questions that the event's version does not ask."""
    event = event_or_404(request, event_pk)
    context = {"event": event, "page": build_earlier_page(event)}
    return render(request, "findings/earlier_answers.html", context)
