"""The colours of the brief beside those measured in the photos of prints, signs and decor.

An observation and never a score: light and cameras change colours.
"""

from eventaudit.library.colours import colour_name
from eventaudit.reports.colours import Share, blended, dominant_colours, nearest
from eventaudit.reports.photos import read_rendition

from .brief import colours_of
from .rows import Rows

PRINTS = "prints"
SIGNS_AND_DECOR = frozenset(
    {
        "ambience_decor_fit",
        "guidance_languages",
        "guidance_letter_height",
        "guidance_signs_continuous",
    }
)
MOST_PHOTOS = 24
"""Of the first so many, so that a snapshot takes a bounded time: about 10 ms a photo."""


def palette_part(rows: Rows) -> dict:
    """brief: the intended colours. measured: the largest shares first, each with its nearest in the brief.

    distance: in OKLab x 100, 0 for the same colour; about 2 can just be told apart side by side.
    """
    brief = colours_of(_intended(rows), rows)
    found = [dominant_colours(content) for photo in _photos(rows) if (content := read_rendition(photo))]
    measured = blended(found)
    return {
        "brief": [_named(code) for code in brief],
        "photos": len(found),
        "measured": [_measured(share, brief) for share in measured],
    }


def _intended(rows: Rows):
    """What the touchpoint of prints is meant to be, which is the event's where it has no own."""
    touchpoints = rows.audit.touchpoints
    named = touchpoints.get(PRINTS) or next(iter(touchpoints.values()), None)
    return named.intended if named else None


def _photos(rows: Rows) -> list[str]:
    """The small renditions' names."""
    ids = dict.fromkeys(
        photo
        for key, criterion in rows.criteria.items()
        if criterion.touchpoint.key == PRINTS or key in SIGNS_AND_DECOR
        for photo in rows.answer_photos.get(key, [])
    )
    return [rows.photos[photo].small.name for photo in list(ids)[:MOST_PHOTOS]]


def _named(code: str) -> dict:
    return {"hex": code, "name": colour_name(code)}


def _measured(share: Share, brief: list[str]) -> dict:
    near = nearest(share.colour, brief)
    return {
        **_named(share.colour),
        "share": round(100 * share.share),
        "nearest": None if near is None else {**_named(near[0]), "distance": round(100 * near[1])},
    }
