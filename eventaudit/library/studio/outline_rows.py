"""The outline as its page shows it: each touchpoint with its criteria, and what each has of note."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from ..checking import Check, Problem
from ..comparing import KINDS
from ..conditions import READS_ATMOSPHERE
from ..problems import LANGUAGES, texts_of
from ..text import localised
from .outline import Content, criteria_at

SHOWN_OPEN = 30  # as many criteria are seen at once; a longer outline begins closed


@dataclass(frozen=True, slots=True)
class Noted:
    """How much the check finds about one thing: what must be mended, and advice."""

    problems: int
    advice: int


@dataclass(frozen=True, slots=True)
class CriterionRow:
    row: Mapping[str, Any]
    touchpoint: str
    noted: Noted

    @property
    def name(self) -> str:
        return localised(self.row["wording"]) or self.row["key"]

    @property
    def kind(self) -> str:
        if self.row.get("options") == READS_ATMOSPHERE:
            return _("Atmosphere, read")
        return str(KINDS.get(self.row["kind"], self.row["kind"]))

    @property
    def lacking(self) -> str:
        """Names of the languages in which some text of it is missing."""
        options = self.row.get("options")
        texts = [
            self.row["wording"],
            self.row.get("help"),
            *(self.row.get("anchors") or {}).values(),
            *(one.get("label") for one in options or () if isinstance(options, list)),
        ]
        return lacking(*filter(None, texts))


@dataclass(frozen=True, slots=True)
class TouchpointRow:
    """inside: what the check finds about its criteria."""

    row: Mapping[str, Any]
    criteria: tuple[CriterionRow, ...]
    noted: Noted
    open: bool

    @property
    def name(self) -> str:
        return localised(self.row["name"]) or self.row["key"]

    @property
    def lacking(self) -> str:
        return lacking(self.row["name"])

    @property
    def in_short(self) -> int:
        return sum(bool(each.row["core"]) for each in self.criteria)

    @property
    def inside(self) -> Noted:
        noted = [each.noted for each in self.criteria]
        return Noted(sum(each.problems for each in noted), sum(each.advice for each in noted))


@dataclass(frozen=True, slots=True)
class PerceiverRow:
    """Some of the attendees. asked: how many criteria they perceive."""

    key: str
    row: Mapping[str, Any]
    asked: int
    noted: Noted

    @property
    def name(self) -> str:
        return localised(self.row.get("label")) or self.key

    @property
    def percent(self) -> int:
        return round(100 * self.row.get("default_reach", 0))


def lacking(*texts: object) -> str:
    known = [texts_of(text) for text in texts]
    names = [
        str(get_language_info(language)["name_translated"])
        for language in LANGUAGES
        if any(language not in text for text in known)
    ]
    return ", ".join(names)


def outline_of(content: Content, check: Check, opened: Iterable[str] = ()) -> list[TouchpointRow]:
    """opened: keys of touchpoints, or 'all'."""
    opened = set(opened)
    if len(content["criteria"]) <= SHOWN_OPEN:
        opened.add("all")
    return [
        TouchpointRow(
            point,
            tuple(
                CriterionRow(row, point["key"], _noted(check, "criteria", row["key"]))
                for row in criteria_at(content, point["key"])
            ),
            _noted(check, "touchpoints", point["key"]),
            open=bool(opened & {"all", point["key"]}),
        )
        for point in sorted(content["touchpoints"], key=lambda row: row["order"])
    ]


def perceivers_of(content: Content, check: Check) -> list[PerceiverRow]:
    asked = [row["perceived_by"] for row in content["criteria"]]
    return [
        PerceiverRow(key, row, asked.count(key), _noted(check, "perceivers", key))
        for key, row in content["perceivers"].items()
    ]


def _noted(check: Check, part: str, key: str) -> Noted:
    advice = [each for each in check.advice if each.key != "language_missing"]  # it has a mark of its own
    return Noted(_about(check.problems, part, key), _about(advice, part, key))


def _about(problems: Iterable[Problem], part: str, key: str) -> int:
    return sum(each.part == part and each.subject == key for each in problems)
