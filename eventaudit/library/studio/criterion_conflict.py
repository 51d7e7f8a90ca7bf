"""A criterion that another admin changed while its form was being filled in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..comparing import Change, compare_contents
from ..models import Criterion, TemplateVersion
from .history import content_at_revision

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Conflict:
    """theirs, mine: what each has changed, in words. gone: the other one deleted it."""

    who: str
    at: datetime | None
    theirs: tuple[Change, ...]
    mine: tuple[Change, ...]
    gone: bool = False


def conflict_of(
    version: TemplateVersion,
    revision: int,
    row: Mapping[str, Any],
    *,
    now: Content,
    was: str,
    atmospheres: Mapping[str, str],
) -> Conflict | None:
    """None where nobody else has touched this criterion since `revision`, whatever else was changed.

    row: as typed, which is sound. was: its key, '' where it is new. now: the content as it stands.
    """
    if not was:
        return None
    then = content_at_revision(version, revision)
    before = _row(then, was) if then else None
    current = _row(now, was)
    if before is not None and before == current:
        return None
    record = _last_record(version, was)
    return Conflict(
        who=str(record.history_user) if record and record.history_user else "",
        at=record.history_date if record else None,
        theirs=_changes(now, was, before, current, atmospheres),
        mine=_changes(now, was, before or current, {**row, "key": was}, atmospheres),
        gone=current is None,
    )


def _row(content: Content, key: str) -> Mapping[str, Any] | None:
    return next((row for row in content["criteria"] if row["key"] == key), None)


def _last_record(version: TemplateVersion, key: str):
    records = Criterion.history.filter(version_id=version.pk, key=key).select_related("history_user")
    return records.order_by("-history_date", "-history_id").first()


def _changes(
    now: Content,
    key: str,
    old: Mapping[str, Any] | None,
    new: Mapping[str, Any] | None,
    atmospheres: Mapping[str, str],
) -> tuple[Change, ...]:
    """Beside everything else as it stands now."""
    if old is None or new is None:
        return ()
    others = [row for row in now["criteria"] if row["key"] != key]
    sides = ({**now, "criteria": [*others, row]} for row in (old, new))
    compared = compare_contents(*sides, atmospheres=atmospheres)
    return next((one.changes for one in compared.criteria if one.key == key), ())
