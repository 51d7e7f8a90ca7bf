"""A job is written into a folder and set by a program of its own (program.py), which is watched and ended."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from PIL import Image

from .fonts import families, font_folder, printable
from .tree import Node, tree_of

LAYOUTS = Path(__file__).parent
MOST_SECONDS = 300
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""No font can show these."""


class RenderingFailed(Exception):
    """The PDF could not be made; the text is for the log, not for the reader."""


@dataclass(frozen=True, slots=True)
class Typeset:
    """peak_memory: of the program, bytes."""

    pdf: bytes
    peak_memory: int


@dataclass(frozen=True, slots=True)
class Attachment:
    """name: of the file, ASCII. mime: its type. description: what it is, in the report's language."""

    name: str
    mime: str
    description: str
    content: bytes


def nodes_of(html: str, *, language: str, pictures: Mapping[str, str]) -> list[Node]:
    """A page's tree. pictures: address to path, all that may be shown; they lie in the job's folder."""

    def picture(address: str) -> tuple[str, float] | None:
        if address not in pictures:
            return None
        with Image.open(pictures[address]) as opened:
            return Path(pictures[address]).name, opened.width / opened.height

    return tree_of(printable(CONTROL.sub(" ", html)), language=language, picture=picture)


def typeset(
    layout: str,
    folder: Path,
    data: Mapping[str, Any],
    *,
    seconds: int,
    attachments: Iterable[Attachment] = (),
) -> Typeset:
    """Set `data`, as the layout (a .typ file beside this one) wants it, with the pictures in the folder.

    seconds: since 1970, the date in the PDF. Raises RenderingFailed.
    """
    for source in LAYOUTS.glob("*.typ"):
        shutil.copy(source, folder)
    embedded = []
    for number, attachment in enumerate(attachments):
        (folder / f"attachment{number}").write_bytes(attachment.content)
        said = {"name": attachment.name, "mime": attachment.mime, "description": attachment.description}
        embedded.append({**said, "path": f"attachment{number}"})
    job = {**data, "fonts": families(), "attachments": embedded}
    (folder / "job.json").write_text(json.dumps(job, ensure_ascii=False))
    program = [sys.executable, "-m", "eventaudit.reports.typesetting.program"]
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            [*program, str(folder), layout, str(font_folder()), str(seconds)],
            cwd=settings.BASE_DIR,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=MOST_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise RenderingFailed(f"not done after {MOST_SECONDS} seconds") from error
    if done.returncode:
        raise RenderingFailed(f"exit {done.returncode}: {done.stderr[-4000:]}")
    return Typeset((folder / f"{layout}.pdf").read_bytes(), int(done.stdout.rpartition(" ")[2]))
