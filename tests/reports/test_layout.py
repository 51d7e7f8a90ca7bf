"""How full the pages are: measured in pictures of the English report of the demo event."""

import pypdfium2
import pytest

from eventaudit.reports import balancing

MARGIN_TOP, MARGIN_BOTTOM, HEIGHT = 24, 21, 297
"""Millimetres; the page number stands below."""

PAPER = 225


def fill_of(page) -> float:
    """How far down the last ink of the text reaches: 0 to 1 of the height between the margins."""
    picture = page.render(scale=0.5, grayscale=True).to_pil()
    top, bottom = (round(picture.height * place / HEIGHT) for place in (MARGIN_TOP, HEIGHT - MARGIN_BOTTOM))
    text = picture.crop((0, top, picture.width, bottom)).point(lambda grey: 255 if grey < PAPER else 0)
    box = text.getbbox()
    return box[3] / (bottom - top) if box else 0.0


def test_hardly_a_page_is_half_empty(demo_reports):
    """What must not be torn apart can keep a section from being evened out, but not many of them."""
    _snapshot, rendered = demo_reports["en"]
    fills = [fill_of(page) for page in pypdfium2.PdfDocument(rendered.pdf)]
    half_empty = [(number, round(fill, 2)) for number, fill in enumerate(fills, 1) if fill < 0.55]
    assert len(fills) == rendered.pages
    assert len(half_empty) <= 2, half_empty
    assert sum(fills) / len(fills) > 0.8


class Page:
    """As WeasyPrint's, for what is asked of one here."""

    def __init__(self, filled):
        self.filled = filled


class Document:
    def __init__(self, *fills):
        self.pages = [Page(filled) for filled in fills]


@pytest.mark.parametrize(
    ("first", "others", "chosen", "asked"),
    [
        pytest.param((1, 1, 0.6), [], 0, 0, id="full enough"),
        pytest.param((0.2,), [], 0, 0, id="the only page"),
        pytest.param((1, 1, 0.1), [(0.8, 0.8, 0.7)], 1, 1, id="even at once"),
        pytest.param((1, 1, 0.1), [(0.8, 0.8, 0.8, 0.1), (0.9, 0.9, 0.6)], 2, 2, id="the second time"),
        pytest.param((1, 1, 0.1), [(0.8, 0.8, 0.3), (0.8, 0.8, 0.4), (0.9, 0.8, 0.2)], 2, 3, id="the best"),
        pytest.param((1, 1, 0.1), [(0.8, 0.8, 0.8, 0.1)] * 3, 0, 3, id="what cannot be torn stays"),
        pytest.param((*(1,) * 12, 0.54), [(1,) * 14], 0, 1, id="hardly short"),
    ],
)
def test_a_short_last_page_takes_from_the_others(monkeypatch, first, others, chosen, asked):
    monkeypatch.setattr(balancing, "fill_of", lambda page: page.filled)
    documents = [Document(*first), *(Document(*fills) for fills in others)]
    styles = []

    def lay_out(style):
        styles.append(style)
        return documents[len(styles)]

    assert documents.index(balancing.evened(documents[0], lay_out)) == chosen
    assert len(styles) == asked
