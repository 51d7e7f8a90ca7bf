"""What helps at a question in one hand: a stopwatch, a tally, and what questions are filtered by."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import pgettext_lazy

from eventaudit.consistency.facts import PHASES
from eventaudit.events.models import ProgrammeItem, Zone
from eventaudit.library.models import Criterion

# How the stopwatch reads a unit, and which of several timings counts until the auditor says otherwise.
TIMED = {"min": ("min", "longest"), "s": ("s", "median"), "min/half-day": ("min", "sum")}
# What is counted for a unit, and for how many of the second one the first is given.
COUNTED = {
    "people/point": (pgettext_lazy("counted", "People"), pgettext_lazy("counted", "Points of service"), 1),
    "coats/person": (pgettext_lazy("counted", "Coats"), pgettext_lazy("counted", "People serving"), 1),
    "women/WC": (pgettext_lazy("counted", "Women"), pgettext_lazy("counted", "Toilets"), 1),
    "spaces/car": (pgettext_lazy("counted", "Free spaces"), pgettext_lazy("counted", "Cars expected"), 1),
    "places/60 seats": (pgettext_lazy("counted", "Wheelchair places"), pgettext_lazy("counted", "Seats"), 60),
    "spaces/50": (pgettext_lazy("counted", "Accessible spaces"), pgettext_lazy("counted", "All spaces"), 50),
}


@dataclass(frozen=True, slots=True)
class Instrument:
    """time: 'min' or 's' for a stopwatch; else first and second are counted: value = first / second * per."""

    time: str = ""
    take: str = ""
    first: str = ""
    second: str = ""
    per: int = 1


def instrument_of(criterion: Criterion) -> Instrument | None:
    unit = (criterion.band or {}).get("unit", "")
    if unit in TIMED:
        time, take = TIMED[unit]
        return Instrument(time=time, take=take)
    if unit in COUNTED:
        first, second, per = COUNTED[unit]
        return Instrument(first=str(first), second=str(second), per=per)
    return None


def phase_digits(criterion: Criterion) -> str:
    """'013': where each phase of the criterion stands among the phases; short, as there are many."""
    return "".join(str(place) for place, phase in enumerate(PHASES) if phase in criterion.phases)


def phases_met(digits: Sequence[str]) -> list[tuple[str, str]]:
    """(digit, name) of each phase that some question is met in."""
    labels = dict(ProgrammeItem.Phase.choices)
    return [
        (str(place), labels[phase])
        for place, phase in enumerate(PHASES)
        if any(str(place) in one for one in digits)
    ]


def zones_met(zones: Iterable[Zone], touchpoints: Container[str]) -> list[tuple[Zone, str]]:
    """(zone, its touchpoints' keys) of each zone that says what is met there."""
    met = [(zone, [key for key in zone.touchpoints if key in touchpoints]) for zone in zones]
    return [(zone, " ".join(keys)) for zone, keys in met if keys]
