"""Two messages of the demo as the PDF files that the guests got: the programme and the ticket.

Drawn with the fonts that every PDF reader has, so that they are small and need no program to be made.
"""

import hashlib
import io
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.core.files.base import ContentFile

from eventaudit.events.models import Event

GOLD, INK, PAPER, RED = "0.72 0.56 0.16", "0.10 0.13 0.18", "0.99 0.97 0.92", "0.36 0.06 0.19"


@dataclass(frozen=True, slots=True)
class Paper:
    """In points. letters: about how many of that size go on a line."""

    name: str
    width: int
    height: int
    letters: int
    size: int


PAPERS = {
    "A3": Paper("programme.pdf", 420, 595, 52, 13),
    "A5": Paper("ticket.pdf", 595, 280, 92, 12),
}


def attach_papers(event: Event) -> int:
    """Give these messages their files, as if they had been uploaded. Returns how many."""
    messages = event.messages.filter(key__in=PAPERS, original="")
    for message in messages:
        paper = PAPERS[message.key]
        data = draw(paper, message.text.split("\n"))
        message.original_name, message.sha256 = paper.name, hashlib.sha256(data).hexdigest()
        message.original.save(paper.name, ContentFile(data), save=False)
        message.save(update_fields=["original", "original_name", "sha256"])
    return len(messages)


def draw(paper: Paper, lines: Sequence[str]) -> bytes:
    """A PDF of one page with these lines in a frame; always the same bytes for the same lines."""
    import pikepdf

    pdf = pikepdf.new()
    fonts = {
        f"/{name}": pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name(f"/{font}"),
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
        for name, font in (("R", "Times-Roman"), ("B", "Times-Bold"))
    }
    page = pikepdf.Dictionary(
        Type=pikepdf.Name.Page,
        MediaBox=[0, 0, paper.width, paper.height],
        Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(fonts)),
        Contents=pdf.make_stream("\n".join(_page(paper, lines)).encode("cp1252", "replace")),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    file = io.BytesIO()
    pdf.save(file, deterministic_id=True)
    return file.getvalue()


def _page(paper: Paper, lines: Sequence[str]) -> Iterator[str]:
    yield f"{PAPER} rg 0 0 {paper.width} {paper.height} re f"
    for inset, thickness in ((14, 2), (19, 0.6)):
        yield f"{GOLD} RG {thickness} w {inset} {inset}"
        yield f"{paper.width - 2 * inset} {paper.height - 2 * inset} re S"
    yield f"{RED} rg {paper.width - 64} {paper.height - 64} 30 30 re f"
    yield f"{PAPER} rg BT /B 20 Tf {paper.width - 56} {paper.height - 56} Td (G) Tj ET"
    y = paper.height - 58
    for number, line in enumerate(lines):
        head = number == 0
        for part in textwrap.wrap(line, 48 if head else paper.letters) or [""]:
            font, size, colour = ("B", 17, RED) if head else ("R", paper.size, INK)
            yield f"{colour} rg BT /{font} {size} Tf 40 {y} Td ({_written(part)}) Tj ET"
            y -= round(size * 1.5) if part else 9


def _written(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
