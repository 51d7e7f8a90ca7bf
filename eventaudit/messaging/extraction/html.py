"""HTML pages and the HTML part of e-mails: sanitised first, then turned into text."""

import re
from html import unescape

import nh3
from django.utils.translation import gettext as _
from inscriptis import Inscriptis
from inscriptis.css_profiles import CSS_PROFILES
from inscriptis.model.config import ParserConfig
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
# fmt: on
_ATTRIBUTES = {"a": {"href", "title"}, "img": {"alt"}, "td": {"colspan"}, "th": {"colspan"}, "*": {"lang"}}
_WITH_CONTENT = {"script", "style", "title", "head", "template", "noscript", "iframe", "object", "svg"}
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,30})""", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]*>(.{1,1000}?)</title>", re.IGNORECASE | re.DOTALL)
_MOST = 3_000_000  # characters of markup; parsing time and memory grow with it
_READING = ParserConfig(css=CSS_PROFILES["strict"], display_images=True)


def extract(data: bytes) -> Extracted:
    declared = _CHARSET.search(data[:4096])
    return extract_markup(decode(data, declared[1].decode("ascii") if declared else ""))


def extract_markup(markup: str) -> Extracted:
    """Raises ExtractionRefused when there is more markup than a message has."""
    if len(markup) > _MOST:
        raise ExtractionRefused(_("The page has too much markup to be a message. Paste its text instead."))
    html = sanitise(markup)
    title = _TITLE.search(markup)
    return Extracted(text=_text(html), html=html, title=_words(title[1]) if title else "")


def _text(html: str) -> str:
    # Without huge_tree, what lies deeper than 256 elements would be dropped without a word.
    tree = fromstring(f"<div>{html}</div>", parser=HTMLParser(huge_tree=True, encoding="utf-8"))
    try:
        return Inscriptis(tree, _READING).get_text()
    except RecursionError:  # hundreds of elements inside each other: the words without their layout
        return tree.text_content()


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
