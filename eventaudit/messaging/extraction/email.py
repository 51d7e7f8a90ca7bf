"""E-mails as programs save them (.eml): what the reader sees, subject and day; attachments as they came."""

import datetime
import mimetypes
import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import PurePath

from django.utils.translation import gettext as _

from eventaudit.messaging.file_names import clean_file_name
from eventaudit.messaging.said_event import SaidEvent

from .decoding import decode, not_text
from .extracted import Attachment, Extracted, ExtractionRefused
from .html import extract_markup

_MOST_HEADERS = 1500  # some three a part; reading one takes milliseconds
_SIGNATURES = {
    "application/pgp-signature",
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
}
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
    body, title = _body(mail), _header(mail, "subject")
    attachments = tuple(_attachments(mail))
    return Extracted(
        # Where all is said in an attachment, the subject is what the mail itself says.
        text=body.text if body.text.strip() or not attachments else title,
        html=body.html,
        title=title or body.title,
        sent_on=_day(mail),
        attachments=attachments,
        events=_invitations(mail),
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


def _attachments(mail: EmailMessage) -> Iterator[Attachment]:
    """Every part that is a file or a mail of its own; pictures inside the text and signatures apart."""
    for part in _parts(mail):
        kind = part.get_content_type()
        if kind in _SIGNATURES:
            continue
        inner = kind == "message/rfc822"
        named = (
            part.get_filename() and part.get_content_maintype() != "image"
        )  # Apple Mail sends files "inline"
        if not inner and not named and part.get_content_disposition() != "attachment":
            continue
        yield Attachment(
            _file_name(part, kind), _mail_inside(part) if inner else part.get_payload(decode=True) or b""
        )


def _parts(mail: EmailMessage) -> Iterator[EmailMessage]:
    """All that are no containers; a mail inside the mail is one part, not opened.

    Without pictures that the HTML shows: some programs call them attachments all the same.
    """
    with_pictures = mail.get_content_type() == "multipart/related"
    for part in mail.iter_parts():
        if part.get_content_maintype() == "multipart":
            yield from _parts(part)
        elif not (with_pictures and part.get_content_maintype() == "image" and "content-id" in part):
            yield part


def _file_name(part: EmailMessage, kind: str) -> str:
    """The sender's, with the ending that its declared kind has where it lacks one."""
    name = " ".join((part.get_filename() or "").split())
    if kind == "message/rfc822":
        inside = part.get_payload()
        name = name or (_header(inside[0], "subject") if isinstance(inside, list) and inside else "")
        return clean_file_name(name.removesuffix(".eml") or "e-mail")[:100] + ".eml"
    ending = mimetypes.guess_extension(kind) or ""
    if not PurePath(name).suffix and ending != ".bin":
        name = (name or kind.split("/")[0]) + ending
    return clean_file_name(name)


def _mail_inside(part: EmailMessage) -> bytes:
    inside = part.get_payload()
    try:
        return inside[0].as_bytes() if isinstance(inside, list) and inside else b""
    except Exception:  # headers that can be read, but not written again
        return b""


def _invitations(mail: EmailMessage) -> tuple[SaidEvent, ...]:
    """What the calendar's part of an invitation says; the reader sees it beside the text, not as a file."""
    for part in _parts(mail):
        if part.get_content_type() == "text/calendar" and part.get_content_disposition() != "attachment":
            from . import invitation

            try:
                return invitation.extract(part.get_payload(decode=True) or b"").events
            except ExtractionRefused:
                return ()
    return ()
