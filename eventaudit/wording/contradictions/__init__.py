"""Pairs of quotes, from two messages of one event, that cannot both be true (gap PP, analysis 3.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from eventaudit.consistency import Likeness, Mixture, default_library
from eventaudit.consistency.facts import ContradictionKind
from eventaudit.wording.atmosphere import Evidence, evidence, mixture
from eventaudit.wording.marking import MarkedText
from eventaudit.wording.own import Own
from eventaudit.wording.reasons import Reason, because

from .names import host_names
from .statements import Statement, statements

TONE_BELOW = 0.25  # similarity of two messages' atmospheres that makes their tones clash
COSTLY_KINDS = ("costly_fact", "fact", "soft", "tone")


@dataclass(frozen=True, slots=True)
class Said:
    """Where a message says it: its text[start:end] == quote."""

    message: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """topic: what both speak of: a key of data/facts.toml, 'date', 'host', 'tone' or 'places:<word>'."""

    topic: str
    touchpoint: str
    kind: ContradictionKind
    a: Said
    b: Said
    reason: Reason

    @property
    def why(self) -> str:
        """The reason in English."""
        return self.reason.sentence()


@dataclass(frozen=True, slots=True)
class _Read:
    message: str
    text: MarkedText
    statements: tuple[Statement, ...]
    atmosphere: Mixture
    evidence: tuple[Evidence, ...]


def find_contradictions(
    messages: Sequence[tuple[str, str, str | None]], own: Own = (), likeness: Likeness | None = None
) -> list[Contradiction]:
    """messages: (id, text, language or None) in the order of sending; the costly ones come first.

    own: the organisation's own atmospheres; likeness: of these and all others, by default of those that
    everybody has. Only what two messages say differently is found, never what one message says differently
    by itself.
    """
    read = [_read(*message, own) for message in messages]
    alike = likeness or default_library().likeness(0.5)
    found = [pair for one, other in combinations(read, 2) for pair in _between(one, other, alike)]
    return sorted(found, key=lambda pair: COSTLY_KINDS.index(pair.kind))


def _read(message: str, text: str, lang: str | None, own: Own) -> _Read:
    marked, stated = statements(text, lang, own)
    atmosphere, found = mixture(marked, evidence(marked))
    return _Read(message, marked, (*stated, *host_names(marked)), atmosphere, tuple(found))


def _between(one: _Read, other: _Read, likeness: Likeness) -> Iterator[Contradiction]:
    for topic in dict.fromkeys(statement.topic for statement in one.statements):
        ours = [each for each in one.statements if each.topic == topic]
        theirs = [each for each in other.statements if each.topic == topic]
        if ours and theirs and not any(_agree(a, b) for a in ours for b in theirs):
            yield _pair(one, other, ours[0], theirs[0])
    yield from _tones(one, other, likeness)


def _agree(one: Statement, other: Statement) -> bool:
    if isinstance(one.value, (bool, str)) or isinstance(other.value, (bool, str)):
        return one.value == other.value
    return abs(one.value - other.value) <= max(one.spread, other.spread)


def _pair(one: _Read, other: _Read, a: Statement, b: Statement) -> Contradiction:
    reason = because("disagree", topic=a.topic.split(":")[0], a=a.quote, b=b.quote)
    return Contradiction(
        a.topic,
        a.touchpoint,
        a.kind,
        Said(one.message, a.start, a.end, a.quote),
        Said(other.message, b.start, b.end, b.quote),
        reason,
    )


def _tones(one: _Read, other: _Read, likeness: Likeness) -> Iterator[Contradiction]:
    ours, theirs = one.atmosphere, other.atmosphere
    if ours.is_neutral or theirs.is_neutral:
        return
    if likeness.between(ours, theirs) > TONE_BELOW:
        return
    a, b = _loudest(one), _loudest(other)
    if a is None or b is None:  # told by many words, none of them worth a quote
        return
    reason = because("tones", a=a.atmosphere, b=b.atmosphere)
    yield Contradiction(
        "tone",
        "mood",
        "tone",
        Said(one.message, a.start, a.end, a.words),
        Said(other.message, b.start, b.end, b.words),
        reason,
    )


def _loudest(read: _Read) -> Evidence | None:
    """The words that say most of the message's strongest atmosphere."""
    shares = dict(read.atmosphere.shares)
    key = max(shares, key=lambda each: shares[each])
    said = (e for e in read.evidence if e.atmosphere == key)
    return max(said, key=lambda e: (e.weight, -e.start), default=None)
