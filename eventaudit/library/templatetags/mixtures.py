"""Mixtures of atmospheres in pages and reports: as words and as colours.

    {% load mixtures %}
    {% mixture event_mixture %}           Luxury 50 % + Rustic 50 %  ("neutral": Neutral, None: nothing)
    {% palette event_mixture %}           the colours of the mixture as one strip (SVG), each by its share,
                                          with the words for them as its text alternative
    {% palette atmosphere %}              the same for one Atmosphere
    {% mixture value as words %}          the words in a variable

A value is a mixture as stored everywhere ({key: share} or "neutral"), an Atmosphere, or None. The atmospheres
come from `atmospheres` in the context (a dict from library.queries.atmospheres_of; reports pass their
snapshot's), else they are fetched once for the request: one query for a page, however many mixtures it
shows. The stylesheet of the strip is css/events.css (class "palette").
"""

from collections.abc import Mapping
from itertools import accumulate

from django import template
from django.template import Context

from eventaudit.library.colours import colour_name
from eventaudit.library.mixtures import in_order, mixture_words
from eventaudit.library.models import Atmosphere
from eventaudit.library.queries import atmospheres_of

register = template.Library()
register.filter("colour_name", colour_name)


@register.simple_tag(takes_context=True)
def mixture(context: Context, value) -> str:
    return mixture_words(_as_mixture(value), _known(context))


@register.inclusion_tag("library/_palette.html", takes_context=True)
def palette(context: Context, value) -> dict[str, object]:
    known = {value.key: value} if isinstance(value, Atmosphere) else _known(context)
    shares = _as_mixture(value)
    colours = _coloured(shares, known) if isinstance(shares, Mapping) else []
    starts = accumulate((width for _colour, width in colours), initial=0.0)
    return {
        "words": mixture_words(shares, known),
        "names": ", ".join(colour_name(colour) for colour, _width in colours),
        # Written out here: a template would put the reader's decimal comma into the SVG.
        "stripes": [
            {"colour": colour, "x": f"{start:.2f}", "width": f"{width:.2f}"}
            for (colour, width), start in zip(colours, starts, strict=False)
        ],
    }


def _coloured(shares: Mapping[str, float], known: Mapping) -> list[tuple[str, float]]:
    """The colours with their widths, which add up to 100; an atmosphere's colours divide its share."""
    return [
        (colour, share * 100 / len(known[key].palette))
        for key, share in in_order(shares)
        if key in known
        for colour in known[key].palette
    ]


def _as_mixture(value):
    return {value.key: 1.0} if isinstance(value, Atmosphere) else value


def _known(context: Context) -> Mapping:
    given = context.get("atmospheres")
    if isinstance(given, Mapping):
        return given
    request = context.get("request")
    if request is None:
        return atmospheres_of(None)
    if not hasattr(request, "atmospheres"):
        membership = getattr(request, "membership", None)
        request.atmospheres = atmospheres_of(membership.organisation if membership else None)
    return request.atmospheres
