"""The parts as HTML documents that are set apart from one another, each whole in itself.

A long part is cut between its pieces, so that all cores have work and a change asks for little of it again.
"""

import hashlib
import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from .document import Part
from .fonts import fonts_for, letters_without_font
from .setting import ELSEWHERE

ENGINE = f"4 {version('weasyprint')} {version('pydyf')}"
"""Its number is raised whenever the same HTML is set otherwise than before."""

LARGEST = 700
"""About how many elements a document has at most: half a second of work, ten pages."""

EVENED = 6
"""Of so many sections at most, none ends with a page that is half empty (balancing.py)."""

NO_LETTER = "\N{WHITE SQUARE}"
"""Stands for what no font of ours has: PDF/A and PDF/UA forbid letters without a picture."""

STYLES = ("css/report.css", "css/report-numbers.css")
LINK = re.compile(r'href="#([^"]+)"')
ANCHOR = re.compile(r'\bid="([^"]+)"')
FONT_RULE = re.compile(r"@font-face {.*}")
PHOTO = re.compile(r'src="(photo/[^"]+)"')


@dataclass(frozen=True, slots=True)
class Sheets:
    """front, bodies: HTML documents. files: address to path of their style sheet and fonts."""

    front: str
    bodies: tuple[str, ...]
    files: dict[str, str]

    @property
    def font_rules(self) -> str:
        """The @font-face rules of all documents."""
        sheets = (self.front, *self.bodies)
        return "\n".join(dict.fromkeys(rule for sheet in sheets for rule in FONT_RULE.findall(sheet)))

    @property
    def whole(self) -> str:
        """All of it as one document, as a browser would print it."""
        opened, closed = self.front.rsplit("</body>", 1)
        links = "".join(f'<link rel="stylesheet" href="{address}">' for address in STYLES)
        opened = opened.replace("<style>", f"{links}<style>{self.font_rules}\n", 1)
        inner = (
            body.partition("<body")[2].partition(">")[2].rpartition("</body>")[0] for body in self.bodies
        )
        return f"{opened}{''.join(inner)}</body>{closed}".replace(ELSEWHERE, "#")

    def digests(self, photos: Mapping[str, str]) -> list[str]:
        """Of each body, SHA-256 of all that its PDF depends on. photos: address to path."""
        paths = [self.files[address] for address in STYLES]
        style = " ".join(_digest_of_file(path, Path(path).stat().st_mtime_ns) for path in paths)
        return [self._digest(body, style, photos) for body in self.bodies]

    def _digest(self, body: str, style: str, photos: Mapping[str, str]) -> str:
        digest = hashlib.sha256(f"{ENGINE}\n{style}\n{body}".encode())
        for address in sorted(set(PHOTO.findall(body))):
            if address in photos:
                digest.update(address.encode() + hashlib.sha256(Path(photos[address]).read_bytes()).digest())
        return digest.hexdigest()


@lru_cache(maxsize=8)
def _digest_of_file(path: str, _changed: int) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def cut_into_sheets(parts: Iterable[Part], context: Mapping) -> Sheets:
    """parts: the front first. context: what the wrapper of a document shows. In the active language."""
    front, *bodies = parts
    cuts = [(part.title, piece) for part in bodies for piece in cut(part)]
    own = [frozenset(ANCHOR.findall(piece)) for _title, piece in cuts]
    known = frozenset().union(*own)
    files = {address: finders.find(address) for address in STYLES}
    documents = [
        _document(_linked(piece, anchors, known), title, context, files, even=len(cuts) <= EVENED)
        for (title, piece), anchors in zip(cuts, own, strict=True)
    ]
    anchors = frozenset(ANCHOR.findall(front.html))
    return Sheets(_document(_linked(front.html, anchors, known), "", context, files), tuple(documents), files)


def cut(part: Part, *, largest: int = LARGEST) -> Iterator[str]:
    """The part's HTML as sections of about `largest` elements and of like size: none is a mere rest."""
    sizes = [piece.count("</") for piece in part.pieces]
    total = sum(sizes)
    sections = max(1, round(total / largest))
    groups: dict[int, list[str]] = {}
    before, place = 0, 0
    for number, (piece, size) in enumerate(zip(part.pieces, sizes, strict=True)):
        if number > 1:  # the first piece only opens the part
            place = int((before + size / 2) / total * sections) if total else 0
        groups.setdefault(place, []).append(piece)
        before += size
    for number, group in enumerate(groups.values()):
        anchor = "" if number else f' id="{part.key}"'
        yield f'<section{anchor} class="chapter chapter--{part.key}">{"".join(group)}</section>'


def _linked(piece: str, own: frozenset[str], known: frozenset[str]) -> str:
    """Links into other parts marked as such, links to nowhere undone."""

    def link(found: re.Match[str]) -> str:
        if found[1] in own:
            return found[0]
        return f'href="{ELSEWHERE}{found[1]}"' if found[1] in known else ""

    return LINK.sub(link, piece)


def _document(body: str, chapter: str, context: Mapping, files: dict[str, str], *, even: bool = False) -> str:
    """As a document of its own; adds the fonts that its letters need to the files."""
    letters = set(html.unescape(body)) | set(context["event"]["name"])
    strange = {ord(letter): NO_LETTER for letter in letters_without_font(letters)}
    fonts = fonts_for(letters | set(strange.values()))
    files |= {font.address: font.path for font in fonts}
    rules = mark_safe("\n".join(font.rule for font in fonts))  # noqa: S308 - names of our own files
    return render_to_string(
        "reports/pdf/report.html",
        {
            "language": context["language"],
            "event": context["event"],
            "chapter": chapter,
            "body": mark_safe(body),  # noqa: S308 - rendered by our own templates
            "font_rules": rules,
            "brand": context.get("brand"),
            "even": even,
        },
    ).translate(strange)
