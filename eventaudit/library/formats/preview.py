"""What an import will change, before it becomes a draft."""

from dataclasses import dataclass

from eventaudit.accounts.models import Organisation

from ..compare_page import ComparePage, build_compare_page
from ..content import content_of
from ..models import Template, TemplateVersion
from ..queries import atmospheres_of
from ..text import localised
from .importing import NO_DRAFT, draft_at_work
from .reading import Reading


@dataclass(frozen=True, slots=True)
class Preview:
    """template: whose draft it becomes, None for a new one. before: the version it is compared with.

    touchpoints: name and how many criteria each has. revision: see importing.revision_of.
    """

    reading: Reading
    template: Template | None
    before: TemplateVersion | None
    page: ComparePage | None
    touchpoints: list[tuple[str, int]]
    revision: int

    @property
    def criteria(self) -> int:
        return len(self.reading.content["criteria"])

    @property
    def name(self) -> str:
        return str(self.template) if self.template else localised(self.reading.name) or self.reading.key

    @property
    def draft(self) -> TemplateVersion | None:
        """The one at work, which will be written over."""
        return self.before if self.revision != NO_DRAFT else None


def build_preview(organisation: Organisation, reading: Reading, template: Template | None) -> Preview:
    draft = draft_at_work(template) if template else None
    before = draft or (template.versions.first() if template else None)
    names = {key: str(atmosphere) for key, atmosphere in atmospheres_of(organisation).items()}
    page = build_compare_page(content_of(before), reading.content, atmospheres=names) if before else None
    rows = sorted(reading.content["touchpoints"], key=lambda row: row["order"])
    criteria = [row["touchpoint"] for row in reading.content["criteria"]]
    touchpoints = [(localised(row["name"]) or row["key"], criteria.count(row["key"])) for row in rows]
    return Preview(reading, template, before, page, touchpoints, draft.revision if draft else NO_DRAFT)
