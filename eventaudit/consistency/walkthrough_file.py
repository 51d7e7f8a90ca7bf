"""Reading the walkthroughs of an event file: answers, readings, comments, photos."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import Any

from .facts import NOT_APPLICABLE, AnswerFact, ReadFact, WalkthroughFact
from .fields import Fields, listed
from .library import Library
from .mixture_file import read_mixture
from .scales import read_value

PLAIN = (int, float, str)
READINGS_AT_MOST = 2
UNKNOWN = "is not in the library. Correct the key or remove it."


class WalkthroughReader:
    """Reads the walkthroughs of one event. What is the same in many rounds is read once."""

    def __init__(self, library: Library, segments: frozenset[str]) -> None:
        self.library = library
        self.segments = segments
        self._answer = lru_cache(maxsize=None, typed=True)(self._read_answer)

    def read(self, item: Fields) -> WalkthroughFact:
        criteria = self.library.criteria
        segment = item.text("segment")
        if segment and segment not in self.segments:
            known = listed(sorted(self.segments))
            item.note("segment", segment, f"is not one of the event's segments. Use {known}.")
        return WalkthroughFact(
            auditor=item.text("auditor", required=True),
            answers=self._answers(item),
            reads=self._reads(item),
            lead=item.flag("lead"),
            round=item.text("round"),
            segment=segment,
            zone=item.text("zone"),
            comments=read_texts(item, "comments", criteria),
            reasons=read_texts(item, "reasons", criteria),
            photos=read_counts(item, "photos", criteria),
        )

    def _answers(self, item: Fields) -> tuple[AnswerFact, ...]:
        answers, criteria = [], self.library.criteria
        for key, given in item.items("answers"):
            if key not in criteria:
                item.note("answers", key, UNKNOWN)
                continue
            try:
                known = self._answer if isinstance(given, PLAIN) else self._read_answer
                answers.append(known(key, given))
            except ValueError as fault:
                item.note(f"answers.{key}", given, str(fault))
        return tuple(answers)

    def _read_answer(self, key: str, given: Any) -> AnswerFact:
        if given is None or given == NOT_APPLICABLE:
            return AnswerFact(key, given)
        return AnswerFact(key, read_value(self.library.criteria[key], given))

    def _reads(self, item: Fields) -> tuple[ReadFact, ...]:
        """A list of readings for each touchpoint; a single reading may stand without the list."""
        reads = []
        for touchpoint, values in item.items("reads"):
            if touchpoint not in self.library.touchpoints:
                item.note("reads", touchpoint, UNKNOWN)
                continue
            key = f"reads.{touchpoint}"
            for value in values if isinstance(values, list) else [values]:
                mixture = read_mixture(value, item, key, self.library, most=READINGS_AT_MOST)
                if mixture is not None:
                    reads.append(ReadFact(touchpoint, mixture))
        return tuple(reads)


def read_texts(item: Fields, part: str, criteria: Collection[str]) -> dict[str, str]:
    """{criterion: text}, empty texts left out."""
    found: dict[str, str] = {}
    for key, value in item.items(part):
        if key not in criteria:
            item.note(part, key, UNKNOWN)
        elif value is not None and not isinstance(value, str):
            item.note(f"{part}.{key}", value, "is not a text. Put it in quotation marks.")
        elif value:
            found[key] = value
    return found


def read_counts(item: Fields, part: str, criteria: Collection[str]) -> dict[str, int]:
    """{criterion: how many}, none left out."""
    found: dict[str, int] = {}
    for key, value in item.items(part):
        if key not in criteria:
            item.note(part, key, UNKNOWN)
            continue
        count: Any = Fields({key: value}, item.at(part), item.problems).whole(key, low=0)
        if count:
            found[key] = count
    return found
