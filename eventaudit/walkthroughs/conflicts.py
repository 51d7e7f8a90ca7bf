"""Conflicts: two values that nobody chose between. Pages list them; a person keeps the one or the other."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from eventaudit.accounts.models import User
from eventaudit.library.models import Criterion
from eventaudit.library.queries import atmospheres_of

from .answer_words import words_of
from .batch import STORED
from .coding import answer_value
from .models import Answer, Conflict, Operation, Walkthrough
from .operations import apply_operations, locked
from .policies import NotAllowed, check_can_score
from .queries import in_own_version


@dataclass(frozen=True, slots=True)
class Dispute:
    """An open conflict as a page shows it: what stands and what lost, each in words."""

    conflict: Conflict
    criterion: Criterion
    field: str
    stands: str
    stands_by: User | None
    stands_operation: Operation | None
    lost: str
    lost_by: User | None
    lost_operation: Operation


def conflicts_of(walkthrough: Walkthrough) -> list[Dispute]:
    """The open conflicts of one walkthrough, oldest first."""
    return conflicts_of_all([walkthrough])[walkthrough.pk]


def conflicts_of_all(walkthroughs: Iterable[Walkthrough]) -> dict[uuid.UUID, list[Dispute]]:
    """Open conflicts by walkthrough, oldest first, in a fixed number of queries.

    Where the value that lost has been given anew since, or was the same, there is nothing to choose.
    """
    walkthroughs = list(walkthroughs)
    found: dict[uuid.UUID, list[Dispute]] = {walkthrough.pk: [] for walkthrough in walkthroughs}
    conflicts = (
        in_own_version(Conflict.objects.filter(walkthrough__in=walkthroughs, settled_at=None))
        .select_related("criterion", "lost__author")
        .order_by("found_at", "pk")
    )
    conflicts = list(conflicts)
    if not conflicts:
        return found
    answers = {
        (answer.walkthrough_id, answer.criterion_id): answer
        for answer in Answer.objects.filter(
            walkthrough__in=walkthroughs, criterion__in={conflict.criterion_id for conflict in conflicts}
        ).select_related("answer_operation__author", "note_operation__author")
    }
    atmospheres = atmospheres_of(walkthroughs[0].event.organisation)
    for conflict in conflicts:
        answer = answers[conflict.walkthrough_id, conflict.criterion_id]
        field, value = conflict.lost.field, conflict.lost.value
        stands = _value(answer, field)
        if stands == value:
            continue
        operation = answer.note_operation if field == Operation.Field.NOTE else answer.answer_operation
        found[conflict.walkthrough_id].append(
            Dispute(
                conflict=conflict,
                criterion=conflict.criterion,
                field=field,
                stands=words_of(conflict.criterion, field, stands, atmospheres),
                stands_by=operation and operation.author,
                stands_operation=operation,
                lost=words_of(conflict.criterion, field, value, atmospheres),
                lost_by=conflict.lost.author,
                lost_operation=conflict.lost,
            )
        )
    return found


def told_conflicts(walkthrough: Walkthrough, to: User) -> list[dict]:
    """The open conflicts for a tablet: what stands and what lost, with who gave it; the newest of a field."""
    disputed = walkthrough.conflicts.filter(settled_at=None).exists()

    def side(words: str, operation: Operation | None, by: User | None) -> dict:
        if operation is None:
            return {"words": words}
        at = round(operation.made_at.timestamp() * 1000)
        return {"words": words, "v": operation.value, "by": str(by or ""), "you": by == to, "at": at}

    found = conflicts_of(walkthrough) if disputed else []
    newest = {(dispute.criterion.key, dispute.field): dispute for dispute in found}
    return [
        {
            "k": dispute.criterion.key,
            "f": dispute.field,
            "stands": side(dispute.stands, dispute.stands_operation, dispute.stands_by),
            "lost": side(dispute.lost, dispute.lost_operation, dispute.lost_by),
        }
        for dispute in newest.values()
    ]


@transaction.atomic
def keep_other(*, conflict: Conflict, by: User) -> None:
    """Give the value that lost again, as a change of its own. Raises NotAllowed."""
    conflict = _open(conflict)
    check_can_score(conflict.walkthrough)
    lost = conflict.lost
    operation = {"id": str(uuid.uuid4()), "k": lost.criterion, "f": lost.field, "v": lost.value}
    [result] = apply_operations(walkthrough=conflict.walkthrough, operations=[operation], by=by)
    if result.status != STORED:
        raise NotAllowed(result.why)
    _settle(conflict, by)


@transaction.atomic
def keep_standing(*, conflict: Conflict, by: User) -> None:
    """What stands is what is meant; the other value stays in the history. Raises NotAllowed."""
    _settle(_open(conflict), by)


def _open(conflict: Conflict) -> Conflict:
    """The conflict as it is now, its walkthrough locked: two people do not both choose."""
    walkthrough = locked(conflict.walkthrough)
    found = walkthrough.conflicts.filter(pk=conflict.pk, settled_at=None).select_related("lost").first()
    if found is None:
        raise NotAllowed(_("Somebody has chosen already."), "settled")
    found.walkthrough = walkthrough
    return found


def _settle(conflict: Conflict, by: User) -> None:
    conflict.settled_at, conflict.settled_by = timezone.now(), by
    conflict.save(update_fields=["settled_at", "settled_by"])


def _value(answer: Answer, field: str) -> object:
    return answer.note if field == Operation.Field.NOTE else answer_value(answer)
