"""How far the walkthroughs of an event have come, and what waits on their tablets: the manager's page."""

import hashlib
import json
from dataclasses import dataclass

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from eventaudit.events.models import Event, Round

from .conflicts import Dispute, conflicts_of_all
from .models import Walkthrough
from .queries import exact_progress, with_progress, with_tablets


@dataclass(frozen=True, slots=True)
class RoundProgress:
    """round: None for walkthroughs of the whole event."""

    round: Round | None
    walkthroughs: int
    finished: int
    answered: int
    asked: int


@dataclass(frozen=True, slots=True)
class Live:
    """state changes when the page has something new to show, and once a minute for 'a minute ago'."""

    walkthroughs: list[Walkthrough]
    rounds: list[RoundProgress]
    state: str

    @property
    def at_rest(self) -> bool:
        """Whether nothing more is to come."""
        return all(
            walkthrough.finished_at
            and not walkthrough.photos_awaited
            and not any(state.waiting + state.photos_waiting for state in walkthrough.tablet_states.all())
            for walkthrough in self.walkthroughs
        )


def load_live(event: Event) -> Live:
    """The event's walkthroughs by round, each with `disputes`, in a fixed number of queries."""
    found = with_tablets(with_progress(event.walkthroughs.all()))
    walkthroughs = exact_progress(found.order_by("round__order", "auditor_name", "pk"))
    disputes = conflicts_of_all(walkthroughs)
    for walkthrough in walkthroughs:
        walkthrough.disputes = disputes[walkthrough.pk]
    return Live(walkthroughs, _rounds(walkthroughs), _state(walkthroughs, disputes))


def _rounds(walkthroughs: list[Walkthrough]) -> list[RoundProgress]:
    rounds: dict[Round | None, list[Walkthrough]] = {}
    for walkthrough in walkthroughs:
        rounds.setdefault(walkthrough.round, []).append(walkthrough)
    return [
        RoundProgress(
            round_,
            walkthroughs=len(own),
            finished=sum(walkthrough.finished_at is not None for walkthrough in own),
            answered=sum(walkthrough.answered for walkthrough in own),
            asked=sum(walkthrough.asked for walkthrough in own),
        )
        for round_, own in rounds.items()
    ]


def _state(walkthroughs: list[Walkthrough], disputes: dict[object, list[Dispute]]) -> str:
    shown = [
        (
            walkthrough.pk,
            walkthrough.answered,
            walkthrough.finished_at,
            walkthrough.photos_awaited,
            [dispute.conflict.pk for dispute in disputes[walkthrough.pk]],
            [
                (state.tablet_id, state.waiting, state.photos_waiting, state.stuck, state.tablet.persisted)
                for state in walkthrough.tablet_states.all()
            ],
        )
        for walkthrough in walkthroughs
    ]
    told = json.dumps([timezone.now().strftime("%H:%M"), shown], cls=DjangoJSONEncoder)
    return hashlib.sha256(told.encode()).hexdigest()[:16]
