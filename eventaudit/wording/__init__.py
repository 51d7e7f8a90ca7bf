"""Reading messages before the event: what they signal, promise and contradict. Pure Python and simplemma.

`read_text` is for one text, `find_contradictions` for the messages of an event, `advise` for the writer;
`learn` turns an organisation's decisions into weights for the next `read_text`. Nothing is loaded on import.
"""

from .advice import Advice, advise
from .atmosphere import Evidence
from .contradictions import Contradiction, Said, find_contradictions
from .language import UNKNOWN
from .lemmas import load_lemmas
from .lexicon import LANGUAGES
from .own import Own, OwnAtmosphere, OwnWord, own_of
from .promises import Candidate
from .reading import Reading, read_text
from .reasons import Reason, in_words
from .weighting import Decision, Lesson, explained, learn, weights

# Of the rules and numbers that texts are read with; raised with them, so that kept readings are made anew.
VERSION = 5

__all__ = [
    "LANGUAGES",
    "UNKNOWN",
    "VERSION",
    "Advice",
    "Candidate",
    "Contradiction",
    "Decision",
    "Evidence",
    "Lesson",
    "Own",
    "OwnAtmosphere",
    "OwnWord",
    "Reading",
    "Reason",
    "Said",
    "advise",
    "explained",
    "find_contradictions",
    "in_words",
    "learn",
    "load_lemmas",
    "own_of",
    "read_text",
    "weights",
]
