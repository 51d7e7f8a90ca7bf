"""What an upgrade of an event to another version of its template would do, told before anything is done."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from eventaudit.events.models import Event
from eventaudit.library.comparing import Comparable, comparability
from eventaudit.library.content import criterion_content
from eventaudit.library.models import Criterion, TemplateVersion
from eventaudit.library.queries import criteria_by_key
from eventaudit.messaging.models import Promise

from .aside import Split, described, split_by
from .earlier import Given, given_by_criterion, moves_into, versions_of

Effect = Literal["dropped", "different", "rescored", "reworded", "added", "back"]


@dataclass(frozen=True, slots=True)
class Touched:
    """A question for which something changes. promises: how many it decides now."""

    criterion: Criterion
    effect: Effect
    given: Given
    promises: int = 0


@dataclass(frozen=True, slots=True)
class Homeless:
    """What belongs to touchpoints that the other version does not have. It stays with its message."""

    promises: int
    contradictions: int

    def __bool__(self) -> bool:
        return bool(self.promises or self.contradictions)


@dataclass(frozen=True)
class Plan:
    """given: at the questions that the event asks now; waiting: at earlier ones, and stays there."""

    event: Event
    to: TemplateVersion
    touched: tuple[Touched, ...]
    given: Given
    waiting: Given
    split: Split
    homeless: Homeless

    def of(self, effect: Effect) -> list[Touched]:
        return [one for one in self.touched if one.effect == effect]

    @cached_property
    def leaving(self) -> Given:
        """What goes out of sight."""
        return _sum(one.given for one in self.touched if one.effect in ("dropped", "different"))

    @cached_property
    def returning(self) -> Given:
        return _sum(one.given for one in self.of("back"))

    @cached_property
    def rescored(self) -> Given:
        return _sum(one.given for one in self.of("rescored"))

    @property
    def staying(self) -> Given:
        """What was given to questions that the event goes on asking."""
        left, gone = self.given, self.leaving
        return Given(left.answers - gone.answers, left.notes - gone.notes, left.photos - gone.photos)

    @cached_property
    def digest(self) -> str:
        """Of all that follows from it. Answers that stay in sight change none of it: people may go on."""
        shown = [
            [self.event.template_version_id, self.to.pk, self.to.digest],
            [
                [one.effect, one.criterion.key, one.promises, *_counts(one)]
                for one in self.touched
                if one.effect not in ("reworded", "rescored")
            ],
            described(self.split.leaving),
            described(self.split.returning),
            [self.homeless.promises, self.homeless.contradictions],
        ]
        return hashlib.sha256(json.dumps(shown).encode()).hexdigest()


def plan_upgrade(event: Event, to: TemplateVersion) -> Plan:
    """In a fixed number of queries."""
    versions = versions_of(event)
    given = given_by_criterion(event)
    split = split_by(event, to, versions)
    own = criteria_by_key(event.template_version)
    new = criteria_by_key(to)
    places = {pk: place.pk for pk, place in moves_into(to, versions).items()}
    places |= {criterion.pk: criterion.pk for criterion in new.values()}
    here = {criterion.pk for criterion in own.values()}
    going = {pk: what for pk, what in given.items() if pk not in here}
    back: dict[int, Given] = {}
    for pk, what in going.items():
        if pk in places:
            back[places[pk]] = back.get(places[pk], Given()) + what
    return Plan(
        event=event,
        to=to,
        touched=tuple(_touched(own, new, given, back, _promises(event))),
        given=_sum(what for pk, what in given.items() if pk in here),
        waiting=_sum(what for pk, what in going.items() if pk not in places),
        split=split,
        homeless=_homeless(event, to),
    )


def _touched(
    own: Mapping[str, Criterion],
    new: Mapping[str, Criterion],
    given: Mapping[int, Given],
    back: Mapping[int, Given],
    promises: Mapping[str, int],
):
    for key, criterion in own.items():
        effect = _effect(criterion, new.get(key))
        if effect != "same":
            yield Touched(criterion, effect, given.get(criterion.pk, Given()), promises.get(key, 0))
    for key, criterion in new.items():
        returned = back.get(criterion.pk, Given())
        if returned:
            yield Touched(criterion, "back", returned)
        elif key not in own or _effect(own[key], criterion) == "different":
            yield Touched(criterion, "added", Given())


def _effect(old: Criterion, new: Criterion | None) -> Comparable | Literal["dropped"]:
    if new is None:
        return "dropped"
    if old.pk == new.pk:
        return "same"
    return comparability(criterion_content(old), criterion_content(new))


def _promises(event: Event) -> Counter:
    rows = Promise.objects.filter(message__event=event).exclude(criterion="").order_by()
    return Counter(rows.values_list("criterion", flat=True))


def _homeless(event: Event, to: TemplateVersion) -> Homeless:
    known = {criterion.touchpoint.key for criterion in criteria_by_key(to).values()}
    promises = Promise.objects.filter(message__event=event).exclude(touchpoint__in=known)
    contradictions = event.contradictions.exclude(touchpoint__in=known)
    return Homeless(promises.count(), contradictions.count())


def _sum(parts) -> Given:
    return sum(parts, Given())


def _counts(one: Touched) -> tuple[int, int, int]:
    return one.given.answers, one.given.notes, one.given.photos
