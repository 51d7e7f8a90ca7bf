"""The fonts of what is printed, as files that Typst reads.

The npm packages cut each face by script into .woff files. Each becomes a .ttf of a family of its own name,
once for each release of the packages: a list of families says in which order they are asked for a letter.
"""

import hashlib
import os
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from django.conf import settings
from fontTools.ttLib import TTFont

SANS = "source-sans-3"
SERIF = "source-serif-4"
FACES = {
    SANS: ("400-normal", "400-italic", "600-normal", "700-normal"),
    SERIF: ("400-normal", "400-italic", "600-normal"),
    "noto-emoji": ("400-normal",),
    "noto-sans-arabic": ("400-normal",),
    "noto-sans-hebrew": ("400-normal",),
    "noto-sans-math": ("400-normal",),
}
"""Packages in the order in which a letter is looked for, and the faces that are taken of each."""

ONLY = {"noto-sans-arabic": "arabic", "noto-sans-hebrew": "hebrew", "noto-sans-math": "latin"}
"""Packages of which one cut is taken."""

NAMES, TYPOGRAPHIC = (1, 16), (21, 25)
"""Entries of a font's table of names: the family, and what would overrule it."""

NO_LETTER = "\N{WHITE SQUARE}"
"""Stands for what no font of ours has: PDF/A and PDF/UA forbid letters without a picture."""

RARE_FROM = 0x180
"""Before it, all that the Latin alphabets have is in our fonts."""


def families() -> dict[str, list[str]]:
    """The families of `sans` and `serif` text, in the order in which they are asked for a letter."""
    return {
        name: [
            cut
            for package in FACES
            if package not in (SANS, SERIF) or package == own
            for cut in _cuts(package)
        ]
        for name, own in (("sans", SANS), ("serif", SERIF))
    }


def font_folder() -> Path:
    """A folder of .ttf files; made by the first who asks for it, which takes a second."""
    files = _files()
    digest = hashlib.sha256()
    for path in files:
        digest.update(f"{path.name} {path.stat().st_size}\n".encode())
    folder = Path(settings.FONT_CACHE) / digest.hexdigest()[:16]
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=folder.parent))
        for path in files:
            _unpack(path, made)
        try:
            os.replace(made, folder)  # noqa: PTH105 - whole or not at all
        except OSError:  # somebody else was first
            shutil.rmtree(made)
    return folder


def printable(text: str) -> str:
    """The text with NO_LETTER for each letter that none of our fonts has."""
    return text.translate({ord(letter): NO_LETTER for letter in letters_without_font(set(text))})


def letters_without_font(letters: Iterable[str]) -> set[str]:
    """Of these, those that none of our fonts can show. What is never seen, such as joiners, needs none."""
    rare = {letter for letter in letters if ord(letter) >= RARE_FROM and not _unseen(letter)}
    return {letter for letter in rare if ord(letter) not in _shown()} if rare else set()


def _unseen(letter: str) -> bool:
    return unicodedata.category(letter) == "Cf" or 0xFE00 <= ord(letter) <= 0xFE0F


@cache
def _shown() -> frozenset[int]:
    """All code points that every kind of text can show: italic and bold may lack a cut of the upright."""
    shown: set[int] = set()
    for path in _files():
        if path.stem.endswith("-400-normal"):
            with TTFont(path, lazy=True) as font:
                shown.update(font.getBestCmap())
    return frozenset(shown)


@cache
def _files() -> tuple[Path, ...]:
    return tuple(
        path for package, faces in FACES.items() for face in faces for path in _cut_files(package, face)
    )


def _cut_files(package: str, face: str) -> list[Path]:
    folder = Path(settings.NODE_MODULES) / "@fontsource" / package / "files"
    found = sorted(
        folder.glob(f"{package}-*-{face}.woff"), key=lambda path: ("-latin-" not in path.name, path.name)
    )
    return [path for path in found if package not in ONLY or f"-{ONLY[package]}-{face}" in path.name]


@cache
def _cuts(package: str) -> list[str]:
    return [_family(path) for path in _cut_files(package, "400-normal")]


def _family(path: Path) -> str:
    """Of a cut: its file's name without weight and style."""
    return re.sub(r"-\d+-(normal|italic)$", "", path.stem)


def _unpack(path: Path, folder: Path) -> None:
    with TTFont(path) as font:
        font.flavor = None
        names = font["name"]
        for record in list(names.names):
            if record.nameID in NAMES:
                record.string = _family(path)
            elif record.nameID in TYPOGRAPHIC:
                names.names.remove(record)
        font.save(folder / f"{path.stem}.ttf")
