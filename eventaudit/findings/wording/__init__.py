"""Findings, delights, notes and results put into words, in the language that is active.

The analysis gives keys, ids and numbers; `Glossary` knows what they are called, the functions make the
sentences. Quotes and notes of people stay in the language they were written in.
"""

from .arithmetic import finding_arithmetic, severity_bound
from .delights import delight_sentence
from .glossary import Glossary
from .labels import (
    BASES,
    GAP_QUESTIONS,
    GAPS,
    GRADES,
    INDICES,
    SEVERITIES,
    VERDICTS,
)
from .notes import note_sentence
from .numbers import confidence_percent, hundred, number
from .sentences import band_words, finding_sentence, read_words

__all__ = [
    "BASES",
    "GAPS",
    "GAP_QUESTIONS",
    "GRADES",
    "INDICES",
    "SEVERITIES",
    "VERDICTS",
    "Glossary",
    "band_words",
    "confidence_percent",
    "delight_sentence",
    "finding_arithmetic",
    "finding_sentence",
    "hundred",
    "note_sentence",
    "number",
    "read_words",
    "severity_bound",
]
