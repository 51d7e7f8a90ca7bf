"""What speaks of an atmosphere, so that nobody takes it away from under an event."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from ..models import READS_ATMOSPHERE, Atmosphere, Criterion

# Where in an event, by look-ups from the organisation's events: this package knows nothing of their models.
PLACES = {
    "brief": (_("brief"), {"intentions__mixture__has_key": "{key}"}),
    "set aside": (_("brief"), {"set_aside__icontains": '"{key}"'}),  # comes back with an earlier version
    "messages": (_("messages"), {"messages__atmosphere__has_key": "{key}"}),
    "promises": (_("promises"), {"messages__promises__atmosphere": "{key}"}),
    "readings": (
        _("walkthroughs"),
        {
            "walkthroughs__answers__value__has_key": "{key}",
            "walkthroughs__answers__criterion__options": READS_ATMOSPHERE,
        },
    ),
}


@dataclass(frozen=True, slots=True)
class EventUse:
    """where: names of its parts."""

    event: Any
    where: list[str]


@dataclass(frozen=True, slots=True)
class Uses:
    """criteria: those of the organisation's templates that ask only for this atmosphere."""

    events: list[EventUse] = field(default_factory=list)
    criteria: list[Criterion] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.events or self.criteria)


def uses_of(atmosphere: Atmosphere) -> Uses:
    """In six queries. Frozen reports are no use: they hold what they say."""
    organisation, key = atmosphere.organisation, atmosphere.key
    if organisation is None:
        return Uses()
    events: dict[int, EventUse] = {}
    for name, lookups in PLACES.values():
        found = {lookup: value.format(key=key) for lookup, value in lookups.items()}
        for event in organisation.events.filter(**found).distinct().order_by("starts_at", "pk"):
            where = events.setdefault(event.pk, EventUse(event, [])).where
            if str(name) not in where:
                where.append(str(name))
    ordered = sorted(events.values(), key=lambda use: (use.event.starts_at, use.event.pk))
    return Uses(ordered, list(_asking(organisation, key)))


def _asking(organisation: Any, key: str) -> Iterable[Criterion]:
    criteria = Criterion.objects.filter(version__template__organisation=organisation).exclude(conditions=[])
    for criterion in criteria.select_related("version__template"):
        if any(_names(condition, key) for condition in criterion.conditions):
            yield criterion


def _names(condition: Any, key: str) -> bool:
    """By the atmosphere that is intended, or by the one that was read."""
    if not isinstance(condition, dict):
        return False
    return key in (condition.get("atmospheres") or ()) or key in (condition.get("is") or ())
