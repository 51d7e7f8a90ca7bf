"""Word documents (.docx): what stands on the pages, tracked deletions left out.

Headers first, then paragraphs and tables in their order, notes and footers at the end: once each, and with
words in them, for a page number alone says nothing.
"""

import io
import re
import zipfile
from collections.abc import Iterator

from django.utils.translation import gettext as _
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from .extracted import Extracted, ExtractionRefused

_MOST_UNPACKED = 60 * 1024 * 1024  # bytes; Word's own text parts are far below, pictures included
_MOST_TEXT = 20 * 1024 * 1024  # bytes of one XML part, which is held in memory as a tree many times as big
_MOST_PARTS = 3000
_DELETED = {qn("w:del"), qn("w:moveFrom")}
_WORD = re.compile(r"[^\W\d_]{2}")
_TWICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CHARACTERS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}


def extract(data: bytes) -> Extracted:
    try:
        _check_sizes(data)
        document = Document(io.BytesIO(data))
        text = _text(document)
        title = " ".join((document.core_properties.title or "").split())
    except ExtractionRefused:
        raise
    except Exception as error:  # a damaged file fails anywhere in the parser, with any exception
        raise ExtractionRefused(
            _("The file is no readable Word document. Open it in Word and save it anew as .docx.")
        ) from error
    return Extracted(text=text, title=title)


def _check_sizes(data: bytes) -> None:
    """A small archive may unpack to gigabytes. The sizes it declares bind: zipfile reads no further."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
    largest = max((part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))), default=0)
    if len(parts) > _MOST_PARTS or largest > _MOST_TEXT or sum(p.file_size for p in parts) > _MOST_UNPACKED:
        raise ExtractionRefused(
            _("The Word document unpacks to more than a message can be. Paste the message's text instead.")
        )


def _text(document) -> str:
    heads = _beside(document, ("/header",))
    tails = _beside(document, ("/footnotes", "/endnotes", "/footer"))
    body = "\n".join(_lines(document.element.body))
    return "\n\n".join(filter(None, ("\n".join(heads), body, "\n".join(tails))))


def _beside(document, kinds: tuple[str, ...]) -> list[str]:
    """The lines of parts beside the body. A header is stored once for each kind of page."""
    found: dict[str, None] = {}
    for kind in kinds:
        for relation in document.part.rels.values():
            if relation.reltype.endswith(kind) and not relation.is_external:
                lines = _lines(parse_xml(relation.target_part.blob))
                words = (line.strip() for line in lines)
                found |= dict.fromkeys(line for line in words if _WORD.search(line))
    return list(found)


def _lines(container) -> Iterator[str]:
    for element in container:
        if element.tag == qn("w:p"):
            yield _paragraph(element)
        elif element.tag == qn("w:tbl"):
            for row in element.iter(qn("w:tr")):
                yield " | ".join(filter(None, (_cell(cell) for cell in row.iterchildren(qn("w:tc")))))
        elif element.tag not in _DELETED:  # content controls and other wrappers of paragraphs
            yield from _lines(element)


def _cell(cell) -> str:
    return " ".join(filter(None, (_paragraph(each).strip() for each in cell.iterchildren(qn("w:p")))))


def _paragraph(paragraph) -> str:
    return "".join(_words(paragraph))


def _words(element) -> Iterator[str]:
    for child in element:
        if child.tag in _DELETED or child.tag == _TWICE:
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _CHARACTERS:
            yield _CHARACTERS[child.tag]
        else:
            if child.tag == qn("w:p"):  # a text box inside a paragraph
                yield "\n"
            yield from _words(child)
