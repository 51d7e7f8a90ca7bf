from django.contrib import messages as notices
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from eventaudit.accounts.policies import managers
from eventaudit.events.changes import change_event
from eventaudit.messaging.event_panel import FIELDS, event_panel, values_to_take
from eventaudit.messaging.models import Message

from .fetching import event_of, message_of
from .messages import detail_page, said_number


@managers
@require_POST
def message_take_over(request: HttpRequest, event_pk: int, message_pk: int) -> HttpResponse:
    """Give the event those values of the message's file that were ticked."""
    message = message_of(event_of(request, event_pk), message_pk)
    panel, ticked = event_panel(message, said_number(request)), request.POST.getlist("take")
    chosen = panel is not None and panel.number is not None
    values = values_to_take(message, panel.number, ticked) if chosen else {}
    if not values:
        return _refused(request, message, [_("Tick what the event is to take over.")], ticked)
    try:
        change_event(event=message.event, by=request.user, **values)
    except ValidationError as error:
        return _refused(request, message, error.messages, ticked)
    taken = ", ".join(str(FIELDS[name]) for name in values)
    notices.success(request, _("The event has taken over: %s.") % taken)
    return redirect(f"{message.get_absolute_url()}?said={panel.number}#said")


def _refused(request: HttpRequest, message: Message, sentences: list[str], ticked: list[str]) -> HttpResponse:
    return detail_page(request, message, take_over_refused={"sentences": sentences, "ticked": ticked})
