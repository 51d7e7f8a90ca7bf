"""The sheets of an XLSForm that anybody may have made: choices, languages, types in all spellings."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .workbook import Row, Sheet

TITLE = re.compile(r"(?P<what>[A-Za-z_ ]+?)\s*::?\s*(?P<language>[^:].*)", re.DOTALL)
CODE = re.compile(r"\(\s*([A-Za-z-]+)\s*\)\s*$")
LANGUAGES = {
    "en": "en", "english": "en",
    "fi": "fi", "finnish": "fi", "suomi": "fi",
    "sv": "sv", "swedish": "sv", "svenska": "sv",
}  # fmt: skip
SPELLINGS = {"list name": "list_name", "relevance": "relevant", "calculate": "calculation", "value": "name"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A row's type, taken apart: 'select_one yes_no or_other' is select_one, yes_no, with_other."""

    kind: str
    of: str = ""
    with_other: bool = False


@dataclass(slots=True)
class Choice:
    row: Row
    name: str
    label: dict[str, str]


@dataclass(slots=True)
class Translations:
    """Which columns of a sheet hold a text in which language. unknown: titles in languages that we lack."""

    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)

    def of(self, row: Row, what: str) -> dict[str, str]:
        """Language to text, as far as there is one."""
        found: dict[str, str] = {}
        for title, language in self.columns.get(what, {}).items():
            text = str(row.cells.get(title, "") or "")
            if text.strip() and language not in found:
                found[language] = text
        return found


def language_of(name: str) -> str:
    """'English (en)', 'suomi', 'sv' -> the code; '' for a language that we lack."""
    code = CODE.search(name)
    word = (code[1] if code else name).strip().casefold()
    return LANGUAGES.get(word) or LANGUAGES.get(word.split("-")[0], "")


def translations_of(sheet: Sheet, default: str) -> Translations:
    """default: the language of columns that name none."""
    found = Translations()
    for title in sheet.letters:
        parts = TITLE.fullmatch(title)
        what = (parts["what"] if parts else title).strip().casefold()
        language = language_of(parts["language"]) if parts else default
        if what not in ("label", "hint"):
            continue
        if language:
            found.columns.setdefault(what, {})[title] = language
        else:
            found.unknown.append(title)
    return found


def spelt(sheet: Sheet, wanted: Mapping[str, str] = SPELLINGS) -> dict[str, str]:
    """What a column is called by us, to its title in this sheet."""
    found: dict[str, str] = {}
    for title in sheet.letters:
        plain = re.sub(r"\s+", " ", title).strip().casefold()
        found.setdefault(wanted.get(plain, plain), title)
    return found


def asked(text: str) -> Asked:
    words = text.split()
    plain = " ".join(words).casefold()
    for spelling, kind in (
        ("select_one_from_file", "select_one_from_file"), ("select_multiple_from_file", "select_multiple"),
        ("select one", "select_one"), ("select_one", "select_one"), ("select1", "select_one"),
        ("select_multiple", "select_multiple"), ("select multiple", "select_multiple"),
        ("select all that apply", "select_multiple"), ("rank", "rank"),
    ):  # fmt: skip
        if plain == spelling or plain.startswith(spelling + " "):
            rest = words[len(spelling.split()) :]
            rest = rest[1:] if rest[:1] == ["from"] else rest
            other = " ".join(rest[1:]).casefold() in ("or_other", "or other")
            return Asked(kind, rest[0] if rest else "", other)
    return Asked(plain.replace("begin ", "begin_").replace("end ", "end_") if words else "")


def choices_of(sheet: Sheet | None, default: str) -> dict[str, list[Choice]]:
    """List to its choices, in order."""
    found: dict[str, list[Choice]] = {}
    if sheet is None:
        return found
    titles, texts = spelt(sheet), translations_of(sheet, default)
    for row in sheet.rows:
        of = _word(row, titles.get("list_name", ""))
        name = _word(row, titles.get("name", ""))
        if of and name:
            found.setdefault(of, []).append(Choice(row, name, texts.of(row, "label")))
    return found


def _word(row: Row, title: str) -> str:
    value = row.cells.get(title)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value).strip()


def lines_of(text: str) -> Iterator[tuple[str, str]]:
    """'a: b' line by line, at the last colon: what stands behind it has none."""
    for line in text.split("\n"):
        before, colon, after = line.rpartition(":")
        if colon:
            yield before.strip(), after.strip()
