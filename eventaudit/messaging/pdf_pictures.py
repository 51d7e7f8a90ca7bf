"""The program that makes pictures of places in a PDF: no Django, no database, no network.

    python -m eventaudit.messaging.pdf_pictures JOB

JOB is a folder with `job.json`: `pdf`, a path, and `quotes`, the words to look for. For each a picture is
written to JOB under the quote's number (`0.jpg`): the place where the words stand, marked; where they are not
found as such, the first page whole. Files may be hostile: the program's memory, time, pages and pixels are
bounded, and whoever starts it puts up with its death.
"""

import json
import resource
import sys
from pathlib import Path

MOST_MEMORY = 1024**3
MOST_SECONDS = 10
LARGEST_FILE = 8 * 1024**2
MOST_PAGES = 40
WIDTH = 720
"""Pixels: 72 mm at 250 dpi."""

HIGHEST = 1200
QUALITY = 80
LEAST_SHARE = 0.6
"""Of the page's width that a picture shows at least, so that it is seen what kind of page it is."""

AROUND = 26
LEAST_HEIGHT = 84
"""Points around the words, and of the picture."""

FADE = 22
"""Pixels."""

MARK, LINE = (255, 226, 110), (138, 90, 0)


def main(folder: Path) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    import pypdfium2

    job = json.loads((folder / "job.json").read_text())
    document = pypdfium2.PdfDocument(job["pdf"])
    pages = [document[number] for number in range(min(len(document), MOST_PAGES))]
    texts = [page.get_textpage() for page in pages]
    for number, quote in enumerate(job["quotes"]):
        picture = _picture(pages, texts, quote)
        picture.save(folder / f"{number}.jpg", "JPEG", quality=QUALITY, optimize=True)


def _picture(pages, texts, quote: str):
    for page, text in zip(pages, texts, strict=True):
        boxes = _boxes(text, quote)
        if boxes and not page.get_rotation():
            return _place(page, boxes)
    return _drawn(pages[0], (0, 0, *pages[0].get_size()))


def _boxes(text, quote: str) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right, top of each line of the words, in points; none where they are not found."""
    words = quote.split()
    for wanted in (" ".join(words), " ".join(words[:6])):
        found = text.search(wanted).get_next() if wanted else None
        if found:
            start, length = found
            return [text.get_rect(number) for number in range(text.count_rects(start, length))]
    return []


def _place(page, boxes):
    """The page around the boxes, as wide as lets one see what it is."""
    left, bottom, *_size = page.get_cropbox()
    width, height = page.get_size()
    boxes = [(x1 - left, y1 - bottom, x2 - left, y2 - bottom) for x1, y1, x2, y2 in boxes]
    x1, y1 = min(box[0] for box in boxes), min(box[1] for box in boxes)
    x2, y2 = max(box[2] for box in boxes), max(box[3] for box in boxes)
    wide = min(width, max(x2 - x1 + 2 * AROUND, LEAST_SHARE * width))
    high = min(height, max(y2 - y1 + 2 * AROUND, LEAST_HEIGHT), wide * HIGHEST / WIDTH)
    part_x = min(max((x1 + x2 - wide) / 2, 0), width - wide)
    part_y = min(max((y1 + y2 - high) / 2, 0), height - high)
    picture = _drawn(page, (part_x, part_y, part_x + wide, part_y + high))
    places = [(a - part_x, b - part_y, c - part_x, d - part_y) for a, b, c, d in boxes]
    cut = (part_x > 0, part_y + high < height, part_x + wide < width, part_y > 0)
    return _faded(_marked(picture, places, high), cut)


def _drawn(page, part: tuple[float, float, float, float]):
    """This part of the page (left, bottom, right, top, points from its lower left corner), on white."""
    width, height = page.get_size()
    x1, y1, x2, y2 = part
    scale = min(WIDTH / (x2 - x1), HIGHEST / (y2 - y1))
    bitmap = page.render(scale=scale, crop=(x1, y1, width - x2, height - y2), may_draw_forms=False)
    return bitmap.to_pil().convert("RGB")


def _marked(picture, boxes, high: float):
    """As with a marker pen, and underlined so that it is seen in black and white too."""
    from PIL import Image, ImageChops, ImageDraw

    scale = picture.height / high
    pen = Image.new("RGB", picture.size, "white")
    draw = ImageDraw.Draw(pen)
    places = [(x1 * scale, (high - y2) * scale, x2 * scale, (high - y1) * scale) for x1, y1, x2, y2 in boxes]
    for x1, y1, x2, y2 in places:
        draw.rectangle((x1 - 3, y1 - 3, x2 + 3, y2 + 3), fill=MARK)
    marked = ImageChops.multiply(picture, pen)
    draw = ImageDraw.Draw(marked)
    for x1, _y1, x2, y2 in places:
        draw.rectangle((x1 - 3, y2 + 3, x2 + 3, y2 + 6), fill=LINE)
    return marked


def _faded(picture, cut: tuple[bool, bool, bool, bool]):
    """Pale towards the sides where the page goes on (left, top, right, bottom): lines of text end there."""
    from PIL import Image, ImageChops

    width, height = picture.size
    fade = Image.linear_gradient("L").resize((1, FADE))
    mask = Image.new("L", picture.size, 255)
    for side, turns in zip(cut, (90, 0, 270, 180), strict=True):
        if side:
            part = Image.new("L", picture.size, 255)
            along = (FADE, height) if turns % 180 else (width, FADE)
            place = (width - FADE, 0) if turns == 270 else (0, height - FADE) if turns == 180 else (0, 0)
            part.paste(fade.rotate(turns, expand=True).resize(along), place)
            mask = ImageChops.darker(mask, part)
    return Image.composite(picture, Image.new("RGB", picture.size, "white"), mask)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
