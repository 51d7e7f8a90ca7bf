"""What may still be changed in an event. Each check raises the sentence that the page shows."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .models import Event, ProgrammeItem, Round, Segment, Zone

Part = Segment | Zone | Round
PARTS = {Segment: "segment", Zone: "zone", Round: "round"}


def check_can_change_version(event: Event) -> None:
    if event.pk and event.walkthroughs.exists():
        raise ValidationError(
            _("The template cannot be changed any more: walkthroughs have been made with it."),
            code="version_bound",
        )


def can_change_version(event: Event) -> bool:
    try:
        check_can_change_version(event)
    except ValidationError:
        return False
    return True


def check_can_remove(event: Event, parts: Collection[Part | ProgrammeItem]) -> None:
    """A segment, zone or round that walkthroughs belong to stays: without it they would mean less."""
    used = [
        part
        for part in parts
        if part.pk and type(part) in PARTS and event.walkthroughs.filter(**{PARTS[type(part)]: part}).exists()
    ]
    if used:
        raise ValidationError(
            [
                ValidationError(
                    _("“%s” has walkthroughs. Keep it, or move them to another one first.") % part,
                    code="part_used",
                )
                for part in used
            ]
        )
