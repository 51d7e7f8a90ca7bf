"""What people do with root causes: name, merge, split, move, and write the recommendation."""

import uuid
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from eventaudit.accounts.models import User
from eventaudit.events.models import Event

from .models import Cause, CausePin, Recommendation


@transaction.atomic
def name_cause(*, event: Event, key: str, title: str, by: User) -> Cause:
    """An own title; an empty one brings the proposed title back."""
    return _cause(event, key, by, title=title)


@transaction.atomic
def move_findings(*, event: Event, findings: Iterable[str], to: str, by: User) -> Cause:
    """Put the findings into a cause, whatever the rules propose now or later."""
    cause = _cause(event, to, by)
    for finding in findings:
        CausePin.objects.update_or_create(event=event, finding=finding, defaults={"cause": cause})
    return cause


@transaction.atomic
def merge_causes(
    *, event: Event, key: str, findings: Iterable[str], into: str, there: Iterable[str], by: User
) -> Cause:
    """All findings of one cause join another one, whose own findings (`there`) stay where they are.

    Both are pinned, since a person saw them together. What was stored about the first one goes.
    """
    cause = move_findings(event=event, findings=[*there, *findings], to=into, by=by)
    event.causes.filter(key=key).exclude(pk=cause.pk).delete()
    return cause


@transaction.atomic
def split_cause(
    *, event: Event, key: str, findings: Iterable[str], rest: Iterable[str], title: str, by: User
) -> Cause:
    """The chosen findings become a cause of their own; the rest is pinned to where it is."""
    move_findings(event=event, findings=rest, to=key, by=by)
    own = f"own:{uuid.uuid4()}"
    _cause(event, own, by, title=title)
    return move_findings(event=event, findings=findings, to=own, by=by)


@transaction.atomic
def forget_choices(*, event: Event, key: str) -> None:
    """Back to what the analysis proposes for this cause; its recommendation goes as well."""
    event.causes.filter(key=key).delete()


@transaction.atomic
def write_recommendation(*, event: Event, key: str, by: User, **fields: str) -> Recommendation:
    """fields: those of Recommendation; an empty one keeps the proposal."""
    cause = _cause(event, key, by)
    recommendation, _made = Recommendation.objects.update_or_create(
        cause=cause, defaults=fields | {"edited_by": by, "edited_at": timezone.now()}
    )
    return recommendation


def _cause(event: Event, key: str, by: User, **fields: str) -> Cause:
    cause, _made = event.causes.update_or_create(
        key=key, defaults=fields | {"changed_by": by, "changed_at": timezone.now()}
    )
    return cause
