"""A snapshot becomes a PDF: the HTML is written here, the PDF in a process of its own (renderer.py).

The process ends with its report because WeasyPrint keeps about 3 MB a page that a long-lived worker never
gives back; and there its memory and time can be bounded, and the fonts of the machine be kept out.
"""

import json
import re
import resource
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import translation

from .document import parts_of
from .photos import gather_photos

VERSION = 3
"""Raised whenever the report's look or wording changes, so that an old file is not offered as the new one."""

MOST_SECONDS = 300
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
LONG_WORD = re.compile(r"\S{101,}")
ZERO_WIDTH_SPACE = "\u200b"
FONTS = {
    "source-sans-3": ("400", "400-italic", "600", "700"),
    "source-serif-4": ("400", "400-italic", "600"),
    "noto-emoji": ("400",),
}
RARE_FONTS = ("noto-sans-arabic", "noto-sans-hebrew", "noto-sans-math")
STYLES_FOR_LETTERS = {
    "fonts/noto-sans-arabic/400.css": re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]"),
    "fonts/noto-sans-hebrew/400.css": re.compile(r"[\u0590-\u05ff\ufb1d-\ufb4f]"),
    "css/signs.css": re.compile(r"[\u2190-\u22ff\u2713]"),
}
"""Style sheets of fonts that only a report with such letters is given, since every font costs time."""


class RenderingFailed(Exception):
    """The PDF could not be made; the text is for the log, not for the reader."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """pages: how many. peak_memory: of the largest rendering process so far, bytes."""

    pdf: bytes
    pages: int
    peak_memory: int


def render_pdf(
    snapshot: Mapping, *, made_on: date, on_page: Callable[[int], None] = lambda page: None
) -> Rendered:
    """Make the PDF from the snapshot alone. on_page is told every page's number as it is laid out.

    A photo that is gone, or is no longer the one in the snapshot, is shown as missing.
    Raises RenderingFailed.
    """
    with tempfile.TemporaryDirectory(prefix="report-") as folder:
        job = Path(folder)
        photos = gather_photos(snapshot["photos"], into=job)
        html = render_html(snapshot, made_on=made_on, there=photos.keys())
        (job / "report.html").write_text(html)
        (job / "files.json").write_text(json.dumps(own_static_files() | photos))
        pages = _run(job, on_page)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
        return Rendered((job / "report.pdf").read_bytes(), pages, peak)


def render_html(snapshot: Mapping, *, made_on: date, there) -> str:
    """The report as one page of HTML. there: the addresses of the photos that can be shown."""
    content = breakable(snapshot)
    with translation.override(snapshot["language"]):
        return render_to_string(
            "reports/pdf/report.html",
            {
                **content,
                "parts": parts_of(content, made_on=made_on, there=there),
                "font_styles": _font_styles(json.dumps(content, ensure_ascii=False)),
            },
        )


def breakable(part):
    """The same with places to break in words of over 100 letters, which would take quadratic time to lay
    out, and without control characters, which no font can show."""
    if isinstance(part, Mapping):
        return {key: breakable(value) for key, value in part.items()}
    if isinstance(part, list):
        return [breakable(value) for value in part]
    return LONG_WORD.sub(_broken, CONTROL.sub(" ", part)) if isinstance(part, str) else part


def _broken(word: re.Match) -> str:
    letters = word[0]
    return ZERO_WIDTH_SPACE.join(letters[start : start + 50] for start in range(0, len(letters), 50))


def _font_styles(text: str) -> list[str]:
    usual = [f"fonts/{family}/{face}.css" for family, faces in FONTS.items() for face in faces]
    return usual + [style for style, letters in STYLES_FOR_LETTERS.items() if letters.search(text)]


def own_static_files() -> dict[str, str]:
    """Address to path of the stylesheet and of the fonts, subset by subset as their packages come."""
    packages = Path(settings.NODE_MODULES) / "@fontsource"
    files = {
        "css/report.css": finders.find("css/report.css"),
        "css/signs.css": str(settings.BASE_DIR / "templates" / "reports" / "pdf" / "signs.css"),
    }
    for family, faces in (FONTS | dict.fromkeys(RARE_FONTS, ("400",))).items():
        for face in faces:
            name = face if "-" in face else f"{face}-normal"
            # .woff, the second choice of their style sheets: unpacking .woff2 took half of the whole time
            own = [packages / family / f"{face}.css", *(packages / family / "files").glob(f"*-{name}.woff")]
            files |= {f"fonts/{path.relative_to(packages)}": str(path) for path in own}
    return files


def _run(job: Path, on_page: Callable[[int], None]) -> int:
    command = [sys.executable, "-m", "eventaudit.reports.renderer", str(job)]
    pages = 0
    with subprocess.Popen(  # noqa: S603 - our own module, our own folder
        command,
        cwd=settings.BASE_DIR,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        watchdog = threading.Timer(MOST_SECONDS, process.kill)
        watchdog.start()
        said = []
        try:
            for line in process.stdout:
                word, _, number = line.partition(" ")
                if word == "page":
                    pages = int(number)
                    on_page(pages)
                else:
                    said.append(line)
        except BaseException:
            process.kill()
            raise
        finally:
            watchdog.cancel()
    if process.returncode:
        raise RenderingFailed(f"exit {process.returncode}: {''.join(said)[-4000:]}")
    return pages
