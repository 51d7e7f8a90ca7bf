"""Submissions become walkthroughs."""

from collections.abc import Sequence

from django.db import transaction

from eventaudit.accounts.models import User
from eventaudit.events.models import Event, Round

from ..batch import REFUSED
from ..models import Walkthrough
from ..operations import apply_operations
from ..policies import NotAllowed
from .files import Line
from .reading import Reader, Submission


@transaction.atomic
def import_submissions(
    *, event: Event, round: Round | None, lines: Sequence[Line], by: User
) -> list[Submission]:
    """Store those that are new and sound, each as a finished walkthrough, known again by its instanceID.

    round: where a submission names none. Raises FileRefused, and NotAllowed where the event is closed.
    """
    Event.objects.select_for_update().get(pk=event.pk)  # the same file sent twice at once takes turns
    submissions = Reader(event, round).read(lines)
    for submission in submissions:
        if submission.comes_in:
            _store(event, submission, by)
    return submissions


def _store(event: Event, submission: Submission, by: User) -> None:
    walkthrough = Walkthrough.objects.create(
        pk=submission.pk,
        event=event,
        auditor_name=submission.auditor,
        round=submission.round,
        started_at=submission.started_at,
    )
    results = apply_operations(walkthrough=walkthrough, operations=submission.operations, by=by)
    for result in results:
        if result.status == REFUSED:
            raise NotAllowed(result.why, result.reason)
    Walkthrough.objects.filter(pk=walkthrough.pk).update(finished_at=submission.finished_at)
