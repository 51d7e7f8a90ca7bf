"""Changing some fields of an event from elsewhere, held to all that the event's own page checks."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from eventaudit.accounts.models import User

from .editor import EventEditor
from .models import Event


def change_event(*, event: Event, by: User, **fields) -> Event:
    """Give the event's fields new values and leave the rest as it is.

    fields: any of EventForm's; times in any time zone. Returns the changed event; the one given stays as it
    was. Raises ValidationError with the page's own sentences, and changes nothing.
    """
    event = Event.objects.get(pk=event.pk)
    with timezone.override(ZoneInfo(event.time_zone)):
        data = _filled(EventEditor(None, event=event))
        for name, value in fields.items():
            data[name] = _sent(value)
        editor = EventEditor(data, event=event)
        if not editor.valid:
            raise ValidationError([problem.sentence for problem in editor.problems])
        return editor.save(by=by)


def _filled(editor: EventEditor) -> QueryDict:
    """What the event's page would send if nobody touched it."""
    data = QueryDict(mutable=True)
    rows = [form for parts in editor.parts for form in (parts.management_form, *parts.initial_forms)]
    for form in (editor.form, editor.variants, editor.reach, *rows):
        for field in form:
            value = field.value()
            values = value if isinstance(value, list | tuple) else [value]
            if sent := [_sent(each) for each in values if each is not None and each is not False]:
                data.setlist(field.html_name, sent)
    for parts in editor.parts:
        data[f"{parts.prefix}-TOTAL_FORMS"] = str(len(parts.initial_forms))
    return data


def _sent(value: object) -> str:
    """As an input would: times in the active time zone, without naming it."""
    if not isinstance(value, datetime):
        return str(value)
    return (timezone.localtime(value) if value.tzinfo else value).replace(tzinfo=None).isoformat()
