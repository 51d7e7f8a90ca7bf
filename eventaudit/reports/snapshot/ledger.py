"""The promise ledger: every promise with its words in their message, its verdict and the evidence."""

import re
from collections import Counter
from collections.abc import Mapping

from django.utils.translation import ngettext

from eventaudit.consistency import PromiseResult
from eventaudit.findings.wording import BASES
from eventaudit.messaging.models import Message, Promise
from eventaudit.messaging.pictures import digest_of
from eventaudit.reports.dates import long_date

from .pictures import Pictures
from .rows import Rows
from .scores import tenth
from .texts import joined, mixture_name
from .touchpoints import who

VERDICTS = ("kept", "partly", "broken", "unchecked")
AROUND = 100  # letters of the message on either side of the promise's own words
PARAGRAPH = re.compile(r"\n\s*\n")
SPACE = re.compile(r"\s+")


def ledger_part(rows: Rows, pictures: Pictures) -> dict:
    audit = rows.audit
    counts = Counter(result.verdict for result in audit.promises.values())
    return {
        "counts": {verdict: counts[verdict] for verdict in VERDICTS},
        "total": len(audit.promises),
        "messages": [_message(message, rows, pictures) for message in rows.messages],
    }


def kept_in_words(counts: Mapping[str, int]) -> str:
    """A sentence without its full stop. counts: verdict to how many promises."""
    total = sum(counts.values())
    return ngettext(
        "%(kept)s of %(all)s promise was kept, %(partly)s partly, %(broken)s not and %(unchecked)s not"
        " checked",
        "%(kept)s of %(all)s promises were kept, %(partly)s partly, %(broken)s not and %(unchecked)s not"
        " checked",
        total,
    ) % {**{verdict: counts[verdict] for verdict in VERDICTS}, "all": total}


def _message(message: Message, rows: Rows, pictures: Pictures) -> dict:
    result = rows.audit.messages[message.key]
    return {
        "key": message.key,
        "kind": message.channel,
        "channel": str(message.get_channel_display()),
        "title": message.title,
        "sent_on": long_date(message.sent_on) if message.sent_on else "",
        "language": message.language,
        "audience": message.audience,
        "atmosphere": mixture_name(result.message.atmosphere, rows.glossary),
        "distance": None if result.distance is None else round(result.distance, 2),
        "promises": [
            _promise(key, promise, message, rows)
            | {"picture": pictures.get((message.pk, digest_of(promise.quote)), {}).get("id", "")}
            for key, promise in rows.promises.items()
            if promise.message_id == message.pk
        ],
    }


def _promise(key: str, promise: Promise, message: Message, rows: Rows) -> dict:
    result = rows.audit.promises[key]
    photos = proofs = rows.promise_photos.get(key, [])
    if result.basis == "criterion":
        photos = [*photos, *rows.answer_photos.get(promise.criterion, [])]
    return {
        "key": key,
        "quote": promise.quote,
        "slip": slip_of(message.text, promise.start, promise.end),
        "verdict": result.verdict,
        "value": None if result.value is None else tenth(100 * result.value),
        "strength": str(promise.get_strength_display()),
        "touchpoint": rows.glossary.touchpoint(promise.touchpoint),
        "touchpoint_key": promise.touchpoint,
        "off_brief": result.off_brief,
        "basis": str(BASES[result.basis]),
        "criterion": promise.criterion if result.basis == "criterion" else "",
        "delivered": _delivered(promise, result, rows),
        "note": promise.verdict_note,
        "judged_by": str(promise.judged_by) if promise.judged_by and result.basis == "manual" else "",
        "photos": list(dict.fromkeys(photos))[:2],
        "proofs": proofs[:2],
    }


def slip_of(text: str, start: int, end: int) -> dict:
    """The promise's words as they stand in their paragraph: before, quote, after; '…' where it is cut."""
    breaks = [found.span() for found in PARAGRAPH.finditer(text)]
    first = max((close for _open, close in breaks if close <= start), default=0)
    last = min((opens for opens, _close in breaks if opens >= end), default=len(text))
    before, after = _squeezed(text[first:start]), _squeezed(text[end:last])
    if len(before) > AROUND:
        before = "… " + before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND:
        after = after[:AROUND].rpartition(" ")[0] + " …"
    return {"before": before, "quote": _squeezed(text[start:end]), "after": after}


def _squeezed(text: str) -> str:
    return SPACE.sub(" ", text)


def _delivered(promise: Promise, result: PromiseResult, rows: Rows) -> dict:
    """What decided the verdict: its criterion's answers and notes, or the atmosphere read; else nothing."""
    empty = {"wording": "", "value": "", "values": [], "notes": []}
    if result.basis == "criterion":
        answers = rows.answers.get(promise.criterion, [])
        values = [
            {"text": rows.glossary.value(promise.criterion, row.value), "who": who(row.walkthrough)}
            for row in answers
            if row.value is not None
        ]
        return {
            "wording": rows.glossary.criterion(promise.criterion) if values else "",
            "value": joined(value["text"] for value in values),
            "values": values,
            "notes": [{"text": row.note, "who": who(row.walkthrough)} for row in answers if row.note],
        }
    if result.basis == "reading":
        reading = rows.audit.touchpoints[promise.touchpoint].reading
        read = [
            {
                "text": joined(mixture_name(mixture, rows.glossary) for mixture in one.atmospheres),
                "who": one.auditor,
            }
            for one in reading.by_auditor
        ]
        return empty | {"value": joined(one["text"] for one in read), "values": read}
    return empty
