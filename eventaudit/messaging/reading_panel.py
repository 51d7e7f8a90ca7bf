"""What a message's page shows of its reading. Plain values, in a fixed number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings

from eventaudit.accounts.models import User
from eventaudit.library.mixtures import in_order
from eventaudit.library.models import Atmosphere

from .highlighting import AdvisedPlace, Sign
from .models import Decision, Message, MessageReading, Promise, PromiseCandidate
from .queries import Names
from .reading import UNKNOWN, kept_reading, stands_in
from .reasons import in_words

MOST_ADVICE = 6  # more would be a lecture
MOST_WORDS = 8  # of an atmosphere, in its list


@dataclass(frozen=True, slots=True)
class CandidateCard:
    row: PromiseCandidate
    why: list[str]


@dataclass(frozen=True, slots=True)
class AdviceCard:
    kind: str
    place: AdvisedPlace
    quote: str
    why: str

    @property
    def around(self) -> tuple[str, str]:
        """What the sentence says before the quote and after it; ("", sentence) where it does not quote it."""
        before, quoted, after = self.why.partition(self.quote)
        return (before, after) if quoted else ("", self.why)

    @property
    def is_quoted(self) -> bool:
        return self.quote in self.why


@dataclass(frozen=True, slots=True)
class ReadingPanel:
    """reading: None where nobody has had the text read yet as it is now; then nothing else is there either.

    candidates: those left to decide. last: the signed-in person's latest decision, to take back.
    decided: whether anything was.

    proposal: the atmosphere that was read where it is not the message's already, else None. words: by
    atmosphere what led there, each once. signs: the same as places in the text.
    """

    reading: MessageReading | None
    language: str
    candidates: list[CandidateCard]
    last: PromiseCandidate | None
    rejected: list[PromiseCandidate]
    decided: bool
    proposal: Mapping[str, float] | str | None
    words: list[tuple[Atmosphere, list[str]]]
    signs: list[Sign]
    advice: list[AdviceCard]
    dismissed: int

    @property
    def advised(self) -> list[AdvisedPlace]:
        return [card.place for card in self.advice]

    @property
    def open_rows(self) -> list[PromiseCandidate]:
        return [card.row for card in self.candidates]

    @property
    def language_name(self) -> str:
        """Of another language than the message is said to be in, else ''."""
        found = self.reading.language if self.reading else UNKNOWN
        return "" if found in (UNKNOWN, self.language) else str(dict(settings.LANGUAGES).get(found, found))


def build_reading_panel(
    message: Message,
    promises: Sequence[Promise],
    names: Names,
    atmospheres: Mapping[str, Atmosphere],
    *,
    by: User,
) -> ReadingPanel:
    reading = kept_reading(message, atmospheres)
    rows = list(message.candidates.all())
    recorded = [(promise.start, promise.end) for promise in promises]
    dismissed = set(message.dismissed_advice.values_list("kind", "quote"))
    called = {"touchpoint": names.touchpoints, "atmosphere": atmospheres, "criterion": names.criteria}
    return ReadingPanel(
        reading=reading,
        language=message.language,
        candidates=[
            CandidateCard(row, in_words(row.reasons, called))
            for row in rows
            if reading and row.decision == Decision.OPEN and not stands_in(row, recorded)
        ],
        last=_last_decision(rows, by),
        rejected=[row for row in rows if row.decision == Decision.REJECTED],
        decided=any(row.decision != Decision.OPEN for row in rows),
        proposal=reading.atmosphere if reading and reading.atmosphere != message.atmosphere else None,
        words=_words(message, reading, atmospheres) if reading else [],
        signs=_signs(reading) if reading else [],
        advice=_advice(message, reading, dismissed) if reading else [],
        dismissed=len(dismissed),
    )


def _last_decision(rows: Iterable[PromiseCandidate], by: User) -> PromiseCandidate | None:
    """One that can be taken back: a promise deleted on its own page stays deleted."""
    mine = [row for row in rows if row.decided_by_id == by.pk]
    mine = [row for row in mine if row.decision == Decision.REJECTED or row.promise_id]
    return max(mine, key=lambda row: row.decided_at, default=None)


def _ranks(reading: MessageReading) -> dict[str, int]:
    mixture = reading.atmosphere
    parts = in_order(mixture) if isinstance(mixture, dict) else []
    return {key: rank for rank, (key, _share) in enumerate(parts, 1)}


def _signs(reading: MessageReading) -> list[Sign]:
    ranks = _ranks(reading)
    return [
        Sign(each["start"], each["end"], ranks[each["atmosphere"]])
        for each in reading.evidence
        if each["atmosphere"] in ranks
    ]


def _words(
    message: Message, reading: MessageReading, atmospheres: Mapping[str, Atmosphere]
) -> list[tuple[Atmosphere, list[str]]]:
    found: dict[str, dict[str, None]] = {key: {} for key in _ranks(reading) if key in atmospheres}
    for each in reading.evidence:
        if each["atmosphere"] in found:
            words = " ".join(message.text[each["start"] : each["end"]].split())
            found[each["atmosphere"]].setdefault(words.lower())
    return [(atmospheres[key], list(words)[:MOST_WORDS]) for key, words in found.items()]


def _advice(message: Message, reading: MessageReading, dismissed: set[tuple[str, str]]) -> list[AdviceCard]:
    found = []
    for number, each in enumerate(reading.advice, 1):
        quote = message.text[each["start"] : each["end"]]
        if (each["kind"], quote) not in dismissed:
            place = AdvisedPlace(each["start"], each["end"], number)
            found.append(AdviceCard(each["kind"], place, quote, " ".join(in_words(each["reasons"], {}))))
    return found[:MOST_ADVICE]
