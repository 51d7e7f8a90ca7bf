"""An event in which something can be mended: what tests of the actions' pages begin with."""

import datetime

from eventaudit.events.models import Event, ProgrammeItem
from eventaudit.walkthroughs.models import Answer
from tests import factories

DAY = datetime.date(2031, 11, 14)
PROGRAMME = (
    ("17:30", "arrival", "Arrival"),
    ("18:00", "session", "Welcome"),
    ("18:15", "meal", "First course"),
    ("22:30", "departure", "Carriages"),
)


def at(time: str) -> datetime.datetime:
    """A time of day of the event in Helsinki, which is two hours ahead in November."""
    clock = datetime.time.fromisoformat(time)
    return datetime.datetime.combine(DAY, clock, datetime.timezone(datetime.timedelta(hours=2)))


def add_programme(event: Event) -> None:
    ProgrammeItem.objects.bulk_create(
        ProgrammeItem(event=event, starts_at=at(time), phase=phase, title=title)
        for time, phase, title in PROGRAMME
    )


def observe(event: Event, **answers) -> None:
    """One walkthrough of one auditor with these answers by criterion."""
    walkthrough = factories.make_walkthrough(event, auditor_name=f"Auditor of {len(answers)}")
    criteria = {row.key: row for row in event.template_version.criteria.filter(key__in=answers)}
    for key, value in answers.items():
        Answer.objects.create(
            walkthrough=walkthrough, criterion=criteria[key], state="answered", value=value, note="seen"
        )
