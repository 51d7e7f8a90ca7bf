"""How full the pages are: measured in pictures of the English report of the demo event."""

import pypdfium2

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
    """Chapters follow on one another; what must not be torn apart may leave a page short, but not many."""
    _snapshot, rendered = demo_reports["en"]
    fills = [fill_of(page) for page in pypdfium2.PdfDocument(rendered.pdf)]
    half_empty = [(number, round(fill, 2)) for number, fill in enumerate(fills, 1) if fill < 0.55]
    assert len(fills) == rendered.pages
    assert len(half_empty) <= 2, half_empty
    assert sum(fills) / len(fills) > 0.8
