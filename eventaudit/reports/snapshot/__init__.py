"""Everything a report says, as plain JSON in the report's language: frozen, whatever becomes of the event."""

import hashlib
import json
from collections.abc import Mapping

from django.utils import translation

from eventaudit.events.models import Event
from eventaudit.findings.facts import audit_event
from eventaudit.reports.photos import photo_records
from eventaudit.reports.rendering import VERSION

from .brief import brief_part
from .findings import findings_part
from .ledger import ledger_part
from .method import method_part
from .rows import load_rows
from .scores import scores_part
from .summary import summary_part
from .touchpoints import touchpoints_part


def take_snapshot(event: Event, language: str) -> dict:
    """All texts resolved in `language`, all numbers as they are now. Percentages and scores are 0-100."""
    with translation.override(language):
        audit = audit_event(event)
        rows = load_rows(event)
        findings = findings_part(audit, rows)
        touchpoints = touchpoints_part(audit, rows)
        ledger = ledger_part(audit, rows)
        return {
            "version": VERSION,
            "language": language,
            **brief_part(event, rows),
            "scores": scores_part(audit),
            "summary": summary_part(audit, rows, findings, touchpoints),
            "ledger": ledger,
            "touchpoints": touchpoints,
            "findings": findings,
            "method": method_part(event, audit, rows),
            "photos": photo_records(rows.photos.values()),
        }


def digest_of(snapshot: Mapping) -> str:
    """SHA-256 of the snapshot; the same facts in the same language make the same report."""
    return hashlib.sha256(json.dumps(snapshot, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
