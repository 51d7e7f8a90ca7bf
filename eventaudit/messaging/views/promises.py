from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from eventaudit.accounts.policies import managers
from eventaudit.library.queries import atmospheres_of
from eventaudit.messaging import actions, queries
from eventaudit.messaging.forms import JudgeForm, LedgerFilter, PromiseForm
from eventaudit.messaging.forms.promises import STRENGTH_HELP
from eventaudit.messaging.models import Promise, Verdict
from eventaudit.photos.actions import PhotoRefused

from .fetching import REFUSED, event_of, message_of, promise_of
from .messages import detail_page


@managers
def promise_record(request: HttpRequest, event_pk: int, message_pk: int) -> HttpResponse:
    message = message_of(event_of(request, event_pk), message_pk)
    if request.method != "POST":
        return redirect(message)
    known = atmospheres_of(message.event.organisation)
    form = PromiseForm(request.POST, message=message, atmospheres=known)
    if not form.is_valid():
        return detail_page(request, message, promise_form=form)
    promise = actions.record_promise(message=message, **form.promise_fields())
    notices.success(request, _("%(key)s is recorded: “%(quote)s”.") % vars(promise))
    return redirect(promise.get_absolute_url())


@managers
def promise_edit(request: HttpRequest, event_pk: int, promise_pk: int) -> HttpResponse:
    promise = promise_of(event_of(request, event_pk), promise_pk)
    message = promise.message
    form = PromiseForm(
        request.POST or None,
        instance=promise,
        message=message,
        atmospheres=atmospheres_of(message.event.organisation),
    )
    if request.method == "POST" and form.is_valid():
        actions.edit_promise(promise=promise, **form.promise_fields())
        notices.success(request, _("%s is changed.") % promise.key)
        return redirect(promise.get_absolute_url())
    context = {
        "event": message.event,
        "shown": message,
        "promise": promise,
        "promise_form": form,
        "strength_help": STRENGTH_HELP,
    }
    return render(request, "messaging/promise_edit.html", context, status=REFUSED if form.errors else 200)


@managers
def promise_delete(request: HttpRequest, event_pk: int, promise_pk: int) -> HttpResponse:
    promise = promise_of(event_of(request, event_pk), promise_pk)
    if request.method == "POST":
        message = promise.message
        actions.delete_promise(promise=promise)
        notices.success(request, _("%s is deleted.") % promise.key)
        return redirect(message)
    context = {"event": promise.message.event, "promise": promise, "photo_count": promise.photos.count()}
    return render(request, "messaging/promise_delete.html", context)


@managers
def promise_judge(request: HttpRequest, event_pk: int, promise_pk: int) -> HttpResponse:
    """The page with note and photos; one tap in the ledger posts the verdict alone."""
    promise = promise_of(event_of(request, event_pk), promise_pk)
    if promise.decided_by != Promise.Decider.HAND:
        notices.error(request, _("%s is decided by the walkthrough, not by hand.") % promise.key)
        return redirect("messaging:ledger", request.membership.organisation.slug, event_pk)
    if request.method == "POST" and "verdict_note" not in request.POST:
        return _judged_in_one_tap(request, promise)
    form = JudgeForm(request.POST or None, request.FILES or None, instance=promise)
    if request.method == "POST" and form.is_valid() and _judge(form, promise, request):
        return redirect(_back(request, promise))
    context = {
        "event": promise.message.event,
        "promise": promise,
        "form": form,
        "back": _back(request, promise),
        "photos": promise.photos.select_related("photo"),
    }
    return render(request, "messaging/promise_judge.html", context, status=REFUSED if form.errors else 200)


def _judged_in_one_tap(request: HttpRequest, promise: Promise) -> HttpResponse:
    verdict = request.POST.get("verdict")
    if verdict not in Verdict.values:
        notices.error(request, _("Choose one of kept, partly kept, broken and not checked."))
    else:
        actions.judge_promise(promise=promise, by=request.user, verdict=verdict)
    return redirect(_back(request, promise))


def _judge(form: JudgeForm, promise: Promise, request: HttpRequest) -> bool:
    try:
        actions.judge_promise(
            promise=promise,
            by=request.user,
            verdict=form.cleaned_data["verdict"],
            note=form.cleaned_data["verdict_note"],
            photos=form.cleaned_data["photos"],
            drop_photos=form.cleaned_data["drop_photos"],
        )
    except PhotoRefused as error:
        form.add_error("photos", str(error))
        return False
    return True


def _back(request: HttpRequest, promise: Promise) -> str:
    """To the row that was judged, in the list as it was filtered."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) and asked.startswith("/"):
        return asked
    return f"{promise.ledger_url()}#promise-{promise.pk}"


@managers
def ledger(request: HttpRequest, event_pk: int) -> HttpResponse:
    event = event_of(request, event_pk)
    form = LedgerFilter(request.GET, event=event)
    chosen = form.cleaned_data if form.is_valid() else {}
    context = {
        "event": event,
        "promises": queries.ledger(event, **chosen),
        "names": queries.Names.of(event),
        "verdicts": Verdict.choices,
        "form": form,
        "filtered": any(chosen.values()),
        "here": request.get_full_path(),
    }
    return render(request, "messaging/ledger.html", context)
