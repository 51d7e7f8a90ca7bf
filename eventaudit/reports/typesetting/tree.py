"""The HTML of a report as a tree that Typst reads as JSON. Pure.

A node is a text, or a mapping: `n` its name (the tag; `run` for words beside blocks), `c` its classes, `k`
what is in it. Pictures have `src` (a file's name), `alt` and `shape` (width by height), drawings `svg` and
`alt`, links `to`, and what is in another language `lang`. White space is as a browser would show it,
quotation marks are letters, and links lead to an anchor that is there: a node `anchor` with its name `i`,
before the first words of what bears it, so that it is on their page.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from lxml import etree, html

Node = str | dict[str, Any]

BLOCKS = frozenset(
    {"article", "caption", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4"}
    | {"header", "li", "nav", "ol", "p", "section", "table", "tbody", "td", "th", "thead", "tr", "ul"}
)
LEAVES = frozenset({"dd", "dt", "figcaption", "h1", "h2", "h3", "h4", "li", "p", "td", "th"})
QUOTES = {"en": "“”", "fi": "””", "sv": "””"}
SPACE = re.compile(r"[ \t\r\n\f]+")
LONG_WORD = re.compile(r"\S{25,}")
BREAK_AFTER = re.compile(r"[/?&=_.@-](?=\w)|\w{40}(?=\w{4})|[^\w\s]{12}")
"""Words of letters alone are hyphenated by Typst, up to forty letters."""

ZERO_WIDTH_SPACE = "\u200b"

Picture = Callable[[str], tuple[str, float] | None]


def tree_of(page: str, *, language: str, picture: Picture) -> list[Node]:
    """The nodes of a page's body. picture: of an address its file's name and its shape, None where it is not
    there and is left out."""
    body = html.fragment_fromstring(page, create_parent="body")
    named = {found.get("id") for found in body.iter() if found.get("id")}
    asked = {link.get("href", "")[1:] for link in body.iter("a")}
    return _Reader(frozenset(named & asked), picture).children(body, language)


class _Reader:
    def __init__(self, anchors: frozenset[str], picture: Picture) -> None:
        self.anchors = anchors
        self.waiting: list[Node] = []  # anchors of what has no words yet
        self.picture = picture

    def children(self, element: etree._Element, language: str) -> list[Node]:
        """Blocks with the words between them as runs, or words alone."""
        if element.get("id") in self.anchors:
            self.waiting.append({"n": "anchor", "c": [], "i": element.get("id")})
        inside: list[Node] = []
        if self.waiting and element.tag in LEAVES:
            inside, self.waiting = self.waiting, []
        inside.append(_squeezed(element.text))
        for child in element:
            if isinstance(child.tag, str):
                inside.append(self.node(child, language))
            inside.append(_squeezed(child.tail))
        if not any(_is_block(node) for node in inside):
            return (
                _joined(inside) if element.tag in BLOCKS or element.tag == "body" else _without_empty(inside)
            )
        return list(_runs(inside))

    def node(self, element: etree._Element, language: str) -> Node:
        if element.tag == "svg":
            return _drawing(element)
        spoken = element.get("lang", language)
        made: dict[str, Any] = {"n": element.tag, "c": element.get("class", "").split()}
        if spoken != language:
            made["lang"] = spoken
        if element.tag == "img":
            found = self.picture(element.get("src", ""))
            return (
                made | {"src": found[0], "shape": found[1], "alt": element.get("alt") or "–"} if found else ""
            )
        if element.tag == "a" and (target := element.get("href", "")[1:]) in self.anchors:
            made["to"] = target
        inside = self.children(element, spoken)
        if element.tag == "q":
            opened, closed = QUOTES.get(spoken, QUOTES["en"])
            inside = [opened, *inside, closed]
        return made | {"k": inside}


def _drawing(element: etree._Element) -> Node:
    """title: what it shows to those who do not see it. Without one it only adorns."""
    title = element.findtext("title") or ""
    tail, element.tail = element.tail, None
    drawn = etree.tostring(element, encoding="unicode")
    element.tail = tail
    if "xmlns=" not in drawn:
        drawn = drawn.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    drawn = drawn.replace("viewbox=", "viewBox=").replace("preserveaspectratio=", "preserveAspectRatio=")
    return {"n": "svg", "c": element.get("class", "").split(), "svg": drawn, "alt": title}


def _is_block(node: Node) -> bool:
    return isinstance(node, dict) and (node["n"] in BLOCKS or node["n"] == "run")


def _squeezed(text: str | None) -> str:
    return LONG_WORD.sub(_breakable, SPACE.sub(" ", text or ""))


def _breakable(word: re.Match[str]) -> str:
    """With places where a line may break, but need not."""
    return BREAK_AFTER.sub(lambda found: found[0] + ZERO_WIDTH_SPACE, word[0])


def _without_empty(nodes: Sequence[Node]) -> list[Node]:
    return [node for node in nodes if node != ""]


def _joined(nodes: Sequence[Node]) -> list[Node]:
    """Without the space at either end."""
    kept = _without_empty(nodes)
    if kept and isinstance(kept[0], str):
        kept[0] = kept[0].lstrip(" ")
    if kept and isinstance(kept[-1], str):
        kept[-1] = kept[-1].rstrip(" ")
    return _without_empty(kept)


def _runs(nodes: Sequence[Node]) -> Iterator[Node]:
    words: list[Node] = []
    for node in [*nodes, None]:
        if node is not None and not _is_block(node):
            words.append(node)
            continue
        if inside := _joined(words):
            yield {"n": "run", "c": [], "k": inside}
        words = []
        if node is not None:
            yield node
