"""What the check of a template says, and what several of its rules look at."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from .text import FALLBACKS

LANGUAGES = FALLBACKS
KEY = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Problem:
    """path: such as 'criteria.venue_air.band.lo', '' for the whole. key: of the rule, stable, for programs.

    sentence: what is wrong and what to do, in the reader's language. grave: must be mended.
    """

    path: str
    key: str
    sentence: str
    grave: bool = False

    @property
    def part(self) -> str:
        """'touchpoints', 'criteria', 'perceivers', 'version' or ''."""
        return self.path.split(".")[0]

    @property
    def subject(self) -> str:
        """The key of the touchpoint, criterion or perceiver; '' where it is about none."""
        return self.path.split(".")[1] if "." in self.path else ""

    @property
    def field(self) -> str:
        """What of the subject, such as 'band.lo'; '' for the whole of it."""
        return ".".join(self.path.split(".")[2:])


def texts_of(text: object) -> dict[str, str]:
    """Language to text, as far as there is one."""
    if not isinstance(text, Mapping):
        return {}
    known = {language: text.get(language) for language in LANGUAGES}
    return {language: words for language, words in known.items() if isinstance(words, str) and words.strip()}


def missing_texts(text: object, path: str) -> Iterator[Problem]:
    """A text that nobody can read is a problem, one that only some can read asks for a translation."""
    known = texts_of(text)
    if not known:
        yield Problem(path, "text_missing", _("The text is missing. Write it."), grave=True)
        return
    absent = [language for language in LANGUAGES if language not in known]
    if absent:
        names = ", ".join(str(get_language_info(language)["name_translated"]) for language in absent)
        yield Problem(path, "language_missing", _("The text is missing in: %s. Translate it.") % names)


def is_number(value: object) -> bool:
    """A finite number, and not true or false."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def counts(criterion: Mapping[str, Any]) -> bool:
    """It adds to the score: readings and criteria of weight 0 do not."""
    weight = criterion.get("weight")
    reads = criterion.get("options") == "ATMOSPHERES"
    return criterion.get("scored", True) is True and not reads and is_number(weight) and weight > 0
