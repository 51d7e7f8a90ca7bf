"""Reading the walkthroughs of an event file: answers, readings, comments, photos."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import Any

from .atmospheres import Mixture
from .facts import NOT_APPLICABLE, AnswerFact, ReadFact, WalkthroughFact
from .fields import Fields, use
from .library import Library
from .mixture_file import read_mixture
from .scales import read_value

PLAIN = frozenset({bool, int, float, str, type(None)})
READINGS_AT_MOST = 2
UNKNOWN = "is not in the library. Correct the key or remove it."


class WalkthroughReader:
    """Reads the walkthroughs of one event. What many rounds repeat is read once."""

    def __init__(self, library: Library, segments: frozenset[str]) -> None:
        self._library = library
        self._segments = segments
        self._answer_once = lru_cache(maxsize=None, typed=True)(self._answer)
        self._mixtures: dict[str, Mixture] = {}

    def read(self, item: Fields) -> WalkthroughFact:
        criteria = self._library.criteria
        segment = item.text("segment")
        if segment and segment not in self._segments:
            known = use(sorted(self._segments), otherwise="Add it to them.")
            item.note("segment", segment, f"is not one of the event's segments. {known}")
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
        answers = []
        for key, given in item.items("answers"):
            try:
                read = self._answer_once if type(given) in PLAIN else self._answer
                answers.append(read(key, given))
            except KeyError:
                item.note("answers", key, UNKNOWN)
            except ValueError as fault:
                item.note(f"answers.{key}", given, str(fault))
        return tuple(answers)

    def _answer(self, key: str, given: Any) -> AnswerFact:
        """Raises KeyError for an unknown criterion, ValueError for a value that is not on its scale."""
        criterion = self._library.criteria[key]
        known = given is None or given == NOT_APPLICABLE
        return AnswerFact(key, given if known else read_value(criterion, given))

    def _reads(self, item: Fields) -> tuple[ReadFact, ...]:
        """A list of readings for each touchpoint; a single reading may stand without the list."""
        reads = []
        for touchpoint, values in item.items("reads"):
            if touchpoint not in self._library.touchpoints:
                item.note("reads", touchpoint, UNKNOWN)
                continue
            for value in values if isinstance(values, list) else [values]:
                mixture = self._mixture(value, item, f"reads.{touchpoint}")
                if mixture is not None:
                    reads.append(ReadFact(touchpoint, mixture))
        return tuple(reads)

    def _mixture(self, value: Any, item: Fields, key: str) -> Mixture | None:
        same = repr(value)
        if same not in self._mixtures:
            mixture = read_mixture(value, item, key, self._library, most=READINGS_AT_MOST)
            if mixture is None:
                return None
            self._mixtures[same] = mixture
        return self._mixtures[same]


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
