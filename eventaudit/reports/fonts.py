"""The fonts of the report: of each part only the files whose letters it has; every file costs 10 ms.

The packages cut each face by script, with the letters of every file in its `unicode-range`. Their .woff is
taken, the second choice of their style sheets: unpacking .woff2 took half of the whole time.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

FONTS = {
    "source-sans-3": ("400", "400-italic", "600", "700"),
    "source-serif-4": ("400", "400-italic", "600"),
    "noto-emoji": ("400",),
}
SCRIPTS = {"noto-sans-arabic": "arabic", "noto-sans-hebrew": "hebrew"}
"""Families of which only the file of one script is taken."""

SIGNS = frozenset({*range(0x2190, 0x2300), 0x25A1, 0x2713})
"""Mathematical signs and arrows. The package of their font cuts them off in its style sheet."""

RARE_FROM = 0x180
"""Before it, all that the Latin alphabets have is in our fonts."""

FACE = re.compile(r"/\*\s*(?P<file>\S+)\s*\*/\s*@font-face\s*{(?P<body>.*?)}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class FontFile:
    """address: as the page asks for it. letters: the code points it is there for."""

    address: str
    path: str
    rule: str
    letters: frozenset[int]
    always: bool


def font_of_numbers() -> str:
    """The path of the font that page numbers are written with."""
    return next(
        font.path for font in _all_fonts() if font.address.endswith("source-sans-3-latin-400-normal.woff")
    )


def letters_without_font(letters: Iterable[str]) -> set[str]:
    """Of these, those that none of our fonts can show. What is never seen, such as joiners, needs none."""
    rare = {letter for letter in letters if ord(letter) >= RARE_FROM and not _unseen(letter)}
    fonts = fonts_for(rare) if rare else []
    return {letter for letter in rare if not any(ord(letter) in _shown_by(font.path) for font in fonts)}


def _unseen(letter: str) -> bool:
    return unicodedata.category(letter) == "Cf" or 0xFE00 <= ord(letter) <= 0xFE0F or letter == "\u200b"


@cache
def _shown_by(path: str) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


def fonts_for(letters: Iterable[str]) -> list[FontFile]:
    """The files that a text with these letters needs."""
    codes = frozenset(map(ord, letters))
    return [font for font in _all_fonts() if font.always or not font.letters.isdisjoint(codes)]


@cache
def _all_fonts() -> tuple[FontFile, ...]:
    packages = Path(settings.NODE_MODULES) / "@fontsource"
    cut = [
        font for family, faces in FONTS.items() for face in faces for font in _cut(packages / family, face)
    ]
    for family, script in SCRIPTS.items():
        cut += [font for font in _cut(packages / family, "400") if f"-{script}-400-" in font.address]
    signs = packages / "noto-sans-math" / "files" / "noto-sans-math-latin-400-normal.woff"
    return (*cut, _font(signs, "Noto Sans Math", "normal", "400", SIGNS))


def _cut(package: Path, face: str) -> Iterator[FontFile]:
    for found in FACE.finditer((package / f"{face}.css").read_text()):
        path = package / "files" / f"{re.sub(r'[][]', '', found['file'])}.woff"
        family, style, weight, ranges = (
            re.search(rf"{name}:\s*([^;]+?)\s*(?:;|$)", found["body"])[1].strip("'\"")
            for name in ("font-family", "font-style", "font-weight", "unicode-range")
        )
        if path.exists():
            yield _font(path, family, style, weight, frozenset(_letters(ranges)))


def _font(path: Path, family: str, style: str, weight: str, letters: frozenset[int]) -> FontFile:
    address = f"fonts/{path.name}"
    rule = (
        f'@font-face {{ font-family: "{family}"; font-style: {style}; font-weight: {weight};'
        f' src: url("{address}") format("woff"); }}'
    )
    always = f"-latin-{weight}-" in path.name and family.startswith("Source")
    return FontFile(address, str(path), rule, letters, always)


def _letters(ranges: str) -> Iterator[int]:
    for span in ranges.split(","):
        first, _, last = span.strip().removeprefix("U+").partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)
