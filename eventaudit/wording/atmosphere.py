"""Which atmospheres a text signals: weighted evidence, made into a mixture or found too thin (analysis 2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, log1p, log2
from statistics import fmean

from eventaudit.consistency import NEUTRAL, Mixture

from .lexicon import ATMOSPHERES, LANGUAGES, small_words, tone_weights
from .likeness import tone
from .marking import Marked, MarkedText
from .patterns import Match
from .reasons import Reason, because

TELLING = 0.5  # a word of this weight counts as one of those that differ
SHORTEST = 5  # words; a shorter text is read as if it had so many
DENSITY = 0.6  # evidence for a text of twice the length need not be twice as much
FEW_WORDS = 40
CAUTION = 1.0  # above 1 leaves more texts neutral
SECOND_FROM = 0.5  # share of the strongest atmosphere that makes a second one count
HEARD = 0.1  # what a word without an entry adds to be named, ...
LONG_ENOUGH = 4  # letters
MOST_HEARD = 5  # ... and how many such words
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


def mixture(text: MarkedText, found: Sequence[Evidence]) -> tuple[Mixture, list[Evidence]]:
    """The atmospheres of a text, NEUTRAL where nothing points to one clearly; and the evidence with the words
    that spoke for them beside those of the lexicon."""
    only_denied = bool(found) and all(each.weight < 0 for each in found)
    if only_denied or text.lang not in LANGUAGES:
        return NEUTRAL, list(found)
    said, by_word = tone(word_shares(text), text.lang)
    features = tone_features(found, len(text.tokens))
    usual = tone_scores(features)
    fitting: dict[str | None, float] = {
        key: fits + weight for key, fits, weight in zip((*ATMOSPHERES, None), usual, said, strict=True)
    }
    fitting |= _own_scores(features, said)
    most = max(fitting.values())
    parts = {key: exp(fits - most) for key, fits in fitting.items()}
    parts[None] *= CAUTION
    first, second, *_ = sorted(filter(None, parts), key=lambda key: -parts[key])
    if parts[None] >= parts[first]:
        return NEUTRAL, list(found)
    kept = {key: parts[key] for key in (first, second) if parts[key] >= SECOND_FROM * parts[first]}
    words = [each for key in kept for each in _tone_evidence(text, found, key, by_word)]
    return _shares(kept), sorted([*found, *words], key=lambda e: (e.start, e.end, e.atmosphere))


def word_shares(text: MarkedText) -> dict[str, float]:
    """The words of a text; one said again adds ever less."""
    counts = Counter(token.form for token in text.tokens)
    return {form: 1 + log(count) for form, count in counts.items()}


def tone_features(found: Sequence[Evidence], words: int) -> dict[str, dict[str, float]]:
    """By atmosphere, and for none under "neutral", what the lexicon's evidence says of a text so long."""
    sums = {key: max(0.0, said) for key, said in strengths(found).items()}
    telling = Counter(
        key for key, _ in {(e.atmosphere, e.words.lower()) for e in found if e.weight > TELLING}
    )
    length = max(SHORTEST, words)
    whole, most, second = sum(sums.values()), *sorted([*sums.values(), 0.0, 0.0])[:-3:-1]
    features = {
        key: {
            "said": log1p(said),
            "dense": log1p(10 * said / length**DENSITY),
            "share": said / (whole + 2),
            "most": float(said == most),
            "different": min(telling[key], 6) / 3,
            "any": 1.0,
        }
        for key, said in sums.items()
        if said > 0
    }
    features["neutral"] = {
        "bias": 1.0,
        "length": log(length / 50),
        "most_said": log1p(most),
        "most_dense": log1p(10 * most / length**DENSITY),
        "second": log1p(second),
        "short": float(length < FEW_WORDS),
    }
    return features


def tone_scores(features: Mapping[str, Mapping[str, float]]) -> list[float]:
    """How well each of ATMOSPHERES fits, and none at all."""
    weights = tone_weights()
    return [
        weights.get(f"bias:{key}", 0.0)
        + sum(weights.get(name, 0.0) * value for name, value in features.get(key, {}).items())
        for key in (*ATMOSPHERES, "neutral")
    ]


def _own_scores(
    features: Mapping[str, Mapping[str, float]], said: Sequence[float]
) -> dict[str | None, float]:
    """How well atmospheres fit that the model was not fitted on, of those that have words in the text.

    The same features with the same weights; what the model knows of each by itself is taken as the mean.
    """
    weights = tone_weights()
    usual = fmean(weights.get(f"bias:{key}", 0.0) for key in ATMOSPHERES) + fmean(said[:-1])
    return {
        key: usual + sum(weights.get(name, 0.0) * value for name, value in features[key].items())
        for key in features
        if key not in ATMOSPHERES and key != "neutral"
    }


def _tone_evidence(
    text: MarkedText, found: Sequence[Evidence], key: str, by_word: Mapping[str, Sequence[float]]
) -> Iterator[Evidence]:
    """The words without an entry that did most to make the text sound like this; an own one has none."""
    if key not in ATMOSPHERES:
        return
    place = ATMOSPHERES.index(key)
    known = [(e.start, e.end) for e in found if e.atmosphere == key]
    added = {form: weights[place] - weights[-1] for form, weights in by_word.items()}
    heard = sorted(
        (form for form in added if added[form] >= HEARD and _says_something(form, text.lang)),
        key=lambda form: (-added[form], form),
    )
    first = {token.form: at for at, token in reversed(list(enumerate(text.tokens)))}
    for form in heard[:MOST_HEARD]:
        start, end = text.place(first[form], first[form] + 1)
        if not any(start < other and before < end for before, other in known):
            words = text.source.given[start:end]
            reason = because("atmosphere", words=words, atmosphere=key)
            yield Evidence(start, end, words, key, round(added[form], 3), reason)


def _says_something(form: str, lang: str) -> bool:
    """'You' may sound like luxury, but is no reason that a person would give."""
    return len(form) >= LONG_ENOUGH and form not in small_words()[lang]


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
