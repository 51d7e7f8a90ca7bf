"""How it was measured: template, auditors, coverage, weights, formulas and house targets."""

from eventaudit.consistency import Audit, Settings
from eventaudit.events.models import Event
from eventaudit.findings.wording import note_sentence, number
from eventaudit.library.bands import band_words
from eventaudit.library.text import localised
from eventaudit.walkthroughs.models import Answer

from .own_values import own_values
from .rows import Rows
from .scores import tenth
from .touchpoints import is_house_target, who

PARTS = ("D", "F", "I", "C")


def method_part(event: Event, audit: Audit, rows: Rows) -> dict:
    settings = audit.settings
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
            {"wording": localised(rows.criteria[key].wording), "touchpoint": _touchpoint(key, rows)}
            for key, result in audit.criteria.items()
            if result.state == "unanswered"
        ],
        "index": _index(audit, settings),
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
                "target": band_words(row.band, event.variants.get(row.key, "")),
            }
            for row in rows.criteria.values()
            if is_house_target(row)
        ],
        "notes": [note_sentence(note, rows.glossary) for note in audit.notes],
    }


def _walkthrough(row, rows: Rows) -> dict:
    given = [
        answer
        for answers in rows.answers.values()
        for answer in answers
        if answer.walkthrough_id == row.pk and answer.state == Answer.State.ANSWERED
    ]
    return {"who": who(row), "lead": row.lead, "answers": len(given)}


def _reasons(rows: Rows, state: str):
    for key, criterion in rows.criteria.items():
        for answer in rows.answers.get(key, []):
            if answer.state == state:
                yield {
                    "wording": localised(criterion.wording),
                    "touchpoint": _touchpoint(key, rows),
                    "who": who(answer.walkthrough),
                    "reason": answer.reason,
                }


def _touchpoint(key: str, rows: Rows) -> str:
    return localised(rows.criteria[key].touchpoint.name)


def _index(audit: Audit, settings: Settings) -> dict:
    """The sum of the assured E with its numbers filled in; parts that cannot be measured are left out."""
    low = audit.scores.low
    parts = [
        {"name": name, "weight": number(settings.index_weights[name], 2), "value": tenth(getattr(low, name))}
        for name in PARTS
        if getattr(low, name) is not None
    ]
    total = sum(settings.index_weights[part["name"]] for part in parts)
    return {
        "parts": parts,
        "dropped": [name for name in PARTS if getattr(low, name) is None],
        "total_weight": number(total, 2),
        "complete": len(parts) == len(PARTS),
        "uncapped": tenth(low.E_uncapped),
        "capped": tenth(low.E),
    }
