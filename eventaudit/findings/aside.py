"""What an event says about a question, touchpoint or group by its key, when the event is upgraded.

Whatever the other version does not have, or asks otherwise, is set aside in Event.set_aside and comes back
with the version that has it. So nothing that is left speaks of something that is not there.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass

from eventaudit.events.brief import EVERYWHERE
from eventaudit.events.models import Event, Intention
from eventaudit.library.models import TemplateVersion
from eventaudit.library.queries import criteria_by_key
from eventaudit.library.sameness import question_asked
from eventaudit.messaging.models import Decision, Promise, PromiseCandidate

from .models import CorrectiveAction

SETTINGS = ("variants", "attendee_results", "previous_results", "touchpoint_weights", "reach")
LINKS: dict[str, Callable[[Event], object]] = {
    "promises": lambda event: Promise.objects.filter(message__event=event),
    "candidates": lambda event: PromiseCandidate.objects.filter(message__event=event, decision=Decision.OPEN),
    "actions": lambda event: CorrectiveAction.objects.filter(event=event),
}
"""Rows that name a criterion by its key; without one they name none."""


@dataclass(frozen=True, slots=True)
class Held:
    """part: a setting of the event, 'intentions', or rows that name the criterion `key`; row: which one.

    version: number of the template version whose question, touchpoint or group it is about.
    """

    part: str
    key: str
    version: int
    value: object = None
    row: str = ""


@dataclass(frozen=True, slots=True)
class Split:
    """leaving: what goes aside. returning: what comes back. waiting: what was aside and stays there."""

    leaving: tuple[Held, ...]
    returning: tuple[Held, ...]
    waiting: tuple[Held, ...]

    def leaving_of(self, *parts: str) -> list[Held]:
        return [held for held in self.leaving if held.part in parts]


def split_by(event: Event, to: TemplateVersion, versions: Mapping[int, TemplateVersion]) -> Split:
    """What the upgrade to `to` does with it. versions: by number, the event's own and its earlier ones."""
    place = _Place(to, versions)
    present, aside = list(_present(event)), [Held(**held) for held in event.set_aside]
    return Split(
        leaving=tuple(held for held in present if not place.has(held)),
        returning=tuple(held for held in aside if place.has(held)),
        waiting=tuple(held for held in aside if not place.has(held)),
    )


def set_aside(event: Event, split: Split) -> None:
    """Do it, without saving the event itself. Call in a transaction."""
    for held in split.leaving:
        if held.part in SETTINGS:
            del getattr(event, held.part)[held.key]
    for part, rows in LINKS.items():
        rows(event).filter(pk__in=[held.row for held in split.leaving_of(part)]).update(criterion="")
    gone = [held.key for held in split.leaving_of("intentions")]
    event.intentions.filter(touchpoint__in=gone).delete()
    for held in split.returning:
        _bring_back(event, held)
    event.set_aside = [asdict(held) for held in (*split.waiting, *split.leaving)]


def _bring_back(event: Event, held: Held) -> None:
    """Unless somebody has put something else in its place since."""
    if held.part in SETTINGS:
        getattr(event, held.part).setdefault(held.key, held.value)
    elif held.part == "intentions":
        Intention.objects.get_or_create(event=event, touchpoint=held.key, defaults={"mixture": held.value})
    else:
        LINKS[held.part](event).filter(pk=held.row, criterion="").update(criterion=held.key)


def _present(event: Event) -> Iterator[Held]:
    own = event.template_version_id
    for part in SETTINGS:
        for key, value in getattr(event, part).items():
            yield Held(part, key, own, value)
    for intention in event.intentions.all():
        if intention.touchpoint != EVERYWHERE:
            yield Held("intentions", intention.touchpoint, own, intention.mixture)
    for part, rows in LINKS.items():
        for pk, key in rows(event).exclude(criterion="").order_by("pk").values_list("pk", "criterion"):
            yield Held(part, key, own, row=str(pk))


class _Place:
    """What the version has of what other versions asked."""

    def __init__(self, to: TemplateVersion, versions: Mapping[int, TemplateVersion]):
        self.to, self.versions = to, versions
        self.criteria = criteria_by_key(to)
        self.touchpoints = {criterion.touchpoint.key for criterion in self.criteria.values()}

    def has(self, held: Held) -> bool:
        if held.part in ("touchpoint_weights", "intentions"):
            return held.key in self.touchpoints
        if held.part == "reach":
            return held.key in self.to.perceivers
        return self._asks(held) and (held.part != "variants" or self._has_variant(held))

    def _asks(self, held: Held) -> bool:
        asked = criteria_by_key(self.versions[held.version]).get(held.key)
        here = self.criteria.get(held.key)
        return bool(asked and here and question_asked(asked) == question_asked(here))

    def _has_variant(self, held: Held) -> bool:
        return held.value in ((self.criteria[held.key].band or {}).get("variants") or {})


def described(held: Iterable[Held]) -> list[list[str]]:
    """For a digest: what it is about, in an order of its own."""
    return sorted([one.part, one.key, one.row, str(one.version)] for one in held)
