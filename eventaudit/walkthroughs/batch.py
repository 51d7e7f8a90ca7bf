"""Changes to one locked walkthrough, judged one by one and written together."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from eventaudit.accounts.models import User
from eventaudit.library.models import Criterion
from eventaudit.library.queries import atmospheres_of

from .fields import FieldHistories, Placed, standing_in
from .models import Answer, Operation, Tablet, Walkthrough
from .photo_halves import announce_photo, withdraw_photo
from .policies import NotAllowed, check_can_score
from .validation import OperationRefused, clean_answer, clean_text
from .versions import Questions

STORED, KNOWN, REFUSED = "stored", "known", "refused"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one operation; stored and known mean that the sender may forget it.

    reason: the refusal's name for a program, why: for people. conflict: it met a change that it did not
    know, and one of the two lost. seq: its number in the walkthrough, None where it was refused.
    """

    id: str
    status: str
    why: str = ""
    criterion: str = ""
    reason: str = ""
    conflict: bool = False
    seq: int | None = None


class Batch:
    """Reads what judging takes (`load`), judges (`take`), writes (`store`)."""

    def __init__(
        self,
        walkthrough: Walkthrough,
        by: User,
        *,
        tablet: Tablet | None = None,
        clock_behind: datetime.timedelta = datetime.timedelta(0),
        seen: int | None = None,
        brought_by: User | None = None,
    ):
        self.walkthrough, self.by, self.tablet, self.seen = walkthrough, by, tablet, seen
        self.brought_by = brought_by
        self.clock_behind = clock_behind
        self.now = timezone.now()
        self.made: list[Operation] = []
        self.known: dict[uuid.UUID, Operation] = {}
        self.answers: dict[int, Answer] = {}
        self.changed: dict[int, Answer] = {}
        self.questions = Questions(walkthrough.event)
        self.fields = FieldHistories(walkthrough, self.questions)

    @cached_property
    def atmospheres(self) -> Mapping[str, object]:
        return atmospheres_of(self.walkthrough.event.organisation)

    def load(self, operations: Sequence[Mapping]) -> None:
        """Read all that judging these operations needs: a fixed number of queries."""
        ids = {number for operation in operations if (number := to_uuid(operation.get("id")))}
        self.known = Operation.objects.order_by().in_bulk(ids)
        places = {criterion for operation in operations if (criterion := self._place(operation))}
        by_number = {criterion.pk: criterion for criterion in places}
        for answer in self.walkthrough.answers.filter(criterion__in=by_number):
            answer.criterion = by_number[answer.criterion_id]
            self.answers[answer.criterion_id] = answer
        self.fields.load(ids - self.known.keys(), places)

    def take(self, operation: object) -> Result:
        """Judge one operation and remember it, to be stored with the others."""
        if not isinstance(operation, Mapping):
            return Result("", REFUSED, _("This is not an operation."), reason="not-an-operation")
        name, shown = _text(operation.get("id")), _text(operation.get("k"))
        number, conflict = to_uuid(name), False
        try:
            if number is None:
                raise OperationRefused(_("An operation needs an id of its own."), "no-id")
            if before := self.known.get(number):
                self._check_same(before, operation)
                return Result(name, KNOWN, criterion=shown, seq=before.seq)
            check_can_score(self.walkthrough)
            conflict = self._change(number, operation)
        except (OperationRefused, NotAllowed) as refusal:
            self.fields.refused(number, to_uuid(operation.get("base")))
            return Result(name, REFUSED, str(refusal), shown, refusal.reason)
        except RecursionError:  # hundreds of lists inside each other, too deep to be shown in a sentence
            return Result(name, REFUSED, _("This is not an operation."), shown, "not-an-operation")
        return Result(name, STORED, criterion=shown, conflict=conflict, seq=self.known[number].seq)

    def new(self, number: uuid.UUID, key: str, field: str, value: object, **more) -> Operation:
        return Operation(
            id=number,
            walkthrough_id=self.walkthrough.pk,
            criterion=key,
            field=field,
            value=value,
            author_id=self.by.pk,
            tablet_id=self.tablet and self.tablet.pk,
            brought_by_id=self.brought_by and self.brought_by.pk,
            received_at=self.now,
            **{"made_at": self.now, "version_id": self.walkthrough.event.template_version_id} | more,
        )

    def record(self, operation: Operation) -> None:
        self.walkthrough.last_seq += 1
        operation.seq = self.walkthrough.last_seq
        self.made.append(operation)
        self.known[operation.pk] = operation

    def store(self) -> None:
        if not self.made:
            return
        Operation.objects.bulk_create(self.made)
        for answer in self.changed.values():
            answer.pk = None  # so that new and known answers go in one statement, told apart by criterion
        Answer.objects.bulk_create(
            self.changed.values(),
            update_conflicts=True,
            unique_fields=["walkthrough", "criterion"],
            update_fields=[
                "state", "value", "reason", "note", "answered_at", "answer_operation", "note_operation"
            ],
        )  # fmt: skip
        self.fields.store_conflicts()
        self.walkthrough.started_at = self.walkthrough.started_at or self.now
        self.walkthrough.save(update_fields=["last_seq", "started_at"])

    def _check_same(self, before: Operation, sent: Mapping) -> None:
        was = (before.walkthrough_id, before.criterion, before.field, before.value)
        if was != (self.walkthrough.pk, sent.get("k"), sent.get("f"), sent.get("v")):
            raise OperationRefused(
                _("Another change has come under this id before. Make the change again."), "id-taken"
            )

    def _place(self, sent: Mapping) -> Criterion | None:
        key = sent.get("k")
        if not isinstance(key, str):
            return None
        return self.questions.place(key, self.questions.version_of(sent.get("t")))

    def _criterion(self, sent: Mapping) -> Criterion:
        if criterion := self._place(sent):
            return criterion
        key = str(sent.get("k"))[:80]
        raise OperationRefused(
            _("There is no criterion “%s” in this event's form.") % key, "unknown-criterion"
        )

    def _time(self, milliseconds: object) -> datetime.datetime:
        """When the change was made, never later than now: a tablet's clock may be years off."""
        try:
            made_at = datetime.datetime.fromtimestamp(milliseconds / 1000, datetime.UTC) + self.clock_behind
        except (TypeError, ValueError, OverflowError, OSError):
            return self.now
        return min(made_at, self.now)

    def _change(self, number: uuid.UUID, sent: Mapping) -> bool:
        """Whether the change met another one that it did not know."""
        criterion, field, value = self._criterion(sent), sent.get("f"), sent.get("v")
        made = {
            "made_at": self._time(sent.get("at")),
            "version_id": self.questions.version_of(sent.get("t")),
        }
        if field in (Operation.Field.PHOTO_ADD, Operation.Field.PHOTO_DELETE):
            operation = self.new(number, criterion.key, field, value, **made)
            act = announce_photo if field == Operation.Field.PHOTO_ADD else withdraw_photo
            act(self.walkthrough, criterion, value, self.made)
            self.record(operation)
            return False
        shown = self._cleaned(criterion, field, value)
        answer = self.answers.get(criterion.pk) or Answer(walkthrough=self.walkthrough, criterion=criterion)
        base = self.fields.base_of(sent, criterion, field, standing_in(answer, field), self.seen)
        operation = self.new(number, criterion.key, field, value, base=base, **made)
        placed = self.fields.place(operation, criterion, standing_in(answer, field))
        self.record(operation)
        self.fields.remember(operation, criterion)
        self._show(answer, placed, shown)
        return placed.conflict

    def _cleaned(self, criterion: Criterion, field: object, value: object) -> dict[str, object]:
        """The answer's columns that the value stands for."""
        if field == Operation.Field.ANSWER:
            known = self.atmospheres.keys() if criterion.reads_atmosphere else ()
            clean = clean_answer(criterion, value, lead=self.walkthrough.lead, atmospheres=known)
            return {"state": clean.state, "value": clean.value, "reason": clean.reason}
        if field == Operation.Field.NOTE:
            return {"note": clean_text(value)}
        raise OperationRefused(_("There is no field “%s”.") % str(field)[:20], "unknown-field")

    def _show(self, answer: Answer, placed: Placed, shown: Mapping[str, object]) -> None:
        """Let the answer say what the operation that stands now says."""
        stands = placed.stands
        if stands.pk != placed.operation.pk:
            if stands.pk == placed.stood:
                return  # the change lost, all stays as it was
            shown = self._cleaned(answer.criterion, stands.field, stands.value)
        for column, value in shown.items():
            setattr(answer, column, value)
        setattr(answer, f"{stands.field}_operation_id", stands.pk)
        answer.answered_at = stands.made_at
        self.answers[answer.criterion_id] = self.changed[answer.criterion_id] = answer


def to_uuid(text: object) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except (TypeError, ValueError, AttributeError):
        return None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
