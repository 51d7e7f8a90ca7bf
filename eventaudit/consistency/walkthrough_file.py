"""Reading the walkthroughs of an event file: answers, readings, comments, photos."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, Literal

from .facts import NOT_APPLICABLE, PHASES, AnswerFact, Phase, ReadFact, WalkthroughFact
from .fields import Fields, use
from .library import Criterion, Library
from .mixture_file import read_mixture
from .scales import read_value

READINGS_AT_MOST = 2
UNKNOWN = "is not in the library. Correct the key or remove it."
REMEMBERED = 1_000
"""How many different answers to a criterion, and readings of a touchpoint, are remembered."""


class WalkthroughReader:
    """Reads walkthroughs with one library, for as many events as there are.

    Auditors give the same few answers again and again: each different one is checked once, and its fact used
    for all.
    """

    def __init__(self, library: Library) -> None:
        self.library = library
        self._known_answers = {key: _KnownAnswers(criterion) for key, criterion in library.criteria.items()}
        self._known_reads: dict[str, dict[Any, ReadFact]] = {key: {} for key in library.touchpoints}

    def read(self, item: Fields, segments: Collection[str]) -> WalkthroughFact:
        """segments: the keys of the event's."""
        criteria = self.library.criteria
        segment = item.text("segment")
        if segment and segment not in segments:
            known = use(sorted(segments), otherwise="Add it to them.")
            item.note("segment", segment, f"is not one of the event's segments. {known}")
        return WalkthroughFact(
            auditor=item.text("auditor", required=True),
            answers=self._answers(item),
            reads=self._reads(item),
            lead=item.flag("lead"),
            round=item.text("round"),
            segment=segment,
            zone=item.text("zone"),
            phase=_phase(item),
            comments=read_texts(item, "comments", criteria),
            reasons=read_texts(item, "reasons", criteria),
            photos=read_counts(item, "photos", criteria),
        )

    def _answers(self, item: Fields) -> tuple[AnswerFact, ...]:
        given, known = item.items("answers"), self._known_answers
        try:
            answers = [
                answer for key, value in given if type((answer := known[key][value]).value) is type(value)
            ]
        except (KeyError, ValueError, TypeError):  # what is no answer, or no JSON scalar: say which
            answers = []
        if len(answers) < len(given):  # True is 1, but not as an answer
            return tuple(self._checked_answers(item, given))
        return tuple(answers)

    def _checked_answers(self, item: Fields, given: Collection[tuple[str, Any]]) -> Iterator[AnswerFact]:
        for key, value in given:
            try:
                yield read_answer(self.library.criteria[key], value)
            except KeyError:
                item.note("answers", key, UNKNOWN)
            except ValueError as fault:
                item.note(f"answers.{key}", value, str(fault))

    def _reads(self, item: Fields) -> tuple[ReadFact, ...]:
        """A list of readings for each touchpoint; a single reading may stand without the list."""
        reads = []
        for touchpoint, values in item.items("reads"):
            known = self._known_reads.get(touchpoint)
            if known is None:
                item.note("reads", touchpoint, UNKNOWN)
                continue
            for value in values if isinstance(values, list) else [values]:
                same = value if type(value) is str else (repr(value),)
                read = known.get(same)
                if read is None:
                    read = self._read(value, item, touchpoint)
                    if read is None:
                        continue
                    if len(known) < REMEMBERED:
                        known[same] = read
                reads.append(read)
        return tuple(reads)

    def _read(self, value: Any, item: Fields, touchpoint: str) -> ReadFact | None:
        mixture = read_mixture(value, item, f"reads.{touchpoint}", self.library, most=READINGS_AT_MOST)
        return None if mixture is None else ReadFact(touchpoint, mixture)


class _KnownAnswers(dict[Any, AnswerFact]):
    """Each different value given to a criterion, as an answer."""

    def __init__(self, criterion: Criterion) -> None:
        super().__init__()
        self._criterion = criterion

    def __missing__(self, value: Any) -> AnswerFact:
        answer = read_answer(self._criterion, value)
        if len(self) < REMEMBERED:
            self[value] = answer
        return answer


def read_answer(criterion: Criterion, value: Any) -> AnswerFact:
    """Raises ValueError for a value that is not on the criterion's scale."""
    known = value is None or value == NOT_APPLICABLE
    return AnswerFact(criterion.key, value if known else read_value(criterion, value))


def _phase(item: Fields) -> Phase | Literal[""]:
    value = item.one_of("phase", PHASES) if item.data.get("phase") else ""
    return next((phase for phase in PHASES if phase == value), "")


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
        count: Any = Fields({key: value}, item.at(part), item.problems).count(key)
        if count:
            found[key] = count
    return found
