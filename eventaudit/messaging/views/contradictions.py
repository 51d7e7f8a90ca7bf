from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from eventaudit.accounts.policies import managers
from eventaudit.messaging import actions
from eventaudit.messaging.forms import ContradictionForm

from .fetching import event_of
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
