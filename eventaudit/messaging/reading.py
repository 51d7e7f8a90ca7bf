"""What the machine reads in messages: once for each text, kept as long as the text stays the same.

The words lists are read when the first text of a process is, which takes seconds: pages of messages have it
done beforehand in the background (`prepare_reader`), and no other page needs it.
"""

import hashlib
import logging
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from eventaudit.library.models import Criterion
from eventaudit.library.queries import atmospheres_of, criteria_by_key

from .models import Decision, Message, MessageReading, PromiseCandidate
from .quotes import find_quote

if TYPE_CHECKING:
    from eventaudit.wording import Reading
    from eventaudit.wording.promises import Candidate

logger = logging.getLogger(__name__)

MOST_READ = 60_000  # characters: some thirty pages, a few seconds at the very worst
MOST_TELLING = 3_000  # characters that tell the language
MOST_CANDIDATES = 150  # of one message, the surest
MOST_SIGNS = 300  # words of the atmosphere, from the beginning
UNKNOWN = "unknown"
_SHARED = 0.5  # of the words: more is the same place


@dataclass(frozen=True, slots=True)
class Known:
    """What an event's template and organisation know; the reader's other keys are left out."""

    touchpoints: frozenset[str]
    criteria: dict[str, Criterion]
    atmospheres: frozenset[str]

    @classmethod
    def of(cls, message: Message) -> "Known":
        version = message.event.template_version
        return cls(
            frozenset(each.key for each in version.touchpoints.all()),
            {key: each for key, each in criteria_by_key(version).items() if not each.reads_atmosphere},
            frozenset(atmospheres_of(message.event.organisation)),
        )


@cache
def prepare_reader() -> None:
    """Read the word lists in the background, once per process."""
    threading.Thread(target=_read_a_little, name="prepare-reader", daemon=True).start()


def _read_a_little() -> None:
    from eventaudit.wording import read_text

    for language, text in (
        ("en", "You are welcome."),
        ("fi", "Olette tervetulleita."),
        ("sv", "Ni är välkomna."),
    ):
        read_text(text, language)


def digest_of(message: Message) -> str:
    """Of all that a reading depends on."""
    return hashlib.sha256(f"{message.language}\0{message.text}".encode()).hexdigest()


def reading_of(message: Message) -> MessageReading:
    """The reading of the message as it is now: the one kept, else a new one."""
    kept = MessageReading.objects.filter(message=message).first()
    reading = kept if kept and kept.digest == digest_of(message) else read_message(message=message)
    reading.message = message
    return reading


def read_message(*, message: Message) -> MessageReading:
    """Read the message anew, with what its organisation's decisions have taught until now.

    Open candidates give way to the new ones; decided words do not come back. Never raises for what is in a
    text: a reading that failed says so.
    """
    digest = digest_of(message)
    try:
        found = read(message)
    except Exception:  # whatever is in a text, its page must open
        logger.exception("message %s could not be read", message.pk)
        return _keep(message, digest, {"failed": True, "language": UNKNOWN}, [])
    known = Known.of(message)
    candidates = [_row(message, each, known) for each in _surest(found, known)]
    return _keep(message, digest, _fields(message, found, known), candidates)


def read(message: Message) -> "Reading":
    from eventaudit.wording import read_text

    return read_text(message.text[:MOST_READ], message.language)


def detect_language(text: str) -> str:
    """The language of a text: en, fi, sv or UNKNOWN. Never raises."""
    from eventaudit.wording import read_text

    try:
        return read_text(text[:MOST_TELLING]).lang
    except Exception:  # whatever is in a text, it can be added
        logger.exception("the language of a text could not be told")
        return UNKNOWN


def _surest(found: "Reading", known: Known) -> list["Candidate"]:
    possible = [each for each in found.promises if each.touchpoint in known.touchpoints]
    return sorted(possible, key=lambda each: -each.score)[:MOST_CANDIDATES]


def _row(message: Message, found: "Candidate", known: Known) -> PromiseCandidate:
    criterion = known.criteria.get(found.criterion or "")
    fits = criterion is not None and criterion.touchpoint.key == found.touchpoint
    return PromiseCandidate(
        message=message,
        start=found.start,
        end=found.end,
        quote=found.quote,
        touchpoint=found.touchpoint,
        strength=found.strength,
        atmosphere=found.atmosphere if found.atmosphere in known.atmospheres else "",
        criterion=criterion.key if fits else "",
        hedged=found.hedged,
        negated=found.negated,
        score=found.score,
        features=dict(found.features),
        reasons=[{"key": each.key, "params": dict(each.params)} for each in found.reasons],
    )


def _fields(message: Message, found: "Reading", known: Known) -> dict:
    shares = dict(found.atmosphere.shares)
    mixture = shares if shares.keys() <= known.atmospheres else None
    return {
        "language": found.lang,
        "atmosphere": None if found.lang == UNKNOWN else mixture or "neutral",
        "evidence": [
            {"start": each.start, "end": each.end, "atmosphere": each.atmosphere}
            for each in found.evidence
            if each.atmosphere in shares and each.weight > 0
        ][:MOST_SIGNS],
        "cut": found.cut or len(message.text) > MOST_READ or len(found.promises) > MOST_CANDIDATES,
        "readable": found.readable,
    }


@transaction.atomic
def _keep(
    message: Message, digest: str, fields: dict, candidates: Iterable[PromiseCandidate]
) -> MessageReading:
    Message.objects.select_for_update().get(pk=message.pk)  # two who open the page at once read it twice
    message.candidates.filter(decision=Decision.OPEN).delete()
    decided = places_of_decided(message)
    PromiseCandidate.objects.bulk_create(each for each in candidates if not stands_in(each, decided))
    usual = {"atmosphere": None, "evidence": [], "cut": False, "readable": True, "failed": False}
    reading, _created = MessageReading.objects.update_or_create(
        message=message, defaults=usual | fields | {"digest": digest, "read_at": timezone.now()}
    )
    return reading


def places_of_decided(message: Message) -> list[tuple[int, int]]:
    """Wherever words stand in the text that somebody has decided on."""
    quotes = message.candidates.exclude(decision=Decision.OPEN).values_list("quote", flat=True)
    return [place for quote in set(quotes) for place in find_quote(message.text, quote)]


def stands_in(candidate: PromiseCandidate, places: Iterable[tuple[int, int]]) -> bool:
    """Whether half of the candidate's letters, or of those of a place, are shared."""
    for start, end in places:
        shared = min(candidate.end, end) - max(candidate.start, start)
        if shared > 0 and shared >= _SHARED * max(candidate.end - candidate.start, end - start):
            return True
    return False
