"""Real files of every kind, made on the spot."""

import io
from email.charset import QP, Charset
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

from docx import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from pypdf import PdfReader, PdfWriter


def word(*paragraphs: str, table: list[list[str]] | None = None, title: str = "") -> bytes:
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if table:
        grid = document.add_table(len(table), len(table[0]))
        for row, cells in zip(grid.rows, table, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    document.core_properties.title = title
    return _saved(document.save)


def word_letter(*, head: str, body: str, note: str, foot: str) -> bytes:
    """A letter as Word saves it: one header twice, a footer with a page number, a note."""
    document = Document()
    document.add_paragraph(body)
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = section.first_page_header.paragraphs[0].text = head
    section.footer.paragraphs[0].text = foot
    section.footer.add_paragraph("1 / 2")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    content = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    inside = f"<w:footnote><w:p><w:r><w:t>{note}</w:t></w:r></w:p></w:footnote>"
    notes = f'<w:footnotes xmlns:w="{space}">{inside}</w:footnotes>'
    package = document.part.package
    document.part.relate_to(Part(PackURI("/word/footnotes.xml"), content, notes.encode(), package), kind)
    return _saved(document.save)


def pdf(*lines: str) -> bytes:
    """One page with these lines of plain ASCII; no line makes a page without text."""
    shown = " T* ".join(f"({line}) Tj" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET".encode() if lines else b"0 0 100 100 re f"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >> stream\n%b\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj %b endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    return (
        out + b"xref\n0 6\n0000000000 65535 f \n" + table + b"trailer << /Size 6 /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % start
    )


def locked_pdf(user_password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("Secret dinner"))))
    writer.encrypt(user_password, "owner", algorithm="AES-128")
    return _saved(writer.write)


def mail(*, html: str = "", plain: str = "", attachment: str = "", **headers: str) -> bytes:
    message = EmailMessage()
    message["From"] = "host@example.org"
    for name, value in headers.items():
        message[name] = value
    message.set_content(plain or "See the other part.")
    if html:
        message.add_alternative(html, subtype="html")
    if attachment:
        message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename=attachment)
    return message.as_bytes()


def _saved(save) -> bytes:
    out = io.BytesIO()
    save(out)
    return out.getvalue()


def mhtml(page: str) -> bytes:
    """A page as Chrome saves it in a single file, with its style sheet and the page of a frame."""
    quoted_printable = Charset("utf-8")
    quoted_printable.body_encoding = QP
    archive = MIMEMultipart("related", type="text/html")
    archive["From"] = "<Saved by Blink>"
    archive["Snapshot-Content-Location"] = "https://gala.example/"
    for text, kind in ((page, "html"), ("p { color: red }", "css"), ("<p>An advertisement</p>", "html")):
        archive.attach(MIMEText(text, kind, quoted_printable))
    return archive.as_bytes()


def vevent(**properties: str) -> str:
    lines = [f"{name}:{value}" for name, value in properties.items()]
    return "\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""])


def invitation(*parts: str) -> bytes:
    """A calendar's file of these parts, such as `vevent`s."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "METHOD:REQUEST",
        *"".join(parts).splitlines(),
        "END:VCALENDAR",
        "",
    ]
    return "\r\n".join(lines).encode()
