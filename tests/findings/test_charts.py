from xml.etree import ElementTree as ET

from django.utils import translation

from eventaudit.findings.charts import WIDTH, letter_places, range_bar, share_bar

SVG = "{http://www.w3.org/2000/svg}"


def rects(svg):
    return [
        (rect.get("x"), rect.get("width"), rect.get("fill"))
        for rect in ET.fromstring(svg).iter(f"{SVG}rect")  # noqa: S314 - our own markup
    ]


def test_a_range_bar_shows_assured_and_possible_and_says_so():
    svg = range_bar(50, 60, 80, title="D <b>")
    assert rects(svg) == [("0", "400", "#ece9e0"), ("0", "320.0", "#a9cbc7"), ("0", "200.0", "#0e4f52")]
    assert ET.fromstring(svg).find(f"{SVG}title").text == "D <b>"  # noqa: S314
    assert "style" not in svg


def test_nothing_measured_is_an_empty_track():
    assert rects(range_bar(None, None, None, title="x")) == [("0", str(WIDTH), "#ece9e0")]


def test_a_capped_bar_shows_what_it_would_be():
    outline = rects(range_bar(49, 49, 49, uncapped=60, title="E"))[2]
    assert outline == ("196.0", "44.0", "#fff")


def test_numbers_in_charts_have_points_in_every_language():
    with translation.override("fi"):
        assert "," not in range_bar(33.3, 33.3, 66.6, title="x").replace("<title>x</title>", "")


def test_shares_take_the_whole_width():
    assert rects(share_bar([(1, "#111"), (0, "#222"), (3, "#333")], title="x"))[1:] == [
        ("0.0", "98.5", "#111"),
        ("100.0", "298.5", "#333"),
    ]


def test_letters_stand_in_the_middle_of_their_part():
    assert letter_places([("A", 90), ("B", 60)], "E") == [("E", "30.0%"), ("B", "75.0%"), ("A", "95.0%")]
