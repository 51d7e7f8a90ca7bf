"""Root causes by severity: what guests met, the evidence, what it led to and what to do (report 5.3)."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eventaudit.consistency.causes import RootCause
from eventaudit.findings.causes import ShapedCause
from eventaudit.findings.wording import number
from eventaudit.findings.wording.recommendations import RecommendationWords
from eventaudit.walkthroughs.models import Answer

from .findings import photos_of
from .rows import Rows
from .touchpoints import who

PHOTOS = 3
QUOTES = 3


def causes_part(rows: Rows) -> list[dict]:
    """The worst first. A cause that is resolved is told in the plan, where something was done about it."""
    standing = [shaped for shaped in rows.causes if not shaped.cause.resolved]
    return [_cause(number, shaped, rows) for number, shaped in enumerate(standing, 1)]


def _cause(number: int, shaped: ShapedCause, rows: Rows) -> dict:
    cause = shaped.cause
    notes = list(_notes(cause, rows))[:QUOTES]
    return {
        "key": cause.key,
        "anchor": shaped.anchor,
        "number": number,
        "title": shaped.title,
        "severity": cause.severity,
        "hard_fail": cause.hard_fail,
        "quick_win": shaped.quick_win,
        "touchpoints": [rows.glossary.touchpoint(key) for key in cause.touchpoints],
        "touchpoint_keys": list(cause.touchpoints),
        "findings": list(cause.findings),
        "notes": notes,
        "photos": list(dict.fromkeys(photo for one in cause.members for photo in photos_of(one, rows)))[
            :PHOTOS
        ],
        "consequences": list(_consequences(cause, rows)),
        "recommendation": _beside(notes, shaped.words) if shaped.words else None,
        "written": shaped.edited,
    }


def _beside(notes: Iterable[Mapping], words: RecommendationWords) -> dict:
    """Without the quotes of notes that stand just above it."""
    part = recommendation_part(words)
    for note in notes:
        quoted = _("“%s”") % note["text"]
        part["because"] = part["because"].replace(f" ({quoted})", "")
    return part


def recommendation_part(words: RecommendationWords) -> dict:
    """Its parts, never one sentence: an owner may be a person, whom an edition leaves out."""
    return {
        "action": words.action,
        "where": words.where_when,
        "owner": words.owner,
        "deadline": words.deadline,
        "because": words.because,
        "check": words.check,
        "effort": words.effort,
        "effort_name": words.effort_label,
    }


def _notes(cause: RootCause, rows: Rows) -> Iterator[dict]:
    """What the auditors wrote at the questions that show it, the worst finding's first, each once."""
    seen: set[str] = set()
    keys = dict.fromkeys(ref for finding in cause.members for ref in finding.refs if ref in rows.answers)
    for key in keys:
        for answer in rows.answers[key]:
            if answer.note and answer.note not in seen:
                seen.add(answer.note)
                yield {"text": answer.note, "who": who(answer.walkthrough), "criterion": key}


def _consequences(cause: RootCause, rows: Rows) -> Iterator[str]:
    if cause.hard_fail:
        yield _("While this stands, the index cannot be above %s.") % number(
            rows.audit.settings.hard_fail_cap
        )
    broken = sum(finding.params.get("verdict") == "broken" for finding in cause.members)
    if broken:
        yield ngettext("%d promise was broken by it.", "%d promises were broken by it.", broken) % broken
    reached = _reached(cause, rows)
    if reached:
        yield reached
    below = _below_expectation(cause, rows)
    if below:
        yield _("Less than a guest had been led to expect: %s.") % ", ".join(below)


def _reached(cause: RootCause, rows: Rows) -> str:
    shares = [finding.params["reach"] for finding in cause.members if finding.params.get("reach")]
    everyone = rows.event.attendance
    if not shares or not everyone or cause.kind == "calibration":
        return ""
    people = round(max(shares) * everyone)
    if people >= everyone:
        return _("It could be met by every one of the %d guests.") % everyone
    return _("It could be met by about %(people)d of the %(all)d guests.") % {
        "people": people,
        "all": everyone,
    }


def _below_expectation(cause: RootCause, rows: Rows) -> list[str]:
    """The touchpoints of the cause where somebody answered 'below expectation'."""
    found = []
    for key, criterion in rows.criteria.items():
        if criterion.kind == "expectation" and criterion.touchpoint.key in cause.touchpoints:
            answers = rows.answers.get(key, [])
            if any(row.state == Answer.State.ANSWERED and row.value == "below" for row in answers):
                found.append(rows.glossary.touchpoint(criterion.touchpoint.key))
    return found
