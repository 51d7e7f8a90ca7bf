"""Bytes to characters without being told the encoding."""

import codecs

from django.utils.translation import gettext as _

from .extracted import ExtractionRefused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# How programs, PDF, ZIP, pictures and old Office files begin.
_OTHER_KINDS = (
    b"MZ\x90",
    b"%PDF",
    b"PK\x03\x04",
    b"\x7fELF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\xd0\xcf\x11",
)


def decode(data: bytes, charset: str = "") -> str:
    """The characters of a text file. `charset` is what the file says of itself, if anything.

    Without a word from the file: its byte order mark, else UTF-8 if it is that, else UTF-16 if every second
    byte is zero, else Windows-1252, the encoding of older Western programs (English, Finnish, Swedish).
    Raises ExtractionRefused for what is no text.
    """
    if data.startswith(_OTHER_KINDS):
        raise not_text()
    text = _decoded(data, charset)
    if "\x00" in text or sum(map(_is_control, text)) * 100 > len(text):
        raise not_text()
    return text


def not_text() -> ExtractionRefused:
    return ExtractionRefused(
        _("The file is no text, whatever its name says. Open it in its own program and paste the text here.")
    )


def _decoded(data: bytes, charset: str) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    for name in (charset, "utf-8", _utf16(data)):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError, ValueError):
            continue  # not in this one; a file may also name an encoding that does not exist
    return data.decode("cp1252", "replace")


def _utf16(data: bytes) -> str:
    """The byte order of UTF-16 without a mark; '' (no encoding) when the bytes do not look like it."""
    half = len(data) // 2 or 1
    if data[1::2].count(0) > 0.6 * half:
        return "utf-16-le"
    return "utf-16-be" if data[0::2].count(0) > 0.6 * half else ""


def _is_control(character: str) -> bool:
    return character < " " and character not in "\t\n\r\f\v\x1b"
