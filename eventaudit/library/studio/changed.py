"""What somebody else has done to a draft since a page was made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ..comparing import Comparison, compare_contents
from ..content import content_of
from ..models import TemplateVersion
from ..queries import atmospheres_of
from .history import content_at_revision, records_of
from .told import Line, lines_of


@dataclass(frozen=True, slots=True)
class Changed:
    """people: names of those who changed it, the last one first. comparison: None where it cannot be told."""

    people: Sequence[str]
    at: datetime | None
    revision: int
    comparison: Comparison | None
    lines: Sequence[Line] = ()


def changed_since(version: TemplateVersion, revision: int) -> Changed:
    """For the page that says so (library/studio/_changed.html); revision: the one that the person saw."""
    version = TemplateVersion.objects.select_related("template").get(pk=version.pk)
    records = list(records_of(version).filter(revision__gt=revision))
    then = content_at_revision(version, revision)
    names = {
        key: str(atmosphere) for key, atmosphere in atmospheres_of(version.template.organisation).items()
    }
    now = content_of(version)
    comparison = then and compare_contents(then, now, atmospheres=names)
    return Changed(
        people=list(dict.fromkeys(str(each.history_user) for each in records if each.history_user)),
        at=records[0].history_date if records else None,
        revision=version.revision,
        comparison=comparison,
        lines=lines_of(comparison, now) if comparison else (),
    )
