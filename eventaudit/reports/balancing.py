"""A section's last page that is less than half full takes from the pages before it, which become shorter.

All of them then end a little higher, alike, instead of one nearly empty. It costs laying the section out
twice, so only reports of few sections ask for it (EVEN, sheets.py): in a long one a page
that is not full is one of many. Runs in the renderer's processes: no Django.
"""

from collections.abc import Callable
from typing import Any

EVEN = "<body data-even "
"""How a document begins whose last page is not to be half empty."""

SHORT = 0.55
"""Of the height for text: a page that holds less looks half empty."""

SPARES = (0.02, 0.05, 0.09)
"""Of the height, tried in turn: what stays empty at a page's end because it must not be torn."""

MARGIN, HEIGHT = 21, 252
"""Millimetres below the text and of the text, as `@page` of report.css has them."""


def evened(document: Any, lay_out: Callable[[str], Any]) -> Any:
    """The document, or the same laid out anew with shorter pages. lay_out: with this style besides."""
    pages = len(document.pages)
    filled = fill_of(document.pages[-1])
    even = (pages - 1 + filled) / pages
    best = document
    for share in (even + spare for spare in SPARES):
        if pages == 1 or filled >= SHORT or share >= 1:
            break
        shorter = lay_out(f"@page {{ margin-bottom: {MARGIN + (1 - share) * HEIGHT:.1f}mm }}")
        if len(shorter.pages) == pages and fill_of(shorter.pages[-1]) > filled:
            best, filled = shorter, fill_of(shorter.pages[-1])
    return best


def fill_of(page: Any) -> float:
    """How far down the page's text and pictures reach: 0 to 1 of the height for text of an unchanged page."""
    from weasyprint.formatting_structure import boxes

    box = page._page_box
    drawn = (boxes.TextBox, boxes.InlineReplacedBox, boxes.BlockReplacedBox)
    bottoms = [one.position_y + one.height for one in box.children[0].descendants() if isinstance(one, drawn)]
    return (max(bottoms) - box.content_box_y()) / (HEIGHT / 25.4 * 96) if bottoms else 0.0
