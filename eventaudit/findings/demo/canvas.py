"""A small drawing board for the demo's illustrations: flat shapes, soft light, the same bytes every time."""

import functools
import io
import math

from PIL import Image, ImageChops, ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 900  # units
SCALE = 1.6  # pixels a unit while drawing
REDUCE = 2  # then made smaller, for smooth edges: 960 x 720 pixels

NAVY, GOLD, CREAM, WINE, INK = "#0b1d2a", "#c9a227", "#f4ebd9", "#5b0e2d", "#1e1e1e"
WHITE, WOOD, DARK_WOOD, BRASS, LINEN = "#ffffff", "#a9764a", "#6d472b", "#b58b34", "#efe7d8"
GREEN, GREY, LIGHT_GREY, RED, SKY = "#4f6b4a", "#8b8f92", "#d9d8d3", "#a3302b", "#27405c"


@functools.cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.load_default(size)


@functools.cache
def _glow(width: int, height: int, strength: float) -> Image.Image:
    """As light as `strength` in the middle, falling softly to black at the edge of the ellipse."""
    edge = 76  # what Pillow's gradient leaves at the middle of a side; only its corners are black
    levels = [int(255 * strength * (max(level - edge, 0) / (255 - edge)) ** 1.3) for level in range(256)]
    return ImageChops.invert(Image.radial_gradient("L")).point(levels).resize((width, height))


class Canvas:
    """1200 x 900 units; the origin is top left. Colours as Pillow knows them, alpha as '#rrggbbaa'."""

    def __init__(self, top: str, bottom: str) -> None:
        ramp = Image.linear_gradient("L").resize((int(WIDTH * SCALE), int(HEIGHT * SCALE)))
        size = ramp.size
        self.image = Image.composite(Image.new("RGB", size, bottom), Image.new("RGB", size, top), ramp)
        self.draw = ImageDraw.Draw(self.image, "RGBA")

    def rect(self, x, y, width, height, fill=None, *, radius=0, outline=None, line=3) -> None:
        box = [x * SCALE, y * SCALE, (x + width) * SCALE, (y + height) * SCALE]
        self.draw.rounded_rectangle(box, radius * SCALE, fill, outline, round(line * SCALE) if outline else 0)

    def ellipse(self, x, y, rx, ry=None, fill=None, *, outline=None, line=3) -> None:
        """Around the middle (x, y)."""
        ry = rx if ry is None else ry
        box = [(x - rx) * SCALE, (y - ry) * SCALE, (x + rx) * SCALE, (y + ry) * SCALE]
        self.draw.ellipse(box, fill, outline, round(line * SCALE) if outline else 0)

    def poly(self, points, fill, *, outline=None, line=3) -> None:
        self.draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill)
        if outline:
            self.line([*points, points[0]], outline, line)

    def line(self, points, fill, width=4) -> None:
        self.draw.line([(x * SCALE, y * SCALE) for x, y in points], fill, round(width * SCALE), joint="curve")

    def arc(self, x, y, rx, ry, start, end, fill, width=4) -> None:
        """Degrees clockwise from three o'clock."""
        box = [(x - rx) * SCALE, (y - ry) * SCALE, (x + rx) * SCALE, (y + ry) * SCALE]
        self.draw.arc(box, start, end, fill, round(width * SCALE))

    def slice(self, x, y, rx, ry, start, end, fill) -> None:
        box = [(x - rx) * SCALE, (y - ry) * SCALE, (x + rx) * SCALE, (y + ry) * SCALE]
        self.draw.pieslice(box, start, end, fill)

    def text(self, x, y, words, size, fill=INK, *, anchor="mm") -> None:
        self.draw.text(
            (x * SCALE, y * SCALE), words, fill, _font(round(size * SCALE)), anchor, align="center"
        )

    def scribble(self, x, y, width, *, lines=1, gap=26, fill="#1e1e1e99", thick=3, seed=0) -> None:
        """Lines of handwriting that cannot be read."""
        for number in range(lines):
            length = width * (0.72 + 0.28 * abs(math.sin(seed + number * 2.3)))
            points = [
                (x + step, y + number * gap + 5 * math.sin(seed + number + step / 6) * math.cos(step / 17))
                for step in range(0, int(length), 4)
            ]
            self.line(points, fill, thick)

    def arrow(self, x, y, length, fill=INK, width=10) -> None:
        """To the right, from (x, y)."""
        self.line([(x, y), (x + length - width, y)], fill, width)
        tip = [
            (x + length - width * 2.4, y - width * 1.8),
            (x + length, y),
            (x + length - width * 2.4, y + width * 1.8),
        ]
        self.poly(tip, fill)

    def glow(self, x, y, rx, ry=None, colour="#ffdf9a", strength=0.6) -> None:
        """A pool of light around (x, y)."""
        ry = rx if ry is None else ry
        mask = _glow(int(rx * 2 * SCALE), int(ry * 2 * SCALE), strength)
        corner = int((x - rx) * SCALE), int((y - ry) * SCALE)
        self.image.paste(colour, (*corner, corner[0] + mask.width, corner[1] + mask.height), mask)

    def shadow(self, x, y, rx, ry=None, strength=0.35) -> None:
        self.glow(x, y, rx, ry, "#000000", strength)

    def finish(self) -> bytes:
        """The picture with its label, as JPEG."""
        self.rect(1016, 846, 168, 36, "#ffffffcc", radius=18)
        self.text(1100, 864, "Illustration", 22, "#1b2528")
        stream = io.BytesIO()
        self.image.reduce(REDUCE).save(stream, "JPEG", quality=88)
        return stream.getvalue()
