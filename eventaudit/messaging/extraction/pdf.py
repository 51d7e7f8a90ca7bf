"""PDF files: the text layer, page by page."""

import io
import re

from django.utils.translation import gettext as _
from pypdf import PdfReader

from .extracted import MAX_CHARACTERS, Extracted, ExtractionRefused

_MOST_PAGES = 300
_PRINTED = re.compile(r"^Microsoft (?:Office )?\w+ - |\.(?:docx?|pptx?|indd|html?)$", re.IGNORECASE)
_NO_TITLE = {"about:blank", "untitled", "document", "nimetön", "namnlös"}


def extract(data: bytes) -> Extracted:
    if b"%PDF-" not in data[:1024]:
        raise ExtractionRefused(_("The file is no PDF, whatever its name says. Choose the right file."))
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        # Many files carry an owner's password only: readable by everybody with the empty one.
        locked = reader.is_encrypted and not reader.decrypt("")
        text, title = ("", "") if locked else (_text(reader), _title(reader))
    except ExtractionRefused:
        raise
    except Exception as error:  # a damaged file fails anywhere in the parser, with any exception
        raise ExtractionRefused(
            _("The PDF is damaged and cannot be read. Save it anew, or paste the message's text.")
        ) from error
    if locked:
        raise ExtractionRefused(
            _("The PDF is protected by a password. Save it without one, or paste the message's text.")
        )
    if not text.strip():
        raise ExtractionRefused(
            _("The PDF holds pictures only, no text. Open it and type or paste what the message says.")
        )
    return Extracted(text=text, title=title)


def _text(reader: PdfReader) -> str:
    if len(reader.pages) > _MOST_PAGES:
        raise ExtractionRefused(
            _("The PDF has %(pages)d pages; at most %(most)d are read. Add the part that guests read.")
            % {"pages": len(reader.pages), "most": _MOST_PAGES}
        )
    pages, length = [], 0
    for page in reader.pages:
        pages.append(page.extract_text().strip())
        length += len(pages[-1])
        if length > MAX_CHARACTERS:
            break  # the length is refused in any case: no need to read the rest
    return "\n\n".join(pages)


def _title(reader: PdfReader) -> str:
    """What a program calls the file it prints, such as “Microsoft Word - menu.docx”, without the program."""
    title = _PRINTED.sub("", " ".join(str((reader.metadata or {}).get("/Title") or "").split()))
    return "" if title.casefold() in _NO_TITLE else title
