"""What the machine reads in messages: once for each text, kept as long as the text stays the same.

The word lists are loaded when the first text of a process is read, which takes seconds. No page waits for
that: opening a page never reads, it shows what was kept, or else a form that has the text read, which scripts
send at once. Pages of messages have the lists loaded in the background, and each process of the web server
does so a little after its start (config/processes.py); no other page needs them.
"""

import hashlib
import logging
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from eventaudit.library.models import Atmosphere, Criterion
from eventaudit.library.own_words import own_words
from eventaudit.library.queries import atmospheres_of, criteria_by_key
from eventaudit.wording import VERSION

from .learning import Learnt, learnt_by
from .models import Decision, Message, MessageReading, PromiseCandidate
from .quotes import find_quote
from .reasons import has_name

if TYPE_CHECKING:
    from eventaudit.wording import Advice, Candidate, Own, Reading, Reason

logger = logging.getLogger(__name__)

MOST_READ = 60_000  # characters: some thirty pages, a few seconds at the very worst
MOST_TELLING = 3_000  # characters that tell the language
MOST_CANDIDATES = 150  # of one message, the surest
MOST_ADVICE = 40
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
    def of(cls, message: Message, atmospheres: Mapping[str, Atmosphere]) -> "Known":
        version = message.event.template_version
        return cls(
            frozenset(each.key for each in version.touchpoints.all()),
            {key: each for key, each in criteria_by_key(version).items() if not each.reads_atmosphere},
            frozenset(atmospheres),
        )


_prepared = threading.Event()


@cache
def prepare_reader() -> None:
    """Load the word lists in the background, once per process."""
    threading.Thread(target=_prepare, name="prepare-reader", daemon=True).start()


def _prepare() -> None:
    try:
        load_reader()
    except Exception:  # as when a text is read: a fault in the rules stops no page
        logger.exception("the reader could not be made ready")


def load_reader() -> None:
    """Load the word lists now."""
    from eventaudit.wording import read_text

    for language, text in (
        ("en", "You are welcome."),
        ("fi", "Olette tervetulleita."),
        ("sv", "Ni är välkomna."),
    ):
        read_text(text, language)
    _prepared.set()


def reader_of(atmospheres: Mapping[str, Atmosphere]) -> str:
    """What readings depend on beside the text: the reader's version, and the words of own atmospheres."""
    own = own_words(atmospheres)
    return f"{VERSION}\0{own}" if any(each.words for each in own) else f"{VERSION}"


def digest_of(message: Message, reader: str) -> str:
    """Of all that a reading depends on: the text, its language and the reader (reader_of)."""
    return hashlib.sha256(f"{reader}\0{message.language}\0{message.text}".encode()).hexdigest()


def kept_reading(
    message: Message, atmospheres: Mapping[str, Atmosphere] | None = None
) -> MessageReading | None:
    """The reading of the message as it is now by today's reader, None where there is none.

    atmospheres: of the organisation, where they are loaded already.
    """
    kept = MessageReading.objects.filter(message=message).first()
    if kept is None:
        return None
    known = atmospheres_of(message.event.organisation) if atmospheres is None else atmospheres
    return kept if kept.digest == digest_of(message, reader_of(known)) else None


def read_if_prepared(*, message: Message) -> None:
    """Read the message, unless that would mean to wait for the word lists: then its page has it read."""
    if _prepared.is_set():
        read_message(message=message)


def read_message(*, message: Message) -> MessageReading:
    """Read the message anew, with what its organisation's decisions have taught until now.

    Open candidates give way to the new ones; decided words do not come back. Never raises for what is in a
    text: a reading that failed says so.
    """
    atmospheres = atmospheres_of(message.event.organisation)
    digest, learnt = digest_of(message, reader_of(atmospheres)), learnt_by(message.event.organisation)
    try:
        found, advice = _read(message, learnt, own_words(atmospheres))
    except Exception:  # whatever is in a text, its page must open
        logger.exception("message %s could not be read", message.pk)
        return _keep(message, digest, {"failed": True, "language": UNKNOWN}, [])
    known = Known.of(message, atmospheres)
    candidates = [_row(message, each, known, learnt) for each in _surest(found, known)]
    fields = _fields(message, found, known) | {
        "advice": [_advice_json(each) for each in advice],
        "decisions": learnt.decisions,
    }
    return _keep(message, digest, fields, candidates)


def _read(message: Message, learnt: Learnt, own: "Own") -> "tuple[Reading, list[Advice]]":
    from eventaudit.wording import advise, read_text

    text = message.text[:MOST_READ]
    found = read_text(text, message.language, learnt.weights, own)
    return found, advise(text, message.language)[:MOST_ADVICE]


def _advice_json(advice: "Advice") -> dict:
    places = {"start": advice.start, "end": advice.end}
    return {"kind": advice.kind, **places, "reasons": [_reason_json(advice.reason)]}


def _reason_json(reason: "Reason") -> dict:
    return {"key": reason.key, "params": dict(reason.params)}


def detect_language(text: str) -> str:
    """The language of a text: en, fi, sv or UNKNOWN. Never raises. Waits for no word lists."""
    from eventaudit.wording.language import detect_language as language_of
    from eventaudit.wording.source import read_source
    from eventaudit.wording.tokens import tokenise

    try:
        return language_of(tokenise(read_source(text[:MOST_TELLING]).view))
    except Exception:  # whatever is in a text, it can be added
        logger.exception("the language of a text could not be told")
        return UNKNOWN


def _surest(found: "Reading", known: Known) -> list["Candidate"]:
    possible = [each for each in found.promises if each.touchpoint in known.touchpoints]
    return sorted(possible, key=lambda each: -each.score)[:MOST_CANDIDATES]


def _row(message: Message, found: "Candidate", known: Known, learnt: Learnt) -> PromiseCandidate:
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
        reasons=[*map(_reason_json, found.reasons), *_lessons_on(found, learnt)],
    )


def _lessons_on(found: "Candidate", learnt: Learnt) -> list[dict]:
    """What decisions weighed in, the two weightiest."""
    features = {name for name, value in found.features if value} | {f"touchpoint:{found.touchpoint}"}
    return [
        {
            "key": "learned_accepts" if lesson.weight > 0 else "learned_rejects",
            "params": {"feature": lesson.feature},
        }
        for lesson in learnt.lessons
        if lesson.feature in features and has_name(lesson.feature)
    ][:2]


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
    usual = {
        "atmosphere": None,
        "evidence": [],
        "advice": [],
        "decisions": 0,
        "cut": False,
        "readable": True,
        "failed": False,
    }
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
