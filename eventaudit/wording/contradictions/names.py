"""Who hosts: the name that stands beside a word for the host."""

from __future__ import annotations

import re
from collections.abc import Iterator

from eventaudit.wording.marking import MarkedText

from .statements import Statement

_NAME = r"(?P<name>[A-ZÅÄÖ][\w'’-]+(?:\s+(?:von|af|de)?\s?[A-ZÅÄÖ][\w'’-]+){1,3})"
_HOST = re.compile(
    r"\b(?:hosted by|your host(?: for the \w+)?(?: is|,)|compère is|compere is|moderated by|presented by|"
    r"moderator is|"
    r"host is|our presenter,?|led by|[jJ]uontaa|[jJ]uontajana(?: toimii)?|[iI]llan juontaa|moderaattorina|"
    r"[kK]onferencier är|leds av|modereras av|[vV]ärd(?:inna)? är)\s+" + _NAME
)
_HOST_AFTER = re.compile(_NAME + r"\s+(?:hosts|moderates|juontaa|modererar|leder kvällen|is your host)\b")


def host_names(text: MarkedText) -> Iterator[Statement]:
    """At most a few: the names said to host, moderate or present."""
    for pattern in (_HOST, _HOST_AFTER):
        for found in pattern.finditer(text.source.view):
            start, end = text.source.span(found.start(), found.end())
            name = " ".join(found["name"].split()).casefold()
            yield Statement("host", "host", "fact", name, start, end, text.source.given[start:end])
