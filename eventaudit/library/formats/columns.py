"""The spreadsheet's sheets and columns, for writing and reading alike. Their titles are in English whatever
the reader's language: a file goes round among people who read different ones.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from eventaudit.consistency import PHASES
from eventaudit.consistency.library import KINDS

from ..bands import EDGES
from ..criterion_rules import EVIDENCE
from ..problems import LANGUAGES

YES, NO = "yes", "no"
ATMOSPHERES = "atmospheres"
EDGE_TITLES = dict(zip(EDGES, ("no points below", "best from", "best to", "no points above"), strict=True))
CONDITION_KINDS = ("answer", "phase", "atmosphere")


@dataclass(frozen=True, slots=True)
class Column:
    """width: in letters. choices: what a cell may hold, offered in a list. of: the sheet whose keys it may
    hold. number: it holds one. help: what to write, shown beside the cell and on the first sheet."""

    title: str
    help: Promise
    width: int = 12
    choices: tuple[str, ...] = ()
    of: str = ""
    number: bool = False


def texts(title: str, help: Promise, width: int = 40) -> tuple[Column, ...]:
    """A column for each language, side by side."""
    return tuple(Column(f"{title} ({language})", help, width) for language in LANGUAGES)


_KEY = _("Letters a to z, digits, _ and -. Answers are found by it, so never change it.")
_ORDER = _("Place in the guest's order: 1, 2, 3 …")
_WEIGHT_3 = _("0, 1, 2 or 3; 0 counts nothing.")
_CRITERION = _("The key of the criterion that this belongs to.")
_FLAG = (YES, NO)

SHEETS: Mapping[str, tuple[Column, ...]] = {
    "template": (
        Column("version", _("Such as 1.0.")),
        Column("key", _("Of the whole template."), 24),
        *texts("name", _("What people read."), 32),
    ),
    "touchpoints": (
        Column("key", _KEY, 20),
        Column("order", _ORDER, 8, number=True),
        Column("weight", _("A number from 0 to 3."), 8, number=True),
        *texts("name", _("What people read."), 36),
    ),
    "criteria": (
        Column("key", _KEY, 28),
        Column("touchpoint", _("The key of its touchpoint."), 14, of="touchpoints"),
        Column("kind", _("How it is answered."), 12, tuple(KINDS)),
        *texts("wording", _("The question. To a yes-or-no question, yes is good."), 44),
        *texts("help", _("How to answer it, or nothing."), 44),
        Column("weight", _WEIGHT_3, 8, ("0", "1", "2", "3"), number=True),
        Column("short form", _("Asked in the short form, too."), 10, _FLAG),
        Column("caps index", _("Caps the index when failed."), 10, _FLAG),
        Column("scored", _("Counts in the index."), 8, _FLAG),
        Column("phases", _("When it is met, with commas: %s.") % ", ".join(PHASES), 24),
        Column("perceived by", _("The key of who perceives it."), 14, of="perceivers"),
        Column("evidence", _("What an auditor adds to the answer."), 10, EVIDENCE),
        Column("answers", _("“atmospheres” where the answer is an atmosphere read."), 14, (ATMOSPHERES,)),
        Column("sources", _("Short names with semicolons, or one in each line."), 18),
        Column("source grade", _("How good they are, such as primary."), 16),
    ),
    "scale ends": (
        Column("criterion", _CRITERION, 28, of="criteria"),
        Column("point", _("1 to 5 for fit, -2 to +2 for balance."), 8),
        *texts("text", _("What this point of the scale looks like."), 44),
    ),
    "options": (
        Column("criterion", _CRITERION, 28, of="criteria"),
        Column("key", _KEY, 20),
        Column("score", _("From 0 to 1; the best has 1. Nothing where it is not scored."), 8, number=True),
        *texts("label", _("What people read."), 40),
    ),
    "bands": (
        Column("criterion", _CRITERION, 28, of="criteria"),
        Column("variant", _("Nothing for the usual band, else a name such as banquet."), 18),
        Column("unit", _("Of the usual band only."), 18),
        *(
            Column(title, _("A number, rising from column to column, or nothing."), 16, number=True)
            for title in EDGE_TITLES.values()
        ),
    ),
    "conditions": (
        Column(
            "criterion", _("The key of the criterion that is asked only if this holds."), 28, of="criteria"
        ),
        Column("kind", _("What it depends on."), 12, CONDITION_KINDS),
        Column("asks", _("For “answer”: the key of the criterion whose answer it is."), 28, of="criteria"),
        Column("values", _("One or more with commas: yes, no, numbers, or keys."), 36),
    ),
    "perceivers": (
        Column("key", _KEY, 16),
        Column("share", _("Of all attendees, from 0 to 1."), 8, number=True),
        *texts("label", _("What people read."), 40),
    ),
}
OPTIONAL = {
    "scale ends", "options", "bands", "conditions", "template",
}  # fmt: skip
"""Sheets that may be missing."""


def titles(sheet: str) -> tuple[str, ...]:
    return tuple(column.title for column in SHEETS[sheet])
