"""What is edited of an atmosphere on one page: its character, one touchpoint, or its words.

A section holds what was typed, good or bad; `content` with it filled in is checked as a whole (content.py).
Units are what two people cannot both have changed: where only one did, merging takes that one's.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django.http import QueryDict
from django.utils.translation import get_language_info

from ..problems import LANGUAGES
from ..setting_texts import AXES
from .content import KINDS, MOST_COLOURS, MOST_CUES, Content, problems_of, tidy

MOST_TYPED = 200  # rows that are read of a form; what is more is noticed as too many
NEW_COLOUR = "#808080"
ROW = re.compile(r"(add|remove|up|down)-([a-z]+)(?:-(\d{1,3}))?")

Units = dict[str, Any]


class Section:
    """units: what the page edits, by name."""

    prefix: ClassVar[str] = ""

    def __init__(self, units: Units) -> None:
        self.units = units
        self.problems: dict[str, list[str]] = {}

    @classmethod
    def of(cls, content: Content) -> Self:
        raise NotImplementedError

    @classmethod
    def typed(cls, data: QueryDict) -> Self:
        raise NotImplementedError

    def into(self, content: Content) -> Content:
        """The content with this section as it is here, tidy."""
        raise NotImplementedError

    def valid(self, content: Content) -> bool:
        """Problems of what stands on this page, by the rest of their path; '' is the whole."""
        for path, sentence in problems_of(self.into(content)):
            own = path.removeprefix(self.prefix) if path.startswith(self.prefix) else ""
            self.problems.setdefault(own, []).append(sentence)
        return not self.problems

    def merged(self, base: Content | None, now: Content) -> Self:
        """What I typed; and what another has changed meanwhile where I changed nothing."""
        theirs = self.of(now).units
        if base is None:
            return type(self)(theirs | self.units)
        then = self.of(base).units
        mine = {
            name: theirs[name] if name in theirs and self._same(value, then.get(name)) else value
            for name, value in self.units.items()
        }
        return type(self)(mine)

    def _same(self, one: Any, other: Any) -> bool:
        return bool(one == other)

    def change_rows(self, asked: str) -> None:
        """Add, move or take away a row: add-KIND, remove-KIND-2, up-KIND-2, down-KIND-2."""
        raise NotImplementedError

    @property
    def all_problems(self) -> list[str]:
        return [sentence for sentences in self.problems.values() for sentence in sentences]


@dataclass(frozen=True, slots=True)
class Input:
    """A text in one language. missing: it is not written while another language is."""

    name: str
    language: str
    value: str
    missing: bool
    problems: list[str]

    @property
    def title(self) -> str:
        return get_language_info(self.language)["name_translated"]


def inputs_of(name: str, texts: Mapping[str, str], problems: Mapping[str, list[str]]) -> list[Input]:
    some = any(text.strip() for text in texts.values())
    return [
        Input(f"{name}_{language}", language, text, some and not text.strip(), problems.get(language, []))
        for language, text in texts.items()
    ]


class Character(Section):
    """Units: name.en ..., description.en ..., axes.formality ..., palette."""

    @classmethod
    def of(cls, content: Content) -> Self:
        texts = {
            f"{part}.{language}": (content[part] or {}).get(language, "")
            for part in ("name", "description")
            for language in LANGUAGES
        }
        axes = {f"axes.{axis}": content["axes"].get(axis, 2) for axis in AXES}
        return cls({**texts, **axes, "palette": list(content["palette"])})

    @classmethod
    def typed(cls, data: QueryDict) -> Self:
        texts = {
            f"{part}.{language}": data.get(f"{part}_{language}", "")
            for part in ("name", "description")
            for language in LANGUAGES
        }
        axes = {f"axes.{axis}": number(data.get(f"axis_{axis}", "")) for axis in AXES}
        return cls({**texts, **axes, "palette": data.getlist("colour")[:MOST_TYPED]})

    def into(self, content: Content) -> Content:
        parts: Content = {"name": {}, "description": {}, "axes": {}}
        for name, value in self.units.items():
            part, _dot, key = name.partition(".")
            if key:
                parts[part][key] = value
        palette = [colour for colour in self.units["palette"] if colour.strip()]
        return tidy({**content, **parts, "palette": palette})

    @property
    def axes(self) -> dict[str, float]:
        """Places that can be shown: the nearest one from 0 to 4, the middle for what is no number."""
        found = {axis: self.units[f"axes.{axis}"] for axis in AXES}
        return {
            axis: min(4.0, max(0.0, value)) if isinstance(value, int | float) else 2.0
            for axis, value in found.items()
        }

    @property
    def palette(self) -> list[str]:
        return self.units["palette"]

    @property
    def name(self) -> list["Input"]:
        return self._inputs("name")

    @property
    def description(self) -> list["Input"]:
        return self._inputs("description")

    def _inputs(self, part: str) -> list["Input"]:
        texts = {language: self.units[f"{part}.{language}"] for language in LANGUAGES}
        return inputs_of(part, texts, {code: self.problems.get(f"{part}.{code}", []) for code in LANGUAGES})

    def change_rows(self, asked: str) -> None:
        """asked: add-colour, remove-colour-2, up-colour-2, down-colour-2."""
        change_list(self.palette, asked, "colour", lambda: NEW_COLOUR, MOST_COLOURS)

    def _same(self, one: Any, other: Any) -> bool:
        if isinstance(one, str) and isinstance(other, str):
            return one.split() == other.split()
        return bool(one == other)


class Point(Section):
    """Cues and clashes of one touchpoint. Units: cues, clashes."""

    key: ClassVar[str]

    @classmethod
    def at(cls, key: str) -> type["Point"]:
        return type("PointAt", (cls,), {"key": key, "prefix": f"touchpoints.{key}."})

    @classmethod
    def of(cls, content: Content) -> Self:
        point = content["touchpoints"].get(cls.key, {})
        return cls({kind: [_in_all(cue) for cue in point.get(kind, [])] for kind in KINDS})

    @classmethod
    def typed(cls, data: QueryDict) -> Self:
        return cls({kind: list(_rows(data, kind)) for kind in KINDS})

    def into(self, content: Content) -> Content:
        points = content["touchpoints"]
        point = {**points.get(self.key, {}), **self.units}
        return tidy({**content, "touchpoints": {**points, self.key: point}})

    added = ""  # the kind that has just got a row

    @property
    def lists(self) -> list[tuple[str, list[list["Input"]], bool]]:
        """(kind, the inputs of its rows, whether there is room for more); with one row to fill in."""
        return [
            (
                kind,
                [self._row(kind, number, row) for number, row in enumerate(rows or [_in_all({})])],
                len(rows) < MOST_CUES,
            )
            for kind, rows in self.units.items()
        ]

    def _row(self, kind: str, number: int, row: Mapping[str, str]) -> list["Input"]:
        wrong = {language: self.problems.get(f"{kind}.{number}.{language}", []) for language in LANGUAGES}
        return inputs_of(kind, row, wrong)

    def change_rows(self, asked: str) -> None:
        for kind, rows in self.units.items():
            rows[:] = rows or [_in_all({})]  # the one that was shown to be filled in
            change_list(rows, asked, kind, lambda: _in_all({}), MOST_CUES)
            if asked == f"add-{kind}":
                self.added = kind


@dataclass(frozen=True, slots=True)
class WordLines:
    unit: str
    language: str
    lines: str
    problems: list[str]

    @property
    def title(self) -> str:
        return get_language_info(self.language)["name_translated"]

    @property
    def count(self) -> int:
        return sum(1 for _word in words_in(self.lines))


@dataclass(frozen=True, slots=True)
class WordRow:
    """The words of one touchpoint; inputs: one for each language."""

    key: str
    name: str
    inputs: list[WordLines]

    @property
    def count(self) -> int:
        return sum(each.count for each in self.inputs)

    @property
    def wrong(self) -> bool:
        return any(each.problems for each in self.inputs)


class Words(Section):
    """Trigger words. Units: TOUCHPOINT.LANGUAGE, each the lines of its input: 'word ~ stem, stem'."""

    prefix = "touchpoints."

    @classmethod
    def of(cls, content: Content) -> Self:
        return cls(
            {
                f"{key}.{language}": "\n".join(map(line_of, words))
                for key, point in content["touchpoints"].items()
                for language, words in point.get("triggers", {}).items()
            }
        )

    @classmethod
    def typed(cls, data: QueryDict) -> Self:
        found = {}
        for name, value in data.items():
            kind, _dash, unit = name.partition("-")
            if kind == "words" and unit.rpartition(".")[2] in LANGUAGES:
                found[unit] = str(value)
        return cls(found)

    def into(self, content: Content) -> Content:
        points = {key: {**point, "triggers": {}} for key, point in content["touchpoints"].items()}
        for unit, lines in self.units.items():
            key, _dot, language = unit.rpartition(".")
            points.setdefault(key, {"triggers": {}})["triggers"][language] = list(words_in(lines))
        return tidy({**content, "touchpoints": points})

    def _same(self, one: Any, other: Any) -> bool:
        return list(words_in(one)) == list(words_in(other or ""))

    def rows(self, touchpoints: Mapping[str, str]) -> list[WordRow]:
        """touchpoints: key to name. One that is no longer in use, but has words, keeps its row."""
        strange = {unit.rpartition(".")[0] for unit in self.units} - touchpoints.keys()
        names = {**touchpoints, **{key: key for key in sorted(strange)}}
        return [
            WordRow(key, name, [self._lines(key, language) for language in LANGUAGES])
            for key, name in names.items()
        ]

    def _lines(self, key: str, language: str) -> WordLines:
        unit = f"{key}.{language}"
        problems = self.problems.get(f"{key}.triggers.{language}", [])
        return WordLines(unit, language, self.units.get(unit, ""), problems)

    def change_rows(self, asked: str) -> None:
        """There are no rows."""


def number(text: str) -> float | int | str:
    """'2,5' -> 2.5; what is no number comes back as it is, to be refused with a sentence."""
    try:
        found = float(text.strip().replace(",", ".")[:20])
    except ValueError:
        return text
    return int(found) if found.is_integer() else found


def line_of(word: Mapping[str, Any]) -> str:
    stems = ", ".join(word.get("stems", []))
    return f"{word['lemma']} ~ {stems}" if stems else str(word["lemma"])


def words_in(lines: str) -> Iterator[Content]:
    """A word or phrase a line, or between commas; its stems after '~', which end with the line."""
    for line in lines.splitlines():
        said, tilde, stems = line.partition("~")
        lemmas = [lemma.strip() for lemma in said.split(",") if lemma.strip()]
        for place, lemma in enumerate(lemmas, 1):
            own = stems.split(",") if tilde and place == len(lemmas) else []
            yield {"lemma": lemma, "stems": [stem.strip() for stem in own if stem.strip()]}


def _rows(data: QueryDict, kind: str) -> Iterator[dict[str, str]]:
    columns = {language: data.getlist(f"{kind}_{language}")[:MOST_TYPED] for language in LANGUAGES}
    for place in range(max(map(len, columns.values()))):
        yield {language: column[place] if place < len(column) else "" for language, column in columns.items()}


def _in_all(text: Any) -> dict[str, str]:
    text = text if isinstance(text, Mapping) else {"en": str(text)}
    return {language: text.get(language, "") for language in LANGUAGES}


def change_list(rows: list, asked: str, kind: str, new: Callable[[], Any], most: int) -> None:
    found = ROW.fullmatch(asked)
    if not found or found[2] != kind:
        return
    place = int(found[3]) if found[3] else len(rows)
    if found[1] == "add" and len(rows) < most:
        rows.append(new())
    elif found[1] == "remove" and place < len(rows):
        del rows[place]
    elif found[1] in ("up", "down") and place < len(rows):
        other = max(0, min(len(rows) - 1, place + (-1 if found[1] == "up" else 1)))
        rows.insert(other, rows.pop(place))
