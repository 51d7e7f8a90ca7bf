"""Quotes and where they stand. Offsets count code points of the stored text: `text[start:end] == quote`.

The text is brought into its one form when it is stored and never again, so that offsets stay true.
"""

import re
import unicodedata
from collections.abc import Iterator

_LINE_ENDS = re.compile(r"\r\n?|\u2028|\u2029|\x85|\f|\v")
# Controls that no page can show and PostgreSQL does not take; format characters such as the soft hyphen
# and the joiners of emoji stay, for they are part of what was written.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff]")
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
# Only from the first space of a run on: tried from each of them, time grows by the square.
_TRAILING_SPACE = re.compile(r"(?<![ \t])[ \t]++(?=\n)")
_MANY_EMPTY_LINES = re.compile(r"\n{4,}")


def clean_text(text: str) -> str:
    """The one stored form: "\\n" line ends, no unprintable characters, composed letters (NFC), no rims.

    Cleaning what is clean changes nothing.
    """
    text = _LONE_SURROGATE.sub("\ufffd", _LINE_ENDS.sub("\n", text))
    text = unicodedata.normalize("NFC", _UNPRINTABLE.sub("", text))
    return _MANY_EMPTY_LINES.sub("\n\n\n", _TRAILING_SPACE.sub("", text)).strip()


def find_quote(text: str, quote: str) -> list[tuple[int, int]]:
    """Every (start, end) where the quote occurs, overlapping ones too, in order.

    Letter for letter where possible; else with any run of white space standing for any other, because
    copying from a page changes line ends and hard spaces. The words at the place found are the quote then.
    """
    quote = clean_text(quote)
    if not quote:
        return []
    return list(_exact(text, quote)) or list(_whatever_the_spaces(text, quote))


def _exact(text: str, quote: str) -> Iterator[tuple[int, int]]:
    start = text.find(quote)
    while start >= 0:
        yield start, start + len(quote)
        start = text.find(quote, start + 1)


def _whatever_the_spaces(text: str, quote: str) -> Iterator[tuple[int, int]]:
    pattern = r"\s+".join(re.escape(word) for word in quote.split())
    for match in re.finditer(pattern, text):
        yield match.span()


def move_quote(old: str, new: str, start: int, end: int) -> tuple[int, int] | None:
    """Where old[start:end] stands in the new text; of several places the one its surroundings point to.

    None when these very words no longer occur.
    """
    places = list(_exact(new, old[start:end]))
    if not places:
        return None
    shift = len(new) - len(old)
    before, after = _common_prefix(old, new), _common_prefix(old[::-1], new[::-1])
    expected = start + shift if start >= len(old) - after and end > before else start
    return min(places, key=lambda place: abs(place[0] - expected))


def _common_prefix(first: str, second: str) -> int:
    same = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        same += 1
    return same


def surroundings(text: str, start: int, end: int, reach: int = 40) -> tuple[str, str]:
    """Up to `reach` characters before and after a quote, on one line, to tell its places apart."""
    before, after = text[max(0, start - reach) : start], text[end : end + reach]
    return re.sub(r"\s+", " ", before).lstrip(), re.sub(r"\s+", " ", after).rstrip()
