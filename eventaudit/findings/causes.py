"""The root causes of an event as people have shaped them, each with its recommendation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.utils.text import slugify

from eventaudit.consistency.causes import Choices, RootCause, arrange
from eventaudit.consistency.measured import measure
from eventaudit.consistency.recommendations import Recommendation as Proposal
from eventaudit.consistency.recommendations import recommend
from eventaudit.events.models import Event

from .audited import AuditedEvent
from .evidence import notes_by_criterion
from .models import Cause, Recommendation
from .wording import Glossary
from .wording.causes import proposed_title
from .wording.recommendations import RecommendationWords, recommendation_words

RECOMMENDATION_FIELDS = ("action", "where_when", "owner", "deadline", "because", "check", "effort")


@dataclass(frozen=True, slots=True)
class ShapedCause:
    """cause: with its findings, the worst first. row: what people stored about it, None where nobody has.

    proposed: the recommendation that the analysis makes, None where resolved; words: after people's edits.
    """

    cause: RootCause
    proposed_title: str
    row: Cause | None
    proposal: Proposal | None
    proposed: RecommendationWords | None
    words: RecommendationWords | None

    @property
    def key(self) -> str:
        return self.cause.key

    @property
    def title(self) -> str:
        """A person's own, else the proposed one."""
        return self.cause.title or self.proposed_title

    @property
    def anchor(self) -> str:
        """Its place on the page of causes."""
        return "cause-" + slugify(self.key.replace(":", "-"))

    @property
    def edited(self) -> bool:
        return self.words != self.proposed

    @property
    def quick_win(self) -> bool:
        """At least major, and little effort (report 5.3)."""
        return (
            bool(self.words) and self.words.effort == "small" and self.cause.severity in ("critical", "major")
        )

    @property
    def shaped(self) -> bool:
        """A person has named it, or put findings into it."""
        return self.row is not None and (bool(self.row.title) or bool(self.row.pins.all()))


@dataclass(frozen=True, slots=True)
class StoredCauses:
    """What people stored about the causes of one event: two queries."""

    rows: Mapping[str, Cause] = field(default_factory=dict)

    @classmethod
    def of(cls, event: Event) -> "StoredCauses":
        rows = event.causes.select_related("recommendation").prefetch_related("pins")
        return cls({row.key: row for row in rows})

    @property
    def choices(self) -> Choices:
        return Choices(
            pins={pin.finding: row.key for row in self.rows.values() for pin in row.pins.all()},
            titles={row.key: row.title for row in self.rows.values() if row.title},
            kept=tuple(key for key, row in self.rows.items() if hasattr(row, "recommendation")),
        )


def shaped_causes(found: AuditedEvent) -> list[ShapedCause]:
    """The causes as they stand now, the worst first; those with nothing left of them last."""
    stored = StoredCauses.of(found.event)
    arranged = arrange(found.audit.causes, stored.choices)
    proposals = _proposals(arranged, found)
    notes = notes_by_criterion(found.facts)
    shaped = []
    for cause in arranged:
        proposal = proposals.get(cause.key)
        words = recommendation_words(proposal, found.glossary, notes) if proposal else None
        shaped.append(_shaped(cause, stored.rows.get(cause.key), proposal, words, found.glossary))
    return shaped


def _proposals(arranged: Iterable[RootCause], found: AuditedEvent) -> dict[str, Proposal | None]:
    """By the cause's key. What nobody has regrouped has the one that came with the audit."""
    audit = found.audit
    as_proposed = {cause.key: cause.findings for cause in audit.causes}
    proposals: dict[str, Proposal | None] = {proposal.cause: proposal for proposal in audit.recommendations}
    regrouped = [cause for cause in arranged if as_proposed.get(cause.key) != cause.findings]
    if regrouped:
        measured = measure(found.facts, found.library, audit.settings)
        proposals |= {cause.key: recommend(cause, measured) for cause in regrouped}
    return proposals


def _shaped(
    cause: RootCause,
    row: Cause | None,
    proposal: Proposal | None,
    proposed: RecommendationWords | None,
    glossary: Glossary,
) -> ShapedCause:
    return ShapedCause(
        cause=cause,
        proposed_title=proposed_title(cause, glossary),
        row=row,
        proposal=proposal,
        proposed=proposed,
        words=_edited(proposed, getattr(row, "recommendation", None)),
    )


def _edited(proposed: RecommendationWords | None, row: Recommendation | None) -> RecommendationWords | None:
    """An empty field keeps the proposal."""
    if proposed is None or row is None:
        return proposed
    own = {name: getattr(row, "check_by" if name == "check" else name) for name in RECOMMENDATION_FIELDS}
    return replace(proposed, **{name: text for name, text in own.items() if text})


def by_finding(causes: Iterable[ShapedCause]) -> dict[str, ShapedCause]:
    """Finding id to its cause."""
    return {finding: cause for cause in causes for finding in cause.cause.findings}
