"""Everything a report says, as plain JSON in the report's language: frozen, whatever becomes of the event.

The shape of it: docs/report-snapshot.md.
"""

import hashlib
import json
from collections.abc import Mapping

from django.utils import translation

from eventaudit.consistency import dump_event
from eventaudit.events.models import Event
from eventaudit.findings.audited import audit_of
from eventaudit.reports.photo_archive import what_they_show
from eventaudit.reports.photos import photo_records
from eventaudit.reports.rendering import VERSION

from .brief import brief_part
from .causes import causes_part
from .change import change_part
from .findings import findings_part
from .ledger import ledger_part
from .messages import messages_part
from .method import method_part
from .palette import palette_part
from .pictures import pictures_of
from .plan import plan_part
from .rows import load_rows
from .scores import scores_part
from .segments import segments_part
from .summary import summary_part
from .touchpoints import touchpoints_part
from .wheel import wheel_part


def take_snapshot(event: Event, language: str) -> dict:
    """All texts resolved in `language`, all numbers as they are now. Percentages and scores are 0-100."""
    with translation.override(language):
        rows = load_rows(audit_of(event))
        causes = causes_part(rows)
        touchpoints = touchpoints_part(rows)
        pictures = pictures_of(event)
        return {
            "version": VERSION,
            "language": language,
            **brief_part(rows),
            "scores": scores_part(rows.audit),
            "summary": summary_part(rows, causes, touchpoints),
            "ledger": ledger_part(rows, pictures),
            "wheel": wheel_part(rows),
            "palette": palette_part(rows),
            "causes": causes,
            "findings": findings_part(rows, causes),
            "touchpoints": touchpoints,
            "messages": messages_part(rows),
            "segments": segments_part(rows),
            "change": change_part(rows),
            "plan": plan_part(rows),
            "method": method_part(rows),
            "photos": photo_records(rows.photos.values(), what_they_show(event, rows.promise_photos))
            | {picture["id"]: picture for picture in pictures.values()},
            "event_file": dump_event(rows.found.facts),
        }


def digest_of(snapshot: Mapping) -> str:
    """SHA-256 of the snapshot; the same facts in the same language make the same report."""
    return hashlib.sha256(json.dumps(snapshot, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
