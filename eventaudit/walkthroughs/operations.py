"""Taking changes in. An operation has an id made where the change was made; under that id it counts once.

As a tablet sends it: {"id": uuid, "k": criterion's key, "f": "answer" | "note" | "photo.del", "v": value,
"at": ms of its clock}. Photos come by `add_photo`, since their bytes come with them.
"""

import datetime
import hashlib
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from eventaudit.accounts.models import User
from eventaudit.library.models import Criterion
from eventaudit.library.queries import atmospheres_of
from eventaudit.photos.actions import PhotoRefused, delete_photo, files_follow_rows, store_photo
from eventaudit.photos.models import Photo

from .models import Answer, AnswerPhoto, Operation, Walkthrough
from .policies import NotAllowed, check_can_score
from .validation import OperationRefused, clean_answer, clean_text

APPLIED, DUPLICATE, REFUSED = "applied", "dup", "refused"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one operation; applied and dup mean that it is stored."""

    id: str
    status: str
    why: str = ""
    criterion: str = ""


@transaction.atomic
def apply_operations(*, walkthrough: Walkthrough, operations: Sequence, by: User) -> list[Result]:
    """One result per operation, in their order; the good ones of a batch are stored, each bad one named."""
    batch = _Batch(_locked(walkthrough), by)
    batch.load([operation for operation in operations if isinstance(operation, Mapping)])
    results = [batch.take(operation) for operation in operations]
    batch.store()
    return results


def add_photo(
    *, walkthrough: Walkthrough, criterion: Criterion, upload: File, by: User, photo_id: uuid.UUID
) -> tuple[Photo, str]:
    """The stored photo and APPLIED, or DUPLICATE where this criterion has that picture already.

    Raises PhotoRefused, or NotAllowed where the walkthrough takes no answers.
    """
    with files_follow_rows(), transaction.atomic():
        locked = _locked(walkthrough)
        check_can_score(locked)
        if known := _known_photo(locked, criterion, upload):
            return known, DUPLICATE
        # Sent before and removed since, or not this criterion's.
        if Operation.objects.filter(pk=photo_id).exists() or Photo.objects.filter(pk=photo_id).exists():
            raise PhotoRefused(_("This photo was removed before. Take or choose it again."))
        photo = store_photo(event=locked.event, upload=upload, by=by, photo_id=photo_id)
        AnswerPhoto.objects.create(walkthrough=locked, criterion=criterion, photo=photo)
        batch = _Batch(locked, by)
        batch.record(photo.pk, criterion.key, Operation.Field.PHOTO_ADD, {"photo": str(photo.pk)}, None)
        batch.store()
    return photo, APPLIED


def _known_photo(walkthrough: Walkthrough, criterion: Criterion, upload: File) -> Photo | None:
    photos = Photo.objects.filter(
        answer_photo__walkthrough=walkthrough, answer_photo__criterion=criterion, size=upload.size
    )
    if not photos:
        return None
    upload.seek(0)
    digest = hashlib.file_digest(upload, "sha256").hexdigest()
    return next((photo for photo in photos if photo.sha256 == digest), None)


def _locked(walkthrough: Walkthrough) -> Walkthrough:
    """The walkthrough, which nobody else changes until this transaction ends."""
    return (
        Walkthrough.objects.select_for_update(of=("self",))
        .select_related("event__template_version", "event__organisation")
        .get(pk=walkthrough.pk)
    )


class _Batch:
    """Changes to one locked walkthrough, written together."""

    def __init__(self, walkthrough: Walkthrough, by: User):
        self.walkthrough, self.by = walkthrough, by
        self.now = timezone.now()
        self.made: list[Operation] = []
        self.known: dict[uuid.UUID, Operation] = {}
        self.criteria: dict[str, Criterion] = {}
        self.answers: dict[str, Answer] = {}
        self.changed: dict[str, Answer] = {}
        self.atmospheres: Mapping[str, object] = {}

    def load(self, operations: Sequence[Mapping]) -> None:
        """Read all that judging these operations needs: a fixed number of queries."""
        ids = [number for operation in operations if (number := _uuid(operation.get("id")))]
        keys = {key for operation in operations if _plain(key := operation.get("k"))}
        version = self.walkthrough.event.template_version
        self.known = Operation.objects.in_bulk(ids)
        self.criteria = {criterion.key: criterion for criterion in version.criteria.filter(key__in=keys)}
        self.atmospheres = atmospheres_of(self.walkthrough.event.organisation)
        for answer in self.walkthrough.answers.filter(criterion__in=self.criteria.values()):
            self.answers[answer.criterion_id] = answer

    def take(self, operation: object) -> Result:
        """Judge one operation and remember it, to be stored with the others."""
        if not isinstance(operation, Mapping):
            return Result("", REFUSED, _("This is not an operation."))
        name, key, field, value = (operation.get(part) for part in ("id", "k", "f", "v"))
        number, name, shown = _uuid(name), _text(name), _text(key)
        try:
            if number is None:
                raise OperationRefused(_("An operation needs an id of its own."))
            if before := self.known.get(number):
                self._check_same(before, key, field, value)
                return Result(name, DUPLICATE, criterion=shown)
            check_can_score(self.walkthrough)
            self._change(self._criterion(key), field, value, made_at := self._time(operation.get("at")))
            self.record(number, key, field, value, made_at)
        except (OperationRefused, NotAllowed) as refusal:
            return Result(name, REFUSED, str(refusal), shown)
        except RecursionError:  # hundreds of lists inside each other, too deep to be shown in a sentence
            return Result(name, REFUSED, _("This is not an operation."), shown)
        return Result(name, APPLIED, criterion=shown)

    def record(self, number: uuid.UUID, key: str, field: str, value: object, made_at) -> None:
        self.walkthrough.last_seq += 1
        operation = Operation(
            id=number,
            walkthrough=self.walkthrough,
            seq=self.walkthrough.last_seq,
            criterion=key,
            field=field,
            value=value,
            author=self.by,
            made_at=made_at or self.now,
            received_at=self.now,
        )
        self.made.append(operation)
        self.known[number] = operation

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
            update_fields=["state", "value", "reason", "note", "answered_at"],
        )
        self.walkthrough.started_at = self.walkthrough.started_at or self.now
        self.walkthrough.save(update_fields=["last_seq", "started_at"])

    def _check_same(self, before: Operation, key: object, field: object, value: object) -> None:
        was = (before.walkthrough_id, before.criterion, before.field, before.value)
        if was != (self.walkthrough.pk, key, field, value):
            raise OperationRefused(_("Another change has come under this id before. Make the change again."))

    def _criterion(self, key: object) -> Criterion:
        if not isinstance(key, str) or key not in self.criteria:
            raise OperationRefused(_("There is no criterion “%s” in this event's form.") % str(key)[:80])
        return self.criteria[key]

    def _time(self, milliseconds: object) -> datetime.datetime:
        """When the change was made, never later than now: a tablet's clock may be years off."""
        try:
            made_at = datetime.datetime.fromtimestamp(milliseconds / 1000, datetime.UTC)
        except (TypeError, ValueError, OverflowError, OSError):
            return self.now
        return min(made_at, self.now)

    def _change(self, criterion: Criterion, field: object, value: object, made_at) -> None:
        if field == Operation.Field.PHOTO_DELETE:
            self._remove_photo(criterion, value)
            return
        answer = self.answers.get(criterion.pk) or Answer(walkthrough=self.walkthrough, criterion=criterion)
        if field == Operation.Field.ANSWER:
            clean = clean_answer(
                criterion, value, lead=self.walkthrough.lead, atmospheres=self.atmospheres.keys()
            )
            answer.state, answer.value, answer.reason = clean.state, clean.value, clean.reason
        elif field == Operation.Field.NOTE:
            answer.note = clean_text(value)
        else:
            raise OperationRefused(_("There is no field “%s”.") % str(field)[:20])
        answer.answered_at = made_at
        self.answers[criterion.pk] = self.changed[criterion.key] = answer

    def _remove_photo(self, criterion: Criterion, value: object) -> None:
        number = _uuid(value)
        link = number and self.walkthrough.photos.filter(criterion=criterion, photo=number).first()
        if not link:
            raise OperationRefused(_("This photo is not there any more."))
        delete_photo(photo=link.photo)


def _uuid(text: object) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except (TypeError, ValueError, AttributeError):
        return None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _plain(key: object) -> bool:
    return isinstance(key, str) and "\0" not in key and key.isascii()
