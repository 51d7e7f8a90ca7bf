"""The work of a tablet's file, judged and taken in by the code that takes in what tablets send themselves."""

import datetime
import hashlib
import time
import uuid
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from eventaudit.accounts.models import Membership, User
from eventaudit.library.text import localised
from eventaudit.photos.actions import NotWritten, PhotoRefused

from ..batch import KNOWN, REFUSED, STORED, Result
from ..models import Operation, Walkthrough
from ..operations import apply_operations
from ..photo_halves import has_arrived, receive_photo
from ..policies import NotAllowed
from ..queries import walkthroughs_seen_by
from ..validation import OperationRefused
from ..versions import Questions
from .archive import Archive, FileRefused
from .work import FilePhoto, WalkWork, Work, read_work

AT_ONCE = 500  # operations, as a tablet sends at most
PATIENCE = 15  # seconds for photos in one request; the rest comes with the next
COMING, HERE, LEFT_OUT = "coming", "here", "left-out"
ANSWER, NOTE, PHOTO, REMOVAL = "answer", "note", "photo", "removal"
KINDS = {Operation.Field.ANSWER: ANSWER, Operation.Field.NOTE: NOTE, Operation.Field.PHOTO_DELETE: REMOVAL}


@dataclass(frozen=True, slots=True)
class Item:
    """One change or photo. state: coming, here, left-out (with `why`); question: in words, or the key."""

    kind: str
    question: str
    state: str
    why: str = ""


@dataclass(slots=True)
class Part:
    """What the file holds for one walkthrough; None is one that this person may not hand in for."""

    walkthrough: Walkthrough | None
    title: str
    items: list[Item] = field(default_factory=list)

    def count(self, state: str) -> Counter:
        return Counter(item.kind for item in self.items if item.state == state)

    @property
    def coming(self) -> Counter:
        return self.count(COMING)

    @property
    def here(self) -> int:
        return self.count(HERE).total()

    @property
    def left_out(self) -> list[Item]:
        return [item for item in self.items if item.state == LEFT_OUT]


@dataclass(slots=True)
class Plan:
    """exported: when, by the tablet's clock."""

    person: User
    exported: datetime.datetime
    parts: list[Part]

    @property
    def coming(self) -> int:
        return sum(part.coming.total() for part in self.parts)

    @property
    def here(self) -> int:
        return sum(part.here for part in self.parts)

    @property
    def left_out(self) -> int:
        return sum(len(part.left_out) for part in self.parts)


def look_at(path: Path, membership: Membership) -> Plan:
    """What would come in; nothing is stored. Raises FileRefused."""
    with Archive(path) as archive:
        return _Taking(archive, membership, until=None).run()


def take_in_file(path: Path, membership: Membership) -> Plan:
    """Stores what is sound; still `coming` are photos for which there was no time. Raises FileRefused."""
    with Archive(path) as archive:
        return _Taking(archive, membership, until=time.monotonic() + PATIENCE).run()


class _Taking:
    """until: when to leave the photos for another time (time.monotonic); None: store none at all."""

    def __init__(self, archive: Archive, membership: Membership, *, until: float | None):
        self.archive, self.membership, self.until = archive, membership, until
        self._hashes: dict[str, str] = {}
        self.work: Work = read_work(archive.work, self._hash)
        self.person = _person(self.work.person, membership)

    def run(self) -> Plan:
        numbers = [walk.number for walk in self.work.walks if walk.number]
        allowed = walkthroughs_seen_by(self.membership).filter(pk__in=numbers)
        allowed = allowed.select_related("event__template_version", "round", "auditor").in_bulk()
        return Plan(
            self.person,
            self.work.exported,
            [self._walk(walk, allowed.get(walk.number)) for walk in self.work.walks],
        )

    def _walk(self, walk: WalkWork, walkthrough: Walkthrough | None) -> Part:
        part = Part(walkthrough, str(walkthrough) if walkthrough else walk.title)
        if walkthrough is None:
            part.items = list(_nowhere(walk))
            return part
        walkthrough.event.organisation = self.membership.organisation
        words = _Words(walkthrough)
        announced: dict[uuid.UUID, tuple[Mapping, Result]] = {}
        for operation, result in zip(walk.operations, self._operations(walkthrough, walk), strict=True):
            if operation.get("f") == Operation.Field.PHOTO_ADD:
                announced[_photo_number(operation)] = operation, result
            else:
                part.items.append(self._item(operation, result, words))
        for photo in walk.photos:
            operation, result = announced.pop(photo.number)
            part.items.append(self._photo(walkthrough, photo, operation, result, words))
        part.items += [self._item(operation, result, words) for operation, result in announced.values()]
        return part

    def _operations(self, walkthrough: Walkthrough, walk: WalkWork) -> list[Result]:
        if self.until is not None:
            return self._apply(walkthrough, walk)
        with transaction.atomic():  # judged as they would be, and forgotten
            results = self._apply(walkthrough, walk)
            transaction.set_rollback(True)
        return results

    def _apply(self, walkthrough: Walkthrough, walk: WalkWork) -> list[Result]:
        results: list[Result] = []
        for start in range(0, len(walk.operations), AT_ONCE):
            results += apply_operations(
                walkthrough=walkthrough,
                operations=walk.operations[start : start + AT_ONCE],
                by=self.person,
                clock_behind=self.work.clock_behind,
                brought_by=self.membership.user,
            )
        return results

    def _item(self, operation: Mapping, result: Result, words: "_Words") -> Item:
        stored = COMING if self.until is None else HERE
        state = {STORED: stored, KNOWN: HERE, REFUSED: LEFT_OUT}[result.status]
        return Item(_kind(operation), words.of(operation), state, result.why)

    def _photo(
        self, walkthrough: Walkthrough, photo: FilePhoto, operation: Mapping, result: Result, words: "_Words"
    ) -> Item:
        question = words.of(operation)
        if result.status == REFUSED:
            return Item(PHOTO, question, LEFT_OUT, result.why)
        if has_arrived(walkthrough, photo.number, photo.sha256):
            return Item(PHOTO, question, HERE)
        if photo.sha256 != (self._hash(photo.file) or None):
            why = _("Its picture is not in the file, or damaged. Keep the tablet, and save the file again.")
            return Item(PHOTO, question, LEFT_OUT, why)
        if self.until is None or time.monotonic() > self.until:
            return Item(PHOTO, question, COMING)
        data = self.archive.photo(photo.file) or b""
        try:
            receive_photo(
                walkthrough=walkthrough,
                photo_id=photo.number,
                sha256=photo.sha256,
                upload=ContentFile(data, name="photo"),
                by=self.person,
            )
        except (OperationRefused, NotAllowed, PhotoRefused) as refusal:
            return Item(PHOTO, question, LEFT_OUT, str(refusal))
        except NotWritten:
            why = _("The photo could not be stored. Try again.")
            return Item(PHOTO, question, LEFT_OUT, why)
        return Item(PHOTO, question, HERE)

    def _hash(self, name: str) -> str:
        """Unpacked once, however many photos of the file name it."""
        if name not in self._hashes:
            data = self.archive.photo(name)
            self._hashes[name] = hashlib.sha256(data).hexdigest() if data else ""
        return self._hashes[name]


class _Words:
    """A question in the reader's language."""

    def __init__(self, walkthrough: Walkthrough):
        self.questions = Questions(walkthrough.event)

    def of(self, operation: Mapping) -> str:
        key = operation.get("k")
        if not isinstance(key, str):
            return "–"
        place = self.questions.place(key, self.questions.version_of(operation.get("t")))
        return localised(place.wording) if place else key[:80]


def _kind(operation: Mapping) -> str:
    named = operation.get("f")
    if named == Operation.Field.PHOTO_ADD:
        return PHOTO
    return KINDS.get(named, ANSWER) if isinstance(named, str) else ANSWER


def _photo_number(operation: Mapping) -> uuid.UUID | str:
    """Of an operation that names no photo, its own id: it is refused, and said so."""
    value = operation.get("v")
    try:
        return uuid.UUID(value["photo"])
    except (TypeError, ValueError, KeyError, AttributeError):
        return str(operation.get("id"))


def _nowhere(walk: WalkWork) -> Iterator[Item]:
    why = _("This walkthrough is not in this organisation, or not yours.")
    for operation in walk.operations:
        yield Item(_kind(operation), str(operation.get("k"))[:80], LEFT_OUT, why)


def _person(number: int, membership: Membership) -> User:
    """Whose work it is. Raises FileRefused."""
    if not membership.manages and number != membership.user_id:
        raise FileRefused(_("This is somebody else's work. Ask a manager to take it in."))
    ours = membership.organisation
    known = User.objects.filter(
        Q(memberships__organisation=ours)
        | Q(tablets__organisation=ours)
        | Q(walkthroughs__event__organisation=ours)
    )
    person = known.filter(pk=number).first()
    if person is None:
        raise FileRefused(_("This is the work of somebody who is not in this organisation."))
    return person
