"""What stands in every page of a site and says so itself: navigation, cookie banners, footers, teasers."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

# Neither content nor words, or words that nobody reads as text (the options of a choice).
# fmt: off
_NEVER = {
    "script", "style", "template", "noscript", "iframe", "svg", "canvas", "object", "embed",
    "select", "datalist", "textarea", "input",
}
# fmt: on
_ROLES = {"navigation", "search", "menu", "menubar", "contentinfo"}
# Words in class and id. Those that could as well name content (a dinner's "menu", "social" programme, "share"
# a ride, "recommended" hotels, photo "consent") count only where they are the whole name or say more.
_NAMES = re.compile(
    r"(?:^|-)(?:cookies?|cookie(?:banner|bar|notice|consent|law|bot)\w*|gdpr|onetrust|usercentrics|didomi"
    r"|nav|navbar|navigation|breadcrumbs?|skip-?(?:link|nav|to-content)|(?:main|site|nav|lang|language)-?menu"
    r"|consent-?(?:banner|bar|box|manager|modal|popup|notice|overlay|dialog)|(?:privacy|user)-?consent"
    r"|(?:share|sharing)-?(?:buttons?|links?|bar|icons?)|social-?(?:links?|icons?|media|share|bar|nav|follow)"
    r"|(?:related|recommended)-?(?:events?|posts?|articles?|content|links?|news)|newsletter|mailchimp"
    r"|lang(?:uage)?-?(?:switch\w*|select\w*|picker)|(?:site|page|global)-?footer)(?:$|-)"
    r"|^(?:share|sharing|related|recommended|subscribe|consent)$"
)
_STATE = re.compile(r"(?:has|is|no|with|without|js)-", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
TALK = re.compile(
    r"\b(?:cookies?\b|privacy (?:policy|notice|statement)|all rights reserved|terms (?:of use|and conditions)"
    r"|follow us|share this|skip to|subscribe to our|powered by"
    r"|evästei?\w*|eväste\w*|tietosuoja\w*|kaikki oikeudet|seuraa meitä|siirry sisältöön"
    r"|tilaa uutiskirje\w*|käyttöehdot|kakor\w*|integritetspolicy|dataskydd\w*|alla rättigheter"
    r"|följ oss|hoppa till|prenumerera|användarvillkor)|©",
    re.IGNORECASE,
)
_COOKIES = re.compile(r"\bcookies?\b|\beväste|\bkakor", re.IGNORECASE)
_TEASERS = re.compile(
    r"\s*(?:related\b|you (?:may|might) also|read (?:more|next|also)\b|see also\b|more (?:events|news|from)\b"
    r"|other events\b|upcoming events\b|latest news\b|lue (?:myös|lisää)\b|katso myös\b|aiheeseen liittyv"
    r"|muita (?:tapahtumia|juttuja)|tulevat tapahtumat|uusimmat uutiset|ajankohtaista\b"
    r"|läs (?:också|även|mer)\b|se (?:också|även)\b|relatera|(?:andra|fler|kommande) evenemang|senaste nytt"
    r"|aktuellt\b)",
    re.IGNORECASE,
)
_HEADINGS = ("h2", "h3", "h4")


def remove(page: HtmlElement) -> None:
    """Take it out of the page. What holds the page's content stays, whatever it is called."""
    most = len(page.text_content()) / 2
    for element in list(page.iter()):
        if element.getparent() is not None and _is_furniture(element) and not _holds_content(element, most):
            element.drop_tree()
    for heading in list(page.iter(*_HEADINGS)):
        if _TEASERS.match(heading.text_content()):
            _drop_teasers(heading)


def _is_furniture(element: HtmlElement) -> bool:
    tag, role = element.tag, element.get("role", "")
    if tag in _NEVER or tag == "nav" or role in _ROLES:
        return True
    if tag == "footer" or _named("footer", element):
        return not any(
            each.tag in ("main", "article", "section", "blockquote", "li") for each in element.iterancestors()
        )
    if tag == "dialog" or role in ("dialog", "alertdialog"):
        return bool(_COOKIES.search(element.text_content()))
    if tag in ("html", "body", "main"):
        return False
    return any(_NAMES.search(name) for name in _names(element))


def _names(element: HtmlElement) -> Iterator[str]:
    """Class and id, without what tells a state: 'has-nav', 'no-cookies'."""
    for word in f"{element.get('class', '')} {element.get('id', '')}".replace("_", "-").split():
        if not _STATE.match(word):
            yield _CAMEL.sub("-", word).lower()


def _named(word: str, element: HtmlElement) -> bool:
    return word in (element.get("id", "").lower(), *element.get("class", "").lower().split())


def _holds_content(element: HtmlElement, most: float) -> bool:
    """Whether it holds <main>, or, called furniture by a mere name, a heading <h1> or most of the page.

    Lists of every single cookie are often longer than the page.
    """
    if element.tag in _NEVER:
        return False
    if next(element.iter("main"), None) is not None:
        return True
    if element.tag in ("nav", "footer", "dialog"):
        return False
    text = element.text_content()
    return next(element.iter("h1"), None) is not None or (len(text) > most and not _COOKIES.search(text))


def _drop_teasers(heading: HtmlElement) -> None:
    """The section under such a heading, if it is mostly links; the heading is the first thing in it."""
    section = heading.getparent()
    while section is not None and section.tag not in ("section", "aside", "div", "ul"):
        section = section.getparent()
    if section is None or next(section.iter("main", "h1"), None) is not None:
        return
    if next(section.iter("h1", "h2", "h3", "h4"), None) is not heading:
        return
    words = len(section.text_content().split())
    linked = sum(len(link.text_content().split()) for link in section.iter("a"))
    if words and linked > 0.4 * words:
        section.drop_tree()
