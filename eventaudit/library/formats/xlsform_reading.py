"""Reading an XLSForm, our own or anybody's, as the content of a template.

What a template has no place for is left out and noted with its row, column and reason; a form is refused
only for what cannot be read at all.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from ..problems import KEY
from .faults import Fault, FormatRefused
from .spreadsheet_reading import CRITERION_KEY_MOST, KEY_MOST, LABEL_MOST, SpreadsheetReader
from .workbook import Row, Sheet
from .xlsform_conditions import Dependencies
from .xlsform_criteria import Criteria, Question
from .xlsform_extra_reading import without_fillings
from .xlsform_names import AUDITOR, GROUP, PHASE, ROUND
from .xlsform_sheets import Asked, asked, choices_of, language_of, spelt, translations_of

METADATA = {
    "start", "end", "today", "deviceid", "subscriberid", "simserial", "phonenumber", "username", "email",
    "audit", "start-geopoint", "background-audio",
}  # fmt: skip
"""What a program fills in by itself: nothing is lost without it."""

OWN = {GROUP, AUDITOR, ROUND, PHASE}
OUTSIDE = "general"
"""The touchpoint of questions that stand in no group."""

OUTSIDE_NAME = {"en": "General", "fi": "Yleistä", "sv": "Allmänt"}
EVERYONE = {"label": {"en": "everyone", "fi": "kaikki", "sv": "alla"}, "default_reach": 1}
MEDIA = ("media", "image", "audio", "video", "big-image")
NOT_CARRIED = ("required", "constraint", "calculation", "default", "choice_filter", "trigger", "repeat_count")


class XLSFormReader(SpreadsheetReader):
    """As its base; `notes` names what could not be carried over."""

    wanted = ("survey", "choices", "settings", "template", "perceivers")

    def __init__(self, file: bytes) -> None:
        super().__init__(file)
        self.notes: list[Fault] = []
        self.groups: list[tuple[Row, str]] = []  # those open, each with its touchpoint's key
        self.language = "en"

    def read(self) -> None:
        survey = self.sheets["survey"]
        self.titles = spelt(survey)
        for title in ("type", "name"):
            if title not in self.titles:
                sentence = _("The column “%s” is missing. Without it, the sheet cannot be read.") % title
                self.taker.faults.append(Fault(sentence, "survey", 1))
        if not {"type", "name"} <= self.titles.keys():
            raise FormatRefused(self.taker.faults)
        self._settings()
        self._take_rows("template", self.take_template)
        self._take_rows("perceivers", self.take_perceiver)
        self.perceivers = self.perceivers or {"all": EVERYONE}
        self.texts = translations_of(survey, self.language)
        self._columns_without_place(survey)
        choices = choices_of(self.sheets.get("choices"), self.language)
        self.questions = Criteria(self.taker, self.notes, self.titles, self.texts, choices)
        for row in survey.rows:
            self._row(row)
        for row, _key in self.groups:
            self._note(row, "type", _("This group is not closed. It was closed at the end."))
        self.criteria = {key: question.content for key, question in self.questions.found.items()}
        Dependencies(self.questions, self.notes, self.touchpoints).read()
        self._drop_empty()

    def _take_rows(self, sheet: str, take: Callable[[Row], None]) -> None:
        """A sheet of our own, where there is one that looks like it."""
        if sheet in self.sheets and "key" in self.sheets[sheet].letters:
            for row in self.sheets[sheet].rows:
                take(row)

    def _settings(self) -> None:
        sheet = self.sheets.get("settings")
        row = sheet.rows[0] if sheet and sheet.rows else None
        titles = spelt(sheet) if sheet else {}

        def setting(name: str) -> str:
            return self.taker.text(row, titles[name]) if row and name in titles else ""

        self.language = language_of(setting("default_language")) or "en"
        self.form_title = setting("form_title")
        self.key = _as_key(setting("form_id") or setting("id_string"), KEY_MOST)
        self.version = setting("version")[:LABEL_MOST]
        self.name = {self.language: self.form_title} if self.form_title else {}

    def take_template(self, row: Row) -> None:
        """Our own sheet has all names; the settings were read before and count where they say something."""
        told = self.key, self.version
        self.name, self.key, self.version = {}, "", ""
        super().take_template(row)
        self.key, self.version = self.key or told[0], told[1] or self.version

    def _columns_without_place(self, survey: Sheet) -> None:
        for title in self.texts.unknown:
            sentence = _("“%s” is not a language of this site. Its texts are left out.") % title[:60]
            self.notes.append(Fault(sentence, "survey", 1, survey.letters[title]))
        for title, letters in survey.letters.items():
            if re.split(r"\s*::?\s*", title)[0].casefold() in MEDIA:
                sentence = _("Pictures and sounds of questions have no place here. They are left out.")
                self.notes.append(Fault(sentence, "survey", 1, letters))

    def _note(self, row: Row, column: str, sentence: str) -> None:
        self.notes.append(row.fault(self.titles.get(column, column), sentence))

    # Rows of the survey

    def _row(self, row: Row) -> None:
        what = asked(self.taker.text(row, self.titles["type"]))
        name = self.taker.text(row, self.titles["name"])
        if what.kind in ("begin_group", "begin_repeat"):
            self._begin(row, what, name)
        elif what.kind in ("end_group", "end_repeat"):
            self._end(row)
        elif what.kind and what.kind not in METADATA and name not in OWN:
            self._ask(row, what, name)

    def _begin(self, row: Row, what: Asked, name: str) -> None:
        if what.kind == "begin_repeat":
            self._note(row, "type", _("Nothing is asked repeatedly here: its questions are asked once."))
        outer = self.groups[-1][1] if self.groups else ""
        if name == GROUP:
            self.groups.append((row, ""))
        elif outer:
            self._note(row, "name", _("A touchpoint has no groups in it: its questions join those around."))
            self.groups.append((row, outer))
        else:
            self.groups.append((row, self._new_touchpoint(row, name)))

    def _end(self, row: Row) -> None:
        if self.groups:
            self.groups.pop()
        else:
            self._note(row, "type", _("No group is open here. The row is left out."))

    def _new_touchpoint(self, row: Row, name: str) -> str:
        take = self.taker
        key = self._key(row, name, "group", self.touchpoints, KEY_MOST)
        label = without_fillings(self.texts.of(row, "label"), take.raw_text(row, "ea_missing"), "label")
        order, weight = take.number(row, "ea_order"), take.number(row, "ea_weight")
        self.touchpoints[key] = {
            "key": key,
            "order": len(self.touchpoints) + 1 if order is None else order,
            "weight": 1 if weight is None else weight,
            "name": label or {self.language: name},
        }
        self.place(
            f"touchpoints.{key}", row, {"name": self._label, "order": "ea_order", "weight": "ea_weight"}
        )
        take.where[f"touchpoints.{key}"] = (row, self.titles["name"])
        return key

    @property
    def _label(self) -> str:
        return next(iter(self.texts.columns.get("label", {})), self.titles["name"])

    def _key(self, row: Row, name: str, usual: str, taken: Mapping[str, Any], most: int) -> str:
        """A key that nothing else has: our own column's, else what the name gives."""
        own = self.taker.text(row, "ea_key")
        if own and KEY.fullmatch(own) and len(own) <= most and own not in taken:
            return own
        start = _as_key(name, most) or usual
        key, number = start, 2
        while key in taken:
            key, number = f"{start[: most - 5]}_{number}", number + 1
        if key != name and name:
            sentence = _("“%(name)s” cannot be a key here, so it is “%(key)s”.")
            self._note(row, "name", sentence % {"name": name[:40], "key": key})
        return key

    def _ask(self, row: Row, what: Asked, name: str) -> None:
        if self.questions.belongs_to_question(row, what, name):
            return
        question = self.questions.question(row, what, name)
        if question is None:
            return
        key = self._key(row, name, "question", self.questions.found, CRITERION_KEY_MOST)
        touchpoint = self.groups[-1][1] if self.groups else ""
        question.content = {"key": key, "touchpoint": touchpoint or self._outside(row), **question.content}
        question.above = tuple(group for group, _touchpoint in self.groups)
        self.questions.found[key] = question
        kind, conditions = self.titles["type"], self.titles.get("relevant", self.titles["name"])
        columns = {"wording": self._label, "kind": kind, "options": kind, "conditions": conditions}
        columns |= {name: f"ea_{name}" for name in ("band", "weight", "phases", "perceived_by")}
        self.place(f"criteria.{key}", row, columns)
        self.taker.where[f"criteria.{key}"] = (row, self.titles["name"])
        for column in NOT_CARRIED:
            self._not_carried(row, column, question)

    def _outside(self, row: Row) -> str:
        if OUTSIDE not in self.touchpoints:
            self.touchpoints[OUTSIDE] = {
                "key": OUTSIDE, "order": len(self.touchpoints) + 1, "weight": 1, "name": dict(OUTSIDE_NAME)
            }  # fmt: skip
            self.place(f"touchpoints.{OUTSIDE}", row, {})
        return OUTSIDE

    def _not_carried(self, row: Row, column: str, question: Question) -> None:
        value = self.taker.text(row, self.titles[column]) if column in self.titles else ""
        if value.casefold() in ("", "no", "false", "false()") or (column == "constraint" and question.own):
            return
        sentence = _("“%(column)s” is not carried over: %(why)s.")
        self._note(row, column, sentence % {"column": column, "why": _why(column)})

    def _drop_empty(self) -> None:
        """A touchpoint without a question that could be carried over."""
        used = {row["touchpoint"] for row in self.criteria.values()}
        for key in [key for key in self.touchpoints if key not in used]:
            row, _title = self.taker.where[f"touchpoints.{key}"]
            if self.taker.number(row, "ea_order") is None:
                self._note(row, "name", _("Nothing in this group could be carried over, so it is left out."))
                del self.touchpoints[key]


def _why(column: str) -> str:
    reasons = {
        "required": _("every question may be left open here"),
        "constraint": _("numbers are bounded by their unit"),
        "default": _("every question begins open"),
        "choice_filter": _("all choices are offered"),
        "repeat_count": _("nothing is asked repeatedly"),
    }
    return reasons.get(column) or _("nothing is calculated here")


def _as_key(name: str, most: int) -> str:
    if KEY.fullmatch(name) and len(name) <= most:
        return name
    return re.sub(r"[^A-Za-z0-9_-]+", "_", name).strip("_")[:most]
