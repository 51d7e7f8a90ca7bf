"""HTML as e-mails carry it: sanitised first, then turned into text, whole. Web pages: page.py."""

import re
from html import unescape

import nh3
from django.utils.translation import gettext as _
from inscriptis import Inscriptis
from inscriptis.css_profiles import CSS_PROFILES
from inscriptis.html_properties import Display
from inscriptis.model.config import ParserConfig
from inscriptis.model.html_element import HtmlElement
from lxml.html import HTMLParser, fromstring

from .decoding import decode
from .extracted import Extracted, ExtractionRefused

# What carries words and their order. No style, script, form, frame, media: neither kept nor read.
# fmt: off
_TAGS = {
    "a", "abbr", "article", "aside", "b", "blockquote", "br", "caption", "center", "cite",
    "code", "dd", "del", "details", "div", "dl", "dt", "em", "figcaption", "figure",
    "font", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "i", "img", "ins", "li", "main", "mark", "nav", "ol", "p", "pre",
    "q", "s", "section", "small", "span", "strong", "sub", "summary", "sup", "table",
    "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul",
}
_ATTRIBUTES = {"a": {"href", "title"}, "img": {"alt"}, "td": {"colspan"}, "th": {"colspan"}, "*": {"lang"}}
_WITH_CONTENT = {"script", "style", "title", "head", "template", "noscript", "iframe", "object", "svg"}
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,30})""", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]{0,200}>(.{1,1000}?)</title>", re.IGNORECASE | re.DOTALL)
_MOST = 5_000_000  # characters; saved pages carry megabytes of scripts and styles, which go first
_MOST_CLEAN = 1_000_000  # characters after sanitising; laying them out takes the time
_DEEPEST = 250  # elements inside each other; sanitising takes time by the square of it
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
# Never closed, or closed by what follows: they would look nested where they are not.
_UNNESTED = {
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input",
    "li", "link", "meta", "p", "param", "source", "td", "th", "tr", "track", "wbr",
}
# fmt: on
# Without these, a term would stand glued to what it is explained by: "WhenFriday".
_LINES = dict.fromkeys(
    ("caption", "center", "dd", "details", "dl", "dt", "section", "summary"),
    HtmlElement(display=Display.block),
)
_READING = ParserConfig(css=CSS_PROFILES["strict"] | _LINES, display_images=True)


def extract_markup(markup: str) -> Extracted:
    """Raises ExtractionRefused when there is more markup, or a deeper one, than a message has."""
    check_size(markup)
    return read_markup(markup, title_of(markup))


def decode_page(data: bytes) -> str:
    declared = _CHARSET.search(data[:4096])
    charset = declared[1].decode("ascii") if declared else ""
    # Where these words can be found as bytes, the page is not UTF-16, whatever they say.
    return decode(data, "" if charset.lower().startswith("utf-16") else charset)


def check_size(markup: str) -> None:
    if len(markup) > _MOST or _depth(markup) > _DEEPEST:
        raise _too_much()


def read_markup(markup: str, title: str) -> Extracted:
    html = sanitise(markup)
    if len(html) > _MOST_CLEAN:
        raise _too_much()
    return Extracted(text=_text(html), html=html, title=title)


def title_of(markup: str) -> str:
    title = _TITLE.search(markup)
    return _words(title[1]) if title else ""


def _depth(markup: str) -> int:
    depth = deepest = 0
    for closing, name in _TAG.findall(markup):
        if name.lower() not in _UNNESTED:
            depth = max(0, depth - 1) if closing else depth + 1
            deepest = max(deepest, depth)
    return deepest


def _text(html: str) -> str:
    # Without huge_tree, what lies deeper than 256 elements would be dropped without a word.
    tree = fromstring(f"<div>{html}</div>", parser=HTMLParser(huge_tree=True, encoding="utf-8"))
    try:
        return Inscriptis(tree, _READING).get_text()
    except RecursionError:  # hundreds of elements inside each other: the words without their layout
        return tree.text_content()


def _too_much() -> ExtractionRefused:
    return ExtractionRefused(_("The page has too much markup to be a message. Paste its text instead."))


def sanitise(markup: str) -> str:
    return nh3.clean(
        markup,
        tags=_TAGS,
        clean_content_tags=_WITH_CONTENT,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer nofollow",
    ).strip()


def _words(markup: str) -> str:
    return " ".join(unescape(nh3.clean(markup, tags=set())).split())
