"""Reading an event file (docs/event-file.md): the whole of it is checked, every problem named at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import fields
from typing import Any

from .atmospheres import NEUTRAL, Mixture
from .event_parts import Messages, read_contradiction, read_message, read_promise, with_own_id
from .facts import (
    CHANNELS,
    FORMS,
    AttendeeFact,
    EventFacts,
    FeedbackFact,
    Form,
    MessageFact,
    PreviousFact,
    SegmentFact,
    WalkthroughFact,
)
from .fields import Fields, listed, use
from .library import Library
from .mixture_file import read_mixture
from .own_atmospheres import PART, library_for
from .programme_file import read_programme, read_rounds
from .walkthrough_file import WalkthroughReader, read_counts, read_texts

READ = frozenset(item.name for item in fields(EventFacts)) - {"warnings"} | {PART}
SILENT = frozenset({"expected", "planted_note", "template", "earlier"})
FEEDBACK_TO = 10
WEIGHTS_TO = 3


class EventFileError(ValueError):
    """The event cannot be read. `problems` holds one sentence for each fault: field, value, what to do."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def parse_event(
    data: dict[str, Any], library: Library, reader: WalkthroughReader | None = None
) -> EventFacts:
    """The facts in one event object. Raises EventFileError with all problems; oddities become warnings.

    reader: of the same library, where many events are read one after another. An event that brings
    atmospheres of its own is audited with library_for(data, library).
    """
    problems: list[str] = []
    root = Fields(data, "", problems)
    usual, library = library, library_for(data, library, problems)
    if library is not usual:
        reader = None  # it knows only what everybody has
    messages = with_own_id(root, "messages", lambda item: read_message(item, library))
    texts = {message.id: message.text for message in messages}
    segments = tuple(_segment(root, key, value) for key, value in root.items("segments"))
    facts = EventFacts(
        id=root.text("id"),
        intended=read_mixture(root.data.get("intended"), root, "intended", library),
        intended_touchpoints=_intended_touchpoints(root, library),
        messages=messages,
        **_ledger(root, texts, library),
        walkthroughs=_walkthroughs(root, segments, reader or WalkthroughReader(library)),
        form=_form(root),
        variants=_variants(root, library),
        touchpoint_weights=_numbers(root, "touchpoint_weights", library.touchpoints, WEIGHTS_TO),
        reach=_numbers(root, "reach", library.perceivers, 1),
        comments=read_texts(root, "comments", library.criteria),
        photos=read_counts(root, "photos", library.criteria),
        segments=segments,
        attendee_segments=tuple(_attendee_results(root, segments, library)),
        previous_round=tuple(_previous_round(root, library)),
        feedback=with_own_id(root, "feedback", _feedback),
        name=root.text("name"),
        lang=root.text("lang"),
        organiser=root.text("organiser"),
        venue=root.text("venue"),
        date=root.text("date"),
        attendees=root.count("attendees"),
        brief=root.text("brief"),
        rounds=read_rounds(root),
        programme=read_programme(root, library),
        warnings=tuple(_warnings(root, messages)),
    )
    if problems:
        raise EventFileError(tuple(problems))
    return facts


def _ledger(root: Fields, texts: Messages, library: Library) -> dict[str, Any]:
    return {
        "promises": with_own_id(root, "promises", lambda item: read_promise(item, texts, library)),
        "contradictions": with_own_id(
            root, "contradictions", lambda item: read_contradiction(item, texts, library), prefix="X"
        ),
    }


def _walkthroughs(
    root: Fields, segments: Iterable[SegmentFact], reader: WalkthroughReader
) -> tuple[WalkthroughFact, ...]:
    known = frozenset(segment.key for segment in segments)
    return tuple(reader.read(item, known) for item in root.objects("walkthroughs"))


def _warnings(root: Fields, messages: tuple[MessageFact, ...]) -> Iterator[str]:
    for key in root.data.keys() - READ - SILENT:
        yield f"{key}: is not known and was not read. The keys are in docs/event-file.md."
    for message in messages:
        if message.channel not in CHANNELS:
            yield (
                f"messages {message.id}: the channel {message.channel!r} is not known, so it is taken "
                f"to reach everyone. Known are {listed(CHANNELS)}."
            )


def _form(root: Fields) -> Form:
    return "short" if root.one_of("form", FORMS, required=False) == "short" else "full"


def _intended_touchpoints(root: Fields, library: Library) -> dict[str, Mixture]:
    """null and 'neutral' both say: no theme is intended here."""
    found = {}
    for key, value in _known(root, "intended_touchpoints", library.touchpoints):
        found[key] = read_mixture(value, root, f"intended_touchpoints.{key}", library) or NEUTRAL
    return found


def _known(root: Fields, part: str, keys: Collection[str]) -> Iterator[tuple[str, Any]]:
    """The pairs of an object whose keys must exist in the library."""
    for key, value in root.items(part):
        if key in keys:
            yield key, value
        else:
            root.note(part, key, "is not in the library. Correct the key or remove it.")


def _variants(root: Fields, library: Library) -> dict[str, str]:
    found = {}
    for key, value in _known(root, "variants", library.criteria):
        variants = library.criteria[key].variants or {}
        if isinstance(value, str) and value in variants:
            found[key] = value
        else:
            root.note(
                f"variants.{key}", value, f"is not a variant of it. {use(variants, otherwise='Remove it.')}"
            )
    return found


def _numbers(root: Fields, part: str, keys: Collection[str], most: float) -> dict[str, float]:
    numbers = root.child(part) if part in root.data else None
    found = {}
    for key, _ in _known(root, part, keys):
        value = numbers.number(key, low=0, high=most) if numbers else None
        if value is not None:
            found[key] = value
    return found


def _segment(root: Fields, key: str, value: Any) -> SegmentFact:
    """A segment is a line of text, or {"label", "size"}."""
    if isinstance(value, str):
        return SegmentFact(key, value)
    segment = Fields(value, f"segments.{key}", root.problems)
    return SegmentFact(key, segment.text("label"), segment.count("size"))


def _result(fields: Fields) -> tuple[int, float]:
    n, q = fields.count("n", low=1), fields.number("q", low=0, high=1)
    for key, value, what in (("n", n, "how many answered"), ("q", q, "their mean q, 0 to 1")):
        if value is None and fields.data.get(key) is None:
            fields.problems.append(f"{fields.at(key)}: is missing. Give {what}.")
    return n or 1, q or 0.0


def _attendee_results(
    root: Fields, segments: tuple[SegmentFact, ...], library: Library
) -> Iterator[AttendeeFact]:
    keys = [segment.key for segment in segments]
    known = use(keys, otherwise="Add it to them.")
    for criterion, value in _known(root, "attendee_segments", library.criteria):
        path = f"attendee_segments.{criterion}"
        results = Fields(value, path, root.problems)
        for segment in results.data:
            if segment not in keys:
                results.note(segment, segment, f"is not one of the event's segments. {known}")
                continue
            n, q = _result(results.child(segment))
            yield AttendeeFact(criterion, segment, n, q)


def _previous_round(root: Fields, library: Library) -> Iterator[PreviousFact]:
    for criterion, value in _known(root, "previous_round", library.criteria):
        fields = Fields(value, f"previous_round.{criterion}", root.problems)
        n, q = _result(fields)
        yield PreviousFact(criterion, q, n, fields.text("raw"))


def _feedback(item: Fields) -> FeedbackFact:
    answers = {}
    for key in ("q1", "q2"):
        answers[key] = item.whole(key, low=1, high=FEEDBACK_TO) or 1
        if item.data.get(key) is None:
            item.problems.append(f"{item.at(key)}: is missing. Give a whole number from 1 to {FEEDBACK_TO}.")
    return FeedbackFact(
        item.text("id"),
        answers["q1"],
        answers["q2"],
        item.text("at"),
        item.text("segment"),
        item.text("text"),
    )
