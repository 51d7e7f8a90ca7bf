"""What is known about one event, as the event file tells it: no judgement yet.

Everything is immutable. `event_file` reads and writes these as JSON (docs/event-file.md); the site makes the
same facts from its rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from .atmospheres import Mixture

NOT_APPLICABLE = "NA"

Value = bool | int | float | str | None
Strength = Literal["explicit", "implied", "mood"]
VerdictFrom = Literal["criterion", "atmosphere_read", "manual"]
ContradictionKind = Literal["costly_fact", "fact", "soft", "tone"]
Form = Literal["full", "short"]
Phase = Literal["before", "arrival", "session", "break", "meal", "departure"]

STRENGTHS: tuple[Strength, ...] = ("explicit", "implied", "mood")
VERDICTS_FROM: tuple[VerdictFrom, ...] = ("criterion", "atmosphere_read", "manual")
CONTRADICTION_KINDS: tuple[ContradictionKind, ...] = ("costly_fact", "fact", "soft", "tone")
FORMS: tuple[Form, ...] = ("full", "short")
PHASES: tuple[Phase, ...] = ("before", "arrival", "session", "break", "meal", "departure")
"""What attendees go through, in their order (analysis 1.2)."""

CHANNELS = (
    "invitation_email",
    "web_page",
    "programme",
    "social_post",
    "ticket",
    "parking_instructions",
    "reminder_email",
)


@dataclass(frozen=True, slots=True)
class MessageFact:
    """One pre-event message. atmosphere: a mixture, NEUTRAL (silent), or None where nobody has read it."""

    id: str
    channel: str
    text: str
    lang: str = ""
    atmosphere: Mixture | None = None
    title: str = ""
    date: str = ""
    audience: str = ""


@dataclass(frozen=True, slots=True)
class PromiseFact:
    """Words of a message that raise an expectation (analysis 3.2).

    quote: an exact substring of the message; start: its offset, where known.
    verdict_from: what decides whether it was kept; None: the criterion if there is one, else the reading for
    a mood promise with an atmosphere, else the analyst. manual_q: the analyst's verdict in [0, 1] (kept 1,
    partly 0.5, broken 0), None where unchecked. weight: the analyst's 1-3 where no criterion decides.
    photos: how many photos or documents show it.
    """

    id: str
    message: str
    quote: str
    touchpoint: str
    strength: Strength
    criterion: str | None = None
    verdict_from: VerdictFrom | None = None
    manual_q: float | None = None
    atmosphere: Mixture | None = None
    weight: float | None = None
    note: str = ""
    photos: int = 0
    start: int | None = None
    hedged: bool = False
    negated: bool = False
    approved_by: str = ""


@dataclass(frozen=True, slots=True)
class QuoteFact:
    message: str
    quote: str


@dataclass(frozen=True, slots=True)
class ContradictionFact:
    """Two quotes that cannot both be true."""

    id: str
    touchpoint: str
    kind: ContradictionKind
    a: QuoteFact
    b: QuoteFact


@dataclass(frozen=True, slots=True)
class AnswerFact:
    """One answer. value: as in analysis 1.1, NOT_APPLICABLE, or None where unanswered."""

    criterion: str
    value: Value


@dataclass(frozen=True, slots=True)
class ReadFact:
    """The atmosphere one auditor read at a touchpoint."""

    touchpoint: str
    atmosphere: Mixture


@dataclass(frozen=True, slots=True)
class WalkthroughFact:
    """One auditor's observations in one round; several of the same auditor are several observations.

    phase: when it was made, '' where it is not known or took in several.

    comments, reasons (why NA or not observed) and photos (how many) are by criterion.
    """

    auditor: str
    answers: tuple[AnswerFact, ...] = ()
    reads: tuple[ReadFact, ...] = ()
    lead: bool = False
    round: str = ""
    segment: str = ""
    zone: str = ""
    phase: Phase | Literal[""] = ""
    comments: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    photos: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SegmentFact:
    """A group of attendees. size: how many people, where known."""

    key: str
    label: str = ""
    size: int | None = None


@dataclass(frozen=True, slots=True)
class AttendeeFact:
    """What n attendees of a segment thought of a criterion: their mean q."""

    criterion: str
    segment: str
    n: int
    q: float


@dataclass(frozen=True, slots=True)
class PreviousFact:
    """The same criterion at an earlier edition: mean q of n observations; raw: the answer in words."""

    criterion: str
    q: float
    n: int
    raw: str = ""


@dataclass(frozen=True, slots=True)
class FeedbackFact:
    """An attendee's two answers of 1-10 and a free line (analysis 3.9). at: ISO date and time."""

    id: str
    q1: int
    q2: int
    at: str
    segment: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class ProgrammeFact:
    """An item of the programme. at: ISO local date and time. touchpoints: those met here, () the phase's."""

    at: str
    title: str
    phase: Phase
    touchpoints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventFacts:
    """One event: brief, messages, walkthroughs, and what attendees and earlier editions say.

    intended: the atmosphere of the whole event, None where the brief names none; intended_touchpoints: those
    that differ (NEUTRAL: this touchpoint has no theme). touchpoint_weights: 0-3, default the library's.
    reach: perceiver to the share of attendees, default the library's. comments and photos (how many): by
    criterion, of the event as a whole. rounds: their names in order, () in the order of the walkthroughs.
    warnings: what the file's reader did not understand; not compared.
    """

    id: str
    intended: Mixture | None = None
    intended_touchpoints: Mapping[str, Mixture] = field(default_factory=dict)
    messages: tuple[MessageFact, ...] = ()
    promises: tuple[PromiseFact, ...] = ()
    contradictions: tuple[ContradictionFact, ...] = ()
    walkthroughs: tuple[WalkthroughFact, ...] = ()
    form: Form = "full"
    variants: Mapping[str, str] = field(default_factory=dict)
    touchpoint_weights: Mapping[str, float] = field(default_factory=dict)
    reach: Mapping[str, float] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    photos: Mapping[str, int] = field(default_factory=dict)
    segments: tuple[SegmentFact, ...] = ()
    attendee_segments: tuple[AttendeeFact, ...] = ()
    previous_round: tuple[PreviousFact, ...] = ()
    feedback: tuple[FeedbackFact, ...] = ()
    name: str = ""
    lang: str = ""
    organiser: str = ""
    venue: str = ""
    date: str = ""
    attendees: int | None = None
    brief: str = ""
    rounds: tuple[str, ...] = ()
    programme: tuple[ProgrammeFact, ...] = ()
    warnings: tuple[str, ...] = field(default=(), compare=False)
