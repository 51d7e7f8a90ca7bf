"""An atmosphere's place on the axes, to be seen: as words, as a hexagon, as likeness to the others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from ..colours import HEX, colour_name, contrast
from ..models import Atmosphere
from ..nearness import Near, nearest
from ..setting_texts import AXES

# From the lowest to the highest; between two of them, the nearer one's word.
WORDS = {
    "formality": (_("casual"), _("rather casual"), _("in between"), _("rather ceremonial"), _("ceremonial")),
    "ornament": (_("plain"), _("rather plain"), _("in between"), _("rather lavish"), _("lavish")),
    "naturalness": (_("man-made"), _("rather man-made"), _("in between"), _("rather natural"), _("natural")),
    "colour": (_("muted"), _("rather muted"), _("in between"), _("rather vivid"), _("vivid")),
    "energy": (_("calm"), _("rather calm"), _("in between"), _("rather lively"), _("lively")),
    "technology": (
        _("low-tech"),
        _("rather low-tech"),
        _("in between"),
        _("rather high-tech"),
        _("high-tech"),
    ),
}
WIDTH, HEIGHT, RADIUS, HIGHEST = 360, 260, 98, 4
CENTRE = (WIDTH / 2, HEIGHT / 2)
WHITE, INK = "#FFFFFF", "#1B2528"
READABLE = 4.5
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """On one axis. low and high: what its ends are called; word: what its value is."""

    key: str
    name: str
    value: float
    low: str
    high: str
    word: str

    @property
    def shown(self) -> str:
        return number_format(self.value)

    @property
    def written(self) -> str:
        """As an input of HTML has it, whatever the reader's language."""
        return f"{self.value:g}"


def places(axes: Mapping[str, float]) -> list[Place]:
    found = []
    for key, name in AXES.items():
        words = WORDS[key]
        value = float(axes.get(key, 0))
        value = int(value) if value.is_integer() else value
        word = words[min(HIGHEST, max(0, int(value + 0.5)))]
        found.append(Place(key, str(name), value, str(words[0]), str(words[-1]), str(word)))
    return found


@dataclass(frozen=True, slots=True)
class Label:
    text: str
    x: str
    y: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Hexagon:
    """Points and lines for an SVG of WIDTH by HEIGHT. other: the outline of what it is compared with."""

    rings: list[str]
    spokes: list[tuple[str, str]]
    shape: str
    dots: list[tuple[str, str]]
    other: str
    labels: list[Label]

    @property
    def view_box(self) -> str:
        return f"0 0 {WIDTH} {HEIGHT}"

    @property
    def centre(self) -> tuple[str, str]:
        return _written(CENTRE)


def hexagon(axes: Mapping[str, float], other: Mapping[str, float] | None = None) -> Hexagon:
    return Hexagon(
        rings=[
            _joined([_corner(number, ring) for number in range(len(AXES))]) for ring in range(1, HIGHEST + 1)
        ],
        spokes=[_written(_corner(number, HIGHEST)) for number in range(len(AXES))],
        shape=_joined(_corners(axes)),
        dots=[_written(corner) for corner in _corners(axes)],
        other=_joined(_corners(other)) if other else "",
        labels=list(_labels()),
    )


def _corners(axes: Mapping[str, float]) -> list[Point]:
    return [_corner(number, float(axes.get(key, 0))) for number, key in enumerate(AXES)]


def _corner(number: int, value: float, beyond: float = 0) -> Point:
    """On the axis of that number, the first one upwards, the others clockwise."""
    angle = 2 * pi * number / len(AXES) - pi / 2
    length = RADIUS * value / HIGHEST + beyond
    return CENTRE[0] + length * cos(angle), CENTRE[1] + length * sin(angle)


def _labels() -> Iterator[Label]:
    for number, name in enumerate(AXES.values()):
        x, y = _corner(number, HIGHEST, beyond=14)
        anchor = "middle" if abs(x - CENTRE[0]) < 1 else "start" if x > CENTRE[0] else "end"
        yield Label(str(name), *_written((x, y + 5)), anchor)


def _joined(points: Sequence[Point]) -> str:
    return " ".join(",".join(_written(point)) for point in points)


def _written(point: Point) -> tuple[str, str]:
    """Here, since a template would put the reader's decimal comma into the SVG."""
    return f"{point[0]:.1f}", f"{point[1]:.1f}"


@dataclass(frozen=True, slots=True)
class Alike:
    atmosphere: Atmosphere
    near: Near


def alike(axes: Mapping[str, float], others: Mapping[str, Atmosphere]) -> list[Alike]:
    """The others, the most alike first."""
    return [Alike(others[near.key], near) for near in nearest(axes, others)]


@dataclass(frozen=True, slots=True)
class Swatch:
    """One colour of a palette that is being made. name, ink: '' where it is no colour (yet)."""

    code: str
    name: str = ""
    ink: str = ""
    ratio: float = 0.0

    @property
    def white(self) -> bool:
        return self.ink == WHITE

    @property
    def readable(self) -> bool:
        return self.ratio >= READABLE


def swatches(palette: Sequence[str]) -> list[Swatch]:
    return [_swatch(code.strip().upper()) for code in palette]


def _swatch(code: str) -> Swatch:
    if not HEX.fullmatch(code):
        return Swatch(code[:20])
    ink = max((WHITE, INK), key=lambda each: contrast(code, each))
    return Swatch(code, colour_name(code), ink, contrast(code, ink))
