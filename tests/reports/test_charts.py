"""The drawings of the report: what is drawn of which number."""

import math
import re

from eventaudit.reports.charts import INK, QUALITY, TRACK, UNSEEN, colour_band, share_of_100, wheel

ATMOSPHERES = {
    "luxury": {"name": "Luxury", "letter": "A", "colour": "#C9A227"},
    "rustic": {"name": "Rustic", "letter": "B", "colour": "#3F5B3A"},
}


def spoke(number, *, read=None, intended=None, quality=None):
    return {
        "number": number,
        "intended": {"luxury": 1.0} if intended is None else intended,
        "read": read or {},
        "quality": quality,
    }


def drawn(*spokes):
    return wheel({"touchpoints": list(spokes), "atmospheres": ATMOSPHERES}, title="The wheel & all")


def fills(svg):
    return re.findall(r'<path [^>]*fill="([^"]+)"', svg)


def letters(svg):
    return re.findall(r"<text [^>]*>([^<]+)</text>", svg)


def areas(svg, fill):
    """Angle and outer radius of each sector of a colour, from its four corners."""
    found = []
    for path in re.findall(rf'<path d="([^"]+)" fill="{fill}"', svg):
        numbers = [float(part) for part in re.findall(r"-?\d+(?:\.\d+)?", path)]
        (x1, y1), (x2, y2), (x3, y3) = numbers[0:2], numbers[2:4], numbers[9:11]
        angle = (math.atan2(x3, -y3) - math.atan2(x2, -y2)) % (2 * math.pi)
        found.append((round(math.hypot(x1, y1)), round(math.hypot(x2, y2)), round(angle, 2)))
    return found


def test_each_touchpoint_shows_what_was_intended_read_and_how_good_it_was():
    svg = drawn(spoke(1, read={"rustic": 1.0}, quality=50.0), spoke(2, read={"luxury": 1.0}, quality=0.0))
    assert fills(svg) == ["#C9A227", "#3F5B3A", TRACK, QUALITY, "#C9A227", "#C9A227", TRACK]
    assert letters(svg) == ["B", "1", "A", "2"]


def test_what_was_not_observed_is_grey_and_says_so_without_colour():
    svg = drawn(spoke(1))
    assert fills(svg) == ["#C9A227", UNSEEN, UNSEEN]
    assert letters(svg) == ["–", "1"]


def test_the_bar_is_as_long_as_the_quality():
    ((inner, outer, _angle),) = areas(drawn(spoke(1, read={"luxury": 1.0}, quality=50.0), spoke(2)), QUALITY)
    assert (inner, outer) == (104, 119)


def test_two_readings_share_the_spoke():
    svg = drawn(spoke(1, read={"luxury": 0.75, "rustic": 0.25}), *[spoke(n) for n in (2, 3, 4)])
    ((_inner, _outer, large),) = [one for one in areas(svg, "#C9A227") if one[0] == 49]
    ((_inner, _outer, small),) = areas(svg, "#3F5B3A")
    assert round(large / small, 1) == 3.0


def test_letters_are_readable_on_their_colour():
    svg = drawn(spoke(1, read={"luxury": 1.0}), spoke(2, read={"rustic": 1.0}))
    colours = dict(zip(letters(svg), re.findall(r'<text [^>]*fill="([^"]+)"', svg), strict=True))
    assert (colours["A"], colours["B"]) == (INK, "#ffffff")


def test_drawings_have_words_for_those_who_cannot_see_them():
    assert "<title>The wheel &amp; all</title>" in drawn(spoke(1))
    assert "<title>Gold</title>" in colour_band(["#C9A227"], title="Gold")
    assert "<title>All</title>" in share_of_100([(1.0, "#9b1c1c")], title="All")


def test_an_event_without_touchpoints_has_an_empty_wheel():
    assert fills(drawn()) == []


def test_a_band_is_filled_from_end_to_end():
    svg = colour_band(["#C9A227", "#0B1D2A", "#F4EBD9"], title="Luxury")
    assert re.findall(r'x="([\d.]+)" y="0" width="([\d.]+)"', svg) == [
        ("0.0", "33.333"),
        ("33.333", "33.333"),
        ("66.667", "33.333"),
    ]


def test_shares_stand_side_by_side_and_nothing_is_not_drawn():
    svg = share_of_100([(0.5, "#9b1c1c"), (0.0, "#e0b84c"), (0.25, "#ffffff")], title="Half of them")
    assert re.findall(r'<rect x="([\d.]+)" y="0.5" width="([\d.]+)" height="13" fill="([^"]+)"', svg)[1:] == [
        ("0.0", "200.0", "#9b1c1c"),
        ("200.0", "100.0", "#ffffff"),
    ]
