"""What is attached to an e-mail becomes messages of their own; nothing bad in it costs the mail itself."""

import datetime
import html
import io
import re
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from eventaudit.messaging import actions
from eventaudit.messaging.attachments import MOST_READ, UnreadAttachment, read_attachments
from eventaudit.messaging.extraction import Attachment, ExtractionRefused, extract
from eventaudit.messaging.models import Message
from eventaudit.messaging.said_event import SaidEvent
from tests import factories

from . import files


def _mail(*attached: tuple[str, str, bytes], text: str = "Hello", **headers: str) -> EmailMessage:
    """attached: name, kind and content of each."""
    mail = EmailMessage()
    mail["From"] = "maja@example.org"
    for name, value in headers.items():
        mail[name] = value
    mail.set_content(text)
    for name, kind, data in attached:
        main, _slash, sub = kind.partition("/")
        mail.add_attachment(data, maintype=main, subtype=sub, filename=name or None)
    return mail


def _read(mail: EmailMessage):
    return read_attachments(extract("a.eml", mail.as_bytes()).attachments)


def _bomb() -> bytes:
    out = io.BytesIO(files.word("x"))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/big.xml", b"0" * (30 * 1024 * 1024))
    return out.getvalue()


OCTETS = "application/octet-stream"


def test_pictures_in_the_text_and_signatures_are_no_attachments():
    mail = _mail(text="See below")
    mail.add_alternative('<p>Gala</p><img src="cid:logo">', subtype="html")
    shown = {"cid": "<logo>", "filename": "logo.png"}  # some programs call it an attachment all the same
    mail.get_payload()[1].add_related(b"PNG", maintype="image", subtype="png", **shown)
    mail.add_attachment(b"PNG", maintype="image", subtype="png", filename="card.png", cid="<f_1>")
    mail.add_attachment(b"0", maintype="application", subtype="pkcs7-signature", filename="smime.p7s")
    read, unread = _read(mail)
    assert (read, unread) == ([], [UnreadAttachment("card.png", "Files of this kind cannot be read.")])


def test_what_outlook_has_packed_is_named_with_what_to_do():
    read, unread = _read(_mail(("winmail.dat", "application/ms-tnef", b"x")))
    assert (read, [each.name for each in unread]) == ([], ["winmail.dat"])
    assert unread[0].why.endswith("Ask the sender to send it as HTML.")


def test_attachments_of_every_kind_are_read():
    inner = _mail(text="Park at the harbour.", Subject="Parking")
    mail = _mail(
        ("programme.docx", OCTETS, files.word("17:30 Doors")),
        ("menu.pdf", "application/pdf", files.pdf("Arctic char")),
        ("page.html", "text/html", b"<p>Dress: black tie</p>"),
        ("notes.txt", "text/plain", "Pöytä 5".encode()),
        ("invite.ics", "text/calendar", files.invitation(files.vevent(SUMMARY="Gala"))),
    )
    mail.add_attachment(inner)
    read, unread = _read(mail)
    assert [(each.file.name, each.found.text) for each in read] == [
        ("programme.docx", "17:30 Doors"),
        ("menu.pdf", "Arctic char"),
        ("page.html", "Dress: black tie"),
        ("notes.txt", "Pöytä 5"),
        ("invite.ics", "Gala"),
        ("Parking.eml", "Park at the harbour."),
    ]
    assert unread == []


@pytest.mark.parametrize(
    ("name", "kind", "read_as"),
    [
        ("", "application/pdf", "application.pdf"),
        ("menu", "application/pdf", "menu.pdf"),
        ("../../etc/menu.pdf", "application/pdf", "menu.pdf"),
        ("me\u202enu.pdf", OCTETS, "menu.pdf"),
    ],
)
def test_an_attachment_is_known_by_its_declared_kind_where_its_name_says_none(name, kind, read_as):
    read, _unread = _read(_mail((name, kind, files.pdf("Arctic char"))))
    assert [each.file.name for each in read] == [read_as]


def test_what_cannot_be_read_is_named_with_the_reason_and_the_rest_is_read():
    inner = _mail(("deep.pdf", "application/pdf", files.pdf("Deep")), Subject="Forwarded")
    mail = _mail(
        ("map.png", "image/png", b"\x89PNG\r\n\x1a\n"),
        ("broken.pdf", "application/pdf", b"%PDF-1.7 broken"),
        ("bomb.docx", OCTETS, _bomb()),
        ("empty.txt", "text/plain", b""),
        ("ok.txt", "text/plain", b"Fine"),
    )
    mail.add_attachment(inner)
    read, unread = _read(mail)
    assert [each.found.text for each in read] == ["Fine", "Hello"]
    assert [(each.name, each.why.split(".")[0]) for each in unread] == [
        ("map.png", "Files of this kind cannot be read"),
        ("broken.pdf", "The PDF is damaged and cannot be read"),
        ("bomb.docx", "The Word document unpacks to more than a message can be"),
        ("empty.txt", "“empty"),
        ("deep.pdf", "It is inside the attached e-mail “Forwarded"),
    ]


def test_mails_inside_mails_are_opened_one_level_deep():
    mail = _mail(text="Level 0", Subject="0")
    for level in range(1, 30):
        outer = _mail(text=f"Level {level}", Subject=str(level))
        outer.add_attachment(mail)
        mail = outer
    read, unread = _read(mail)
    assert [each.found.text for each in read] == ["Level 28"]
    assert unread == [UnreadAttachment("27.eml", "It is inside the attached e-mail “28.eml”.")]


def test_the_same_file_twice_is_read_once_and_pictures_of_the_text_are_none():
    mail = _mail(("a.txt", "text/plain", b"One"), ("b.txt", "text/plain", b"One"))
    mail.add_attachment(b"GIF8", maintype="image", subtype="gif", filename="x.gif", disposition="inline")
    read, unread = _read(mail)
    assert ([each.file.name for each in read], unread) == (["a.txt"], [])


def test_a_file_sent_inline_as_apple_mail_does_is_an_attachment():
    mail = _mail()
    mail.add_attachment(
        files.pdf("Menu"), maintype="application", subtype="pdf", filename="menu.pdf", disposition="inline"
    )
    assert [each.found.text for each in _read(mail)[0]] == ["Menu"]


def test_many_attachments_are_read_up_to_a_bound_and_the_rest_named():
    files_ = [Attachment(f"{number}.txt", b"Text %d" % number) for number in range(1000)]
    read, unread = read_attachments(files_)
    assert (len(read), len(unread)) == (MOST_READ, 500)
    assert unread[0] == UnreadAttachment("20.txt", "There are too many attachments to read them in one go.")


def test_a_thousand_attachments_are_refused_in_a_sentence():
    mail = _mail(*((f"{number}.txt", "text/plain", b"Text") for number in range(1000)))
    with pytest.raises(ExtractionRefused, match="too many parts to be read"):
        extract("a.eml", mail.as_bytes())


def test_a_mail_that_says_all_in_its_attachment_has_its_subject_for_text():
    found = extract(
        "a.eml", _mail(("a.txt", "text/plain", b"x"), text="", Subject="See attachment").as_bytes()
    )
    assert found.text == "See attachment"


def test_an_invitation_beside_the_text_is_what_the_mail_itself_says():
    mail = EmailMessage()
    mail["Subject"] = "Invitation"
    mail.set_content("You are invited")
    mail.add_alternative(files.invitation(files.vevent(SUMMARY="Gala")).decode(), subtype="calendar")
    found = extract("a.eml", mail.as_bytes())
    assert (found.text, found.events, found.attachments) == ("You are invited", (SaidEvent(name="Gala"),), ())


def test_a_damaged_invitation_beside_the_text_leaves_the_mail_as_it_is():
    mail = EmailMessage()
    mail["Subject"] = "Invitation"
    mail.set_content("You are invited")
    mail.add_alternative("BEGIN:VCALENDAR\r\nEND:VEVENT\r\n", subtype="calendar")
    assert extract("a.eml", mail.as_bytes()).text == "You are invited"


ADDED = {"channel": "ticket", "language": "en", "title": "Own title", "audience": "speakers", "sent_on": ""}


def _upload(client, event, mail: EmailMessage):
    upload = SimpleUploadedFile("kutsu.eml", mail.as_bytes())
    path = reverse("messaging:add", args=[event.organisation.slug, event.pk])
    return client.post(path, ADDED | {"file": upload}, follow=True)


@pytest.mark.django_db
def test_attachments_are_added_with_the_mail_like_it_and_the_page_leads_to_them(manager_client, event):
    mail = _mail(
        ("programme.docx", OCTETS, files.word("17:30 Doors", title="The programme")),
        ("menu.pdf", "application/pdf", files.pdf("Arctic char")),
        ("<b>map</b>.png", "image/png", b"\x89PNG"),
        Subject="Kutsu",
        Date="Fri, 14 Nov 2031 23:30:00 +0200",
    )
    response = _upload(manager_client, event, mail)
    day = datetime.date(2031, 11, 14)
    fields = ("key", "title", "text", "original_name", "channel", "language", "audience", "sent_on")
    assert list(Message.objects.order_by("pk").values_list(*fields)) == [
        ("M1", "Own title", "Hello", "kutsu.eml", "ticket", "en", "speakers", day),
        ("M2", "The programme", "17:30 Doors", "programme.docx", "ticket", "en", "speakers", day),
        ("M3", "menu.pdf", "Arctic char", "menu.pdf", "ticket", "en", "speakers", day),
    ]
    with Message.objects.get(key="M3").original as original:
        assert original.read() == files.pdf("Arctic char")
    first, second, third = Message.objects.order_by("pk")
    assert response.redirect_chain == [(first.get_absolute_url(), 302)]
    notices = re.findall(
        r'<div class="notice.*?role="status">(.*?)</div>', response.content.decode(), re.DOTALL
    )
    assert [html.unescape(re.sub(r"</?ul>", "", notice)) for notice in notices] == [
        "M1 was added.",
        "Its 2 attachments were added as messages of their own:"
        f'<li><a href="{second.get_absolute_url()}">M2 The programme</a></li>'
        f'<li><a href="{third.get_absolute_url()}">M3 menu.pdf</a></li>',
        "An attachment was not read. If guests read it, add what it says as a message:"
        "<li><strong>b .png</strong>: Files of this kind cannot be read.</li>",
    ]


@pytest.mark.django_db
def test_where_one_cannot_be_stored_none_is_and_no_file_stays(event, settings):
    fields = {"text": "Hello", "channel": "ticket", "language": "en", "original": ("a.eml", b"a")}
    attachments = [{"text": "One", "original": ("b.txt", b"b")}, {"text": "", "original": ("c.txt", b"c")}]
    with pytest.raises(ValidationError):
        actions.add_message_with_attachments(
            event=event, by=factories.make_user(), attachments=attachments, **fields
        )
    assert not Message.objects.exists()
    assert [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()] == []
