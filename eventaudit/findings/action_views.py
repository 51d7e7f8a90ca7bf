"""The pages of what is mended while the event goes on: the list, one action, and the second look."""

from dataclasses import replace
from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eventaudit.accounts.policies import managers
from eventaudit.consistency import Finding
from eventaudit.events.models import Event
from eventaudit.photos.actions import PhotoRefused

from .action_forms import ActionForm, DropForm, LookForm, MomentForm, PhotosForm
from .action_pages import build_action_page, build_look_page, posted_value
from .actions import (
    add_photos,
    begin_mending,
    change_action,
    drop_action,
    look_again,
    mark_mended,
    plan_action,
    reopen_action,
    take_on,
)
from .arrival import arrival_at
from .audited import AuditedEvent, audit_of, event_or_404
from .fix_list import build_fix_list, due_before, programme_of, zone_of
from .mending import Subject, subject_of
from .models import CorrectiveAction
from .policies import ActionExists, ActionRefused, can_act, check_can_mend_here, check_can_plan
from .queries import actions_of
from .second_look import judge, yardstick_of

REFUSED = 422
GET_OR_POST = ["GET", "HEAD", "POST"]


def action_or_404(event: Event, action_pk) -> CorrectiveAction:
    action = get_object_or_404(event.actions.select_related("owner__user", "created_by"), pk=action_pk)
    action.event = event
    return action


@managers
@never_cache
@require_safe
def fix_list(request: HttpRequest, event_pk: int) -> HttpResponse:
    """What to mend before guests meet it, as at now or (?at=) at another time."""
    event = event_or_404(request, event_pk)
    with timezone.override(zone_of(event)):
        found, actions = audit_of(event), list(actions_of(event))
        form = MomentForm(request.GET or None)
        asked = form.cleaned_data["at"] if form.is_valid() else None
        now = asked or timezone.now()
        context = {
            "event": event,
            "list": build_fix_list(found, programme_of(event, found.facts), actions, now=now),
            "now": now,
            "rehearsed": asked is not None,
            "moment": form,
            "can_act": can_act(event),
            "planned": bool(found.facts.programme),
            "begun": bool(found.facts.walkthroughs),
        }
        return render(request, "findings/fix_list.html", context)


@managers
@require_POST
def take_on_finding(request: HttpRequest, event_pk: int) -> HttpResponse:
    """One tap: the finding becomes an action of whoever tapped, due before guests get there."""
    event = event_or_404(request, event_pk)
    found = audit_of(event)
    finding = _finding(found, request.POST.get("finding", ""))
    try:
        check_can_mend_here(finding)
        action, changed = take_on(
            event=event,
            subject=subject_of(finding, found.glossary, found.library),
            by=request.membership,
            due_at=_due(finding, found),
        )
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("findings:actions", event.organisation.slug, event.pk)
    back = _list_at(event, request.POST.get("at", ""), f"fix-{slugify(finding.id)}")
    if changed or action.owner_id == request.membership.pk:
        messages.success(request, _("Yours: %s") % action)
    else:
        messages.info(request, _("%s has taken this on already.") % (action.owned_by or _("Somebody")))
    return redirect(back)


def _list_at(event: Event, at: str, row: str) -> str:
    """The list where one was: at the same row, and at the time that it was seen at."""
    query = f"?{urlencode({'at': at})}" if at else ""
    return f"{reverse('findings:actions', args=[event.organisation.slug, event.pk])}{query}#{row}"


def _finding(found: AuditedEvent, finding_id: str) -> Finding | None:
    return next((finding for finding in found.audit.findings if finding.id == finding_id), None)


def _due(finding: Finding, found: AuditedEvent) -> datetime | None:
    now, programme = timezone.now(), programme_of(found.event, found.facts)
    return due_before(arrival_at(finding.touchpoint, finding.phases, programme, now=now), now=now)


@managers
@require_http_methods(GET_OR_POST)
def action_create(request: HttpRequest, event_pk: int) -> HttpResponse:
    """An action for a finding (?finding=), or one of its own."""
    event = event_or_404(request, event_pk)
    found = audit_of(event)
    asked = request.POST.get("finding", request.GET.get("finding", ""))
    finding = _finding(found, asked)
    with timezone.override(zone_of(event)):
        try:
            subject, due_at = _proposed(finding, found) if asked else (Subject(""), None)
            form = ActionForm(
                request.POST or None,
                initial={"title": subject.title, "due_at": due_at},
                event=event,
                touchpoints=None if finding else found.glossary.touchpoints,
            )
            if form.is_valid():
                chosen = replace(subject, **form.subject_fields())
                action = plan_action(event=event, subject=chosen, by=request.user, **form.owner_fields())
                messages.success(request, _("The action is planned."))
                return redirect(action)
        except ActionExists as exists:
            messages.info(request, str(exists))
            return redirect(exists.action)
        except ActionRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("findings:actions", event.organisation.slug, event.pk)
        context = {"event": event, "form": form, "finding": finding, "heading": _("New action")}
        return render(request, "findings/action_form.html", context, status=REFUSED if form.is_bound else 200)


def _proposed(finding: Finding | None, found: AuditedEvent) -> tuple[Subject, datetime | None]:
    """What to do about the finding, and until when. Raises ActionRefused."""
    check_can_mend_here(finding)
    check_can_plan(found.event, finding.id)
    return subject_of(finding, found.glossary, found.library), _due(finding, found)


@managers
@require_http_methods(GET_OR_POST)
def action_edit(request: HttpRequest, event_pk: int, action_pk) -> HttpResponse:
    event = event_or_404(request, event_pk)
    action = action_or_404(event, action_pk)
    with timezone.override(zone_of(event)):
        form = ActionForm(request.POST or None, instance=action, event=event)
        if form.is_valid():
            title = form.cleaned_data["title"]
            try:
                change_action(action=action, by=request.user, title=title, **form.owner_fields())
            except ActionRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("The action is changed."))
                return redirect(action)
        context = {"event": event, "form": form, "action": action, "heading": _("Change the action")}
        return render(request, "findings/action_form.html", context, status=REFUSED if form.is_bound else 200)


@managers
@never_cache
@require_http_methods(GET_OR_POST)
def action(request: HttpRequest, event_pk: int, action_pk) -> HttpResponse:
    """One action with its photos and history; its buttons post here what is `do`ne."""
    event = event_or_404(request, event_pk)
    chosen = action_or_404(event, action_pk)
    drop_form = DropForm()
    if request.method == "POST":
        if request.POST.get("do") != "drop":
            make_step(request, chosen, {"reopen": reopen_action})
            return redirect(chosen)
        drop_form = DropForm(request.POST)
        if drop_form.is_valid() and _drop(request, chosen, drop_form.cleaned_data["reason"]):
            return redirect(chosen)
    with timezone.override(zone_of(event)):
        page = build_action_page(chosen, audit_of(event), now=timezone.now())
        context = {"event": event, "page": page, "photos_form": PhotosForm(), "drop_form": drop_form}
        status = REFUSED if drop_form.is_bound else 200
        return render(request, "findings/action.html", context, status=status)


def _drop(request: HttpRequest, chosen: CorrectiveAction, reason: str) -> bool:
    try:
        drop_action(action=chosen, by=request.user, reason=reason)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, _("The action is dropped."))
    return True


def make_step(request: HttpRequest, chosen: CorrectiveAction, more: dict | None = None) -> None:
    """What a button under an action does; what came of it is told on the next page."""
    photos = request.FILES.getlist("photos")
    steps = {"begin": begin_mending, **(more or {})}
    try:
        match request.POST.get("do"):
            case "mended":
                mark_mended(action=chosen, by=request.user, photos=photos)
                messages.success(request, _("Mended. A second look closes it."))
            case "photo" if photos:
                add_photos(action=chosen, by=request.user, photos=photos)
                messages.success(request, _("The photo is kept."))
            case "photo":
                messages.error(request, _("Take or choose a photo first."))
            case step if step in steps:
                steps[step](action=chosen, by=request.user)
            case _:
                messages.error(request, _("Choose one of the buttons."))
    except (ActionRefused, PhotoRefused) as refusal:
        messages.error(request, str(refusal))


@managers
@never_cache
@require_http_methods(GET_OR_POST)
def second_look(request: HttpRequest, event_pk: int, action_pk) -> HttpResponse:
    """Score the mended thing anew: in the scale of the record that showed the gap."""
    event = event_or_404(request, event_pk)
    chosen, found = action_or_404(event, action_pk), audit_of(event)
    yardstick = yardstick_of(chosen, found)
    form = LookForm(request.POST or None, request.FILES or None)
    error = ""
    if form.is_valid():
        try:
            look = judge(yardstick, posted_value(request.POST, yardstick), found)
            note, photos = form.cleaned_data["note"], form.cleaned_data["photos"]
            made = look_again(action=chosen, by=request.user, look=look, note=note, photos=photos)
        except PhotoRefused as refusal:
            form.add_error("photos", str(refusal))
        except ActionRefused as refusal:
            error = str(refusal)
        else:
            told = messages.success if made.mended else messages.warning
            told(
                request,
                _("Mended: the action is closed.")
                if made.mended
                else _("Not mended yet: it is to do again."),
            )
            return redirect(chosen)
    page = build_look_page(chosen, yardstick, found, request.POST, error)
    context = {"event": event, "page": page, "form": form}
    return render(
        request, "findings/second_look.html", context, status=REFUSED if request.method == "POST" else 200
    )
