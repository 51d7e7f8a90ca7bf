"""What stands in each field of a locked walkthrough, and what lost there: causality.py with a database."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from eventaudit.library.models import Criterion

from .causality import Change, closes_circle, standing
from .models import Answer, Conflict, Operation, Walkthrough
from .validation import OperationRefused
from .versions import Questions

Field = tuple[int, str]  # the criterion's number and the operation's field


@dataclass(frozen=True, slots=True)
class Placed:
    """stands: what counts now that the operation has come; stood: the id of what counted before."""

    operation: Operation
    stands: Operation
    stood: uuid.UUID | None
    conflict: bool = False


def standing_in(answer: Answer, field: str) -> uuid.UUID | None:
    """The id of the operation that stands in the answer's field."""
    return answer.note_operation_id if field == Operation.Field.NOTE else answer.answer_operation_id


class FieldHistories:
    """Reads the history of the fields only where a change was not simply made on top of what stands."""

    def __init__(self, walkthrough: Walkthrough, questions: Questions):
        self.walkthrough, self.questions = walkthrough, questions
        self._criteria: Mapping[int, Criterion] = {}
        self._followed: set[uuid.UUID] = set()
        self._instead: dict[uuid.UUID, uuid.UUID | None] = {}
        self._made: dict[uuid.UUID, Operation] = {}
        self._read: dict[Field, dict[uuid.UUID, tuple[int, Change]]] | None = None
        self._lost: dict[Field, set[uuid.UUID]] = {}

    def load(self, ids: Iterable[uuid.UUID], criteria: Iterable[Criterion]) -> None:
        self._criteria = {criterion.pk: criterion for criterion in criteria}
        bases = Operation.objects.filter(walkthrough=self.walkthrough, base__in=ids).order_by()
        self._followed = set(bases.values_list("base", flat=True))

    def refused(self, number: uuid.UUID | None, base: uuid.UUID | None) -> None:
        """What comes on top of a refused operation counts as made on top of that one's base."""
        if number:
            self._instead[number] = base

    def base_of(
        self, sent: Mapping, criterion: Criterion, field: str, stands: uuid.UUID | None, seen: int | None
    ) -> uuid.UUID | None:
        """What the change was made on top of: as it says, else what stood at the number it had seen."""
        if "base" in sent:
            return self._named(sent["base"])
        seen = sent.get("seen", seen)
        if not isinstance(seen, int) or isinstance(seen, bool) or stands in self._made:
            return stands
        history = self._history((criterion.pk, field)).values()
        before = standing(change for seq, change in history if seq <= seen)
        return before[0].id if before else None

    def _named(self, base: object) -> uuid.UUID | None:
        if base is None:
            return None
        try:
            number = uuid.UUID(base)
        except (TypeError, ValueError, AttributeError):
            raise OperationRefused(
                _("This change does not say what it was made on top of."), "base"
            ) from None
        while number in self._instead:
            number = self._instead.pop(number)
        return number

    def place(self, operation: Operation, criterion: Criterion, stood: uuid.UUID | None) -> Placed:
        """Who stands in the field with the operation in it. Raises OperationRefused."""
        if operation.base == stood and operation.pk not in self._followed:
            return Placed(operation, operation, stood)
        name = (criterion.pk, operation.field)
        history = self._history(name)
        change = _change(operation)
        others = {number: other for number, (_seq, other) in history.items()}
        if closes_circle(change, others):
            raise OperationRefused(_("This change says that it was made on top of itself."), "base")
        first, *rest = standing([*others.values(), change])
        self._lost[name] = {other.id for other in rest}
        stands = operation if first.id == operation.pk else self._operation(first.id)
        return Placed(operation, stands, stood, conflict=bool(rest))

    def remember(self, operation: Operation, criterion: Criterion) -> None:
        """The operation is among those that the next ones meet."""
        self._made[operation.pk] = operation
        if operation.base:
            self._followed.add(operation.base)
        if self._read is not None:
            self._note(operation, criterion)

    def store_conflicts(self) -> None:
        """Write down what lost, and forget what is now known to have been made before."""
        if not self._lost:
            return
        rows = Conflict.objects.filter(walkthrough=self.walkthrough).values_list(
            "pk", "lost", "criterion", "lost__field"
        )
        gone = [
            pk for pk, lost, number, field in rows if lost not in self._lost.get((number, field), {lost})
        ]  # fmt: skip
        if gone:
            Conflict.objects.filter(pk__in=gone).delete()
        Conflict.objects.bulk_create(
            [
                Conflict(walkthrough=self.walkthrough, criterion=self._criteria[place], lost_id=number)
                for (place, _field), numbers in self._lost.items()
                for number in numbers
            ],
            ignore_conflicts=True,
        )

    def _operation(self, number: uuid.UUID) -> Operation:
        return self._made.get(number) or Operation.objects.get(pk=number)

    def _history(self, name: Field) -> dict[uuid.UUID, tuple[int, Change]]:
        """Of one question: what was said under its key when that stood for another one is no part of it."""
        if self._read is None:
            self._read = {}
            keys = {criterion.key for criterion in self._criteria.values()}
            rows = Operation.objects.filter(walkthrough=self.walkthrough, criterion__in=keys)
            for row in rows.only("id", "seq", "criterion", "version", "field", "base", "made_at"):
                self._note(row, self.questions.place(row.criterion, row.version_id))
            for operation in self._made.values():
                self._note(operation, self.questions.place(operation.criterion, operation.version_id))
        return self._read.setdefault(name, {})

    def _note(self, operation: Operation, criterion: Criterion | None) -> None:
        if criterion is not None:
            history = self._read.setdefault((criterion.pk, operation.field), {})
            history[operation.pk] = (operation.seq, _change(operation))


def _change(operation: Operation) -> Change:
    return Change(operation.pk, operation.base, operation.made_at)
