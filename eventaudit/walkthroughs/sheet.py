"""The walkthrough as the page shows it: touchpoints in the guest's order, each with its questions.

Read in a fixed number of queries. Nothing here knows what is intended or promised: an auditor who knew
would see it everywhere.
"""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from eventaudit.events.models import Zone
from eventaudit.library.bands import band_words, edges_of
from eventaudit.library.mixtures import NEUTRAL
from eventaudit.library.models import Atmosphere, Criterion, TemplateVersion, Touchpoint
from eventaudit.library.queries import atmospheres_of, criteria_of
from eventaudit.library.text import localised
from eventaudit.library.units import unit_name

from . import in_hand
from .asking import Asking, asking_of
from .coding import SPECIAL, answer_value, fields_of, kind_of, number_text
from .models import Answer, Walkthrough

SHARES = range(50, 95, 5)


@dataclass(slots=True)
class Choice:
    code: str
    label: str
    checked: bool
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ShownPhoto:
    """originals: numbers of the photos that it is an annotated copy of, nearest first, as one text."""

    pk: uuid.UUID
    originals: str = ""


@dataclass(slots=True)
class Question:
    """One criterion with what has been answered, ready for its template.

    due: its conditions hold. gates: what it depends on, for the script, as JSON; conditions: in words.
    """

    criterion: Criterion
    kind: str
    fields: Mapping[str, str]
    note: str
    photos: list[ShownPhoto]
    choices: list[Choice]
    second: list[Choice] = field(default_factory=list)
    shares: list[Choice] = field(default_factory=list)
    target: str = ""
    unit: str = ""
    step: str = ""
    start: str = ""
    error: str = ""
    stored: Mapping[str, str] = field(default_factory=dict)
    due: bool = True
    gates: str = ""
    conditions: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        return self.criterion.key

    @property
    def template(self) -> str:
        return f"walkthroughs/criterion/{self.kind}.html"

    @property
    def answered(self) -> bool:
        return bool(self.fields.get("a") or self.fields.get("m"))

    @property
    def asked(self) -> bool:
        """It counts: what has something in it does, whatever its conditions say."""
        return self.due or self.answered or bool(self.note or self.photos)

    @property
    def special(self) -> str:
        """'na', 'unobserved' or ''."""
        return SPECIAL.get(self.fields.get("a", ""), "")

    @property
    def instrument(self) -> in_hand.Instrument | None:
        return in_hand.instrument_of(self.criterion)

    @property
    def phases(self) -> str:
        return in_hand.phase_digits(self.criterion)

    @property
    def lacks_photo(self) -> bool:
        return self.criterion.evidence == Criterion.Evidence.PHOTO and not (self.photos or self.special)

    @property
    def posted(self) -> dict[str, str]:
        """What is stored, as the untouched form posts it, so that only real changes are told apart."""
        choosable = {choice.code for choice in self.choices} | set(SPECIAL)
        return {name: text for name, text in self.stored.items() if name != "a" or text in choosable}


@dataclass(slots=True)
class Stop:
    """A touchpoint on the way."""

    touchpoint: Touchpoint
    questions: list[Question]

    @property
    def asked(self) -> int:
        return sum(question.asked for question in self.questions)

    @property
    def answered(self) -> int:
        return sum(question.answered for question in self.questions)


@dataclass(slots=True)
class Sheet:
    walkthrough: Walkthrough
    stops: list[Stop]
    atmospheres: Mapping[str, Atmosphere]
    version: TemplateVersion

    @property
    def questions(self) -> list[Question]:
        return [question for stop in self.stops for question in stop.questions]

    @property
    def asked(self) -> int:
        return sum(question.asked for question in self.questions)

    @property
    def answered(self) -> int:
        return sum(question.answered for question in self.questions)

    @property
    def phases(self) -> list[tuple[str, str]]:
        return in_hand.phases_met([question.phases for question in self.questions])

    @property
    def zones(self) -> list[tuple[Zone, str]]:
        keys = {stop.touchpoint.key for stop in self.stops}
        return in_hand.zones_met(self.walkthrough.event.zones.all(), keys)

    @property
    def short(self) -> int:
        """How many questions are of the short form."""
        return sum(question.criterion.core for question in self.questions if question.asked)

    @property
    def next_unanswered(self) -> Question | None:
        return next((one for one in self.questions if one.asked and not one.answered), None)

    @property
    def shown(self) -> str:
        """The fields of every answered question, as JSON, to be posted along with the form."""
        posted = {question.key: question.posted for question in self.questions if question.posted}
        return json.dumps(posted, separators=(",", ":"), ensure_ascii=False)


def load_sheet(
    walkthrough: Walkthrough,
    *,
    refused: Mapping[str, Mapping] | None = None,
    version: TemplateVersion | None = None,
) -> Sheet:
    """The walkthrough's sheet: criteria, answers, photos and atmospheres, one query each.

    refused: criterion key to {"why": sentence, "fields": as typed, "note": as typed}, shown instead of
    what is stored, so that nothing typed is lost. version: an earlier one that a form still shows.
    """
    event, refused = walkthrough.event, refused or {}
    version = version or event.template_version
    answers = {answer.criterion_id: answer for answer in walkthrough.answers.all()}
    photos = _photos(walkthrough)
    atmospheres = atmospheres_of(event.organisation)
    stops: list[Stop] = []
    criteria = list(criteria_of(version, event.form))
    asking = asking_of(walkthrough, criteria, answers.values(), atmospheres)
    for criterion in criteria:
        if _left_out(criterion, asking, answers, photos):
            continue
        if not stops or stops[-1].touchpoint.pk != criterion.touchpoint_id:
            stops.append(Stop(criterion.touchpoint, []))
        question = _question(
            criterion,
            answers.get(criterion.pk),
            photos.get(criterion.pk, []),
            atmospheres,
            refused.get(criterion.key, {}),
        )
        if question.kind == "measure":
            _add_band(question, event.variants.get(criterion.key, ""))
        add_conditions(question, asking)
        stops[-1].questions.append(question)
    return Sheet(walkthrough, stops, atmospheres, version)


def _left_out(
    criterion: Criterion, asking: Asking, answers: Mapping[int, Answer], photos: Mapping[int, list]
) -> bool:
    """By the brief or the phase; never where something is stored."""
    answer = answers.get(criterion.pk)
    stored = answer is not None and bool(answer.state or answer.note)
    return criterion.key in asking.left_out and not stored and not photos.get(criterion.pk)


def add_conditions(question: Question, asking: Asking) -> None:
    question.due = asking.asks(question.key)
    question.conditions = asking.words.get(question.key, [])
    if gates := asking.gates.get(question.key):
        question.gates = json.dumps(gates, separators=(",", ":"))


def single_question(
    criterion: Criterion,
    *,
    atmospheres: Mapping[str, Atmosphere],
    variant: str = "",
    fields: Mapping[str, str] | None = None,
    error: str = "",
) -> Question:
    """One criterion to be scored outside a walkthrough. fields: as typed, shown again with the error."""
    question = _question(criterion, None, [], atmospheres, {"fields": fields or {}, "why": error})
    if question.kind == "measure":
        _add_band(question, variant)
    return question


def _photos(walkthrough: Walkthrough) -> dict[int, list[ShownPhoto]]:
    """By criterion; the annotated copy of a photo stands in its place (queries.shown_photos says why)."""
    links = list(walkthrough.photos.values_list("criterion", "photo", "original"))
    originals = {(criterion, photo): original for criterion, photo, original in links}
    covered = {(criterion, original) for criterion, _photo, original in links}
    photos: dict[int, list[ShownPhoto]] = {}
    for criterion, photo, original in links:
        if (criterion, photo) in covered:
            continue
        chain: list[uuid.UUID] = []
        while original and original not in chain:
            chain.append(original)
            original = originals.get((criterion, original))
        photos.setdefault(criterion, []).append(ShownPhoto(photo, " ".join(map(str, chain))))
    return photos


def _question(
    criterion: Criterion,
    answer: Answer | None,
    photos: list[ShownPhoto],
    atmospheres: Mapping[str, Atmosphere],
    refused: Mapping,
) -> Question:
    kind = kind_of(criterion)
    stored = fields_of(kind, answer_value(answer)) if answer else {}
    fields = refused.get("fields", stored)
    note = refused.get("note", answer.note if answer else "")
    question = Question(criterion, kind, fields, note, photos, _choices(criterion, kind, fields, atmospheres))
    question.stored = stored | {"n": answer.note} if answer and answer.note else stored
    question.error = refused.get("why", "")
    if kind == "atmosphere":
        second, share = fields.get("b", ""), int(fields.get("h") or 70)
        question.second = [
            Choice(key, str(atmosphere), key == second) for key, atmosphere in atmospheres.items()
        ]
        question.shares = [Choice(str(n), str(n), n == share) for n in sorted({*SHARES, share})]
    return question


def _choices(
    criterion: Criterion, kind: str, fields: Mapping[str, str], atmospheres: Mapping[str, Atmosphere]
) -> list[Choice]:
    chosen, anchors = fields.get("a", ""), criterion.anchors or {}

    def choice(code: str, label: str, **extra) -> Choice:
        return Choice(code, label, code == chosen, **extra)

    if kind == "fit":
        return [choice(str(n), str(n), hint=localised(anchors.get(str(n)))) for n in range(1, 6)]
    if kind == "balance":
        signed = {-2: "\u22122", -1: "\u22121", 0: "0", 1: "+1", 2: "+2"}
        return [choice(str(n), sign, hint=localised(anchors.get(f"{n:+d}" if n else "0")))
                for n, sign in signed.items()]  # fmt: skip
    if kind == "yesno":
        return [choice("yes", _("Yes")), choice("no", _("No"))]
    if kind == "atmosphere":
        named = [choice(key, str(atmosphere)) for key, atmosphere in atmospheres.items()]
        return [*named, choice(NEUTRAL, _("Neutral"))]
    return [choice(option["key"], localised(option["label"])) for option in criterion.options or []]


def _add_band(question: Question, variant: str) -> None:
    band = question.criterion.band or {}
    variant = variant if variant in band.get("variants", {}) else ""
    question.unit = _squared(unit_name(band.get("unit", "")))
    question.target = _squared(band_words(band, variant))
    _hard_lo, lo, hi, _hard_hi = edges_of(band, variant)
    step = step_of(band.get("unit", ""), max(edge for edge in (lo, hi, 0) if edge is not None))
    question.step = f"{step:g}"
    # From nothing, the first tap gives a wait or a count of one; anything larger starts where it is good.
    small = band.get("unit") in ("min", "s", "count")
    question.start = question.step if small else number_text(lo if lo is not None else hi).replace(",", ".")


def _squared(text: str) -> str:
    return text.replace("m2", "m²")


def step_of(unit: str, size: float) -> float:
    """How much a tap on − or + changes a number whose good values reach about `size`."""
    if unit in ("min", "count"):
        return 1
    if unit == "s":
        return 5
    if unit == "°C":
        return 0.5
    return next((step for least, step in ((500, 50), (100, 10), (10, 1), (4, 0.5)) if size >= least), 0.1)


def missing(sheet: Sheet) -> tuple[list[Question], list[Question]]:
    """(unanswered questions, answered ones that lack an expected photo)."""
    unanswered = [question for question in sheet.questions if question.asked and not question.answered]
    lacking = [question for question in sheet.questions if question.answered and question.lacks_photo]
    return unanswered, lacking
