"""The program that turns one job's HTML into a PDF, in a process of its own: no Django, no database.

    python -m eventaudit.reports.renderer JOB

JOB is a folder with `report.html` and `files.json`, {address: path of the file}. These addresses are all
that the page can reach; anything else is refused, so no report can read the network or another file of the
machine. It writes `report.pdf` into JOB and a line `page N` to its output whenever a page has been laid out.
"""

import gc
import json
import logging
import os
import resource
import sys
import warnings
from collections.abc import Mapping
from pathlib import Path

BASE = "https://report.invalid/"
"""Addresses in the page are relative to this; the name can never be resolved (RFC 2606)."""

MOST_MEMORY = 3 * 1024**3
"""Of addresses, not of memory in use: a report of 250 pages uses less than 1 GB."""

FONTS_CONF = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig></fontconfig>'


class Refused(ValueError):
    """The page asked for something that is not one of its own files."""


def own_files(files: Mapping[str, str]):
    """A fetcher for exactly these addresses (relative to BASE). Raises Refused for every other."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFiles(URLFetcher):
        def fetch(self, url, headers=None):
            path = files.get(url.removeprefix(BASE)) if url.startswith(BASE) else None
            if path is None:
                raise Refused(url[:200])
            return URLFetcherResponse(url, Path(path).read_bytes(), {"Content-Type": _content_type(path)})

    return OwnFiles()


def _content_type(path: str) -> str:
    types = {".css": "text/css; charset=utf-8", ".woff": "font/woff", ".jpg": "image/jpeg"}
    return types.get(Path(path).suffix, "application/octet-stream")


class _Pages(logging.Handler):
    """Tells of every page as WeasyPrint logs it."""

    def emit(self, record: logging.LogRecord) -> None:
        if record.msg.startswith("Step 5") and "Page" in record.msg:
            print(f"page {record.args[0]}", flush=True)  # noqa: T201 - the protocol with the parent


def render(job: Path) -> None:
    fonts = job / "fonts.conf"
    fonts.write_text(FONTS_CONF)
    os.environ["FONTCONFIG_FILE"] = str(fonts)  # the machine's own fonts must not matter
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of exactly that: no fonts but ours
        import weasyprint
    progress = logging.getLogger("weasyprint.progress")
    progress.setLevel(logging.INFO)
    progress.propagate = False
    progress.addHandler(_Pages())
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    html = weasyprint.HTML(
        string=(job / "report.html").read_text(),
        base_url=BASE,
        url_fetcher=own_files(json.loads((job / "files.json").read_text())),
    )
    html.write_pdf(job / "report.pdf", pdf_variant="pdf/ua-1")


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    gc.disable()  # the process ends with its report: 6 to 19 per cent faster, 2 per cent more memory
    render(Path(sys.argv[1]))
