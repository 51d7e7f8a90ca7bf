from zoneinfo import ZoneInfo

from django.contrib import messages as notices
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from eventaudit.accounts.policies import managers
from eventaudit.events.models import Event
from eventaudit.library.queries import atmospheres_of
from eventaudit.messaging import actions
from eventaudit.messaging.contradiction_reading import pairs_of
from eventaudit.messaging.event_panel import event_panel
from eventaudit.messaging.forms import (
    AtmosphereForm,
    ContradictionForm,
    MessageAddForm,
    MessageEditForm,
    PromiseForm,
)
from eventaudit.messaging.forms.promises import STRENGTH_HELP
from eventaudit.messaging.highlighting import highlighted
from eventaudit.messaging.models import Contradiction, Message
from eventaudit.messaging.queries import Names, messages_of
from eventaudit.messaging.reading import prepare_reader, read_if_prepared
from eventaudit.messaging.reading_panel import build_reading_panel
from eventaudit.messaging.uploads import bounded_upload

from .added import say_added
from .fetching import REFUSED, event_of, message_of


@managers
def message_list(request: HttpRequest, event_pk: int) -> HttpResponse:
    prepare_reader()
    event = event_of(request, event_pk)
    return list_page(request, event, ContradictionForm(event=event))


def list_page(request: HttpRequest, event: Event, form: ContradictionForm) -> HttpResponse:
    """The messages of an event; the form adds a contradiction and may show what is wrong with it."""
    messages, names = list(messages_of(event)), Names.of(event)
    recorded = list(event.contradictions.select_related("first", "second").order_by("pk"))
    called = {"touchpoint": names.touchpoints, "atmosphere": atmospheres_of(event.organisation)}
    context = {
        "event": event,
        "event_messages": messages,
        "contradictions": recorded,
        "pairs": pairs_of(event, messages, recorded, names=called, by=request.user),
        "names": names,
        "form": form,
    }
    return render(request, "messaging/message_list.html", context, status=REFUSED if form.errors else 200)


@managers
@bounded_upload
def message_add(request: HttpRequest, event_pk: int) -> HttpResponse:
    event = event_of(request, event_pk)
    if request.method != "POST":
        prepare_reader()
        form = MessageAddForm()
    else:
        form = MessageAddForm(
            request.POST, request.FILES, usual_language=event.language, too_large=request.too_large
        )
        with timezone.override(ZoneInfo(event.time_zone)):  # in which an invitation's times are read
            valid = form.is_valid()
        if valid:
            message, *attached = actions.add_message_with_attachments(
                event=event, by=request.user, **form.message_fields()
            )
            say_added(request, message, attached, form.unread, language_guessed=form.language_guessed)
            read_if_prepared(message=message)
            return redirect(message)
    context = {"event": event, "form": form}
    return render(request, "messaging/message_add.html", context, status=REFUSED if form.errors else 200)


@managers
def message_detail(request: HttpRequest, event_pk: int, message_pk: int) -> HttpResponse:
    prepare_reader()
    return detail_page(request, message_of(event_of(request, event_pk), message_pk))


def detail_page(
    request: HttpRequest,
    message: Message,
    *,
    promise_form: PromiseForm | None = None,
    atmosphere_form: AtmosphereForm | None = None,
    take_over_refused: dict | None = None,
) -> HttpResponse:
    """A message with its promises; a form given shows what is wrong with it.

    take_over_refused: "sentences" that say why the event took nothing over, and the fields "ticked".
    """
    event, promises = message.event, list(message.promises.all())
    atmospheres, names = atmospheres_of(event.organisation), Names.of(event)
    read = build_reading_panel(message, promises, names, atmospheres, by=request.user)
    context = {
        "event": event,
        "shown": message,  # 'message' is what the page's frame calls a notice
        "promises": promises,
        "text": highlighted(message.text, promises, read.open_rows, read.signs, read.advised),
        "read": read,
        "names": names,
        "atmospheres": atmospheres,
        "strength_help": STRENGTH_HELP,
        "panel": event_panel(message, said_number(request)),
        "take_over_refused": take_over_refused,
        "promise_form": promise_form or PromiseForm(message=message, atmospheres=atmospheres),
        "atmosphere_form": atmosphere_form or AtmosphereForm(atmospheres=atmospheres, now=message.atmosphere),
    }
    refused = promise_form or atmosphere_form or take_over_refused
    return render(request, "messaging/message_detail.html", context, status=REFUSED if refused else 200)


def said_number(request: HttpRequest) -> int | None:
    """Which of several events in the message's file the page is about, as chosen there."""
    chosen = request.POST.get("said") or request.GET.get("said") or ""
    return int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 4 else None


@managers
@require_POST
def message_atmosphere(request: HttpRequest, event_pk: int, message_pk: int) -> HttpResponse:
    message = message_of(event_of(request, event_pk), message_pk)
    known = atmospheres_of(message.event.organisation)
    form = AtmosphereForm(request.POST, atmospheres=known, now=message.atmosphere)
    if not form.is_valid():
        return detail_page(request, message, atmosphere_form=form)
    actions.set_atmosphere(message=message, atmosphere=form.cleaned_data["atmosphere"])
    notices.success(request, _("The atmosphere of the message is kept."))
    return redirect(message)


@managers
def message_edit(request: HttpRequest, event_pk: int, message_pk: int) -> HttpResponse:
    message = message_of(event_of(request, event_pk), message_pk)
    form = MessageEditForm(request.POST or None, instance=message)
    if request.method == "POST" and form.is_valid():
        actions.edit_message(message=message, **form.cleaned_data)
        read_if_prepared(message=message)
        notices.success(request, _("The message is changed; its promises moved along with their words."))
        return redirect(message)
    context = {"event": message.event, "shown": message, "form": form}
    return render(request, "messaging/message_edit.html", context, status=REFUSED if form.errors else 200)


@managers
def message_delete(request: HttpRequest, event_pk: int, message_pk: int) -> HttpResponse:
    message = message_of(event_of(request, event_pk), message_pk)
    if request.method == "POST":
        actions.delete_message(message=message)
        notices.success(request, _("%s is deleted.") % message.key)
        return redirect("messaging:list", request.membership.organisation.slug, event_pk)
    mentioned = Contradiction.objects.filter(first=message) | Contradiction.objects.filter(second=message)
    context = {
        "event": message.event,
        "shown": message,
        "promises": message.promises.all(),
        "contradiction_count": mentioned.count(),
    }
    return render(request, "messaging/message_delete.html", context)


@managers
def message_original(request: HttpRequest, event_pk: int, message_pk: int) -> HttpResponse:
    """The file as it came. Only ever saved, never shown: it may hold scripts."""
    message = message_of(event_of(request, event_pk), message_pk)
    if not message.original:
        raise Http404
    response = FileResponse(
        message.original.open("rb"),
        as_attachment=True,
        filename=message.original_name,
        content_type="application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
