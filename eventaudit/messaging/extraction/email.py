"""E-mails as programs save them (.eml): what the reader sees, subject and day; attachments by name."""

import datetime
import re
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from django.utils.translation import gettext as _

from .decoding import decode, not_text
from .extracted import Extracted, ExtractionRefused
from .html import extract_markup

_MOST_HEADERS = 1500  # some three a part; reading one takes milliseconds
_PART_HEADER = re.compile(rb"^content-[a-z-]+:", re.IGNORECASE | re.MULTILINE)


def extract(data: bytes) -> Extracted:
    if b"\x00" in data[:4096]:
        raise not_text()
    if len(_PART_HEADER.findall(data)) > _MOST_HEADERS:
        raise _too_much()
    try:
        return _read(BytesParser(policy=policy.default).parsebytes(data))
    except RecursionError as error:  # parts inside parts, hundreds deep
        raise _too_much() from error


def _read(mail: EmailMessage) -> Extracted:
    if not {"from", "subject", "date", "mime-version"} & {name.lower() for name in mail.keys()}:  # noqa: SIM118
        raise ExtractionRefused(
            _("The file is no e-mail: it names no sender, subject or date. Save it from your mail anew.")
        )
    body = _body(mail)
    return Extracted(
        text=body.text,
        html=body.html,
        title=_header(mail, "subject") or body.title,
        sent_on=_day(mail),
        attachments=tuple(_attachment_names(mail)),
    )


def _too_much() -> ExtractionRefused:
    return ExtractionRefused(_("The e-mail has too many parts to be read. Paste the message's text instead."))


def _body(mail: EmailMessage) -> Extracted:
    """The HTML part, which is what guests see, else the plain one."""
    part = _part(mail, "html")
    found = extract_markup(_content(part)) if part is not None else None
    if found and found.text.strip():
        return found
    part = _part(mail, "plain")
    return Extracted(text=_content(part) if part is not None else "")


def _part(mail: EmailMessage, kind: str) -> EmailMessage | None:
    try:
        return mail.get_body(preferencelist=(kind,))
    except (AttributeError, KeyError, TypeError, ValueError):  # a damaged structure: no such part to be found
        return None


def _content(part: EmailMessage) -> str:
    """The part's characters. Many mails name a wrong or unknown encoding; then the bytes decide."""
    data = part.get_payload(decode=True) or b""
    return decode(data, str(part.get_content_charset() or "")) if data else ""


def _header(mail: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(mail[name] or "").split())
    except (IndexError, TypeError, ValueError):  # headers the library cannot parse are of no use to anybody
        return ""


def _day(mail: EmailMessage) -> datetime.date | None:
    """The day by the sender's own clock."""
    try:
        return mail["date"].datetime.date()
    except (AttributeError, IndexError, TypeError, ValueError):
        return None


def _attachment_names(mail: EmailMessage) -> list[str]:
    """Every part that is a file, pictures inside the text apart."""
    return [
        " ".join((part.get_filename() or part.get_content_type()).split())
        for part in mail.walk()
        if not part.is_multipart() and part.get_content_disposition() == "attachment"
    ]
