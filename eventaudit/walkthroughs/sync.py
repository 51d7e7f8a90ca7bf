"""One exchange with a tablet: what it sends is taken in, and it hears what it does not know yet.

The wire format is described in docs/sync-protocol.md.
"""

import datetime
import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from eventaudit.accounts.models import User

from .batch import Batch, Result, to_uuid
from .coding import answer_value
from .models import Operation, Tablet, Walkthrough
from .operations import locked, take_in
from .versions import Questions

CLOCK_WRONG = datetime.timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Exchange:
    """results: one per operation. resend: the tablet's epoch is over, all it has comes again.

    cursor, head: number and id of the walkthrough's last operation. changes: what stands and has come after
    the tablet's cursor, and what won over this batch.
    """

    results: list[Result]
    epoch: uuid.UUID
    resend: bool
    cursor: int
    head: uuid.UUID | None
    changes: list[dict]
    clock_behind: datetime.timedelta


@transaction.atomic(savepoint=False)
def exchange(
    *, walkthrough: Walkthrough, sent: Mapping, operations: Sequence, by: User, tablet: Tablet | None
) -> Exchange:
    """Takes in a batch. Of `sent`, {"now", "epoch", "cursor", "head", "seen", "t"}, any may be missing."""
    own = locked(walkthrough)
    cursor = _number(sent.get("cursor"))
    resend = _is_over(own, sent, cursor)
    behind = clock_behind(sent.get("now"))
    batch = Batch(own, by, tablet=tablet, clock_behind=behind, seen=_number(sent.get("seen")))
    results = take_in(batch, operations)
    walkthrough.last_seq, walkthrough.event = own.last_seq, own.event
    since = 0 if resend else cursor
    met = {result.criterion for result in results if result.conflict}
    page = batch.questions.version_of(sent.get("t"))
    return Exchange(
        results=results,
        epoch=own.epoch,
        resend=resend,
        cursor=own.last_seq,
        head=batch.made[-1].pk if batch.made else _head(own),
        changes=[] if since is None else _changes(batch.questions, own, page, since, met),
        clock_behind=behind,
    )


def _head(walkthrough: Walkthrough) -> uuid.UUID | None:
    return walkthrough.operations.filter(seq=walkthrough.last_seq).values_list("pk", flat=True).first()


def clock_behind(now: object) -> datetime.timedelta:
    """What a clock that shows `now` (ms since 1970) lacks; nothing where it shows no time."""
    if isinstance(now, bool) or not isinstance(now, int | float):
        return datetime.timedelta(0)
    try:
        return datetime.timedelta(milliseconds=round(time.time() * 1000 - now))
    except (OverflowError, ValueError):
        return datetime.timedelta(0)


def clock_words(behind: datetime.timedelta) -> str:
    """What to tell the person whose clock is wrong; '' where it is right."""
    if abs(behind) < CLOCK_WRONG:
        return ""
    return _("The clock of this tablet is wrong. Your answers are kept with the right time; set the clock.")


def begin_epoch(walkthrough: Walkthrough) -> None:
    """Every tablet sends again what it has of the walkthrough, under the same ids."""
    walkthrough.epoch = uuid.uuid4()
    walkthrough.save(update_fields=["epoch"])


def _is_over(walkthrough: Walkthrough, sent: Mapping, cursor: int | None) -> bool:
    """Whether the tablet knows another history than the one that is here: a backup was put back."""
    if sent.get("epoch") and to_uuid(sent["epoch"]) != walkthrough.epoch:
        return True
    head = to_uuid(sent.get("head"))
    if not head or not cursor or walkthrough.operations.filter(pk=head, seq=cursor).exists():
        return False
    begin_epoch(walkthrough)
    return True


def _changes(
    questions: Questions, walkthrough: Walkthrough, page: int, since: int, met: set[str]
) -> list[dict]:
    """What stands in the fields that changed after operation `since`, and in those of the criteria `met`.

    page: the version that the tablet shows; of a key it hears what was said to that version's question.
    """
    newer = Q(answer_operation__seq__gt=since) | Q(note_operation__seq__gt=since) | Q(criterion__key__in=met)
    answers = walkthrough.answers.filter(newer).select_related(
        "criterion", "answer_operation", "note_operation"
    )
    changes = []
    for answer in answers:
        key = answer.criterion.key
        if questions.place(key, page) != answer.criterion:
            continue
        for operation, value in (
            (answer.answer_operation, answer_value(answer)),
            (answer.note_operation, answer.note),
        ):
            if operation and (operation.seq > since or key in met):
                changes.append(_change(operation, value))
    photos = walkthrough.operations.filter(
        seq__gt=since, field__in=[Operation.Field.PHOTO_ADD, Operation.Field.PHOTO_DELETE]
    )
    changes += [
        _change(photo, photo.value)
        for photo in photos
        if questions.place(photo.criterion, page) == questions.place(photo.criterion, photo.version_id)
    ]
    return sorted(changes, key=lambda change: change["seq"])


def _change(operation: Operation, value: object) -> dict:
    return {
        "k": operation.criterion,
        "f": operation.field,
        "v": value,
        "op": str(operation.pk),
        "seq": operation.seq,
    }


def _number(value: object) -> int | None:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return value if whole and 0 <= value < 2**62 else None
