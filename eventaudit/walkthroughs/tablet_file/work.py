"""What a tablet's file says of each walkthrough: operations and photos of docs/sync-protocol.md."""

import datetime
import json
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from ..batch import to_uuid
from ..models import Operation
from ..photo_halves import SHA256
from .archive import FileRefused

FORMAT = "eventaudit-tablet-1"
MOST_OPERATIONS, MOST_PHOTOS = 20_000, 2_000
WIRE = ("id", "k", "f", "v", "at", "base", "seen", "t")
ADD = Operation.Field.PHOTO_ADD


@dataclass(frozen=True, slots=True)
class FilePhoto:
    """file: name of its bytes in the archive. sha256: of the bytes to come. '' where it does not say."""

    number: uuid.UUID
    file: str
    sha256: str


@dataclass(slots=True)
class WalkWork:
    """number: of the walkthrough, None where it has none. operations: as they go over the wire."""

    number: uuid.UUID | None
    title: str
    operations: list[Mapping] = field(default_factory=list)
    photos: list[FilePhoto] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Work:
    """person: number of the user whose work it is. exported: by the tablet's clock."""

    person: int
    exported: datetime.datetime
    walks: list[WalkWork]

    @property
    def clock_behind(self) -> datetime.timedelta:
        """A file cannot have been saved later than now; how slow a clock was, it does not say."""
        return min(datetime.timedelta(0), timezone.now() - self.exported)


def read_work(said: Mapping, hash_of: Callable[[str], str]) -> Work:
    """hash_of(name): SHA-256 of a file's bytes, '' where they cannot be read. Raises FileRefused."""
    person = said.get("person")
    if said.get("format") != FORMAT or type(person) is not int or not 0 < person < 2**31:
        raise FileRefused(_("This is not a file of unsent work. Choose the .zip as the tablet saved it."))
    lists = {name: _rows(said.get(name)) for name in ("operations", "refused", "drafts", "photos")}
    changes = len(lists["operations"]) + len(lists["refused"]) + len(lists["drafts"])
    if changes > MOST_OPERATIONS or len(lists["photos"]) > MOST_PHOTOS:
        raise FileRefused(
            _("There are more than %(changes)d changes or %(photos)d photos in this file. Ask for help.")
            % {"changes": MOST_OPERATIONS, "photos": MOST_PHOTOS}
        )
    titles = {to_uuid(walk.get("w")): _text(walk.get("title")) for walk in _rows(said.get("walkthroughs"))}
    walks: dict[uuid.UUID | None, WalkWork] = {}

    def walk_of(row: Mapping) -> WalkWork:
        number = to_uuid(row.get("w"))
        return walks.setdefault(number, WalkWork(number, titles.get(number, "")))

    for row in [*lists["refused"], *lists["operations"]]:
        walk_of(row).operations.append(_wire(row))
    for row in lists["drafts"]:
        walk_of(row).operations.append(_draft(row, person))
    announced = {(walk.number, _photo_of(one)) for walk in walks.values() for one in walk.operations}
    for row in lists["photos"]:
        walk, number = walk_of(row), to_uuid(row.get("id"))
        if not number or any(photo.number == number for photo in walk.photos):
            continue
        file, sha256 = _text(row.get("file")), _text(row.get("sha"))
        sha256 = sha256 if SHA256.fullmatch(sha256) else hash_of(file)
        walk.photos.append(FilePhoto(number, file, sha256))
        if (walk.number, number) not in announced:
            walk.operations.append(_announcement(row, number, sha256))
    for walk in walks.values():
        walk.photos += _without_bytes(walk)
    return Work(person, _time(said.get("exported")), list(walks.values()))


def _rows(value: object) -> Sequence[Mapping]:
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []


def _wire(row: Mapping) -> dict:
    return {name: row[name] for name in WIRE if name in row}


def _draft(row: Mapping, person: int) -> dict:
    """What was being typed, as the change that it would have become; the same draft is the same operation."""
    on = row.get("on")
    on = {name: on[name] for name in ("base", "seen") if name in on} if isinstance(on, Mapping) else {}
    name = json.dumps(["draft", person, *(row.get(part) for part in ("w", "k", "f", "v", "at"))])
    number = uuid.uuid5(uuid.NAMESPACE_URL, f"eventaudit:{name}")
    return {**on, **_wire(row), "id": str(number)}


def _announcement(row: Mapping, number: uuid.UUID, sha256: str) -> dict:
    """The operation of a photo that the tablet had not announced yet, or whose announcement had arrived."""
    value = {
        "photo": str(number),
        "sha256": sha256,
        "name": _text(row.get("name")),
        "taken": row.get("taken"),
    }
    if row.get("original"):
        value["original"] = row["original"]
    made = to_uuid(row.get("op")) or uuid.uuid5(number, ADD)
    return {**_wire(row), "id": str(made), "f": str(ADD), "v": value}


def _photo_of(operation: Mapping) -> uuid.UUID | None:
    value = operation.get("v")
    if operation.get("f") != ADD or not isinstance(value, Mapping):
        return None
    return to_uuid(value.get("photo"))


def _without_bytes(walk: WalkWork) -> Iterator[FilePhoto]:
    known = {photo.number for photo in walk.photos}
    for operation in walk.operations:
        number = _photo_of(operation)
        if number and number not in known:
            known.add(number)
            yield FilePhoto(number, "", _text(operation["v"].get("sha256")))


def _time(milliseconds: object) -> datetime.datetime:
    try:
        return datetime.datetime.fromtimestamp(milliseconds / 1000, datetime.UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return timezone.now()


def _text(value: object) -> str:
    return value[:300] if isinstance(value, str) else ""
