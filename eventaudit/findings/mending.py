"""Which findings are mended on site, and what is then to do, in words that anybody may be handed.

The words hold no promise, no intended atmosphere and nothing that another auditor answered: an auditor who
mends something may still walk through.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from eventaudit.consistency import Finding, Library
from eventaudit.consistency.causes.titles import WAY
from eventaudit.consistency.remedies import remedy
from eventaudit.library.text import localised

from .models import CorrectiveAction
from .wording import Glossary, read_words
from .wording.sentences import asked

ON_SITE = frozenset({"S", "G2", "G3", "G4", "G6"})
"""The gaps of what is delivered. G1 and PP are mended in the messages; G5 and G7 are for the report."""

TITLE_LENGTH = CorrectiveAction._meta.get_field("title").max_length


@dataclass(frozen=True, slots=True)
class Subject:
    """What an action is about. criterion: its key, '' where a second look scores none."""

    title: str
    finding: str = ""
    criterion: str = ""
    touchpoint: str = ""


def mended_on_site(finding: Finding) -> bool:
    """An off-brief promise is mended in the message, not in the event."""
    return finding.gap in ON_SITE and not finding.off_brief


def subject_of(finding: Finding, glossary: Glossary, library: Library) -> Subject:
    return Subject(
        title=_shortened(_to_do(finding, glossary)),
        finding=finding.id,
        criterion=shown_by(finding, library),
        touchpoint=finding.touchpoint,
    )


def shown_by(finding: Finding, library: Library) -> str:
    """The criterion whose answers show it: its own, or for an atmosphere the touchpoint's reading, or ''."""
    if finding.criterion:
        return finding.criterion
    if _is_read(finding):
        return library.reading_criterion(finding.touchpoint)
    return ""


def problem_of(finding: Finding, glossary: Glossary) -> str:
    """What is to be mended, in one line, with what was seen: for managers."""
    if finding.gap == "G6" or finding.criterion is None:
        return _shortened(_read_as(finding, glossary) or _to_do(finding, glossary))
    return _shortened(asked(finding.criterion, _answers(finding, glossary), glossary))


def _read_as(finding: Finding, glossary: Glossary) -> str:
    if not _is_read(finding):
        return ""
    touchpoint = glossary.touchpoint(finding.touchpoint)
    if finding.message_key == "g3.neutral":
        return _("%s was read as neutral: add what it should say") % touchpoint
    return _("%(touchpoint)s was read as “%(read)s”: change what looks like it") % {
        "touchpoint": touchpoint,
        "read": read_words(finding.params["read"], glossary),
    }


def _to_do(finding: Finding, glossary: Glossary) -> str:
    params = finding.params
    if finding.gap == "G6":
        segment = glossary.segment(params["worst"]["segment"])
        return f"{glossary.criterion(params['criterion'])} ({segment})"
    if finding.criterion:
        known = remedy(finding.criterion, WAY.get(finding.message_key, ""))
        return localised(known.met) if known else glossary.criterion(finding.criterion)
    touchpoint = glossary.touchpoint(finding.touchpoint)
    if _is_read(finding):
        return _("Bring it into tune with the event: %s") % touchpoint
    return params["note"] or _("Something is missing: %s") % touchpoint


def _is_read(finding: Finding) -> bool:
    return finding.gap in ("G3", "G4") or finding.message_key == "g2.reading"


def _answers(finding: Finding, glossary: Glossary) -> str:
    """The different answers, without who gave them: '18 min, 16 min'."""
    given = (value for _auditor, values in finding.params["values"] for value in values)
    return ", ".join(dict.fromkeys(glossary.value(finding.criterion or "", value) for value in given))


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= TITLE_LENGTH else text[: TITLE_LENGTH - 1].rstrip() + "…"
