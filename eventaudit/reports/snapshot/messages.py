"""The messages: what each sounds like, how far from the brief, what contradicts, what to rewrite."""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from eventaudit.consistency import Mixture
from eventaudit.messaging.models import Contradiction, Message
from eventaudit.messaging.reasons import in_words
from eventaudit.reports.dates import long_date

from .ledger import VERDICTS
from .rows import Rows
from .texts import mixture_name

ADVICE = 3  # of one message: more would be a lecture


def messages_part(rows: Rows) -> dict:
    """index: M of 0-100, None where no message could be held against the brief (analysis 3.5)."""
    audit = rows.audit
    return {
        "index": None if audit.M is None else round(audit.M, 1),
        "from": audit.settings.g1_from,
        "messages": [_message(message, rows) for message in rows.messages],
        "contradictions": [_contradiction(row, rows) for row in rows.contradictions],
    }


def _message(message: Message, rows: Rows) -> dict:
    result = rows.audit.messages[message.key]
    verdicts = Counter(
        rows.audit.promises[key].verdict
        for key, promise in rows.promises.items()
        if promise.message_id == message.pk
    )
    return {
        "key": message.key,
        "channel": str(message.get_channel_display()),
        "title": message.title,
        "sent_on": long_date(message.sent_on) if message.sent_on else "",
        "audience": message.audience,
        "state": result.state,
        "atmosphere": mixture_name(result.message.atmosphere, rows.glossary),
        "distance": None if result.distance is None else round(result.distance, 2),
        "counts": {verdict: verdicts[verdict] for verdict in VERDICTS},
        "promises": sum(verdicts.values()),
        "rewrite": _each_once(_to_rewrite(message, rows)),
    }


def _each_once(found: Iterable[tuple[str, str]]) -> list[dict]:
    """The same words once, with all that speaks against them."""
    whys: dict[str, list[str]] = {}
    for quote, why in found:
        whys.setdefault(quote, []).append(why)
    return [{"quote": quote, "why": " ".join(dict.fromkeys(own))} for quote, own in whys.items()]


def _to_rewrite(message: Message, rows: Rows) -> Iterator[tuple[str, str]]:
    """Its own words, and why they should be others."""
    for key, promise in rows.promises.items():
        result = rows.audit.promises[key]
        if promise.message_id == message.pk and result.off_brief:
            yield promise.quote, _against_brief(result.promise.atmosphere, rows)
    for row in rows.contradictions:
        for own, quote, other, other_quote in _sides(row, rows):
            if own == message.pk:
                why = _("Cannot stand beside “%(quote)s” in %(message)s.") % {
                    "quote": other_quote,
                    "message": rows.glossary.message(other.key),
                }
                yield quote, why
    yield from _advised(message, rows)


def _against_brief(spoken: Mixture | None, rows: Rows) -> str:
    return _("Speaks of “%s”, which the brief does not: change the message and not the event.") % (
        mixture_name(spoken, rows.glossary)
    )


def _sides(row: Contradiction, rows: Rows) -> list[tuple[int, str, Message, str]]:
    """Each side with what stands against it. Of a message that is off the brief and one that is not, the
    first is to change; within one message its first words are."""
    sides = [
        (row.first_id, row.first_quote, row.second, row.second_quote),
        (row.second_id, row.second_quote, row.first, row.first_quote),
    ]
    first, second = (_off_brief(message, rows) for message in (row.first, row.second))
    if row.first_id == row.second_id or (first and not second):
        return sides[:1]
    return sides[1:] if second and not first else sides


def _off_brief(message: Message, rows: Rows) -> bool:
    distance = rows.audit.messages[message.key].distance
    return distance is not None and distance >= rows.audit.settings.g1_from


def _advised(message: Message, rows: Rows) -> Iterator[tuple[str, str]]:
    reading = rows.readings.get(message.pk)
    told = 0
    for advice in reading.advice if reading else []:
        quote = message.text[advice["start"] : advice["end"]]
        if told < ADVICE and (message.pk, advice["kind"], quote) not in rows.dismissed:
            told += 1
            yield " ".join(quote.split()), " ".join(in_words(advice["reasons"], {}))


def _contradiction(row: Contradiction, rows: Rows) -> dict:
    return {
        "touchpoint": rows.glossary.touchpoint(row.touchpoint),
        "touchpoint_key": row.touchpoint,
        "kind": row.kind,
        "kind_name": str(row.get_kind_display()),
        "sides": [
            {"message": rows.glossary.message(row.first.key), "quote": row.first_quote},
            {"message": rows.glossary.message(row.second.key), "quote": row.second_quote},
        ],
    }
