"""The program that sets one job: no Django, no database, and an end to memory and time.

    python -m eventaudit.reports.typesetting.program FOLDER LAYOUT FONTS SECONDS

FOLDER holds job.json, the pictures and the layouts; what is outside it cannot be read, and no layout asks
the network for a package. Writes LAYOUT.pdf there, PDF/A-3a and PDF/UA-1 at once, with SECONDS since 1970 as
its date, and says `peak BYTES`, the most memory that was used. Typst itself refuses a picture without words
and a skipped level of headings.
"""

import resource
import sys
from pathlib import Path

import typst

from .stand_ins import put_photos, put_stand_ins

MOST_MEMORY = 4 * 1024**3
"""Of addresses, not of memory in use: a report of 250 pages and 600 photos uses less than 400 MB."""

MOST_SECONDS = 120
"""Of processor time."""

LARGEST_FILE = 1024**3
STANDARDS = ["a-3a", "ua-1"]


def main(folder: str, layout: str, fonts: str, seconds: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    job = Path(folder)
    compiler = typst.Compiler(
        str(job / f"{layout}.typ"), root=folder, font_paths=[fonts], ignore_system_fonts=True
    )
    photos = put_stand_ins(job)
    try:
        pdf = compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=int(seconds))
    except typst.TypstError as error:
        sys.exit(error.diagnostic)
    put_photos(pdf, photos, job / f"{layout}.pdf")
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}")  # noqa: T201 - said to the parent


if __name__ == "__main__":
    main(*sys.argv[1:])
