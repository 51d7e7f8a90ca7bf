"""What the pages of messages and promises show, each in a fixed number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from eventaudit.events.models import Event
from eventaudit.library.models import Criterion
from eventaudit.library.queries import criteria_of

from .models import Message, Promise, Strength, Verdict

BY_READING = Q(criterion="", strength=Strength.MOOD) & ~Q(atmosphere="")
BY_HAND = Q(criterion="") & ~BY_READING
DECIDED_BY_WALKTHROUGH = "walkthrough"


def messages_of(event: Event) -> QuerySet[Message]:
    """In the order in which they were sent, undated ones last, with their number of promises."""
    return (
        event.messages.defer("html")
        .annotate(promise_count=Count("promises"))
        .order_by(F("sent_on").asc(nulls_last=True), "pk")
    )


def ledger(
    event: Event, *, touchpoint: str = "", message: Message | None = None, verdict: str = ""
) -> QuerySet[Promise]:
    """The event's promises, filtered; verdict: a Verdict (by hand) or 'walkthrough'."""
    promises = (
        Promise.objects.filter(message__event=event)
        .select_related("message", "judged_by")
        .defer("message__text", "message__html")
        .prefetch_related("photos__photo")
        .order_by(F("message__sent_on").asc(nulls_last=True), "message__pk", "start", "pk")
    )
    if touchpoint:
        promises = promises.filter(touchpoint=touchpoint)
    if message:
        promises = promises.filter(message=message)
    if verdict == DECIDED_BY_WALKTHROUGH:
        promises = promises.exclude(BY_HAND)
    elif verdict in Verdict.values:
        promises = promises.filter(BY_HAND, verdict=verdict)
    return promises


@dataclass(frozen=True, slots=True)
class Names:
    """The names of an event's touchpoints and criteria by key, for rows that store the keys."""

    touchpoints: Mapping[str, str]
    criteria: Mapping[str, Criterion]

    @classmethod
    def of(cls, event: Event) -> "Names":
        criteria = {criterion.key: criterion for criterion in criteria_of(event.template_version)}
        touchpoints = {each.key: str(each) for each in event.template_version.touchpoints.all()}
        return cls(touchpoints, criteria)
