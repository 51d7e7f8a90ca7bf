"""Walkthroughs with their progress, and who sees which."""

from collections.abc import Iterable

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from eventaudit.accounts.models import Membership, Organisation
from eventaudit.events.models import Event
from eventaudit.library.models import Criterion
from eventaudit.library.queries import criteria_by_key

from .asking import conditional_progress
from .models import Answer, AnswerPhoto, Operation, Tablet, TabletState, UnfinishedPhoto, Walkthrough


def walkthroughs_seen_by(membership: Membership) -> QuerySet[Walkthrough]:
    """Managers see their organisation's walkthroughs, auditors those assigned to them."""
    found = Walkthrough.objects.filter(event__organisation=membership.organisation)
    return found if membership.manages else found.filter(auditor=membership.user)


def in_own_version(rows: QuerySet) -> QuerySet:
    """Of answers, photos or conflicts those that belong to the version which their event is bound to now.

    The others wait for it to come back (versions.py); no page, number or report of the event shows them.
    """
    return rows.filter(criterion__version=F("walkthrough__event__template_version"))


def with_progress(walkthroughs: QuerySet[Walkthrough]) -> QuerySet[Walkthrough]:
    """Adds `answered` of `asked` (criteria of the event's form) and `last_change`, in one query.

    With conditions in the template it is the most that may be asked; `exact_progress` mends that.
    """
    latest = Operation.objects.filter(walkthrough=OuterRef("pk")).order_by("-seq")
    return walkthroughs.select_related("event__organisation", "auditor", "round", "segment", "zone").annotate(
        answered=_count(
            in_own_version(Answer.objects.filter(walkthrough=OuterRef("pk")))
            .exclude(state=Answer.State.UNANSWERED)
            .filter(Q(walkthrough__event__form=Event.Form.FULL) | Q(criterion__core=True)),
            "walkthrough",
        ),
        asked=Case(
            When(event__form=Event.Form.SHORT, then=_count(_of_the_version().filter(core=True), "version")),
            default=_count(_of_the_version(), "version"),
            output_field=IntegerField(),
        ),
        last_change=Subquery(latest.values("received_at")[:1]),
        conditional=Exists(_of_the_version().exclude(conditions=[])),
    )


def with_tablets(walkthroughs: QuerySet[Walkthrough]) -> QuerySet[Walkthrough]:
    """Prefetches `tablet_states` with their tablets, the last seen first, and counts `photos_awaited`."""
    states = TabletState.objects.select_related("tablet__user").order_by("-last_seen", "pk")
    awaited = UnfinishedPhoto.objects.filter(walkthrough=OuterRef("pk"), photo=None)
    return walkthroughs.prefetch_related(Prefetch("tablet_states", states)).annotate(
        photos_awaited=_count(awaited, "walkthrough")
    )


def tablets_of(organisation: Organisation) -> QuerySet[Tablet]:
    """Every tablet of the organisation with what waits on it, the last seen first."""
    return organisation.tablets.select_related("user").annotate(
        waiting=Coalesce(Sum(F("states__waiting") + F("states__photos_waiting")), 0)
    )


def shown_photos() -> QuerySet[AnswerPhoto]:
    """The photos of answers for pages and reports, of the version that their event is bound to."""
    return in_own_version(photos_to_be_shown())


def photos_to_be_shown() -> QuerySet[AnswerPhoto]:
    """Of answers to whatever version: the annotated copy of a photo stands in its place.

    Somebody may have made a face unrecognisable on the copy, so the original is only for who was there and
    for managers.
    """
    copies = AnswerPhoto.objects.filter(
        original=OuterRef("photo"), walkthrough=OuterRef("walkthrough"), criterion=OuterRef("criterion")
    )
    return AnswerPhoto.objects.filter(~Exists(copies))


def progress_of(walkthrough: Walkthrough) -> dict[str, int]:
    """{"answered", "asked"} of one walkthrough."""
    asked = criteria_by_key(walkthrough.event.template_version).values()
    answered = in_own_version(walkthrough.answers).exclude(state=Answer.State.UNANSWERED)
    if walkthrough.event.form == Event.Form.SHORT:
        asked = [criterion for criterion in asked if criterion.core]
    if any(criterion.conditions for criterion in asked):
        return conditional_progress(walkthrough, list(asked))
    if walkthrough.event.form == Event.Form.SHORT:
        answered = answered.filter(criterion__core=True)
    return {"answered": answered.count(), "asked": len(asked)}


def exact_progress(walkthroughs: Iterable[Walkthrough]) -> list[Walkthrough]:
    """Those with_progress, without what their conditions do not ask for; a few queries for each such one."""
    found = list(walkthroughs)
    for walkthrough in found:
        if walkthrough.conditional:
            exact = progress_of(walkthrough)
            walkthrough.answered, walkthrough.asked = exact["answered"], exact["asked"]
    return found


def _of_the_version() -> QuerySet[Criterion]:
    return Criterion.objects.filter(version=OuterRef("event__template_version"))


def _count(rows: QuerySet, group: str) -> Coalesce:
    counted = rows.order_by().values(group).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), Value(0))


def upcoming_first(walkthroughs: QuerySet[Walkthrough]) -> QuerySet[Walkthrough]:
    """Those still open by the time of their round or event, then the finished ones, newest first."""
    return walkthroughs.annotate(time=Coalesce("round__starts_at", "event__starts_at")).order_by(
        Case(When(finished_at=None, then=0), default=1),
        Case(When(finished_at=None, then=F("time"))),
        F("time").desc(),
        "pk",
    )
