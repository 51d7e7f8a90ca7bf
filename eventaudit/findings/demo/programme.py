"""The programme of the demo's evening, as its third message announces it."""

from collections.abc import Callable
from datetime import datetime

from eventaudit.events.models import Event, ProgrammeItem

Phase = ProgrammeItem.Phase

EVENING = (
    ("17:30", Phase.ARRIVAL, "Arrival, champagne, string quartet in the Mirror Hall"),
    ("18:00", Phase.SESSION, "Welcome by Elias Kompassi"),
    ("18:15", Phase.MEAL, "First course"),
    ("19:00", Phase.SESSION, "The Gilded Compass is handed to the partner of the year"),
    ("19:30", Phase.MEAL, "Second and third course"),
    ("20:45", Phase.SESSION, "Recital: Quartet Olematon plays for half an hour, lights lowered"),
    ("21:15", Phase.MEAL, "Dessert and coffee at the tables"),
    ("22:00", Phase.BREAK, "Nightcap by the fire, conversation, no speeches"),
    ("22:30", Phase.DEPARTURE, "Carriages"),
)


def add_programme(event: Event, *, at: Callable[[str], datetime]) -> list[ProgrammeItem]:
    """at: the moment of a time of day on the day of the event."""
    return ProgrammeItem.objects.bulk_create(
        ProgrammeItem(event=event, starts_at=at(time), phase=phase, title=title, order=order)
        for order, (time, phase, title) in enumerate(EVENING)
    )
