"""A message's text as HTML, with the words of its promises, of candidates and of its atmosphere marked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .models import Promise, PromiseCandidate, Strength

_STRONGEST_FIRST = [Strength.EXPLICIT, Strength.IMPLIED, Strength.MOOD]


class Place(Protocol):
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sign:
    """Words that speak an atmosphere; rank: 1 for the strongest of the message."""

    start: int
    end: int
    rank: int


@dataclass(frozen=True, slots=True)
class AdvisedPlace:
    """Words that could be better; number: that of the advice, for its link."""

    start: int
    end: int
    number: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text that the same places cover; those whose quote begins and ends with it."""

    text: str
    covering: tuple[Place, ...]
    beginning: tuple[Place, ...]
    ending: tuple[Place, ...]


def segments(text: str, places: Iterable[Place]) -> Iterator[Segment]:
    """The text cut wherever a place begins or ends. Joined, the pieces are the text again."""
    waiting = sorted(places, key=lambda place: (place.start, place.end), reverse=True)
    cuts = {0, len(text)}.union(*({place.start, place.end} for place in waiting))
    here: list[Place] = []
    for start, end in pairwise(sorted(cut for cut in cuts if cut <= len(text))):
        while waiting and waiting[-1].start <= start:
            here.append(waiting.pop())
        here = [place for place in here if place.end > start]
        ending = tuple(place for place in here if place.end == end)
        beginning = tuple(place for place in here if place.start == start)
        yield Segment(text[start:end], tuple(here), beginning, ending)


def highlighted(
    text: str,
    promises: Iterable[Promise],
    candidates: Iterable[PromiseCandidate] = (),
    signs: Iterable[Sign] = (),
    advised: Iterable[AdvisedPlace] = (),
) -> SafeString:
    """HTML in which every character outside `.promise-label` is one of the text, in order.

    Made here and not in a template, where a line break put in for looks would move every offset.
    """
    places = [*promises, *candidates, *signs, *advised]
    return format_html_join("", "{}{}", ((_words(each), _labels(each)) for each in segments(text, places)))


def _words(segment: Segment) -> SafeString | str:
    words: SafeString | str = segment.text
    if signs := _of(segment.covering, Sign):
        words = format_html('<span class="sign sign--{}">{}</span>', min(sign.rank for sign in signs), words)
    if _of(segment.covering, AdvisedPlace):
        begins = _of(segment.beginning, AdvisedPlace)
        number = format_html(' id="advice-{}"', begins[0].number) if begins else ""
        words = format_html('<span class="advised"{}>{}</span>', number, words)
    if candidates := _of(segment.covering, PromiseCandidate):
        words = format_html('<mark class="candidate" data-candidates="{}">{}</mark>', _pks(candidates), words)
    if promises := _of(segment.covering, Promise):
        words = format_html(
            '<mark class="promised promised--{}{}" data-promises="{}">{}</mark>',
            min((promise.strength for promise in promises), key=_STRONGEST_FIRST.index),
            " promised--several" if len(promises) > 1 else "",
            _pks(promises),
            words,
        )
    return words


def _of(places: Sequence[Place], kind: type) -> list:
    return [place for place in places if isinstance(place, kind)]


def _pks(rows: Iterable) -> str:
    return " ".join(str(row.pk) for row in rows)


def _labels(segment: Segment) -> SafeString:
    promises = ((_promise_label(each),) for each in _of(segment.ending, Promise))
    candidates = ((_candidate_label(each),) for each in _of(segment.ending, PromiseCandidate))
    return format_html_join("", "{}", [*promises, *candidates])


def _promise_label(promise: Promise) -> SafeString:
    return format_html(
        '<a class="promise-label promise-label--{}" href="#promise-{}" data-promise="{}">'
        '{}<span class="visually-hidden"> {}</span></a>',
        promise.strength,
        promise.pk,
        promise.pk,
        promise.key,
        _("%s promise: to its card") % promise.get_strength_display(),
    )


def _candidate_label(candidate: PromiseCandidate) -> SafeString:
    """A ring, empty as long as nobody has decided."""
    return format_html(
        '<a class="promise-label candidate-label" href="#candidate-{}">'
        '<span class="visually-hidden"> {}</span></a>',
        candidate.pk,
        _("Perhaps a promise: to its card"),
    )
