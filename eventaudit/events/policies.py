"""What may still be changed in an event. Each check raises the sentence that the page shows."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from .models import Event, ProgrammeItem, Round, Segment, Zone

Part = Segment | Zone | Round
PARTS = {Segment: "segment", Zone: "zone", Round: "round"}


def check_can_change_version(event: Event) -> None:
    """In the event's own form: once something speaks of its questions, upgrading shows what that means."""
    rests = Q(walkthroughs__isnull=False) | Q(messages__isnull=False)
    if event.pk and Event.objects.filter(rests, pk=event.pk).exists():
        raise ValidationError(
            _("The template cannot be changed here any more: messages or walkthroughs rest on it."),
            code="version_bound",
        )


def can_change_version(event: Event) -> bool:
    try:
        check_can_change_version(event)
    except ValidationError:
        return False
    return True


def check_can_remove(event: Event, parts: Collection[Part | ProgrammeItem]) -> None:
    """A segment, zone or round that walkthroughs or answers of attendees belong to stays: without it they
    would mean less.
    """
    used = [
        part
        for part in parts
        if part.pk and type(part) in PARTS and event.walkthroughs.filter(**{PARTS[type(part)]: part}).exists()
    ]
    asked = [part for part in parts if isinstance(part, Segment) and _attendees_answered(event, part)]
    sentences = [
        *(_("“%s” has walkthroughs. Keep it, or move them to another one first.") % part for part in used),
        *(
            _("“%s” has answers of attendees. Keep it: they tell who got which event.") % part
            for part in asked
        ),
    ]
    if sentences:
        raise ValidationError([ValidationError(sentence, code="part_used") for sentence in sentences])


def _attendees_answered(event: Event, segment: Segment) -> bool:
    return any(segment.key in by_segment for by_segment in event.attendee_results.values()) or any(
        entry.get("segment") == segment.key for entry in event.feedback
    )
