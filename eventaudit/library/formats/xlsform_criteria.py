"""Questions of an XLSForm as criteria: which kind fits, what becomes evidence, what has no place."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from eventaudit.consistency.library import KINDS

from ..bands import EDGES
from ..conditions import READS_ATMOSPHERE
from ..criterion_rules import POINTS
from .cells import Taker
from .faults import Fault
from .workbook import Row
from .xlsform_extra_reading import edges_of, extra_fields, scores_of, without_fillings
from .xlsform_names import NOTE, PHOTO, SECOND, SHARE, UNOBSERVED
from .xlsform_questions import POINT_LABEL, UNIT_LINE
from .xlsform_sheets import Asked, Choice, Translations, lines_of

YES_OR_NO = (("yes", "no"), ("true", "false"), ("1", "0"), ("y", "n"), ("kyllä", "ei"), ("ja", "nej"))
ALWAYS_THERE = {UNOBSERVED, "na", "n_a", "n/a", "not_applicable", "dont_know", "dk", "unknown"}
"""Choices for what every question has beside its answers here."""

EVIDENCE = {"image": ("photo", PHOTO), "text": ("note", NOTE)}
NUMBERS = ("integer", "decimal", "range", "int")


@dataclass(slots=True)
class Question:
    """A criterion and the row that it came from. values: name of a choice to the answer that it is.

    own: the row says its kind itself. above: the groups around it.
    """

    row: Row
    name: str
    content: dict[str, Any]
    values: dict[str, object] = field(default_factory=dict)
    own: bool = False
    above: tuple[Row, ...] = ()


@dataclass(slots=True)
class Criteria:
    taker: Taker
    notes: list[Fault]
    titles: Mapping[str, str]
    texts: Translations
    choices: Mapping[str, list[Choice]]
    found: dict[str, Question] = field(default_factory=dict)
    before: Question | None = None

    def note(self, row: Row, column: str, sentence: str) -> None:
        self.notes.append(row.fault(self.titles.get(column, column), sentence))

    def belongs_to_question(self, row: Row, what: Asked, name: str) -> bool:
        """Whether the row only adds to the question before it: its evidence, or the rest of a mixture."""
        before = self.before
        if before is None:
            return False
        if name in (before.name + SECOND, before.name + SHARE):
            return True
        evidence, ending = EVIDENCE.get(what.kind, ("", ""))
        if not evidence:
            return False
        if name != before.name + ending:
            relevant = self.taker.text(row, self.titles["relevant"]) if "relevant" in self.titles else ""
            if not (name.startswith(before.name) or f"${{{before.name}}}" in relevant):
                return False
            sentence = _("It became the evidence of the question before it: %s.")
            self.note(row, "type", sentence % (_("a photo") if evidence == "photo" else _("a note")))
        if before.content["evidence"] != "photo":
            before.content["evidence"] = evidence
        return True

    def question(self, row: Row, what: Asked, name: str) -> Question | None:
        """The criterion that the row is, as far as it can be one; else None, with the reason noted."""
        own = self.taker.text(row, "ea_kind")
        question = Question(row, name, {}, own=own in KINDS)
        if what.kind == "select_one":
            sound = self._choose(question, what, own)
        elif what.kind in NUMBERS:
            sound = self._measure(question, what, own)
        else:
            sound = False
            self.left_out(row, what)
        if not sound:
            self.before = None
            return None
        noted = self.taker.raw_text(row, "ea_missing")
        wording = without_fillings(self.texts.of(row, "label"), noted, "label")
        help = without_fillings(self._help(question), noted, "hint")
        content = {**question.content, "wording": wording or {"en": name}}
        question.content = extra_fields(self.taker, row, content, scored=_scored(content))
        if help:
            question.content["help"] = help
        if not question.own and not question.content["scored"]:
            self.note(row, "type", _("Nothing says what is good, so it is not scored. Say so in the draft."))
        self.before = question
        return question

    def _help(self, question: Question) -> dict[str, str]:
        found = self.texts.of(question.row, "hint")
        measured = question.content["kind"] == "measure"
        if measured and (question.content["band"]["unit"] or not question.own):
            found = {language: UNIT_LINE.sub("", text) for language, text in found.items()}
        return {language: text for language, text in found.items() if text.strip()}

    # Numbers

    def _measure(self, question: Question, what: Asked, own: str) -> bool:
        row = question.row
        if what.kind == "range" and own != "measure":
            self.note(row, "type", _("The range became a measured number."))
        take = self.taker
        band: dict[str, Any] = {"unit": take.text(row, "ea_unit") or ("" if own else self._unit(row))}
        band |= dict(zip(EDGES, edges_of(take, row, "ea_band", take.text(row, "ea_band")), strict=True))
        variants = {
            name: edges_of(take, row, "ea_variants", text)
            for name, text in lines_of(take.raw_text(row, "ea_variants"))
        }
        question.content = {"kind": "measure", "band": band | ({"variants": variants} if variants else {})}
        return True

    def _unit(self, row: Row) -> str:
        found = (UNIT_LINE.search(text) for text in self.texts.of(row, "hint").values())
        return next((unit[1] for unit in found if unit), "")

    # Choices

    def _choose(self, question: Question, what: Asked, own: str) -> bool:
        row = question.row
        if self.taker.text(row, "ea_answers"):
            names = [choice.name for choice in self.choices.get(what.of, ())]
            question.content = {"kind": own if own in KINDS else "choice", "options": READS_ATMOSPHERE}
            question.values = {name: name for name in names if name != UNOBSERVED}
            return True
        choices = self._real_choices(question, what)
        if not choices:
            sentence = _("The sheet “choices” has no list “%s”, so the question is left out.") % what.of[:40]
            self.note(row, "type", sentence)
            return False
        if what.with_other:
            self.note(row, "type", _("“or_other” is not carried over: an auditor notes what is missing."))
        names = [choice.name for choice in choices]
        if own in POINTS or not own:
            for kind, points in POINTS.items():
                if sorted(names) == sorted(str(int(point)) for point in points) and own in ("", kind):
                    return self._scale(question, kind, points, choices)
        if own in ("", "yesno") and (pair := _yes_no(names)):
            question.content = {"kind": "yesno"}
            question.values = {pair[0]: True, pair[1]: False}
            return True
        if own not in ("", "choice", "expectation"):
            self.note(
                row, "ea_kind", _("The list is not that of the kind “%s”, so it became a choice.") % own
            )
        return self._options(question, own, choices)

    def _real_choices(self, question: Question, what: Asked) -> list[Choice]:
        """Without those that stand for “could not observe”."""
        found = []
        scores = scores_of(self.taker, question.row)
        for choice in self.choices.get(what.of, ()):
            always_there = {UNOBSERVED} if question.own else ALWAYS_THERE
            if choice.name.casefold() not in always_there or choice.name in scores:
                found.append(choice)
            elif choice.name != UNOBSERVED:
                sentence = _("“%s” is left out of the choices: it is offered beside every question.")
                self.notes.append(choice.row.fault("name", sentence % choice.name[:40]))
        return found

    def _scale(self, question: Question, kind: str, points: Sequence[str], choices: Iterable[Choice]) -> bool:
        labels = {choice.name: choice.label for choice in choices}
        noted = self.taker.raw_text(question.row, "ea_missing")
        anchors = {}
        for point in points:
            name = str(int(point))
            words = {language: _after_number(text) for language, text in labels[name].items()}
            words = {language: text for language, text in words.items() if text.strip()}
            if words := without_fillings(words, noted, f"choice {name}"):
                anchors[point] = words
        question.content = {"kind": kind} | ({"anchors": anchors} if anchors else {})
        question.values = {str(int(point)): int(point) for point in points}
        return True

    def _options(self, question: Question, own: str, choices: Iterable[Choice]) -> bool:
        scores = scores_of(self.taker, question.row)
        noted = self.taker.raw_text(question.row, "ea_missing")
        options: list[dict[str, Any]] = []
        taken: set[str] = set()
        numbers: Counter = Counter()
        for choice in choices:
            key = start = re.sub(r"[^A-Za-z0-9_-]+", "_", choice.name) or "option"
            while key in taken:
                numbers[start] += 1
                key = f"{start}_{numbers[start] + 1}"
            taken.add(key)
            if key != choice.name:
                sentence = _("“%(name)s” cannot be a key here, so it is “%(key)s”.")
                self.notes.append(choice.row.fault("name", sentence % {"name": choice.name[:40], "key": key}))
            label = without_fillings(choice.label, noted, f"choice {choice.name}")
            options.append({"key": key, "label": label or {"en": choice.name}})
            if scores.get(choice.name) is not None:
                options[-1]["score"] = scores[choice.name]
            question.values[choice.name] = key
        kind = own if own in ("choice", "expectation") else "choice"
        question.content = {"kind": kind, "options": options}
        return True

    def left_out(self, row: Row, what: Asked) -> None:
        self.note(row, "type", _("Left out: %s") % why_left_out(what.kind))


def _after_number(label: str) -> str:
    found = POINT_LABEL.match(label)
    return (found[2] or "") if found else label


def _yes_no(names: Sequence[str]) -> tuple[str, str] | None:
    """The names as they stand there, yes first."""
    plain = {name.casefold(): name for name in names}
    for yes, no in YES_OR_NO:
        if len(names) == len(plain) and set(plain) == {yes, no}:
            return plain[yes], plain[no]
    return None


def _scored(content: Mapping[str, Any]) -> bool:
    """Whether it is known what is good, where the form does not say."""
    return content["kind"] in ("fit", "balance", "yesno")


def why_left_out(kind: str) -> str:
    reasons = {
        "text": _("a text is no answer that can be scored. Auditors write notes beside every question."),
        "note": _("a mere note has no place. Write it into the help of a question."),
        "select_multiple": _("a question has one answer. Make a yes-or-no question of each choice."),
        "select_one_from_file": _("choices in a file of their own are not there. Put them into “choices”."),
        "rank": _("a question has one answer. Ask for the first place."),
        "image": _("a photo belongs to a question. Put it right after one."),
        "calculate": _("nothing is calculated here."),
        "hidden": _("nothing is calculated here."),
        "acknowledge": _("make a yes-or-no question of it."),
        "trigger": _("make a yes-or-no question of it."),
    }
    return reasons.get(kind) or _("a question of the type “%s” cannot be asked here.") % kind[:40]
