"""Word documents (.docx): paragraphs and tables in their order, tracked deletions left out."""

import io
import zipfile
from collections.abc import Iterator

from django.utils.translation import gettext as _
from docx import Document
from docx.oxml.ns import qn

from .extracted import Extracted, ExtractionRefused

_MOST_UNPACKED = 60 * 1024 * 1024  # bytes; Word's own text parts are far below, pictures included
_MOST_TEXT = 20 * 1024 * 1024  # bytes of one XML part, which is held in memory as a tree many times as big
_MOST_PARTS = 3000
_DELETED = {qn("w:del"), qn("w:moveFrom")}
_TWICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CHARACTERS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}


def extract(data: bytes) -> Extracted:
    try:
        _check_sizes(data)
        document = Document(io.BytesIO(data))
        text = "\n".join(_lines(document.element.body))
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
