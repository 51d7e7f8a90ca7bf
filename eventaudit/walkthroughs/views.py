"""The pages: a manager's list, an auditor's list, the walkthrough itself, and finishing it."""

import uuid

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from eventaudit.accounts.held import GONE, OTHER_PERSON, csrf_failure, hold_form
from eventaudit.accounts.policies import auditors, auditors_or_their_tablets, managers

from .actions import (
    NotAllowed,
    assign_walkthrough,
    delete_walkthrough,
    finish_walkthrough,
    reopen_walkthrough,
)
from .compression import compressed
from .conflicts import conflicts_of
from .forms import AssignForm
from .live import load_live
from .models import Walkthrough
from .policies import can_reopen, can_score
from .queries import exact_progress, upcoming_first, walkthroughs_seen_by, with_progress
from .sheet import Sheet, load_sheet, missing
from .shell import as_copy, for_the_tablet, mark_kept, stamp_of
from .shell_headers import strict_scripts
from .submission import submit_form
from .sync_door import comes_from_us, walkthroughs_for
from .tablet_middleware import person_named
from .versions import Questions

MOST_KEPT = 20  # walkthroughs that a tablet keeps ahead of being opened


def walkthrough_or_404(request: HttpRequest, pk):
    found = walkthroughs_seen_by(request.membership).select_related(
        "event__organisation", "event__template_version", "round", "segment", "zone", "auditor"
    )
    return get_object_or_404(found, pk=pk)


@managers
def walkthrough_list(request: HttpRequest, event_pk: int) -> HttpResponse:
    event = get_object_or_404(request.membership.organisation.events, pk=event_pk)
    form = AssignForm(request.POST or None, event=event)
    if request.method == "POST" and form.is_valid():
        try:
            made = assign_walkthrough(event=event, **form.cleaned_data)
        except NotAllowed as refusal:
            form.add_error("round", str(refusal))
        else:
            messages.success(request, _("The walkthrough is assigned to %s.") % made.auditor_name)
            return redirect("walkthroughs:list", request.membership.organisation.slug, event.pk)
    return render(
        request,
        "walkthroughs/walkthrough_list.html",
        {"event": event, "form": form, "live": load_live(event)},
    )


@auditors
@strict_scripts
def my_walkthroughs(request: HttpRequest) -> HttpResponse:
    own = walkthroughs_seen_by(request.membership).filter(auditor=request.user)
    walkthroughs = exact_progress(upcoming_first(with_progress(own)))
    for walkthrough in walkthroughs[:MOST_KEPT]:
        if can_score(walkthrough):
            walkthrough.stamp = stamp_of(walkthrough)
    context = {"walkthroughs": walkthroughs, "tablet": for_the_tablet(stamp=stamp_of())}
    response = render(request, "walkthroughs/my_walkthroughs.html", context | as_copy(request))
    title = _("My walkthroughs") + f" · {request.membership.organisation}"
    return mark_kept(response, "list", title=title, stamp=stamp_of())


@auditors_or_their_tablets
@csrf_exempt  # comes_from_us in its place: a page that was kept holds an old token
@never_cache
@strict_scripts
@compressed
def walk(request: HttpRequest, pk) -> HttpResponse:
    """The walkthrough. Saved by the form as a whole here, by single changes in sync_views."""
    if refusal := _refusal(request):
        return refusal
    walkthrough, org = walkthroughs_for(request).filter(pk=pk).first(), request.membership.organisation.slug
    if walkthrough is None:
        return _given_away(request)
    refused, questions = {}, Questions(walkthrough.event)
    sheet = load_sheet(walkthrough, version=questions.shown_by(request.POST.get("questions", "")))
    if request.method == "POST":
        saved, refused = submit_form(walkthrough=walkthrough, sheet=sheet, request=request)
        if request.tablet:
            return _saved_signed_out(request, sheet, saved, refused)
        if saved:
            messages.success(request, ngettext("%d change saved.", "%d changes saved.", saved) % saved)
        if not refused:
            if not saved:
                messages.info(request, _("Nothing was changed, so nothing was saved."))
            return redirect(walkthrough)
        messages.error(request, _("Not everything was saved. Look at the answers marked below."))
        for what in _refused_elsewhere(sheet, refused, walkthrough):
            messages.error(request, what)
        sheet = load_sheet(walkthrough, refused=refused)
    context = {
        "walkthrough": walkthrough,
        "event": walkthrough.event,
        "sheet": sheet,
        "nonce": uuid.uuid4(),
        "anew": questions.anew,
        "can_score": can_score(walkthrough),
        "can_reopen": can_reopen(request.membership),
        "tablet": for_the_tablet(
            stamp=stamp_of(walkthrough), keep=(reverse("walkthroughs:mine", args=[org]),)
        ),
    } | as_copy(request)
    response = render(request, "walkthroughs/walk.html", context, status=422 if refused else 200)
    title = " · ".join(
        map(str, filter(None, [walkthrough.event, walkthrough.auditor_name, walkthrough.round]))
    )
    return mark_kept(response, str(walkthrough.pk), title=title, stamp=stamp_of(walkthrough))


def _refusal(request: HttpRequest) -> HttpResponse | None:
    """A form not from here, or another person's, is shown again; a tablet signed out reads nothing."""
    if request.method == "POST":
        if not comes_from_us(request):
            return csrf_failure(request)
        if person_named(request) not in (None, request.membership.user.pk):
            return hold_form(request, OTHER_PERSON) or csrf_failure(request)
    return redirect_to_login(request.get_full_path()) if request.method != "POST" and request.tablet else None


def _given_away(request: HttpRequest) -> HttpResponse:
    """A walkthrough that went to somebody else while its form was filled in takes no words with it."""
    if held := hold_form(request, GONE):
        return held
    raise Http404


def _refused_elsewhere(sheet: Sheet, refused: dict, walkthrough: Walkthrough) -> list[str]:
    """What was refused of questions that the next page does not have: they were an earlier version's."""
    if sheet.version == walkthrough.event.template_version:
        return []
    asked = {question.key: question.criterion for question in sheet.questions}
    return [
        " ".join(filter(None, [f"{asked[key]}:", what["why"], what.get("note")]))
        for key, what in refused.items()
        if key in asked
    ]


def _saved_signed_out(request: HttpRequest, sheet: Sheet, saved: int, refused: dict) -> HttpResponse:
    asked = {question.key: question.criterion for question in sheet.questions}
    not_saved = [
        {"criterion": asked[key], "typed": what.get("note", ""), "why": what["why"]}
        for key, what in refused.items()
        if key in asked
    ]
    context = {"saved": saved, "refused": not_saved, "address": request.path}
    return render(request, "walkthroughs/saved_signed_out.html", context)


@auditors
@never_cache
def finish(request: HttpRequest, pk) -> HttpResponse:
    """What is missing, and the button that finishes all the same."""
    walkthrough = walkthrough_or_404(request, pk)
    if request.method == "POST":
        finish_walkthrough(walkthrough=walkthrough)
        messages.success(request, _("The walkthrough is finished. Thank you."))
        return redirect("walkthroughs:mine", request.membership.organisation.slug)
    sheet = load_sheet(walkthrough)
    unanswered, lacking_photo = missing(sheet)
    return render(
        request,
        "walkthroughs/finish.html",
        {
            "walkthrough": walkthrough,
            "event": walkthrough.event,
            "sheet": sheet,
            "unanswered": unanswered,
            "lacking_photo": lacking_photo,
            "can_score": can_score(walkthrough),
            "disputes": conflicts_of(walkthrough),
            "tablets": walkthrough.tablet_states.select_related("tablet"),
            "awaited": walkthrough.unfinished_photos.filter(photo=None).count(),
        },
    )


@managers
@require_POST
def reopen(request: HttpRequest, pk) -> HttpResponse:
    walkthrough = reopen_walkthrough(walkthrough=walkthrough_or_404(request, pk))
    messages.success(request, _("The walkthrough is open again."))
    return redirect("walkthroughs:list", request.membership.organisation.slug, walkthrough.event_id)


@managers
@require_POST
def delete(request: HttpRequest, pk) -> HttpResponse:
    walkthrough = walkthrough_or_404(request, pk)
    try:
        delete_walkthrough(walkthrough=walkthrough)
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The empty walkthrough was removed."))
    return redirect("walkthroughs:list", request.membership.organisation.slug, walkthrough.event_id)
