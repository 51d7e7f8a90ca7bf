"""How a text reads with words that are not stored yet. Nothing is stored."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ..mixtures import in_order
from ..models import Atmosphere
from ..own_words import own_words

if TYPE_CHECKING:
    from eventaudit.wording import Evidence, Reading

LONGEST = 8_000  # characters of a text that is tried
MOST_WORDS = 12  # of an atmosphere, in its list
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Part:
    """One atmosphere of the text. rank: 1 for the strongest; words: what led there."""

    atmosphere: Atmosphere
    share: float
    rank: int
    words: list[str]

    @property
    def percent(self) -> int:
        return round(self.share * 100)


@dataclass(frozen=True, slots=True)
class Tried:
    """language: '' where it cannot be told. own: the words of the atmosphere at hand, counted or not.

    marked: the text as HTML.
    """

    language: str
    parts: list[Part] = field(default_factory=list)
    own: list[str] = field(default_factory=list)
    denied: list[str] = field(default_factory=list)
    marked: SafeString = field(default_factory=SafeString)
    cut: bool = False


def try_out(text: str, atmosphere: Atmosphere, atmospheres: Mapping[str, Atmosphere]) -> Tried:
    """atmosphere: with the words that are to be tried; atmospheres: all, among which it takes its place."""
    from eventaudit.wording import read_text  # its word lists are slow to load

    known = {**atmospheres, atmosphere.key: atmosphere}
    shown = text[:LONGEST]
    found = read_text(shown, own=own_words(known))
    own = [each for each in found.evidence if each.atmosphere == atmosphere.key]
    return Tried(
        language=str(dict(settings.LANGUAGES).get(found.lang, "")),
        parts=list(_parts(found, known)),
        own=_once(each for each in own if each.weight > 0),
        denied=_once(each for each in own if each.weight < 0),
        marked=_marked(shown, found, atmosphere.key),
        cut=len(text) > LONGEST,
    )


def _parts(found: "Reading", known: Mapping[str, Atmosphere]) -> Iterator[Part]:
    shares = [(key, share) for key, share in in_order(dict(found.atmosphere.shares)) if key in known]
    for rank, (key, share) in enumerate(shares, 1):
        words = _once(each for each in found.evidence if each.atmosphere == key and each.weight > 0)
        yield Part(known[key], share, rank, words[:MOST_WORDS])


def _once(evidence: "Iterator[Evidence]") -> list[str]:
    return list(dict.fromkeys(" ".join(each.words.split()).lower() for each in evidence))


def _marked(text: str, found: "Reading", own: str) -> SafeString:
    """Words of what the text reads as, and in any case those of the atmosphere at hand."""
    ranks = {key: rank for rank, (key, _share) in enumerate(in_order(dict(found.atmosphere.shares)), 1)}
    ranks.setdefault(own, len(ranks) + 1)
    places = [each for each in found.evidence if each.atmosphere in ranks and each.end <= len(text)]
    cuts = sorted({0, len(text), *(cut for each in places for cut in (each.start, each.end))})
    pieces = []
    for start, end in pairwise(cuts):
        over = [each for each in places if each.start <= start and end <= each.end]
        pieces.append((_piece(text[start:end], over, ranks, own),))
    return format_html_join("", "{}", pieces)


def _piece(words: str, over: "list[Evidence]", ranks: Mapping[str, int], own: str) -> SafeString | str:
    if not over:
        return words
    first = min(over, key=lambda each: (each.weight < 0, each.atmosphere != own, ranks[each.atmosphere]))
    kind = "denied" if first.weight < 0 else "own" if first.atmosphere == own else "other"
    return format_html('<mark class="tried tried--{}">{}</mark>', kind, words)
