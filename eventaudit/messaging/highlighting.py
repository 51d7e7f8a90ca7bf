"""A message's text as HTML, with the words of its promises marked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .models import Promise, Strength

_STRONGEST_FIRST = [Strength.EXPLICIT, Strength.IMPLIED, Strength.MOOD]


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text that the same promises cover; `ending`: those whose quote ends with it."""

    text: str
    covering: tuple[Promise, ...]
    ending: tuple[Promise, ...]


def segments(text: str, promises: Iterable[Promise]) -> Iterator[Segment]:
    """The text cut wherever a promise begins or ends. Joined, the pieces are the text again."""
    promises = sorted(promises, key=lambda promise: (promise.start, promise.end, promise.pk))
    cuts = {0, len(text)}.union(*({promise.start, promise.end} for promise in promises))
    cuts = sorted(cut for cut in cuts if cut <= len(text))
    for start, end in pairwise(cuts):
        yield Segment(
            text[start:end],
            tuple(promise for promise in promises if promise.start <= start and end <= promise.end),
            tuple(promise for promise in promises if promise.end == end),
        )


def highlighted(text: str, promises: Iterable[Promise]) -> SafeString:
    """HTML in which every character outside `.promise-label` is one of the text, in order.

    Made here and not in a template, where a line break put in for looks would move every offset.
    """
    return format_html_join("", "{}{}", ((_words(each), _labels(each)) for each in segments(text, promises)))


def _words(segment: Segment) -> SafeString | str:
    if not segment.covering:
        return segment.text
    strength = min((promise.strength for promise in segment.covering), key=_STRONGEST_FIRST.index)
    return format_html(
        '<mark class="promised promised--{}{}" data-promises="{}">{}</mark>',
        strength,
        " promised--several" if len(segment.covering) > 1 else "",
        " ".join(str(promise.pk) for promise in segment.covering),
        segment.text,
    )


def _labels(segment: Segment) -> SafeString:
    return format_html_join(
        "",
        '<a class="promise-label promise-label--{}" href="#promise-{}" data-promise="{}">'
        '{}<span class="visually-hidden"> {}</span></a>',
        (
            (
                promise.strength,
                promise.pk,
                promise.pk,
                promise.key,
                _("%s promise: to its card") % promise.get_strength_display(),
            )
            for promise in segment.ending
        ),
    )
