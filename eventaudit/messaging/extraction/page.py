"""Saved web pages: what guests came to read. Navigation, cookie banners, footers and teasers go.

Nothing goes on one witness alone, for a conference page of short sections, tables and fees is no article,
and what is lost here is never checked. A block goes when it says itself what it is (page_furniture.py), or
when trafilatura leaves it out and its place or its words speak against it as well. Times, dates and prices
stay wherever they stand.
"""

import logging
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from lxml.etree import LxmlError
from lxml.html import HtmlElement, HTMLParser, fromstring, tostring

from . import page_furniture, schema_org
from .extracted import Extracted, ExtractionRefused
from .html import check_size, decode_page, read_markup, title_of

_MOST_COMPARED = 1_000_000  # characters of pruned markup; beyond, trafilatura takes seconds
_LEAST_WORDS = 50  # fewer are no page of an event where the whole page has many more
_LEAST_SHARE = 0.3
_MOST_HERO = 600  # characters around the heading
_SCRIPT_PAGE = 6  # words, such as "Loading ..." or a name, that a page made by scripts shows without them
# fmt: off
_BLOCKS = {
    "address", "article", "aside", "blockquote", "caption", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "legend", "li", "main", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}
# fmt: on
_FACT = re.compile(
    r"\b\d{1,2}[:.][0-5]\d\b"  # a time, or the start of a date
    r"|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[./]\s?\d{1,2}[./]"
    r"|\b\d{1,2}\.?(?:st|nd|rd|th)?(?:\s?[–-]\s?\d{1,2}\.?)?\s(?:of\s)?(?:jan|feb|mar|apr|ma[jy]|jun|jul|aug|sep|o[ck]t"
    r"|nov|de[cs]|(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuu)"
    r"|(?:€|£|\$|\b(?:eur|usd|sek|gbp|chf|kr)\b)\s?\d|\d\s?(?:€|£|\$|(?:eur|usd|sek|gbp|chf|kr)\b)",
    re.IGNORECASE,
)


_PICTURE = re.compile(
    r"data:[\w.+/-]{1,60};base64,[A-Za-z0-9+/=]{100,}"
)  # megabytes, in pages saved as one file
_SCRIPT_FILE = re.compile(r"<script[^>]{0,300}?\ssrc=", re.IGNORECASE)


def extract(data: bytes) -> Extracted:
    return extract_page(decode_page(data))


def extract_page(markup: str) -> Extracted:
    """Raises ExtractionRefused when there is too much markup, or no words without scripts."""
    markup = _PICTURE.sub("", markup)
    check_size(markup)
    page = _parsed(markup)
    events = schema_org.find_events(page) if page is not None else ()
    found = _main_content(markup, page)
    if len(found.text.split()) < _SCRIPT_PAGE and _SCRIPT_FILE.search(markup):
        raise ExtractionRefused(
            _(
                "The saved page holds no words: scripts fetch them when it is opened. "
                "Print it to PDF in the browser, or paste its text."
            )
        )
    return Extracted(text=found.text, html=found.html, title=title_of(markup), events=events)


def _parsed(markup: str) -> HtmlElement | None:
    parser = HTMLParser(huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        page = fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ValueError):  # nothing in it at all
        return None
    return page if isinstance(page.tag, str) else None


def _main_content(markup: str, page: HtmlElement | None) -> Extracted:
    """The main content; the whole page where so little would be left that something must have been missed."""
    if page is None:
        return read_markup(markup, "")
    page_furniture.remove(page)
    pruned = tostring(page, encoding="unicode")
    _drop_blocks(page, _kept_by_library(pruned))
    main, whole = read_markup(tostring(page, encoding="unicode"), ""), None
    if len(main.text.split()) < _LEAST_WORDS:
        whole = read_markup(markup, "")
        if len(main.text.split()) < _LEAST_SHARE * len(whole.text.split()):
            return whole
    return main


def _kept_by_library(markup: str) -> set[str] | None:
    """The texts that trafilatura takes for content, block by block; None where it has no opinion.

    Where it finds no structure at all, it gives the page as one text, which then speaks for no block.
    """
    if len(markup) > _MOST_COMPARED:
        return None
    from trafilatura import bare_extraction  # takes most of a second, for web pages only

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # every odd page is an error to it
    try:
        found = bare_extraction(markup, fast=True, include_comments=False)
    except Exception:  # odd markup fails anywhere in it; then its word is missing, no more
        return None
    if found is None:
        return None
    return {_plain(element.itertext()) for element in found.body.iter()} - {""}


def _plain(texts) -> str:
    return " ".join(re.findall(r"\w+", "".join(texts).casefold()))


def _drop_blocks(page: HtmlElement, kept: set[str] | None) -> None:
    """Away with what the library leaves out and its place or its words speak against."""
    if kept is None:
        return
    main = _main_element(page)
    safe = {each for part in (main, *_heroes(page)) if part is not None for each in part.iter()}
    blocks = [block for block in _leaf_blocks(page) if block not in safe]
    content = [index for index, block in enumerate(blocks) if _is_content(block)]
    first, last = (content[0], content[-1]) if content else (len(blocks), -1)
    for index, block in enumerate(blocks):
        text = block.text_content()
        if _plain(text) in kept or _FACT.search(text) or block.tag == "h1":
            continue
        at_rim = not first < index < last
        if main is not None or page_furniture.TALK.search(text) or (at_rim and _link_share(block) > 0.6):
            block.drop_tree()


def _main_element(page: HtmlElement) -> HtmlElement | None:
    """<main>, else the only <article>, where it holds most of what there is."""
    words = len(page.text_content().split())
    for path in ("//main|//*[@role='main']", "//article[not(ancestor::article)]"):
        found = page.xpath(path)
        if found and (len(found) == 1 or "main" in path):
            largest = max(found, key=lambda each: len(each.text_content()))
            return largest if len(largest.text_content().split()) > 0.5 * words else None
    return None


def _heroes(page: HtmlElement) -> Iterator[HtmlElement]:
    """What stands around the page's heading: date, place and a line about the event, often above <main>."""
    for heading in page.iter("h1"):
        part = heading.getparent()
        around = part is not None and part.tag in ("div", "section", "header", "hgroup")
        if around and len(part.text_content()) < _MOST_HERO:
            yield part


def _leaf_blocks(page: HtmlElement) -> Iterator[HtmlElement]:
    """Blocks with words and no block inside, and links that stand between blocks, in order."""
    with_blocks = {element.getparent() for element in page.iter() if element.tag in _BLOCKS}
    for element in list(with_blocks):  # an inline element around a block passes it on
        while (
            element is not None
            and (element := element.getparent()) is not None
            and element not in with_blocks
        ):
            with_blocks.add(element)
    for element in page.iter():
        leaf = element.tag in _BLOCKS or (element.tag == "a" and element.getparent() in with_blocks)
        if leaf and element not in with_blocks and element.text_content().strip():
            yield element


def _is_content(block: HtmlElement) -> bool:
    """A heading of the page, a sentence or a fact: what lies between two of them belongs to it."""
    text = block.text_content()
    return (
        block.tag == "h1" or bool(_FACT.search(text)) or (len(text.split()) > 11 and _link_share(block) < 0.3)
    )


def _link_share(block: HtmlElement) -> float:
    """The share of the words that are links, 0-1."""
    words = len(block.text_content().split())
    linked = sum(len(link.text_content().split()) for link in block.iter("a"))
    if (
        not linked
        and block.getparent() is not None
        and any(each.tag == "a" for each in block.iterancestors())
    ):
        return 1.0
    return linked / words if words else 0.0
