"""Answers to questions that the event's version does not ask: kept, to be read, out of all numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import QuerySet

from eventaudit.events.models import Event
from eventaudit.library.models import Atmosphere, Criterion, TemplateVersion
from eventaudit.library.queries import atmospheres_of
from eventaudit.photos.models import Photo
from eventaudit.walkthroughs.answer_words import words_of
from eventaudit.walkthroughs.coding import answer_value
from eventaudit.walkthroughs.models import Answer, AnswerPhoto, Walkthrough


@dataclass(frozen=True, slots=True)
class EarlierAnswer:
    """words: '' for a note or a photo alone."""

    walkthrough: Walkthrough
    words: str
    note: str


@dataclass(slots=True)
class EarlierQuestion:
    criterion: Criterion
    answers: list[EarlierAnswer] = field(default_factory=list)
    photos: list[Photo] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class EarlierVersion:
    version: TemplateVersion
    questions: list[EarlierQuestion]


@dataclass(frozen=True, slots=True)
class EarlierPage:
    versions: list[EarlierVersion]
    answers: int
    photos: int


def earlier_answers_of(event: Event) -> QuerySet[Answer]:
    """Those that say something, in the guest's order."""
    rows = Answer.objects.filter(walkthrough__event=event).exclude(state="", note="")
    return _earlier(rows, event)


def earlier_photos_of(event: Event) -> QuerySet[AnswerPhoto]:
    return _earlier(AnswerPhoto.objects.filter(walkthrough__event=event), event)


def _earlier(rows: QuerySet, event: Event) -> QuerySet:
    found = rows.exclude(criterion__version=event.template_version_id)
    order = ("criterion__version", "criterion__touchpoint__order", "criterion__order")
    return found.order_by(*order, "walkthrough__created_at", "pk")


def build_earlier_page(event: Event) -> EarlierPage:
    """In a fixed number of queries."""
    atmospheres = atmospheres_of(event.organisation)
    joined = ("criterion__touchpoint", "criterion__version__template", "walkthrough__round")
    answers = list(earlier_answers_of(event).select_related(*joined))
    photos = list(earlier_photos_of(event).select_related(*joined, "photo"))
    questions: dict[Criterion, EarlierQuestion] = {}
    for answer in answers:
        question = questions.setdefault(answer.criterion, EarlierQuestion(answer.criterion))
        question.answers.append(_answer(answer, atmospheres))
    for link in photos:
        question = questions.setdefault(link.criterion, EarlierQuestion(link.criterion))
        question.photos.append(link.photo)
    versions: dict[TemplateVersion, list[EarlierQuestion]] = {}
    for question in sorted(questions.values(), key=_place):
        versions.setdefault(question.criterion.version, []).append(question)
    recent = {pk: number for number, pk in enumerate(event.earlier_versions)}
    ordered = sorted(versions.items(), key=lambda item: -recent.get(item[0].pk, -1))
    return EarlierPage([EarlierVersion(*item) for item in ordered], len(answers), len(photos))


def _answer(answer: Answer, atmospheres: Mapping[str, Atmosphere]) -> EarlierAnswer:
    words = words_of(answer.criterion, "answer", answer_value(answer), atmospheres) if answer.state else ""
    return EarlierAnswer(answer.walkthrough, words, answer.note)


def _place(question: EarlierQuestion) -> tuple:
    criterion = question.criterion
    return criterion.version_id, criterion.touchpoint.order, criterion.order
