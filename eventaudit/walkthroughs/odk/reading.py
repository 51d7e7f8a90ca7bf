"""Rows of an export as walkthroughs of an event: who, when, and the answers as operations."""

import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from eventaudit.events.models import Event, Round
from eventaudit.library.content import content_of
from eventaudit.library.formats.xlsform_names import (
    AUDITOR,
    NOTE,
    PHOTO,
    ROUND,
    SECOND,
    SHARE,
    UNOBSERVED,
    may_be_unobserved,
    names_of,
)
from eventaudit.library.models import Criterion
from eventaudit.library.queries import atmospheres_of, criteria_by_key

from ..coding import kind_of, value_of
from ..validation import NOTE_MAX, OperationRefused, clean_answer, clean_text
from .files import FileRefused, Line

INSTANCE = ("instanceID", "__id", "_uuid", "KEY")
SENDER = ("submitterName", "SubmitterName", "_submitted_by", "username")
SENT = ("end", "SubmissionDate", "submissionDate", "_submission_time")
SEPARATORS = ("/", "-", ":", ".")
"""Between a group and a question in a title: Kobo, Central, older programs."""

MOST_NAME = 150


@dataclass(frozen=True, slots=True)
class Trouble:
    """column: its title in the file, '' for the whole row."""

    sentence: str
    column: str = ""


@dataclass(slots=True)
class Submission:
    """known: it has come in before. operations: as in docs/sync-protocol.md, with ids that never change."""

    number: int
    pk: uuid.UUID | None
    auditor: str
    round: Round | None
    started_at: datetime
    finished_at: datetime
    operations: list[dict] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    known: bool = False
    photos: int = 0

    @property
    def answers(self) -> int:
        return sum(operation["f"] == "answer" for operation in self.operations)

    @property
    def notes(self) -> int:
        return sum(operation["f"] == "note" for operation in self.operations)

    @property
    def comes_in(self) -> bool:
        return not (self.known or self.troubles)


class Reader:
    """Reads what judging takes once: a fixed number of queries, however many rows."""

    def __init__(self, event: Event, round: Round | None) -> None:
        self.event, self.round = event, round
        self.rounds = {each.name.casefold(): each for each in event.rounds.all()}
        content = content_of(event.template_version)
        self.rows = {row["key"]: row for row in content["criteria"]}
        self.names = names_of(content).criteria
        self.criteria = criteria_by_key(event.template_version)
        self.atmospheres = atmospheres_of(event.organisation)
        there = event.walkthroughs.values_list("pk", "auditor_name", "round_id")
        self.seen: set[uuid.UUID | None] = set()
        self.known = {pk for pk, _name, _round in there}
        self.taken = {(name, round_id) for _pk, name, round_id in there}

    def read(self, lines: Sequence[Line]) -> list[Submission]:
        """Raises FileRefused where no column is a question of this event."""
        titles = list(dict.fromkeys(title for line in lines for title in line.cells))
        wanted = [name + end for name in self.names.values() for end in ("", PHOTO, NOTE, SECOND, SHARE)]
        own = (AUDITOR, ROUND, *INSTANCE, *SENDER, *SENT, "start")
        self.titles = columns_of(titles, {*wanted, *own})
        if not any(name in self.titles for name in self.names.values()):
            raise FileRefused(
                _(
                    "No column is a question of this event's template. Export with the names of questions, "
                    "which KoboToolbox calls “XML values and headers”."
                )
            )
        return [self._submission(line) for line in lines]

    def _cell(self, line: Line, name: str) -> str:
        return line.cells.get(self.titles.get(name, ""), "")

    def _first(self, line: Line, names: Collection[str]) -> str:
        return next(filter(None, (self._cell(line, name) for name in names)), "")

    def _submission(self, line: Line) -> Submission:
        instance = self._first(line, INSTANCE).removeprefix("uuid:")
        auditor = self._cell(line, AUDITOR) or self._first(line, SENDER)
        now = timezone.now()
        ends = filter(None, (_time(self._cell(line, name)) for name in SENT))
        finished = min(next(ends, now), now)  # a tablet's clock may be years off
        submission = Submission(
            line.number,
            uuid.uuid5(uuid.NAMESPACE_URL, f"eventaudit:{self.event.pk}:{instance}") if instance else None,
            auditor[:MOST_NAME],
            self.round,
            min(_time(self._cell(line, "start")) or finished, finished),
            finished,
        )
        submission.known = submission.pk in self.known
        if submission.pk in self.seen:
            submission.troubles.append(Trouble(_("This submission stands in the file twice.")))
            return submission
        self.seen |= {submission.pk} - {None}
        if submission.known:
            return submission
        submission.troubles += self._who(line, submission)
        for key, criterion in self.criteria.items():
            self._answer(line, submission, key, criterion)
        if not submission.operations and not submission.troubles:
            submission.troubles.append(Trouble(_("Nothing is answered in it.")))
        if submission.comes_in:
            self.taken.add(self._place(submission))
        return submission

    @staticmethod
    def _place(submission: Submission) -> tuple[str, int | None]:
        return submission.auditor, submission.round.pk if submission.round else None

    def _who(self, line: Line, submission: Submission) -> Iterator[Trouble]:
        if submission.pk is None:
            yield Trouble(_("It has no instanceID, by which it is known again. Export all columns."))
        named = self._cell(line, ROUND)
        if named and named.casefold() not in self.rounds:
            known = ", ".join(each.name for each in self.rounds.values()) or "–"
            yield Trouble(
                _("The event has no round “%(round)s”. There are: %(known)s.")
                % {"round": named[:40], "known": known},
                self.titles[ROUND],
            )
            return
        submission.round = self.rounds[named.casefold()] if named else self.round
        if not submission.auditor:
            yield Trouble(_("It does not say who walked. Write a name into the column %s.") % AUDITOR)
            return
        if self._place(submission) in self.taken:
            yield Trouble(
                _("%s has a walkthrough in this round already. Name the round, or another person.")
                % submission.auditor
            )

    def _answer(self, line: Line, submission: Submission, key: str, criterion: Criterion) -> None:
        name = self.names[key]
        value = self._value(line, key, criterion)
        try:
            if value is not None:
                known = self.atmospheres.keys() if criterion.reads_atmosphere else ()
                clean_answer(criterion, value, lead=False, atmospheres=known)
                submission.operations.append(self._operation(submission, key, "answer", value))
        except OperationRefused as refusal:
            submission.troubles.append(Trouble(str(refusal), self.titles[name]))
        photo = self._cell(line, name + PHOTO)
        submission.photos += bool(photo)
        lines = [self._cell(line, name + NOTE), _("Photo in the form: %s") % photo if photo else ""]
        if note := "\n".join(filter(None, lines)):
            try:
                note = clean_text(note, NOTE_MAX)
                submission.operations.append(self._operation(submission, key, "note", note))
            except OperationRefused as refusal:
                submission.troubles.append(Trouble(str(refusal), self.titles.get(name + NOTE, "")))

    def _value(self, line: Line, key: str, criterion: Criterion) -> object:
        """The operation's value; None where nothing is answered."""
        name, kind = self.names[key], kind_of(criterion)
        chosen = self._cell(line, name)
        if not chosen:
            return None
        if chosen == UNOBSERVED and may_be_unobserved(self.rows[key]):
            return {"unobserved": True, "reason": ""}
        if kind == "measure":
            return value_of(kind, {"m": chosen})
        share = self._cell(line, name + SHARE).partition(".")[0]
        return value_of(kind, {"a": chosen, "b": self._cell(line, name + SECOND), "h": share})

    def _operation(self, submission: Submission, key: str, what: str, value: object) -> dict:
        at = int(submission.finished_at.timestamp() * 1000)
        number = uuid.uuid5(submission.pk or uuid.NAMESPACE_URL, f"{what}:{key}")
        return {"id": str(number), "k": key, "f": what, "v": value, "at": at}


def columns_of(titles: Sequence[str], names: Collection[str]) -> dict[str, str]:
    """Name to the title of its column, whatever groups stand before it; of several the shortest."""
    found: dict[str, str] = {}
    for title in sorted(titles, key=len):
        endings = [title, *(title[at + 1 :] for at, letter in enumerate(title) if letter in SEPARATORS)]
        name = next((ending for ending in endings if ending in names), "")
        if name:
            found.setdefault(name, title)
    return found


def _time(text: str) -> datetime | None:
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    if found is None:
        return None
    return found if timezone.is_aware(found) else found.replace(tzinfo=UTC)


def counts(submissions: Sequence[Submission]) -> Mapping[str, int]:
    return {
        "coming": sum(one.comes_in for one in submissions),
        "known": sum(one.known for one in submissions),
        "bad": sum(bool(one.troubles) for one in submissions),
    }
