"""The organisation's templates with their versions, and the default library's as a source."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from eventaudit.accounts.models import Organisation

from ..models import Template, TemplateVersion

State = TemplateVersion.State


@dataclass(frozen=True, slots=True)
class Overview:
    """A template with its versions, newest first."""

    template: Template
    versions: tuple[TemplateVersion, ...]

    @property
    def draft(self) -> TemplateVersion | None:
        return next((each for each in self.versions if each.state == State.DRAFT), None)

    @property
    def offered(self) -> list[TemplateVersion]:
        return [each for each in self.versions if each.state == State.PUBLISHED]

    @property
    def archived(self) -> list[TemplateVersion]:
        return [each for each in self.versions if each.state == State.ARCHIVED]


def overview_of(organisation: Organisation) -> list[Overview]:
    """Own templates, the last changed first, then the default library's; in one query.

    Each version has `bound` (how many of the organisation's events), `criteria_count`, and of its last
    change `changed_at` and `changed_by`.
    """
    last = TemplateVersion.history.filter(id=OuterRef("pk")).order_by("-history_date", "-history_id")
    versions = (
        _seen_by(organisation)
        .annotate(
            bound=Count("events", filter=Q(events__organisation=organisation), distinct=True),
            criteria_count=Count("criteria", distinct=True),
            changed_at=Subquery(last.values("history_date")[:1]),
            changed_by=Subquery(last.values("history_user__name")[:1]),
        )
        .order_by("template_id", "-number")
    )
    found = [
        Overview(template, tuple(own)) for template, own in groupby(versions, lambda each: each.template)
    ]
    return sorted(found, key=_newest_first)


def _seen_by(organisation: Organisation) -> QuerySet[TemplateVersion]:
    return TemplateVersion.objects.filter(
        Q(template__organisation=organisation) | Q(template__organisation=None, state=State.PUBLISHED)
    ).select_related("template", "based_on__template", "created_by", "published_by")


def _newest_first(overview: Overview) -> tuple[bool, float]:
    times = [each.changed_at.timestamp() for each in overview.versions if each.changed_at]
    return overview.template.organisation_id is None, -max(times, default=0.0)


def sources_of(organisation: Organisation) -> list[TemplateVersion]:
    """What a new template can begin as: the default library's newest version first, then own ones."""
    versions = list(_seen_by(organisation).order_by("template_id", "-number"))
    default = [each for each in versions if each.template.organisation_id is None]
    return [*default[:1], *_own(versions), *default[1:]]


def _own(versions: Iterable[TemplateVersion]) -> list[TemplateVersion]:
    return [each for each in versions if each.template.organisation_id is not None]
