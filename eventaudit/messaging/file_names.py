"""File names from outside: shown and offered again, never used as a path."""

import re
import unicodedata
from pathlib import PurePosixPath

_MOST = 120


def clean_file_name(name: str) -> str:
    """The last part of a path, without what misleads (controls, direction marks) and at most 120 long.

    The end (".pdf") is kept when the rest is cut. Never empty.
    """
    name = PurePosixPath(name.replace("\\", "/")).name
    name = "".join(each for each in name if unicodedata.category(each)[0] != "C")
    name = re.sub(r'[<>:"|?*/\\\s]+', " ", unicodedata.normalize("NFC", name)).strip(" .")
    path = PurePosixPath(name or "message")
    suffix = path.suffix if len(path.suffix) <= 10 else ""
    return path.name[: -len(suffix) or None][: _MOST - len(suffix)] + suffix
