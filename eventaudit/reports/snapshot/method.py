"""How it was measured: template, auditors, coverage, agreement, weights and house targets."""

from dataclasses import replace

from django.utils.translation import ngettext

from eventaudit.consistency import Note
from eventaudit.findings.agreement_page import build_agreement_page
from eventaudit.findings.wording import note_sentence, number
from eventaudit.library.bands import band_words
from eventaudit.library.text import localised
from eventaudit.walkthroughs.models import Answer

from .formulas import formulas_part, index_part
from .own_values import own_values
from .rows import Rows
from .scores import tenth
from .touchpoints import is_house_target, missing_of, who


def method_part(rows: Rows) -> dict:
    audit, settings, event = rows.audit, rows.audit.settings, rows.event
    return {
        "template": str(event.template_version),
        "form": str(event.get_form_display()),
        "criteria": len(audit.criteria),
        "auditors": [_walkthrough(row, rows) for row in rows.walkthroughs],
        "answered": sum(result.state == "answered" for result in audit.criteria.values()),
        "applicable": sum(result.applies for result in audit.criteria.values()),
        "not_applicable": list(_reasons(rows, Answer.State.NOT_APPLICABLE)),
        "unobserved": list(_reasons(rows, Answer.State.UNOBSERVED)),
        "unanswered": [
            {
                "wording": localised(rows.criteria[key].wording),
                "touchpoint": _touchpoint(key, rows),
                "touchpoint_key": rows.criteria[key].touchpoint.key,
            }
            for key, result in audit.criteria.items()
            if result.state == "unanswered"
        ],
        "index": index_part(audit),
        "formulas": formulas_part(rows.found),
        "agreement": _agreement(rows),
        "letters": [{"letter": letter, "from": cut} for letter, cut in settings.letter_cuts],
        "lowest_letter": settings.lowest_letter,
        "letter_coverage": tenth(100 * settings.letter_coverage),
        "own_values": own_values(audit, rows),
        "strengths": {key: number(weight) for key, weight in settings.strength_weights.items()},
        "cap": settings.hard_fail_cap,
        "hard_fails": [localised(row.wording) for row in rows.criteria.values() if row.hard_fail],
        "cuts": {
            "critical": settings.critical_from,
            "major": settings.major_from,
            "minor": settings.minor_from,
        },
        "house_targets": [
            {
                "wording": localised(row.wording),
                "touchpoint": _touchpoint(row.key, rows),
                "touchpoint_key": row.touchpoint.key,
                "target": band_words(row.band, event.variants.get(row.key, "")),
            }
            for row in rows.criteria.values()
            if is_house_target(row)
        ],
        "notes": [note_sentence(_nameless(note), rows.glossary) for note in audit.notes],
    }


def _nameless(note: Note) -> Note:
    """Who marked something is told at the answer, where an edition can leave the name out."""
    if "auditors" not in note.params:
        return note
    count = len(note.params["auditors"])
    people = ngettext("%d auditor", "%d auditors", count) % count
    return replace(note, params=dict(note.params) | {"auditors": [people]})


def _walkthrough(row, rows: Rows) -> dict:
    given = [
        answer
        for answers in rows.answers.values()
        for answer in answers
        if answer.walkthrough_id == row.pk and answer.state == Answer.State.ANSWERED
    ]
    segment = rows.glossary.segment(row.segment.key) if row.segment else ""
    return {"who": who(row), "lead": row.lead, "answers": len(given), "segment": segment}


def _reasons(rows: Rows, state: str):
    """One row for each criterion and reason, with all who gave it."""
    for key, criterion in rows.criteria.items():
        for (found, reason), names in missing_of(rows.answers.get(key, [])).items():
            if found == state:
                yield {
                    "wording": localised(criterion.wording),
                    "touchpoint": _touchpoint(key, rows),
                    "touchpoint_key": criterion.touchpoint.key,
                    "who": "; ".join(names),
                    "reason": reason,
                }


def _touchpoint(key: str, rows: Rows) -> str:
    return localised(rows.criteria[key].touchpoint.name)


def _agreement(rows: Rows) -> dict:
    """auditors: how many; strictness: by name, `who`. rely, tentative: the alphas from which on one may."""
    page = build_agreement_page(rows.found)
    return {
        "auditors": len(page.auditors),
        "shared": page.shared,
        "needed": page.needed,
        "rely": page.rely,
        "tentative": page.tentative,
        "kinds": [
            {
                "name": kind.name,
                "criteria": kind.criteria,
                "exact": kind.exact,
                "within": kind.within,
                "alpha": kind.alpha,
                "standing": kind.standing,
            }
            for kind in page.kinds
        ],
        "strictness": [{"who": one.auditor, "n": one.n, "words": one.words} for one in page.strictness],
        "observers": [{"words": words, "criteria": count} for words, count in page.observers],
    }
