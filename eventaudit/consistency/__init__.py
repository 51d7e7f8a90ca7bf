"""The functional core: facts about one event in, scores and findings out (docs/event-file.md).

Pure Python: no Django, no clock, no language. The site makes EventFacts from its rows and puts findings into
words; `python -m eventaudit.consistency EVENT.json` does the same for a file.
"""

from .agreement import Agreement, Disagreement, KindAgreement, Strictness, compare_auditors
from .atmospheres import NEUTRAL, Likeness, Mixture
from .auditing import Audit, audit
from .delights import Delight
from .event_dump import dump_event
from .event_file import EventFileError, parse_event
from .facts import (
    CHANNELS,
    NOT_APPLICABLE,
    PHASES,
    AnswerFact,
    AttendeeFact,
    ContradictionFact,
    EventFacts,
    FeedbackFact,
    MessageFact,
    PreviousFact,
    ProgrammeFact,
    PromiseFact,
    QuoteFact,
    ReadFact,
    SegmentFact,
    WalkthroughFact,
)
from .findings import Finding
from .indices import Score, Scores, Triple
from .intervals import Uncertainty, clearly_different, of_attendees, of_mean, uncertainty, wilson
from .krippendorff import krippendorff_alpha
from .library import (
    Atmosphere,
    Axis,
    Band,
    Criterion,
    Library,
    LibraryError,
    Perceiver,
    Touchpoint,
    default_library,
)
from .measured import MessageResult
from .notes import Note
from .observations import AuditorAnswers, CriterionResult, Reading, TouchpointReading
from .promises import PromiseResult
from .settings import Settings, SettingsError
from .touchpoints import TouchpointResult

__all__ = [
    "CHANNELS",
    "NEUTRAL",
    "NOT_APPLICABLE",
    "PHASES",
    "Agreement",
    "AnswerFact",
    "Atmosphere",
    "AttendeeFact",
    "Audit",
    "AuditorAnswers",
    "Axis",
    "Band",
    "ContradictionFact",
    "Criterion",
    "CriterionResult",
    "Delight",
    "Disagreement",
    "EventFacts",
    "EventFileError",
    "FeedbackFact",
    "Finding",
    "KindAgreement",
    "Library",
    "LibraryError",
    "Likeness",
    "MessageFact",
    "MessageResult",
    "Mixture",
    "Note",
    "Perceiver",
    "PreviousFact",
    "ProgrammeFact",
    "PromiseFact",
    "PromiseResult",
    "QuoteFact",
    "ReadFact",
    "Reading",
    "Score",
    "Scores",
    "SegmentFact",
    "Settings",
    "SettingsError",
    "Strictness",
    "Touchpoint",
    "TouchpointReading",
    "TouchpointResult",
    "Triple",
    "Uncertainty",
    "WalkthroughFact",
    "audit",
    "clearly_different",
    "compare_auditors",
    "default_library",
    "dump_event",
    "krippendorff_alpha",
    "of_attendees",
    "of_mean",
    "parse_event",
    "uncertainty",
    "wilson",
]
