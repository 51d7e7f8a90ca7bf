"""Text out of uploaded messages, one small module a kind, loaded when a file of that kind comes.

    extract(name, data) -> Extracted, or ExtractionRefused with the one sentence to show

Each module has `extract(data: bytes) -> Extracted`.
"""

from importlib import import_module
from pathlib import PurePath

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eventaudit.messaging.quotes import clean_text

from .extracted import MAX_CHARACTERS, Attachment, Extracted, ExtractionRefused

__all__ = ["ACCEPTED", "Attachment", "Extracted", "ExtractionRefused", "check_length", "extract"]

_MODULES = {
    ".eml": "email",
    ".html": "page",
    ".htm": "page",
    ".mhtml": "archive",
    ".mht": "archive",
    ".webarchive": "archive",
    ".txt": "plain",
    ".md": "plain",
    ".pdf": "pdf",
    ".docx": "word",
    ".ics": "invitation",
}
ACCEPTED = tuple(_MODULES)


def extract(name: str, data: bytes) -> Extracted:
    """What a file says, its text in stored form. The kind goes by the name's end, then is verified.

    Raises ExtractionRefused: unknown kind, empty, damaged, not what its name says, no text, too long.
    """
    module = _MODULES.get(PurePath(name).suffix.lower())
    if module is None:
        raise ExtractionRefused(
            _("“%(name)s” is of a kind that cannot be read. Choose a file that ends in %(kinds)s.")
            % {"name": name, "kinds": ", ".join(ACCEPTED)}
        )
    if not data:
        raise ExtractionRefused(_("“%s” is empty. Choose the file that holds the message.") % name)
    found = import_module(f".{module}", __name__).extract(data)
    text = clean_text(found.text)
    if not text:
        raise ExtractionRefused(_("“%s” contains no text. Paste the message's text instead.") % name)
    check_length(text)
    return found.with_text(text)


def check_length(text: str) -> None:
    """Raises ExtractionRefused when the text is longer than a message may be."""
    if len(text) > MAX_CHARACTERS:
        raise ExtractionRefused(
            ngettext(
                "The text has %(length)s character; at most %(most)s are taken. "
                "Add the part that guests read.",
                "The text has %(length)s characters; at most %(most)s are taken. "
                "Add the part that guests read.",
                len(text),
            )
            % {"length": f"{len(text):,}", "most": f"{MAX_CHARACTERS:,}"}
        )
