"""Numbers with a meaning: times of day, dates, durations, distances, prices and counts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Literal

QuantityKind = Literal["time", "minutes", "seconds", "metres", "price", "temperature", "count", "date"]

_NUMBERS: dict[str, float] = {
    word: value
    for value, words in enumerate(
        (
            "zero nolla noll",
            "one yksi yhden yhdessä ett en",
            "two kaksi kahden kahdessa två",
            "three kolme kolmen kolmessa tre",
            "four neljä neljän neljässä fyra",
            "five viisi viiden viidessä fem",
            "six kuusi kuuden kuudessa sex",
            "seven seitsemän seitsemässä sju",
            "eight kahdeksan kahdeksassa åtta",
            "nine yhdeksän yhdeksässä nio",
            "ten kymmenen kymmenessä tio",
            "eleven yksitoista yhdentoista elva",
            "twelve kaksitoista kahdentoista tolv",
            "thirteen kolmetoista tretton",
            "fourteen neljätoista fjorton",
            "fifteen viisitoista viidentoista femton",
        )
    )
    for word in words.split()
}
_NUMBERS |= {
    word: value
    for value, words in {
        20: "twenty kaksikymmentä kahdenkymmenen tjugo",
        30: "thirty kolmekymmentä kolmenkymmenen trettio",
        40: "forty neljäkymmentä neljänkymmenen fyrtio",
        50: "fifty viisikymmentä viidenkymmenen femtio",
        60: "sixty kuusikymmentä kuudenkymmenen sextio",
        80: "eighty kahdeksankymmentä åttio",
        90: "ninety yhdeksänkymmentä yhdeksänkymmenen nittio",
        100: "hundred sata sadan hundra",
    }.items()
    for word in words.split()
}
_NUMBER = (
    r"(?:\d{1,3}(?:[ \u00a0.,]\d{3})+|\d{1,6}(?:[.,]\d{1,2})?|"
    + "|".join(sorted(_NUMBERS, key=len, reverse=True))
    + ")"
)
_RANGE = rf"(?P<value>{_NUMBER})(?:\s*(?:[-–—]|to|till|tai|eller|or)\s*(?P<upper>{_NUMBER}))?"
_MONTHS = (
    "january february march april may june july august september october november december".split(),
    (
        "tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu marraskuu "
        "joulukuu"
    ).split(),
    "januari februari mars april maj juni juli augusti september oktober november december".split(),
)
MONTHS = {name: number for names in _MONTHS for number, name in enumerate(names, 1)}
_MONTH = "|".join(
    sorted(
        {name + ("(?:ta|n|ssa)?" if name.endswith("kuu") else "") for name in MONTHS}, key=len, reverse=True
    )
)

_PATTERNS: tuple[tuple[QuantityKind, str], ...] = (
    ("date", rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.|:e)?\s+(?:of\s+)?(?P<month>{_MONTH})\b"),
    ("date", rf"\b(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)"),
    ("date", r"\b(?P<day>\d{1,2})[./](?P<monthnumber>\d{1,2})\.?(?:(?:19|20)\d\d\b)"),
    (
        "price",
        rf"(?:€|£|\$)\s?{_RANGE}|\b{_RANGE}\s?(?:€|£|\$|eur(?:o[as]?|on|olla)?s?\b|euro\b|quid\b|pounds?\b|dollars?\b|kr\b|kronor\b|sek\b)",
    ),
    ("minutes", rf"\b{_RANGE}[\s-]*(?:min\b|minutes?'?\b|mins\b|minuut\w+|minuter\w*|minuters\b|minut\b)"),
    ("seconds", rf"\b{_RANGE}[\s-]*(?:seconds?\b|sek\b|sekun\w+)"),
    (
        "metres",
        rf"\b{_RANGE}[\s-]*(?:m\b|metres?\b|meters?\b|metri\w*|meter\w*|steps\b|paces\b|steg\b|askel\w*|askeleen\b)",
    ),
    ("metres", rf"\b(?P<km>{_NUMBER})[\s-]*(?:km\b|kilomet\w+)"),
    ("temperature", r"\b(?P<value>\d{1,2})\s?(?:°\s?c?|degrees|astetta|grader)"),
    (
        "time",
        r"\b(?:at|by|from|until|till|between|klo\.?|kello|kl\.?|klockan|around|before|after|ennen|jälkeen|före|efter|senast)\s+(?P<hour>[01]?\d|2[0-4])(?:[.:](?P<minute>[0-5]\d))?(?!\d|[.:]\d)\s?(?P<half>[ap]\.?m\b\.?)?",
    ),
    ("time", r"\b(?P<hour>[01]?\d|2[0-4])[.:](?P<minute>[0-5]\d)(?!\d|[.:]\d)\s?(?P<half>[ap]\.?m\b\.?)?"),
    ("time", r"\b(?P<hour>1[0-2]|[1-9])\s?(?P<half>[ap]\.?m\b\.?)"),
    ("count", rf"\b(?P<value>{_NUMBER})\b"),
)


# What must stand beside the number, in small letters, for a pattern of the kind to be looked for: that most
# numbers are only counts is found out sooner so.
_HINTS: dict[QuantityKind, re.Pattern[str]] = {
    "date": re.compile(rf"{_MONTH}|\d[./]\d"),
    "price": re.compile(r"€|£|\$|eur|quid|pound|dollar|kr|sek"),
    "minutes": re.compile("min"),
    "seconds": re.compile("sec|sek"),
    "metres": re.compile(r"\dm|\bm\b|met|km|step|pace|steg|aske"),
    "temperature": re.compile("°|degrees|astetta|grader"),
    "time": re.compile(
        r"\d[.:]\d|\d\s?[ap]\.?m"
        r"|(?:at|by|from|until|till|between|klo\.?|kello|kl\.?|klockan|around|before|after|ennen|jälkeen|före|efter|senast)\s+\d"
    ),
}
MOST_NUMBERS = 3_000
BEFORE, BEHIND = 14, 40  # characters around a number that can belong to it
_WORD = re.compile(r"\d+|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Quantity:
    """value: minutes since midnight for a time, month * 100 + day for a date, metres, minutes, euros ...
    upper: the end of a range, else the value."""

    start: int
    end: int
    kind: QuantityKind
    value: float
    upper: float


@cache
def _compiled() -> tuple[tuple[QuantityKind, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(_unique_groups(pattern), re.I)) for kind, pattern in _PATTERNS)


def _unique_groups(pattern: str) -> str:
    """A name may stand once in a pattern: the second alternative's groups get a 2."""
    for name in ("value", "upper"):
        first = pattern.find(f"?P<{name}>")
        if first >= 0:
            pattern = pattern[: first + 5] + pattern[first + 5 :].replace(f"?P<{name}>", f"?P<{name}2>")
    return pattern


def quantities(text: str) -> list[Quantity]:
    """In order, none inside another; of kinds that fit the same words the more telling one.

    Numbers beyond MOST_NUMBERS are passed over: no message has so many.
    """
    places = _number_places(text)
    beside = {place: text[max(0, place - BEFORE) : place + BEHIND].lower() for place in places}
    hinted = {
        kind: [place for place in places if hint.search(beside[place])] for kind, hint in _HINTS.items()
    }
    taken: dict[int, int] = {}
    found: list[Quantity] = []
    for kind, pattern in _compiled():
        for place in hinted.get(kind, places):
            match = None if place in taken else _around(pattern, text, place)
            if match:
                taken |= dict.fromkeys(range(*match.span()), 1)
                found.extend(_quantity(kind, match))
    return sorted(found, key=lambda quantity: quantity.start)


def _number_places(text: str) -> list[int]:
    """Where numbers stand, in figures or words."""
    words = (m for m in _WORD.finditer(text) if m[0][0].isdigit() or m[0].lower() in _NUMBERS)
    return [word.start() for word in islice(words, MOST_NUMBERS)]


def _around(pattern: re.Pattern[str], text: str, place: int) -> re.Match[str] | None:
    """The match that covers the number at `place`."""
    for match in pattern.finditer(text, max(0, place - BEFORE), place + BEHIND):
        if match.start() <= place < match.end():
            return match
    return None


def between(found: list[Quantity], start: int, end: int) -> list[Quantity]:
    """Those that begin in text[start:end], of a list in order."""
    first = bisect_left(found, start, key=lambda quantity: quantity.start)
    last = bisect_left(found, end, lo=first, key=lambda quantity: quantity.start)
    return found[first:last]


def _quantity(kind: QuantityKind, found: re.Match[str]) -> Iterator[Quantity]:
    groups = found.groupdict()
    if kind == "time":
        value = upper = _minutes_of_day(groups)
    elif kind == "date":
        value = upper = _date(groups)
    elif groups.get("km"):
        value = upper = number(groups["km"]) * 1000
    else:
        value = number(groups.get("value") or groups.get("value2") or "0")
        upper = number(groups.get("upper") or groups.get("upper2") or "") or value
    if value >= 0:
        yield Quantity(found.start(), found.end(), kind, value, upper)


def _minutes_of_day(groups: dict[str, str | None]) -> float:
    hour = int(groups["hour"] or 0)
    half = (groups.get("half") or "").lower()
    if half.startswith("p") and hour < 12:  # noqa: PLR2004 - the afternoon
        hour += 12
    if half.startswith("a") and hour == 12:  # noqa: PLR2004 - midnight
        hour = 0
    return hour * 60 + int(groups.get("minute") or 0)


def _date(groups: dict[str, str | None]) -> float:
    day = int(groups["day"] or 0)
    name = (groups.get("month") or "").lower()
    month = int(groups.get("monthnumber") or 0) or next(
        (number for each, number in MONTHS.items() if name.startswith(each)), 0
    )
    return month * 100 + day if 1 <= month <= 12 and 1 <= day <= 31 else -1  # noqa: PLR2004 - a calendar


def number(written: str) -> float:
    """'1 200', '4,50' or a word for a number; 0 where it is none."""
    written = written.lower().replace("\u00a0", " ").strip()
    if written in _NUMBERS:
        return float(_NUMBERS[written])
    if re.fullmatch(r"\d{1,3}(?:[ .,]\d{3})+", written):
        return float(re.sub(r"\D", "", written))
    try:
        return float(written.replace(",", "."))
    except ValueError:
        return 0.0
