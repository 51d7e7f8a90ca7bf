"""Reading the spreadsheet back (spreadsheet_writing.py), whatever a person has done to it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from eventaudit.consistency.library import KINDS

from ..bands import EDGES
from ..conditions import FIELDS, READS_ATMOSPHERE
from ..criterion_rules import EVIDENCE
from .cells import NO_WORDS, YES_WORDS, Taker
from .columns import ATMOSPHERES, CONDITION_KINDS, EDGE_TITLES, OPTIONAL, SHEETS, titles
from .faults import Fault
from .workbook import Row, Sheet, read_workbook

KEY_MOST, CRITERION_KEY_MOST, PERCEIVER_MOST, GRADE_MOST, LABEL_MOST = 60, 80, 30, 40, 30
NEEDED = {
    "touchpoints": ("key", "order", "weight"),
    "criteria": ("key", "touchpoint", "kind", "weight"),
    "perceivers": ("key", "share"),
}
"""Columns without which a sheet cannot be read."""


class SpreadsheetReader:
    """`content`, as content.py has it, `key` and `name`, after `read`. taker: what was wrong, and where."""

    wanted: tuple[str, ...] = tuple(SHEETS)

    def __init__(self, file: bytes) -> None:
        self.taker = Taker()
        self.sheets, faults = read_workbook(file, self.wanted)
        self.taker.faults += faults
        self.key, self.version = "", ""
        self.name: dict[str, str] = {}
        self.touchpoints: dict[str, dict[str, Any]] = {}
        self.criteria: dict[str, dict[str, Any]] = {}
        self.perceivers: dict[str, dict[str, Any]] = {}

    def read(self) -> None:
        self._check_sheets()
        for title, take in {
            "template": self.take_template,
            "perceivers": self.take_perceiver,
            "touchpoints": self._touchpoint,
            "criteria": self._criterion,
            "scale ends": self._end,
            "options": self._option,
            "bands": self._band,
            "conditions": self._condition,
        }.items():
            for row in self.sheets[title].rows if title in self.sheets else ():
                take(row)

    @property
    def content(self) -> dict[str, Any]:
        return {
            "version": self.version,
            "touchpoints": list(self.touchpoints.values()),
            "perceivers": self.perceivers,
            "criteria": list(self.criteria.values()),
        }

    def _check_sheets(self) -> None:
        for name, columns in SHEETS.items():
            if name not in self.sheets:
                if name not in OPTIONAL:
                    sentence = _("The sheet “%s” is missing. Take it over from an exported file.") % name
                    self.taker.faults.append(Fault(sentence, name))
                continue
            self._check_columns(self.sheets[name], {column.title for column in columns})

    def _check_columns(self, sheet: Sheet, known: set[str]) -> None:
        for title, letters in sheet.letters.items():
            if title not in known:
                sentence = _(
                    "“%(title)s” is not a column of this sheet. Correct it to one of: %(known)s."
                ) % {
                    "title": title[:40],
                    "known": ", ".join(titles(sheet.name)),
                }
                self.taker.faults.append(Fault(sentence, sheet.name, 1, letters))
        for title in NEEDED.get(sheet.name, ()):
            if title not in sheet.letters:
                sentence = _("The column “%s” is missing. Take it over from an exported file.") % title
                self.taker.faults.append(Fault(sentence, sheet.name, 1))

    def take_template(self, row: Row) -> None:
        take = self.taker
        self.version = self.version or take.text(row, "version", LABEL_MOST)
        self.key = self.key or take.text(row, "key", KEY_MOST)
        self.name = self.name or take.texts(row, "name")
        take.where["version"] = (row, "version")

    def take_perceiver(self, row: Row) -> None:
        take = self.taker
        if key := take.key(row, "key", self.perceivers, PERCEIVER_MOST):
            self.perceivers[key] = {
                "label": take.texts(row, "label"),
                "default_reach": take.number(row, "share"),
            }
            self.place(f"perceivers.{key}", row, {"label": "label (en)", "default_reach": "share"})

    def _touchpoint(self, row: Row) -> None:
        take = self.taker
        if key := take.key(row, "key", self.touchpoints, KEY_MOST):
            self.touchpoints[key] = {
                "key": key,
                "order": take.number(row, "order"),
                "weight": take.number(row, "weight"),
                "name": take.texts(row, "name"),
            }
            self.place(f"touchpoints.{key}", row, {"name": "name (en)", "order": "order", "weight": "weight"})

    def _criterion(self, row: Row) -> None:
        take = self.taker
        key = take.key(row, "key", self.criteria, CRITERION_KEY_MOST)
        criterion: dict[str, Any] = {
            "key": key,
            "touchpoint": take.known(row, "touchpoint", self.touchpoints, "touchpoints"),
            "kind": take.one_of(row, "kind", KINDS),
            "weight": take.number(row, "weight"),
            "core": take.flag(row, "short form", False),
            "hard_fail": take.flag(row, "caps index", False),
            "scored": take.flag(row, "scored", True),
            "phases": words_of(take.text(row, "phases")),
            "perceived_by": take.text(row, "perceived by") or "all",
            "evidence": take.one_of(row, "evidence", EVIDENCE, "none"),
            "wording": take.texts(row, "wording"),
        }
        criterion |= {
            name: value
            for name, value in {
                "help": take.texts(row, "help"),
                "options": self._answers(row),
                "sources": sources_of(take.raw_text(row, "sources")),
                "source_grade": take.text(row, "source grade", GRADE_MOST),
            }.items()
            if value
        }
        if key:
            self.criteria[key] = criterion
            columns = {
                **{name: name for name in ("touchpoint", "kind", "weight", "scored", "phases", "evidence")},
                "wording": "wording (en)",
                "help": "help (en)",
                "core": "short form",
                "options": "kind",
                "hard_fail": "caps index",
                "perceived_by": "perceived by",
                "band": "kind",
            }
            self.place(f"criteria.{key}", row, columns)

    def _answers(self, row: Row) -> str:
        word = self.taker.text(row, "answers")
        return word and READS_ATMOSPHERE * bool(self.taker.one_of(row, "answers", (ATMOSPHERES,)))

    def place(self, path: str, row: Row, columns: Mapping[str, str]) -> None:
        self.taker.where[path] = (row, "key")
        for name, title in columns.items():
            self.taker.where[f"{path}.{name}"] = (row, title)

    def _of(self, row: Row) -> dict[str, Any]:
        """The criterion that a row of another sheet belongs to, or one that nobody will see."""
        key = self.taker.known(row, "criterion", self.criteria, "criteria")
        return self.criteria.get(key, {"key": ""})

    def _end(self, row: Row) -> None:
        criterion, point = self._of(row), self.taker.text(row, "point").replace("\u2212", "-")
        if criterion.get("kind") == "balance" and point in ("1", "2"):
            point = f"+{point}"  # a spreadsheet drops the sign
        ends = criterion.setdefault("anchors", {})
        if point in ends:
            sentence = _("The point %s is described already. Remove one of the two.") % point[:10]
            self.taker.note(row, "point", sentence)
        ends[point] = self.taker.texts(row, "text")
        self.taker.where[f"criteria.{criterion['key']}.anchors.{point}"] = (row, "point")

    def _option(self, row: Row) -> None:
        criterion, take = self._of(row), self.taker
        if criterion.get("options") == READS_ATMOSPHERE:
            take.note(
                row, "criterion", _("Its answers are atmospheres, so it has no options. Remove the row.")
            )
            return
        options = criterion.setdefault("options", [])
        option: dict[str, Any] = {"key": take.text(row, "key"), "label": take.texts(row, "label")}
        if (score := take.number(row, "score")) is not None:
            option["score"] = score
        options.append(option)
        path = f"criteria.{criterion['key']}.options"
        for name in (option["key"], str(len(options))):
            self.place(f"{path}.{name}", row, {"score": "score", "label": "label (en)", "key": "key"})

    def _band(self, row: Row) -> None:
        criterion, take = self._of(row), self.taker
        variant = take.text(row, "variant")
        edges = [take.number(row, title) for title in EDGE_TITLES.values()]
        path = f"criteria.{criterion['key']}.band"
        band = criterion.setdefault("band", {})
        if variant:
            variants = band.setdefault("variants", {})
            twice = variant in variants
            variants[variant] = edges
            path = f"{path}.variants.{variant}"
        else:
            twice = "unit" in band
            band |= {"unit": take.text(row, "unit"), **dict(zip(EDGES, edges, strict=True))}
            self.place(path, row, {"unit": "unit"})
        if twice:
            take.note(row, "variant", _("This band is there already. Remove one of the two."))
        take.where[path] = (row, "best from")

    def _condition(self, row: Row) -> None:
        criterion, take = self._of(row), self.taker
        kind = take.one_of(row, "kind", CONDITION_KINDS)
        if not kind:
            return
        condition: dict[str, Any] = {"kind": kind}
        values: list[object] = list(words_of(take.text(row, "values")))
        if kind == "answer":
            condition["criterion"] = take.text(row, "asks")
            gate = self.criteria.get(condition["criterion"], {})
            values = [answer_value(str(value), gate) for value in values]
        elif take.text(row, "asks"):
            take.note(row, "asks", _("Only a condition of kind “answer” asks for one. Empty this cell."))
        condition[FIELDS[kind][-1]] = values
        conditions = criterion.setdefault("conditions", [])
        conditions.append(condition)
        take.where[f"criteria.{criterion['key']}.conditions.{len(conditions)}"] = (row, "values")


def answer_value(word: str, gate: Mapping[str, Any]) -> object:
    """A value that a condition asks for, by the kind of the question it is given to."""
    kind = gate.get("kind")
    if kind == "yesno" and word.casefold() in YES_WORDS | NO_WORDS:
        return word.casefold() in YES_WORDS
    if kind in ("fit", "balance"):
        plain = word.replace("\u2212", "-").removeprefix("+")
        return int(plain) if plain.removeprefix("-").isdecimal() and len(plain) < 4 else word
    return word


def words_of(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def sources_of(text: str) -> list[str]:
    return [one.strip() for one in text.split("\n" if "\n" in text else ";") if one.strip()]
