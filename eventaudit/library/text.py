"""Texts of the library are stored in all languages at once; this picks the reader's."""

from collections.abc import Mapping

from django.utils.translation import get_language

FALLBACKS = ("en", "fi", "sv")


def localised(text: Mapping[str, str] | str | None, language: str | None = None) -> str:
    """The text in `language` (default: the active one), else in the first language it exists in.

    A plain string is returned as it is, None and an empty object as ''.
    """
    if not text:
        return ""
    if isinstance(text, str):
        return text
    wanted = (language or get_language() or "en").split("-")[0]
    return next((text[code] for code in (wanted, *FALLBACKS) if text.get(code)), "")
