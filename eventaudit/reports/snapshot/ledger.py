"""The promise ledger: every promise with its quote, message, verdict and evidence."""

from collections import Counter

from eventaudit.consistency import Audit, PromiseResult
from eventaudit.messaging.models import Message, Promise
from eventaudit.reports.dates import long_date

from .rows import Rows
from .scores import tenth
from .texts import mixture_name

VERDICTS = ("kept", "partly", "broken", "unchecked")


def ledger_part(audit: Audit, rows: Rows) -> dict:
    counts = Counter(result.verdict for result in audit.promises.values())
    return {
        "counts": {verdict: counts[verdict] for verdict in VERDICTS},
        "total": len(audit.promises),
        "messages": [_message(message, audit, rows) for message in rows.messages],
    }


def _message(message: Message, audit: Audit, rows: Rows) -> dict:
    result = audit.messages[message.key]
    return {
        "key": message.key,
        "channel": str(message.get_channel_display()),
        "title": message.title,
        "sent_on": long_date(message.sent_on) if message.sent_on else "",
        "language": message.language,
        "audience": message.audience,
        "atmosphere": mixture_name(result.message.atmosphere, rows.glossary),
        "distance": None if result.distance is None else round(result.distance, 2),
        "promises": [
            _promise(key, promise, audit, rows)
            for key, promise in rows.promises.items()
            if promise.message_id == message.pk
        ],
    }


def _promise(key: str, promise: Promise, audit: Audit, rows: Rows) -> dict:
    result = audit.promises[key]
    photos = rows.promise_photos.get(key, [])
    if result.basis == "criterion":
        photos = [*photos, *rows.answer_photos.get(promise.criterion, [])]
    return {
        "key": key,
        "quote": promise.quote,
        "verdict": result.verdict,
        "value": None if result.value is None else tenth(100 * result.value),
        "strength": str(promise.get_strength_display()),
        "touchpoint": rows.glossary.touchpoint(promise.touchpoint),
        "off_brief": result.off_brief,
        "delivered": _delivered(promise, result, audit, rows),
        "note": promise.verdict_note,
        "photos": photos[:2],
    }


def _delivered(promise: Promise, result: PromiseResult, audit: Audit, rows: Rows) -> dict:
    """What decided the verdict: its criterion's answers and notes, or the atmosphere read; else nothing."""
    if result.basis == "criterion":
        answers = rows.answers.get(promise.criterion, [])
        values = [
            rows.glossary.value(promise.criterion, row.value) for row in answers if row.value is not None
        ]
        return {
            "wording": rows.glossary.criterion(promise.criterion) if values else "",
            "value": " / ".join(dict.fromkeys(values)),
            "notes": [row.note for row in answers if row.note],
        }
    if result.basis == "reading":
        spread = audit.touchpoints[promise.touchpoint].reading.spread
        read = [mixture_name(mixture, rows.glossary) for mixture, _weight in spread]
        return {"wording": "", "value": " / ".join(dict.fromkeys(read)), "notes": []}
    return {"wording": "", "value": "", "notes": []}
