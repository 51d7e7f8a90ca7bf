"""The program that turns one job's HTML into a PDF, in processes of its own: no Django, no database.

    python -m eventaudit.reports.renderer

It gets ready (half a second), says `ready`, then waits for a line on its input, so that whoever started it
can write the job meanwhile, or start it long before there is one. The line names the job's folder, with
`job.json` in it (see `Job`). Every part is set in a process of its own, as many at once as there are cores;
the front, which shows page numbers of all, comes last; then all are joined to `report.pdf`. It writes a line
`done NUMBER` whenever another part is there, at last `peak BYTES`, the memory of the largest process.

Only the addresses of the job can be reached; anything else is refused, so no report can read the network or
another file of the machine.
"""

import gc
import json
import logging
import os
import resource
import sys
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing import connection, get_context
from pathlib import Path

BASE = "https://report.invalid/"
"""Addresses in the page are relative to this; the name can never be resolved (RFC 2606)."""

MOST_MEMORY = 2 * 1024**3
"""Of addresses, not of memory in use: the largest part of a report of 250 pages uses less than 400 MB."""

MOST_SECONDS = 240
"""Of processor time in one process."""

LARGEST_FILE = 1024**3

NO_FONTS = Path(__file__).with_name("no_fonts.conf")
"""The machine's own fonts must not matter."""

PICTURES = ("data:image/png;", "data:image/jpeg;", "data:image/gif;")


class Refused(ValueError):
    """The page asked for something that is not one of its own files."""


class PartFailed(Exception):
    """A part's process ended without its PDF."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a part's PDF cannot be asked quickly. anchors: name to page, from 0. bookmarks: level, title,
    page from 0, x and y in points from the page's lower left corner."""

    pages: int
    anchors: dict[str, int]
    bookmarks: list[tuple[int, str, int, float, float]]


@dataclass(frozen=True, slots=True)
class Job:
    """files: address to path, all that may be fetched. styles: addresses of the style sheets. font_rules: the
    @font-face rules of all documents. parts: the paths of their PDFs in reading order, each with its HTML's
    beside it (.html) or, where it is kept from before, its sheet's (.json). front: path of its PDF.
    front_pages: how many it has, as a guess. attachments: name, mime, description and path of what is
    embedded. numbers: path of the font of the page numbers.
    """

    files: dict[str, str]
    styles: list[str]
    font_rules: str
    parts: list[str]
    front: str
    front_pages: int
    attachments: list[dict[str, str]]
    numbers: str
    processes: int


def own_files(files: Mapping[str, str]):
    """A fetcher for exactly these addresses (relative to BASE) and pictures written out in the page itself.

    Raises Refused for every other, which WeasyPrint shows as a missing picture.
    """
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFiles(URLFetcher):
        def fetch(self, url, headers=None):
            if url.startswith(PICTURES):
                return super().fetch(url, headers)
            path = files.get(url.removeprefix(BASE)) if url.startswith(BASE) else None
            if path is None:
                raise Refused(url[:200])
            return URLFetcherResponse(url, Path(path).read_bytes(), {"Content-Type": _content_type(path)})

    return OwnFiles()


def _content_type(path: str) -> str:
    types = {".css": "text/css; charset=utf-8", ".woff": "font/woff", ".jpg": "image/jpeg"}
    return types.get(Path(path).suffix, "application/octet-stream")


def get_ready() -> None:
    """Everything that needs no job: limits, fonts, WeasyPrint itself."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    gc.disable()  # each process ends with its part: 6 to 19 per cent faster, 2 per cent more memory
    os.environ["FONTCONFIG_FILE"] = str(NO_FONTS)
    os.environ["SOURCE_DATE_EPOCH"] = (
        "0"  # an unpacked font bears the time: its copies would not be the same bytes
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of exactly that: no fonts but ours
        import weasyprint
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    logging.getLogger("weasyprint.progress").setLevel(logging.ERROR)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    from . import setting

    setting.mend(weasyprint.__version__)


def make(folder: Path) -> None:
    from . import joining, setting

    job = Job(**json.loads((folder / "job.json").read_text()))
    todo = [path for path in job.parts if not Path(path).with_suffix(".json").exists()]
    done = len(job.parts) - len(todo)
    _tell(done)
    running: dict[connection.Connection, tuple] = {}
    look = setting.read_look(job.styles, job.font_rules, own_files(job.files))
    fork = get_context("fork")

    def start(target, *arguments) -> None:
        ours, theirs = fork.Pipe(duplex=False)
        process = fork.Process(target=target, args=(theirs, look, *arguments))
        process.start()
        theirs.close()
        running[ours] = process

    todo.sort(key=_cost)
    laid_out, front_started = len(todo), False
    while todo or running or not front_started:
        while todo and len(running) < job.processes:
            start(setting.set_part, todo.pop())
        if not laid_out and not front_started:
            sheets = [read_sheet(path) for path in job.parts]
            start(setting.set_front, job.front, sheets, job.front_pages)
            front_started = True
        for ready in connection.wait(list(running)):
            try:
                ready.recv()
                laid_out -= 1
            except EOFError:
                process = running.pop(ready)
                process.join()
                if process.exitcode:
                    raise PartFailed(f"exit {process.exitcode}") from None
                done += 1
                _tell(done)
    joining.join(
        [job.front, *job.parts], folder / "report.pdf", numbers=job.numbers, attachments=job.attachments
    )
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    largest = max(resource.getrusage(kind).ru_maxrss for kind in kinds)
    print(f"peak {largest * 1024}", flush=True)  # noqa: T201 - as in _tell


def _cost(path: str) -> int:
    """The dearest is started first, so that no core waits long for the last."""
    return Path(path).with_suffix(".html").stat().st_size


def read_sheet(path: str) -> Sheet:
    return Sheet(**json.loads(Path(path).with_suffix(".json").read_text()))


def _tell(done: int) -> None:
    print(f"done {done}", flush=True)  # noqa: T201 - the protocol with the parent


def main() -> None:
    get_ready()
    print("ready", flush=True)  # noqa: T201 - as in _tell
    folder = sys.stdin.readline().strip()
    if folder:  # or whoever started it has ended
        make(Path(folder))


if __name__ == "__main__":
    main()
