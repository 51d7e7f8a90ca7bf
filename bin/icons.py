"""Draws the app's icons from static/img/mark.svg anew, in Chromium: python bin/icons.py"""

import io
import re
import shutil
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

IMG = Path(__file__).resolve().parents[1] / "static" / "img"
BLEED = {
    "icon-512-maskable": 0.72,
    "apple-touch-icon": 0.86,
}  # to the edges; the system cuts the corners itself
SIZES = {"icon-192": 192, "icon-512": 512, "icon-512-maskable": 512, "apple-touch-icon": 180}


def _drawing(name: str, mark: str) -> str:
    """The mark as it is, or its signs on a full square."""
    share = BLEED.get(name)
    if not share:
        return mark
    ground, signs = (
        re.search(r'(<rect [^>]*?) rx="8"([^>]*/>)(.*)</svg>', mark, re.DOTALL).expand(r"\1\2|\3").split("|")
    )
    shift = 16 * (1 - share)
    moved = f'<g transform="translate({shift} {shift}) scale({share})">{signs}</g>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">{ground}{moved}</svg>'


def _draw(page: Page, name: str, size: int) -> None:
    svg = _drawing(name, (IMG / "mark.svg").read_text()).replace(
        "<svg ", f'<svg width="{size}" height="{size}" ', 1
    )
    page.set_viewport_size({"width": size, "height": size})
    page.set_content(f"<style>body{{margin:0}}svg{{display:block}}</style>{svg}")
    png = page.screenshot(omit_background=True)
    picture = Image.open(io.BytesIO(png))
    picture = picture.convert("RGB") if name in BLEED else picture
    picture = picture.quantize(64, Image.Quantize.MEDIANCUT if name in BLEED else Image.Quantize.FASTOCTREE)
    picture.save(IMG / f"{name}.png", optimize=True)


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        for name, size in SIZES.items():
            _draw(page, name, size)
        browser.close()


if __name__ == "__main__":
    main()
