"""A snapshot without the names of people: fields that hold names are emptied, and names that are known are
taken out of every text.

A name that nobody entered cannot be known: a note may still hold one, and withholding free text helps.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from django.utils.translation import gettext as _

FIELDS = frozenset({"who", "judged_by"})
CODES = frozenset({"id", "key", "anchor", "address", "shows", "sha256", "digest", "lang", "language"})
"""Fields that a machine reads."""

LEAST = 3
"""Letters of a part of a name that is looked for alone: 'Bo' would be found everywhere."""

NOT_NAMES = frozenset({"admin", "manager", "auditor", "client", "lead", "guest", "auditoija", "auditör"})
"""What some give as a name and is none: it stands in ordinary sentences too."""

ENDINGS = (
    "n|a|ä|t|s|lla|llä|lle|lta|ltä|sta|stä|ssa|ssä|an|än|en|in|on|un|yn|ön|ksi|na|nä|ta|tä|ia|iä|ille|illa|illä"
    "|ni|si|nsa|nsä|['’]s|:n|:s|:lle|:lla|:ltä|:lta"
)
"""Finnish cases and owners, and the genitives of Swedish and English."""


def without_names(shown: dict, names: Collection[str]) -> dict:
    """The snapshot with no name of `names` in it, nor of anybody who looked, judged or took something on."""
    known = {*names, *_names_in(shown)}
    _empty_owners(shown)
    pattern = name_pattern(known)
    return _without(shown, pattern, _("[name withheld]"))


def name_pattern(names: Iterable[str]) -> re.Pattern | None:
    """Finds names of several words in any case, and each of the words where it begins with a capital."""
    whole = {name.strip() for name in names if " " in name.strip()}
    words = {word for name in names for word in re.split(r"[\s,.]+", name)}
    parts = {
        word
        for word in words
        if len(word) >= LEAST and word[0].isupper() and word.casefold() not in NOT_NAMES
    }
    found = [f"(?i:{_declined(name)})" for name in sorted(whole, key=len, reverse=True)]
    found += [_declined(part) for part in sorted(parts, key=len, reverse=True)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(found)})(?!\w)") if found else None


def _declined(name: str) -> str:
    """'Virtanen' also as 'Virtasen' and 'Virtaselle'; 'Anna' as 'Annan', \"Anna's\"."""
    if name.endswith("nen"):
        return rf"{re.escape(name[:-3])}(?:nen|s[et]\w*)"
    return rf"{re.escape(name)}(?:{ENDINGS})?"


def _names_in(shown: Mapping) -> Iterator[str]:
    """The names in the fields made for them: 'Anna Virtanen, first round' holds one before the comma."""
    for value in _values_of(shown, FIELDS):
        for one in value.split(";"):
            name = one.partition(",")[0]
            if not any(letter.isdigit() for letter in name):
                yield name
    for row in shown["plan"]:
        for step in row["steps"]:
            yield step["owner"]


def _values_of(part, fields: Collection[str]) -> Iterator[str]:
    if isinstance(part, Mapping):
        for key, value in part.items():
            if key in fields and isinstance(value, str):
                yield value
            else:
                yield from _values_of(value, fields)
    elif isinstance(part, list):
        for item in part:
            yield from _values_of(item, fields)


def _empty_owners(shown: dict) -> None:
    """An owner that we propose is a role; one that somebody wrote may be a person."""
    written = {cause["key"] for cause in shown["causes"] if cause["written"]}
    standing = {cause["key"] for cause in shown["causes"]}
    for cause in shown["causes"]:
        if cause["key"] in written and cause["recommendation"]:
            cause["recommendation"]["owner"] = ""
    for item in shown["summary"]["fix"]:
        if item.get("anchor") in {cause["anchor"] for cause in shown["causes"] if cause["written"]}:
            item["owner"] = ""
    for row in shown["plan"]:
        if row["cause"] not in standing - written:
            row["owner"] = ""
        for step in row["steps"]:
            step["owner"] = ""


def _without(part, pattern: re.Pattern | None, instead: str, key: str = ""):
    if isinstance(part, Mapping):
        return {
            name: "" if name in FIELDS and isinstance(value, str) else _without(value, pattern, instead, name)
            for name, value in part.items()
        }
    if isinstance(part, list):
        return [_without(value, pattern, instead, key) for value in part]
    if isinstance(part, str) and pattern and key not in CODES:
        return pattern.sub(instead, part)
    return part
