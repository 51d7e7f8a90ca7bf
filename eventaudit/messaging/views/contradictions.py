from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from eventaudit.accounts.policies import managers
from eventaudit.messaging import actions, candidate_actions
from eventaudit.messaging.contradiction_reading import find_pairs
from eventaudit.messaging.forms import ContradictionForm
from eventaudit.messaging.models import ContradictionCandidate
from eventaudit.messaging.queries import messages_of

from .fetching import event_of, pair_of
from .messages import list_page


@managers
def contradiction_add(request: HttpRequest, event_pk: int) -> HttpResponse:
    event = event_of(request, event_pk)
    if request.method != "POST":
        return redirect("messaging:list", event.organisation.slug, event_pk)
    form = ContradictionForm(request.POST, event=event)
    if not form.is_valid():
        return list_page(request, event, form)
    contradiction = actions.add_contradiction(event=event, **form.cleaned_data)
    notices.success(request, _("%s is recorded.") % contradiction.key)
    return redirect("messaging:list", event.organisation.slug, event_pk)


@managers
@require_POST
def contradiction_delete(request: HttpRequest, event_pk: int, contradiction_pk: int) -> HttpResponse:
    event = event_of(request, event_pk)
    contradiction = get_object_or_404(event.contradictions, pk=contradiction_pk)
    contradiction.delete()
    notices.success(request, _("%s is deleted.") % contradiction.key)
    return redirect("messaging:list", event.organisation.slug, event_pk)


@managers
@require_POST
def pair_decide(request: HttpRequest, event_pk: int, pair_pk: int) -> HttpResponse:
    """POST decision=accept, reject or reopen; next: the page to go back to."""
    pair = pair_of(event_of(request, event_pk), pair_pk)
    decide = _DECISIONS.get(request.POST.get("decision", ""))
    try:
        if decide is None:
            notices.error(request, _("Choose one of accept and reject."))
        else:
            notices.success(request, decide(request, pair))
    except candidate_actions.AlreadyDecided:
        notices.warning(request, _("This was decided on already, perhaps in another window."))
    except actions.QuoteNotFound:
        notices.error(request, _("A message has changed: these words are no longer in it."))
    return _back(request, event_pk)


@managers
@require_POST
def compare(request: HttpRequest, event_pk: int) -> HttpResponse:
    """Look for contradictions between the messages as they are now."""
    event = event_of(request, event_pk)
    find_pairs(event=event, messages=list(messages_of(event)))
    return _back(request, event_pk)


def _back(request: HttpRequest, event_pk: int) -> HttpResponse:
    asked = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) and asked.startswith("/"):
        return redirect(asked)
    return redirect("messaging:list", request.membership.organisation.slug, event_pk)


def _accept(request: HttpRequest, pair: ContradictionCandidate) -> str:
    contradiction = candidate_actions.accept_pair(pair=pair, by=request.user)
    return _("%s is recorded.") % contradiction.key


def _reject(request: HttpRequest, pair: ContradictionCandidate) -> str:
    candidate_actions.reject_pair(pair=pair, by=request.user)
    return _("Rejected: these two are not held against each other again.")


def _reopen(request: HttpRequest, pair: ContradictionCandidate) -> str:
    candidate_actions.reopen_pair(pair=pair)
    return _("Taken back: it is to be decided again.")


_DECISIONS = {"accept": _accept, "reject": _reject, "reopen": _reopen}
