"""Which atmospheres a text signals: weighted evidence, made into a mixture or found too thin (analysis 2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log2

from eventaudit.consistency import NEUTRAL, Mixture

from .marking import Marked, MarkedText
from .patterns import Match
from .reasons import Reason, because

LEAST = 3.5  # evidence below this leaves a text neutral
LEAST_DIFFERENT = 3  # so many different words at least, ...
TELLING = 0.5  # ... each of this weight
PER_WORDS = 110  # a text of so many words needs LEAST, a longer one more, a shorter one less ...
SHORT_TEXT = 0.7  # ... down to this share
SECOND_FROM = 0.6  # share of the strongest atmosphere's evidence that makes a second one count
DENIED = -0.6
DISTANT = 0.25
QUOTES = '"“”„«»‘’'
STEP = 0.05  # shares are no finer than this


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that point to an atmosphere, at given[start:end]. weight below 0 speaks against it."""

    start: int
    end: int
    words: str
    atmosphere: str
    weight: float
    reason: Reason


def evidence(text: MarkedText) -> list[Evidence]:
    """In the order of the text; words that several entries cover count once for each atmosphere."""
    return [each for marked in text.sentences for each in _once(list(_in_sentence(text, marked)))]


def _in_sentence(text: MarkedText, marked: Marked) -> Iterator[Evidence]:
    distant = bool(marked.cues("distance", marked.sentence.first, marked.sentence.last))
    aside = bool(marked.cues("outside", marked.sentence.first, marked.sentence.last))
    for match in marked.matches:
        if match.entry.kind != "atmosphere":
            continue
        start, end = text.place(match.first, match.last)
        words = text.source.given[start:end]
        denied = match.first in marked.negated
        quoted = _is_quoted(text.source.given, start, end)
        weight = match.entry.weight * _factor(denied=denied, distant=distant or quoted, aside=aside)
        key = "atmosphere_denied" if denied else "atmosphere"
        reason = because(key, words=words, atmosphere=match.entry.key)
        yield Evidence(start, end, words, match.entry.key, weight, reason)


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Words held with tweezers: 'the "ballroom" is a car park'."""
    before, after = text[max(0, start - 1) : start], text[end : end + 12]
    return before != "" and before in QUOTES and any(mark in after for mark in QUOTES)


def _factor(*, denied: bool, distant: bool, aside: bool) -> float:
    return (DENIED if denied else 1.0) * (DISTANT if distant else 1.0) * (0.5 if aside else 1.0)


def _once(found: Sequence[Evidence]) -> list[Evidence]:
    """Of several entries over the same words the weightiest for each atmosphere."""
    kept: dict[str, list[Evidence]] = {}
    for each in sorted(found, key=lambda e: (-abs(e.weight), e.start, -e.end)):
        others = kept.setdefault(each.atmosphere, [])
        if not any(each.start < other.end and other.start < each.end for other in others):
            others.append(each)
    return sorted(
        (e for others in kept.values() for e in others), key=lambda e: (e.start, e.end, e.atmosphere)
    )


def strengths(found: Sequence[Evidence]) -> dict[str, float]:
    """Evidence by atmosphere. A word said again adds ever less."""
    seen: Counter[tuple[str, str]] = Counter()
    sums: dict[str, float] = {}
    for each in found:
        word = (each.atmosphere, each.words.lower()[:6])
        seen[word] += 1
        sums[each.atmosphere] = sums.get(each.atmosphere, 0.0) + each.weight / seen[word]
    return sums


def mixture(found: Sequence[Evidence], words: int) -> Mixture:
    """The atmospheres of a text of so many words; NEUTRAL where the evidence is thin for its length."""
    sums = strengths(found)
    telling = {(e.atmosphere, e.words.lower()) for e in found if e.weight > TELLING}
    different = Counter(key for key, _ in telling)
    needed = LEAST * max(SHORT_TEXT, (words / PER_WORDS) ** 0.6)
    strong = {k: v for k, v in sums.items() if v >= needed and different[k] >= LEAST_DIFFERENT}
    if not strong:
        return NEUTRAL
    first, *others = sorted(strong, key=lambda key: (-strong[key], key))
    kept = {first: strong[first]}
    kept |= {key: strong[key] for key in others[:1] if strong[key] >= SECOND_FROM * strong[first]}
    return _shares(kept)


def _shares(sums: dict[str, float]) -> Mixture:
    """Shares in steps, summing to 1 exactly."""
    whole = sum(sums.values())
    first, *others = sorted(sums, key=lambda key: -sums[key])
    shares = {key: max(STEP, round(sums[key] / whole / STEP) * STEP) for key in others}
    return Mixture.of(
        {first: round(1 - sum(shares.values()), 2), **{k: round(v, 2) for k, v in shares.items()}}
    )


def dominant(matches: Sequence[Match]) -> str | None:
    """The atmosphere that a few words speak, None where none or several do."""
    sums: dict[str, float] = {}
    for match in matches:
        sums[match.entry.key] = sums.get(match.entry.key, 0.0) + match.entry.weight
    ordered = sorted(sums, key=lambda key: (-sums[key], key))
    if not ordered or sums[ordered[0]] < 2:  # noqa: PLR2004 - one clear word at least
        return None
    if len(ordered) > 1 and log2(sums[ordered[0]] / sums[ordered[1]]) < 0.5:  # noqa: PLR2004 - too close
        return None
    return ordered[0]
