"""The functional core: facts about one event in, scores and findings out (docs/event-file.md).

Pure Python: no Django, no clock, no language. The site makes EventFacts from its rows and puts findings into
words; `python -m eventaudit.consistency EVENT.json` does the same for a file.
"""

from .agreement import Agreement, Disagreement, KindAgreement, Strictness, compare_auditors
from .atmospheres import NEUTRAL, Likeness, Mixture
from .auditing import Audit, audit
from .crowd import Crowd, SizesFrom
from .delights import Delight
from .drift import (
    CriterionDrift,
    Drift,
    NotComparable,
    TouchpointDrift,
    compare_editions,
    compare_with_previous,
)
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
from .feedback_clock import CaseClock, CaseEvent, Due, case_clock, opens_case
from .feedback_results import AnswerCounts, FeedbackGroup, FeedbackResults, summarise_feedback
from .findings import Finding
from .indices import Score, Scores, Triple
from .intervals import Uncertainty, clearly_different, of_mean, uncertainty, wilson
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
from .own_atmospheres import library_for
from .promises import PromiseResult
from .rounds import RoundCell, RoundResult, Rounds, compare_rounds
from .segments import (
    CriterionSpread,
    SegmentCriterion,
    SegmentResult,
    Segments,
    SegmentTouchpoint,
    Spread,
    compare_segments,
)
from .settings import Settings, SettingsError
from .touchpoints import TouchpointResult

__all__ = [
    "CHANNELS",
    "NEUTRAL",
    "NOT_APPLICABLE",
    "PHASES",
    "Agreement",
    "AnswerCounts",
    "AnswerFact",
    "Atmosphere",
    "AttendeeFact",
    "Audit",
    "AuditorAnswers",
    "Axis",
    "Band",
    "CaseClock",
    "CaseEvent",
    "ContradictionFact",
    "Criterion",
    "CriterionDrift",
    "CriterionResult",
    "CriterionSpread",
    "Crowd",
    "Delight",
    "Disagreement",
    "Drift",
    "Due",
    "EventFacts",
    "EventFileError",
    "FeedbackFact",
    "FeedbackGroup",
    "FeedbackResults",
    "Finding",
    "KindAgreement",
    "Library",
    "LibraryError",
    "Likeness",
    "MessageFact",
    "MessageResult",
    "Mixture",
    "NotComparable",
    "Note",
    "Perceiver",
    "PreviousFact",
    "ProgrammeFact",
    "PromiseFact",
    "PromiseResult",
    "QuoteFact",
    "ReadFact",
    "Reading",
    "RoundCell",
    "RoundResult",
    "Rounds",
    "Score",
    "Scores",
    "SegmentCriterion",
    "SegmentFact",
    "SegmentResult",
    "SegmentTouchpoint",
    "Segments",
    "Settings",
    "SettingsError",
    "SizesFrom",
    "Spread",
    "Strictness",
    "Touchpoint",
    "TouchpointDrift",
    "TouchpointReading",
    "TouchpointResult",
    "Triple",
    "Uncertainty",
    "WalkthroughFact",
    "audit",
    "case_clock",
    "clearly_different",
    "compare_auditors",
    "compare_editions",
    "compare_rounds",
    "compare_segments",
    "compare_with_previous",
    "default_library",
    "dump_event",
    "krippendorff_alpha",
    "library_for",
    "of_mean",
    "opens_case",
    "parse_event",
    "summarise_feedback",
    "uncertainty",
    "wilson",
]
