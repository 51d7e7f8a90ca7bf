"""Pages saved in one file with all they need: .mht and .mhtml (Chrome, Edge), .webarchive (Safari)."""

import plistlib
from email import message_from_bytes

from django.utils.translation import gettext as _

from .decoding import decode
from .extracted import Extracted, ExtractionRefused
from .page import extract_page

_MOST_PARTS = 5000  # a page's pictures, styles and frames


def extract(data: bytes) -> Extracted:
    """The first HTML part is the page, the others are its frames."""
    if data.startswith((b"bplist", b"<?xml")):
        return _extract_safari(data)
    if data.count(b"\n--") > 2 * _MOST_PARTS:
        raise _unreadable()
    try:
        parts = list(message_from_bytes(data).walk())
    except RecursionError as error:  # parts inside parts, hundreds deep
        raise _unreadable() from error
    for part in parts:
        if part.get_content_type() == "text/html":
            return extract_page(
                decode(part.get_payload(decode=True) or b"", str(part.get_content_charset() or ""))
            )
    raise _unreadable()


def _extract_safari(data: bytes) -> Extracted:
    try:
        page = plistlib.loads(data)["WebMainResource"]  # XML in it declares no entities: plistlib refuses
        content, charset = bytes(page["WebResourceData"]), str(page.get("WebResourceTextEncodingName", ""))
    except Exception as error:  # a damaged file fails anywhere in the parser, with any exception
        raise _unreadable() from error
    return extract_page(decode(content, charset))


def _unreadable() -> ExtractionRefused:
    return ExtractionRefused(
        _("The saved page is damaged or holds no page. Save it anew as “web page, HTML only”, or as PDF.")
    )
