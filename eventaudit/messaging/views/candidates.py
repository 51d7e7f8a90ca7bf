"""Decisions on what was read in a message. Each works as a form; scripts only save the reload."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from eventaudit.accounts.policies import managers
from eventaudit.library.queries import atmospheres_of
from eventaudit.messaging import actions, candidate_actions
from eventaudit.messaging.forms import PromiseForm
from eventaudit.messaging.forms.promises import STRENGTH_HELP
from eventaudit.messaging.models import Decision, Message, PromiseCandidate
from eventaudit.messaging.reading import read_message, stands_in

from .fetching import REFUSED, candidate_of, event_of, message_of


@managers
@require_POST
def candidate_decide(request: HttpRequest, event_pk: int, candidate_pk: int) -> HttpResponse:
    """POST decision=accept, reject or reopen."""
    candidate = candidate_of(event_of(request, event_pk), candidate_pk)
    decide = _DECISIONS.get(request.POST.get("decision", ""))
    if decide is None:
        notices.error(request, _("Choose one of accept and reject."))
        return redirect(_place_of(candidate))
    after = _place_after(candidate)
    try:
        return redirect(decide(request, candidate) or after)
    except candidate_actions.AlreadyDecided:
        notices.warning(
            request, _("“%s” was decided on already, perhaps in another window.") % candidate.quote
        )
    except candidate_actions.PromiseInUse:
        notices.error(
            request,
            _("%s has been judged or has photos, so it is not taken back. Delete the promise itself.")
            % candidate.promise.key,
        )
    except actions.QuoteNotFound:
        notices.error(request, _("The message has changed: “%s” is no longer in it.") % candidate.quote)
    return redirect(f"{candidate.message.get_absolute_url()}#candidates")


def _accept(request: HttpRequest, candidate: PromiseCandidate) -> None:
    promise = candidate_actions.accept_candidate(candidate=candidate, by=request.user)
    notices.success(request, _("%(key)s is recorded: “%(quote)s”.") % vars(promise))


def _reject(request: HttpRequest, candidate: PromiseCandidate) -> None:
    candidate_actions.reject_candidate(candidate=candidate, by=request.user)
    notices.success(request, _("“%s” is rejected.") % candidate.quote)


def _reopen(request: HttpRequest, candidate: PromiseCandidate) -> str:
    reopened = candidate_actions.reopen_candidate(candidate=candidate)
    if reopened is None:
        notices.warning(request, _("“%s” is no longer in the message.") % candidate.quote)
        return f"{candidate.message.get_absolute_url()}#candidates"
    notices.success(request, _("Taken back: “%s” is to be decided again.") % reopened.quote)
    return _place_of(reopened)


_DECISIONS = {"accept": _accept, "reject": _reject, "reopen": _reopen}


@managers
def candidate_change(request: HttpRequest, event_pk: int, candidate_pk: int) -> HttpResponse:
    """The form of a promise, filled with what was read."""
    candidate = candidate_of(event_of(request, event_pk), candidate_pk)
    message = candidate.message
    if candidate.decision != Decision.OPEN:
        notices.warning(
            request, _("“%s” was decided on already, perhaps in another window.") % candidate.quote
        )
        return redirect(f"{message.get_absolute_url()}#candidates")
    read = candidate_actions.fields_of(candidate) | {"quote": candidate.quote, "start": candidate.start}
    form = PromiseForm(
        request.POST or None,
        initial=read,
        message=message,
        atmospheres=atmospheres_of(message.event.organisation),
    )
    if request.method == "POST" and form.is_valid():
        after = _place_after(candidate)
        promise = candidate_actions.change_candidate(
            candidate=candidate, by=request.user, **form.promise_fields()
        )
        notices.success(request, _("%(key)s is recorded: “%(quote)s”.") % vars(promise))
        return redirect(after)
    context = {
        "event": message.event,
        "shown": message,
        "candidate": candidate,
        "promise_form": form,
        "strength_help": STRENGTH_HELP,
    }
    return render(request, "messaging/candidate_change.html", context, status=REFUSED if form.errors else 200)


@managers
@require_POST
def atmosphere_take(request: HttpRequest, event_pk: int, message_pk: int) -> HttpResponse:
    message = message_of(event_of(request, event_pk), message_pk)
    try:
        candidate_actions.take_atmosphere(message=message)
    except candidate_actions.NothingRead:
        notices.error(request, _("No atmosphere was read. Choose one yourself."))
    else:
        notices.success(request, _("The atmosphere of the message is kept."))
    return redirect(f"{message.get_absolute_url()}#atmosphere")


@managers
@require_POST
def message_read(request: HttpRequest, event_pk: int, message_pk: int) -> HttpResponse:
    message = message_of(event_of(request, event_pk), message_pk)
    if not read_message(message=message).failed:
        notices.success(request, _("The text was read again, with all that was learnt until now."))
    return redirect(f"{message.get_absolute_url()}#candidates")


@managers
@require_POST
def advice_dismiss(request: HttpRequest, event_pk: int, message_pk: int) -> HttpResponse:
    """POST kind and quote; without them all that was dismissed is shown again."""
    message = message_of(event_of(request, event_pk), message_pk)
    kind = request.POST.get("kind")
    if kind:
        quote = request.POST.get("quote", "").replace("\r\n", "\n")
        candidate_actions.dismiss_advice(message=message, kind=kind, quote=quote)
        notices.success(request, _("The advice is put aside."))
    else:
        message.dismissed_advice.all().delete()
        notices.success(request, _("All advice is shown again."))
    return redirect(f"{message.get_absolute_url()}#advice")


def _place_of(candidate: PromiseCandidate) -> str:
    return f"{candidate.message.get_absolute_url()}#candidate-{candidate.pk}"


def _place_after(candidate: PromiseCandidate) -> str:
    """The next one left to decide, the first again after the last."""
    message: Message = candidate.message
    recorded = list(message.promises.values_list("start", "end"))
    left = [
        row
        for row in message.candidates.filter(decision=Decision.OPEN).exclude(pk=candidate.pk)
        if not stands_in(row, recorded)
    ]
    here = (candidate.start, candidate.end, candidate.pk)
    later = [row for row in left if (row.start, row.end, row.pk) > here]
    following = (later or left)[:1]
    return _place_of(following[0]) if following else f"{message.get_absolute_url()}#candidates"
