"""What a version said at each of its revisions, read from the history of its rows.

Every change of a draft ends with saving the version itself (drafts.py), so a row in the version's history
closes a change: what was written to touchpoints and criteria up to its moment belongs to it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet

from eventaudit.accounts.models import User

from ..comparing import Comparison, compare_contents
from ..content import ALWAYS, TOUCHPOINT_FIELDS, WHERE_THERE
from ..models import Criterion, Template, TemplateVersion, Touchpoint
from .told import Line, lines_of

Content = dict[str, Any]


@dataclass(frozen=True)
class Step:
    """One change. before: what the version said until then; None: it begins with this one."""

    record: Any
    before_record: Any | None
    content: Content
    before: Content | None
    atmospheres: Mapping[str, str]

    @property
    def at(self) -> datetime:
        return self.record.history_date

    @property
    def by(self) -> User | None:
        return self.record.history_user

    @cached_property
    def comparison(self) -> Comparison | None:
        return self.before and compare_contents(self.before, self.content, atmospheres=self.atmospheres)

    @cached_property
    def lines(self) -> list[Line]:
        return lines_of(self.comparison, self.content) if self.comparison else []

    @property
    def new_state(self) -> str:
        """What it became, in words, where this step published or archived it."""
        if self.before_record and self.before_record.state != self.record.state:
            return TemplateVersion.State(self.record.state).label
        return ""

    @property
    def new_label(self) -> str:
        if self.before_record and self.before_record.label != self.record.label:
            return self.record.label
        return ""


def records_of(version: TemplateVersion) -> QuerySet:
    """One for each change, newest first, with who made it."""
    records = TemplateVersion.history.filter(id=version.pk).select_related("history_user")
    return records.order_by("-history_date", "-history_id")


def names_of(template: Template) -> list[Any]:
    """The template's names with when and by whom, newest first."""
    records = template.history.select_related("history_user").order_by("history_date", "history_id")
    found: list[Any] = []
    for record in records:
        if not found or found[-1].name != record.name:
            found.append(record)
    return found[::-1]


def steps_of(version: TemplateVersion, records: list, atmospheres: Mapping[str, str]) -> list[Step]:
    """The steps of some neighbouring records (as records_of orders them), in five queries at most."""
    if not records:
        return []
    first = records[-1]
    earlier = records_of(version).filter(history_date__lt=first.history_date).first()
    told = _Told(version)
    if earlier:
        told.take(told.rows_at(earlier.history_date))
    changes = iter(told.rows_between(earlier and earlier.history_date, records[0].history_date))
    before = told.content(earlier) if earlier else None
    waiting = next(changes, None)
    steps: list[Step] = []
    for record in reversed(records):
        while waiting and waiting.history_date <= record.history_date:
            told.take([waiting])
            waiting = next(changes, None)
        content = told.content(record)
        steps.append(Step(record, earlier, content, before, atmospheres))
        earlier, before = record, content
    return steps[::-1]


def content_at_revision(version: TemplateVersion, revision: int) -> Content | None:
    """What the version said at that revision; None where its history does not reach so far."""
    record = records_of(version).filter(revision=revision).first()
    if record is None:
        return None
    told = _Told(version)
    told.take(told.rows_at(record.history_date))
    return told.content(record)


class _Told:
    """The version's rows as far as its history has been told."""

    def __init__(self, version: TemplateVersion) -> None:
        self.histories = [
            model.history.filter(version_id=version.pk).order_by("history_date", "history_id")
            for model in (Touchpoint, Criterion)
        ]
        self.rows: dict[type, dict[int, Any]] = {model.history.model: {} for model in (Touchpoint, Criterion)}
        self.keys: dict[int, str] = {}  # of touchpoints, also of those that are gone

    def rows_at(self, moment: datetime) -> Iterator[Any]:
        return chain.from_iterable(
            history.filter(history_date__lte=moment).latest_of_each() for history in self.histories
        )

    def rows_between(self, after: datetime | None, until: datetime) -> list[Any]:
        since = {"history_date__gt": after} if after else {}
        rows = chain.from_iterable(
            history.filter(history_date__lte=until, **since) for history in self.histories
        )
        return sorted(rows, key=attrgetter("history_date"))

    def take(self, rows: Iterable[Any]) -> None:
        for row in rows:
            if isinstance(row, Touchpoint.history.model):
                self.keys[row.id] = row.key
            if row.history_type == "-":
                self.rows[type(row)].pop(row.id, None)
            else:
                self.rows[type(row)][row.id] = row

    def content(self, record: Any) -> Content:
        """In the form of content.py. record: of the version, for what is not in its rows."""
        points = sorted(self.rows[Touchpoint.history.model].values(), key=attrgetter("order"))
        place = {row.id: number for number, row in enumerate(points)}
        criteria = [row for row in self.rows[Criterion.history.model].values() if row.touchpoint_id in place]
        criteria.sort(key=lambda row: (place[row.touchpoint_id], row.order))
        return {
            "version": record.label,
            "touchpoints": [{name: getattr(row, name) for name in TOUCHPOINT_FIELDS} for row in points],
            "perceivers": record.perceivers,
            "criteria": [self._criterion(row) for row in criteria],
        }

    def _criterion(self, row: Any) -> Content:
        content = {"key": row.key, "touchpoint": self.keys[row.touchpoint_id]}
        content |= {name: getattr(row, name) for name in ALWAYS}
        return content | {name: getattr(row, name) for name in WHERE_THERE if getattr(row, name)}
