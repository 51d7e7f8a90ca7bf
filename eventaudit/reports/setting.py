"""How one part's HTML is set: runs in a process of its own, forked from the renderer. No Django."""

import dataclasses
import hashlib
import html
import json
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from .balancing import EVEN, evened
from .renderer import BASE, Sheet

ELSEWHERE = "https://part.invalid/#"
"""A link into another part; joining.py makes it one within the file."""

OPTIONS = {"pdf_variant": "pdf/a-3a"}

MENDED = ("70.0",)
C_TYPES = (
    "FcChar8 **", "FcResult *", "PangoFcFontMap *", "PangoLogAttr[]", "PangoRectangle *", "char[4]", "char[]",
    "hb_tag_t[100]", "uintptr_t", "unsigned int *",
)  # fmt: skip
"""What WeasyPrint asks for by name: parsed before the processes part, once instead of in each of them."""

POINTS = 0.75
"""Per CSS pixel."""

LINK_ELSEWHERE = re.compile(rf'href="{re.escape(ELSEWHERE)}([^"]+)"')

PDF_UA = """<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>PDF/UA version identifier</pdfaProperty:description>\
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


def mend(version: str) -> None:
    """Changes to WeasyPrint, only for versions known to bear them.

    It tells fonts apart by their files: by their names alone, as it does, letters of one file of a family
    are drawn with another file's glyphs. It embeds fonts whole, so that the parts' copies are the same bytes
    and one of them is enough (its own option for that loses the letters behind ligatures). And it keeps the
    references to the pages instead of writing all of them anew for every tag, as pydyf 0.13 does, in the
    square of the pages: 13 per cent of all time at 259.
    """
    if version not in MENDED:
        return
    import pydyf
    from weasyprint.pdf import fonts, stream
    from weasyprint.text.ffi import ffi, harfbuzz, pango

    by_description = stream.get_pango_font_key

    def by_face(pango_font) -> tuple:
        key, description, size = by_description(pango_font)
        face = harfbuzz.hb_font_get_face(pango.pango_font_get_hb_font(pango_font))
        return (key, int(ffi.cast("uintptr_t", face))), description, size

    for c_type in C_TYPES:
        ffi.typeof(c_type)
    stream.get_pango_font_key = by_face
    fonts.Font.subset = lambda font, to_unicode, hinting: None
    by_name = fonts.Font.__init__

    def by_file(font, *arguments) -> None:
        by_name(font, *arguments)
        digest = hashlib.sha256(font.hash.encode() + font.file_content).digest()
        font.hash = "".join(chr(65 + letter % 26) for letter in digest[:6])
        font.name = b"/" + font.hash.encode() + font.name[font.name.index(b"+") :]

    fonts.Font.__init__ = by_file

    kept: dict[int, tuple[int, tuple[bytes, ...]]] = {}

    def page_references(pdf) -> tuple[bytes, ...]:
        kids = pdf.pages["Kids"]
        count, references = kept.get(id(pdf), (-1, ()))
        if count != len(kids):
            references = tuple(f"{number} 0 R".encode("ascii") for number in kids[::3])
            kept[id(pdf)] = (len(kids), references)
        return references

    pydyf.PDF.page_references = property(page_references)


@dataclass(frozen=True, slots=True)
class Look:
    """fetcher: of the job's own files. fonts: WeasyPrint's configuration. styles: its CSS objects."""

    fetcher: Any
    fonts: Any
    styles: Sequence[Any]


def set_part(told: Connection, look: Look, path: str) -> None:
    """Write the part's PDF, and its sheet as soon as that is known. Told once, when it is."""
    text = Path(path).with_suffix(".html").read_text()
    document = _lay_out(text, look)
    if EVEN in text:
        document = evened(document, lambda style: _lay_out(text, look, style))
    Path(path).with_suffix(".json").write_text(json.dumps(dataclasses.asdict(sheet_of(document))))
    told.send("laid out")
    _write(document, path, text)


def set_front(told: Connection, look: Look, path: str, sheets: list[Sheet], guess: int) -> None:
    """The front with the page numbers of all parts. guess: how many pages it has itself; where that is
    wrong, it is laid out again with the true number."""
    text = Path(path).with_suffix(".html").read_text()
    document = _lay_out(numbered(text, sheets, guess), look)
    if len(document.pages) != guess:
        document = _lay_out(numbered(text, sheets, len(document.pages)), look)
    Path(path).with_suffix(".json").write_text(json.dumps(dataclasses.asdict(sheet_of(document))))
    told.send("laid out")
    _write(document, path, text)


def numbered(text: str, sheets: Sequence[Sheet], front_pages: int) -> str:
    """The front's HTML with the number of its page beside each link into another part."""
    numbers: dict[str, int] = {}
    first = front_pages + 1
    for sheet in sheets:
        for name, page in sheet.anchors.items():
            numbers.setdefault(name, first + page)
        first += sheet.pages

    def with_number(link: re.Match[str]) -> str:
        number = numbers.get(html.unescape(link[1]))
        return link[0] if number is None else f'{link[0]} data-page="{number}"'

    return LINK_ELSEWHERE.sub(with_number, text)


def read_look(addresses: Sequence[str], font_rules: str, fetcher) -> Look:
    """What all parts share, read once: reading it again for each took a sixth of the whole time."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    weasyprint.CSS(string=font_rules, base_url=BASE, url_fetcher=fetcher, font_config=fonts)
    return Look(
        fetcher, fonts, [weasyprint.CSS(url=BASE + address, url_fetcher=fetcher) for address in addresses]
    )


def _lay_out(text: str, look: Look, style: str = ""):
    """style: what is to hold besides the report's own."""
    import weasyprint

    page = weasyprint.HTML(string=text, base_url=BASE, url_fetcher=look.fetcher)
    styles = [*look.styles, weasyprint.CSS(string=style)] if style else look.styles
    return page.render(stylesheets=styles, font_config=look.fonts, **OPTIONS)


def _write(document, path: str, text: str) -> None:
    prefix = hashlib.sha256(text.encode()).hexdigest()[:12]
    document.write_pdf(path + ".new", finisher=lambda _document, pdf: _finish(pdf, prefix), **OPTIONS)
    os.replace(path + ".new", path)  # noqa: PTH105 - whole or not at all


def sheet_of(document) -> Sheet:
    anchors: dict[str, int] = {}
    bookmarks = []
    for number, page in enumerate(document.pages):
        for name in page.anchors:
            anchors.setdefault(name, number)
        for level, title, (x, y), _state in page.bookmarks:
            bookmarks.append((level, title, number, x * POINTS, (page.height - y) * POINTS))
    return Sheet(len(document.pages), anchors, bookmarks)


def _finish(pdf, prefix: str) -> None:
    """Say that it is PDF/UA-1 too, and make the names of table cells unlike those of the other parts. Fonts
    are not compressed here: joining.py does it once for all parts."""
    for item in pdf.objects:
        extra = getattr(item, "extra", None) or {}
        if "Length1" in extra:
            item.compress = False
        if extra.get("Type") == "/Metadata":
            item.stream = [
                part.replace(b"</rdf:RDF>", PDF_UA.encode() + b"</rdf:RDF>") for part in item.stream
            ]
        elif isinstance(item, dict) and "ID" in item:
            item[
                "ID"
            ].string = f"{prefix}-{item['ID'].string}"  # the headers of other cells are the same object
