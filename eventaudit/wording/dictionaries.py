"""simplemma's dictionaries, looked up where they lie: Finnish is at hand in a third of a second, not in two.

A dictionary is one row of records, sorted by key and each written as what differs from the one before it.
simplemma's own reader decodes all 3.5 million of Finnish to know where to begin. Here a regular expression
runs over records whose keys begin as the one before does, and only those where something else begins are
decoded: at first by four letters, and between these when a word is looked up.
"""

from __future__ import annotations

import lzma
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from simplemma.strategies.dictionaries import StreamDictionaryFactory
from simplemma.strategies.dictionaries.dictionary_factory import (
    DATA_FOLDER,
    SUPPORTED_LANGUAGES,
    CachingDictionaryFactory,
    DecodedStrMapping,
)

HEAD = b"SMFC1\x00"  # of the form that is read here: sorted by the beginnings of words
LETTERS = 4  # bytes of a key by which records are told apart at first
SHORT = 24  # bytes of the parts of most records
AS_BEFORE, IN_FULL = 254, 255
LONG = 128  # numbers from here on are written in two bytes


# How many bytes of the key are those of the one before; the key, a word form; its dictionary form, None where
# it is that of the record before; where the next record begins.
Record = tuple[int, bytes, bytes | None, int]


class Span(NamedTuple):
    """Records from start to end (not with it). before: what the first key shares with the one before."""

    start: int
    end: int
    before: bytes


class Dictionary(DecodedStrMapping):
    """Word form to dictionary form."""

    __slots__ = ("_count", "_data", "_spans", "_start")

    def __init__(self, data: bytes) -> None:
        """data: a dictionary of simplemma, unpacked. Raises ValueError where it has another form."""
        if not data.startswith(HEAD):
            raise ValueError("a dictionary of another form")
        self._data = data
        self._count, self._start = _number(data, len(HEAD))
        self._spans = dict(self._by_letters())

    def _by_letters(self) -> Iterator[tuple[bytes, Span]]:
        """The records by the first letters of their keys. The first of a span has a value of its own, and may
        stand before the first with these letters."""
        begin = at = self._start
        before = key = b""
        passed = _passed(LETTERS)
        while at < len(self._data):
            shared, here, value, end = _record(self._data, at, key)
            if shared < LETTERS:
                if key:
                    yield key[:LETTERS], Span(begin, at, before)
                if value is not None:
                    begin, before = at, key[:shared]
                key = here
            at = passed(self._data, end)
        yield key[:LETTERS], Span(begin, at, before)

    def _lookup(self, key: str) -> str | None:
        wanted = key.encode()
        span = self._spans.get(wanted[:LETTERS])
        if span is None:
            return None
        at, end, before = span
        same = _alike(before, wanted, 0)
        near = span  # from where the record looked for can be told
        while at < end:
            shared, here, value, after = _record(self._data, at, before)
            if shared < same or here > wanted:
                return None
            if shared == same:
                if value is not None:
                    near = Span(at, end, before[:same])
                if here == wanted:
                    return self._value(near, wanted)
                before, same = here, _alike(here, wanted, same)
            at = _passed(same + 1)(self._data, after)
        return None

    def _value(self, span: Span, wanted: bytes) -> str:
        return next(value.decode() for key, value in self._records(*span) if key == wanted)

    def _records(self, at: int, end: int, key: bytes = b"") -> Iterator[tuple[bytes, bytes]]:
        """Keys and values from a record on that has its own. key: what its key shares with the one before."""
        value = b""
        while at < end:
            _, key, own, at = _record(self._data, at, key)
            value = value if own is None else own
            yield key, value

    def __iter__(self) -> Iterator[str]:
        return (key.decode() for key, _ in self._records(self._start, len(self._data)))

    def __len__(self) -> int:
        return self._count


def _record(data: bytes, at: int, before: bytes) -> Record:
    """The record at this place. before: the key of the one before it, as far as it is shared."""
    shared, length, start = data[at], data[at + 1], at + 2
    if shared >= LONG or length >= LONG:
        shared, start = _number(data, at)
        length, start = _number(data, start)
    end = start + length
    key = before[:shared] + data[start:end]
    off = data[end]
    if off == AS_BEFORE:
        return shared, key, None, end + 1
    length, start = _number(data, end + 1)
    end = start + length
    kept = b"" if off == IN_FULL else key[: len(key) - off]
    return shared, key, kept + data[start:end], end


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A number in groups of seven bits, the least first; and where the next thing begins."""
    if data[at] < LONG:
        return data[at], at + 1
    rest, end = _number(data, at + 1)
    return data[at] % LONG + rest * LONG, end


def _alike(one: bytes, other: bytes, known: int) -> int:
    """How many bytes at the beginning are the same, of which so many are known to be."""
    shorter = min(len(one), len(other))
    while known < shorter and one[known] == other[known]:
        known += 1
    return known


@cache
def _passed(letters: int) -> Callable[[bytes, int], int]:
    """Gives the place behind all records from a place on that share so many bytes with those before them,
    save unusually long ones."""
    part = b"(?:%s)" % b"|".join(re.escape(bytes([length])) + b".{%d}" % length for length in range(SHORT))
    value = b"(?:%c|[^%c]%s)" % (AS_BEFORE, AS_BEFORE, part)
    pattern = re.compile(b"(?:[%s-\x7f]%s%s)*+" % (re.escape(bytes([letters])), part, value), re.DOTALL)

    def passed(data: bytes, at: int) -> int:
        found = pattern.match(data, at)
        return found.end() if found else at

    return passed


class Dictionaries(CachingDictionaryFactory):
    """Those of simplemma by language, each loaded when first asked for."""

    __slots__ = ()

    def _get_dictionary_uncached(self, lang: str) -> Mapping[str, str]:
        if lang not in SUPPORTED_LANGUAGES:
            raise ValueError(lang)
        try:
            return Dictionary(lzma.decompress((DATA_FOLDER / f"{lang}.plzma").read_bytes()))
        except ValueError:  # another release of simplemma, whose own reader is slower
            return StreamDictionaryFactory().get_dictionary(lang)
