"""Colours measured in pictures, and how far they are apart."""

import io

import pytest
from PIL import Image

from eventaudit.reports.colours import Share, blended, distance, dominant_colours, farthest, nearest

GOLD, NAVY, CREAM, WINE = "#C9A227", "#0B1D2A", "#F4EBD9", "#5B0E2D"


def picture(*parts, size=(400, 300), kind="PNG"):
    """Vertical stripes: (colour, share of the width)."""
    image, left = Image.new("RGB", size), 0
    for colour, share in parts:
        width = round(size[0] * share)
        image.paste(colour, (left, 0, left + width, size[1]))
        left += width
    stream = io.BytesIO()
    image.save(stream, kind, quality=95)
    return stream.getvalue()


def about(shares):
    return [(one.colour, round(one.share, 1)) for one in shares]


def test_areas_of_colour_are_found_with_their_shares():
    found = dominant_colours(picture((GOLD, 0.5), (NAVY, 0.3), (CREAM, 0.2)))
    assert [(nearest(one.colour, [GOLD, NAVY, CREAM])[0], round(one.share, 1)) for one in found[:3]] == [
        (GOLD, 0.5),
        (NAVY, 0.3),
        (CREAM, 0.2),
    ]
    assert max(nearest(one.colour, [GOLD, NAVY, CREAM])[1] for one in found[:3]) < 0.02
    assert sum(one.share for one in found) == pytest.approx(1)


def test_a_jpeg_gives_nearly_the_same_colours():
    found = dominant_colours(picture((GOLD, 0.6), (NAVY, 0.4), kind="JPEG"))
    assert [nearest(one.colour, [GOLD, NAVY, CREAM])[0] for one in found[:2]] == [GOLD, NAVY]


def test_the_same_picture_always_gives_the_same_colours():
    content = picture((GOLD, 0.4), (NAVY, 0.35), (WINE, 0.25))
    first = dominant_colours(content)
    dominant_colours.cache_clear()
    assert dominant_colours(content) == first


@pytest.mark.parametrize("content", [b"", b"no picture", picture((GOLD, 1.0), kind="JPEG")[:200]])
def test_what_is_no_picture_has_no_colours(content):
    assert dominant_colours(content) == ()


def test_every_picture_counts_the_same_and_alike_colours_are_one():
    gilt = "#C7A02A"
    assert distance(GOLD, gilt) < 0.02
    found = blended([[Share(GOLD, 1.0)], [Share(gilt, 0.5), Share(NAVY, 0.5)]])
    assert about(found) == [(GOLD, 0.8), (NAVY, 0.2)]


def test_specks_are_left_out():
    assert about(blended([[Share(GOLD, 0.97), Share(NAVY, 0.03)]])) == [(GOLD, 1.0)]


def test_distance_is_that_of_oklab():
    assert distance("#000000", "#FFFFFF") == pytest.approx(1, abs=0.001)
    assert distance(GOLD, GOLD) == 0
    assert distance(GOLD, NAVY) == distance(NAVY, GOLD)


def test_nearest_of_nothing_is_nothing():
    assert nearest(GOLD, []) is None
    assert nearest("#C7A02A", [NAVY, GOLD])[0] == GOLD


def test_the_colour_chosen_is_told_apart_from_those_taken():
    luxury, gala = [NAVY, GOLD, CREAM, WINE], ["#B3001B", "#D4AF37", "#141414", "#6A0572"]
    first = farthest(luxury, [])
    assert (first, farthest(gala, [first])) == (GOLD, "#6A0572")
    assert farthest([], [first]).startswith("#")
