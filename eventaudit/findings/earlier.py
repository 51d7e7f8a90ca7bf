"""Answers, photos and conflicts of an event by the question that they belong to, of whatever version."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from eventaudit.events.models import Event
from eventaudit.library.models import Criterion, TemplateVersion
from eventaudit.library.queries import criteria_by_key
from eventaudit.library.sameness import question_asked
from eventaudit.walkthroughs.models import Answer, AnswerPhoto, Conflict, UnfinishedPhoto

ROWS = (Answer, AnswerPhoto, UnfinishedPhoto, Conflict)
"""What points at a criterion's row."""


@dataclass(frozen=True, slots=True)
class Given:
    """What was given to one question. notes: of the answers that have one; an answer may be a note alone."""

    answers: int = 0
    notes: int = 0
    photos: int = 0

    def __bool__(self) -> bool:
        return bool(self.answers or self.notes or self.photos)

    def __add__(self, other: "Given") -> "Given":
        return Given(self.answers + other.answers, self.notes + other.notes, self.photos + other.photos)


def given_by_criterion(event: Event) -> dict[int, Given]:
    """Number of the criterion's row to what was given to it, in three queries."""
    said = Answer.objects.filter(walkthrough__event=event).order_by().values_list("criterion")
    answers = {
        pk: (answered, notes)
        for pk, answered, notes in said.annotate(
            answered=Count("pk", filter=~Q(state=Answer.State.UNANSWERED)),
            notes=Count("pk", filter=~Q(note="")),
        )
    }
    photos: Counter = Counter()
    for model in (AnswerPhoto, UnfinishedPhoto):
        rows = model.objects.filter(walkthrough__event=event, criterion__isnull=False).order_by()
        photos.update(dict(rows.values_list("criterion").annotate(Count("pk"))))
    return {pk: Given(*answers.get(pk, (0, 0)), photos[pk]) for pk in answers.keys() | photos.keys()}


def versions_of(event: Event) -> dict[int, TemplateVersion]:
    """The version that the event is bound to and then those before, the one left last first."""
    numbers = list(reversed(event.earlier_versions))
    earlier = TemplateVersion.objects.select_related("template").in_bulk(numbers) if numbers else {}
    return {event.template_version_id: event.template_version} | {pk: earlier[pk] for pk in numbers}


def moves_into(to: TemplateVersion, versions: Mapping[int, TemplateVersion]) -> dict[int, Criterion]:
    """Number of a criterion's row in those versions to the one of `to` that asks the same."""
    own = criteria_by_key(to)
    return {
        criterion.pk: own[key]
        for version in versions.values()
        for key, criterion in criteria_by_key(version).items()
        if key in own and question_asked(criterion) == question_asked(own[key]) and criterion != own[key]
    }


def move_rows(event: Event, to: TemplateVersion, versions: Mapping[int, TemplateVersion]) -> None:
    """Everything that was given to a question which `to` asks goes to its row there. Nothing is deleted.

    Where a walkthrough has answers to the same question in two versions, that of the version left last goes.
    """
    moves = moves_into(to, versions)
    recent = {pk: number for number, pk in enumerate(moves)}
    for model in ROWS:
        found = model.objects.filter(walkthrough__event=event, criterion__in=moves.keys())
        rows = sorted(found, key=lambda row: recent[row.criterion_id])
        if model is Answer:
            taken = set(
                Answer.objects.filter(walkthrough__event=event, criterion__version=to).values_list(
                    "walkthrough", "criterion"
                )
            )
            rows = [row for row in rows if _is_first(row, moves[row.criterion_id], taken)]
        for row in rows:
            row.criterion = moves[row.criterion_id]
        model.objects.bulk_update(rows, ["criterion"], batch_size=200)


def _is_first(answer: Answer, place: Criterion, taken: set[tuple]) -> bool:
    name = (answer.walkthrough_id, place.pk)
    first = name not in taken
    taken.add(name)
    return first
