"""What an organisation's decisions on candidates teach, for the next texts that are read."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils import timezone

from eventaudit.accounts.models import Organisation, User

from .models import Decision, PromiseCandidate, ReadingMemory

if TYPE_CHECKING:
    from eventaudit.wording import Lesson

MOST_DECISIONS = 3000  # the latest; older ones were about other events


@dataclass(frozen=True, slots=True)
class Learnt:
    """lessons: the weightiest first. decisions: how many they rest on."""

    lessons: "tuple[Lesson, ...]"
    decisions: int

    @property
    def weights(self) -> dict[str, float]:
        """What the reader adds to its own weights."""
        from eventaudit.wording import weights

        return weights(self.lessons)


def decisions_of(organisation: Organisation) -> QuerySet[PromiseCandidate]:
    """Those that teach: made since the organisation last had them forgotten, the latest first.

    A promise that was accepted and deleted afterwards says neither yes nor no.
    """
    rows = PromiseCandidate.objects.filter(message__event__organisation=organisation)
    rows = rows.filter(Q(decision=Decision.REJECTED) | Q(promise__isnull=False))
    memory = ReadingMemory.objects.filter(organisation=organisation).first()
    return (rows.filter(decided_at__gt=memory.forgotten_at) if memory else rows).order_by("-decided_at")


def learnt_by(organisation: Organisation) -> Learnt:
    """In two queries."""
    from eventaudit.wording import Decision as Taught
    from eventaudit.wording import learn

    rows = decisions_of(organisation).values_list("decision", "features", "touchpoint")[:MOST_DECISIONS]
    taught = [
        Taught(verdict, tuple(sorted(features.items())), touchpoint) for verdict, features, touchpoint in rows
    ]
    return Learnt(learn(taught), len(taught))


def forget(*, organisation: Organisation, by: User) -> ReadingMemory:
    """The decisions stay, with their promises; they no longer teach."""
    fields = {"forgotten_at": timezone.now(), "forgotten_by": by}
    return ReadingMemory.objects.update_or_create(organisation=organisation, defaults=fields)[0]
