"""The report as a PDF, beside Chromium printing the same HTML with the same photos

Typical: about 60 pages, 120 photos, 113 criteria answered by three auditors. A large one, 250 pages with 600
photos, takes minutes and is measured by `python -m bench report_large` alone.
"""

import copy
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from django.conf import settings

from eventaudit.accounts.models import Organisation
from eventaudit.events.models import Event
from eventaudit.reports.photos import gather_photos
from eventaudit.reports.rendering import Rendered, render_pdf, written
from eventaudit.reports.snapshot import take_snapshot

from .measuring import measure, show
from .report_events import TYPICAL, Size, make_event

MADE_ON = date(2031, 11, 20)
CHROMIUM = "/usr/bin/chromium"
ROUNDS = 3
STYLE = Path(__file__).with_name("print.css")
PRINTED_FONTS = [
    *(("source-sans-3", face) for face in ("400", "400-italic", "600", "700")),
    *(("source-serif-4", face) for face in ("400", "400-italic", "600")),
]


def run() -> None:
    demo = Event.objects.select_related("organisation", "template_version").get(key="gilded_compass")
    show("taking the snapshot", measure(lambda: take_snapshot(demo, "en"), runs=10))
    demo_snapshot = take_snapshot(demo, "en")
    _line("the demo event", *_timed(lambda: render_pdf(demo_snapshot, made_on=MADE_ON)))
    compare(made_snapshot(1, TYPICAL), rounds=ROUNDS)


def made_snapshot(number: int, size: Size) -> dict:
    organisation, _created = Organisation.objects.get_or_create(name="Bench", slug="bench")
    return take_snapshot(make_event(organisation, number, size), "en")


def compare(snapshot: dict, *, rounds: int) -> None:
    """The least of the rounds, taken by turns, since what else the machine does disturbs only upwards."""
    ways: dict[str, Callable[[], Rendered | None]] = {
        "whole": lambda: render_pdf(snapshot, made_on=MADE_ON),
        "after one answer changed": _changed(snapshot),
        "small edition": lambda: render_pdf(snapshot, made_on=MADE_ON, small=True),
    }
    with tempfile.TemporaryDirectory(prefix="eventaudit-print-") as folder:
        page = _page_for_a_browser(snapshot, Path(folder))
        if Path(CHROMIUM).exists():
            ways["Chromium, the same HTML"] = lambda: _print(page)
        taken = {name: [] for name in ways}
        made = {}
        for _round in range(rounds):
            for name, way in ways.items():
                seconds, made[name] = _timed(way)
                taken[name].append(seconds)
    least = {name: min(times) for name, times in taken.items()}
    for name, seconds in least.items():
        _line(name, seconds, made[name], least.get("Chromium, the same HTML"))


def _line(
    what: str,
    seconds: float,
    rendered: Rendered | None,
    chromium: float | None = None,
) -> None:
    parts = [f"{what:<46} {seconds:8.2f} s"]
    if rendered:
        parts.append(
            f"{rendered.pages} pages, {len(rendered.pdf) / 1e6:.2f} MB, {rendered.peak_memory / 2**20:.0f} MB"
        )
        parts += [f"{seconds / chromium:.2f} of Chromium"] if chromium else []
    print("  ".join(parts))


def _timed(way: Callable[[], Rendered | None]) -> tuple[float, Rendered | None]:
    start = time.perf_counter()
    made = way()
    return time.perf_counter() - start, made


def _changed(snapshot: dict) -> Callable[[], Rendered]:
    """Each time another answer of another touchpoint, with all its numbers' places."""
    turn = iter(range(1000))

    def way() -> Rendered:
        number = next(turn)
        changed = copy.deepcopy(snapshot)
        touchpoint = changed["touchpoints"][number % len(changed["touchpoints"])]
        touchpoint["answers"][0]["notes"] = [{"who": "", "text": f"Looked at once more: {number}."}]
        changed["scores"]["low"]["E"] -= 0.1 * (number + 1)
        return render_pdf(changed, made_on=MADE_ON)

    return way


def _page_for_a_browser(snapshot: Mapping, folder: Path) -> Path:
    photos = gather_photos(snapshot["photos"], into=folder)
    for address, path in photos.items():
        place = folder / address
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
    shutil.copyfile(STYLE, folder / STYLE.name)
    fonts = Path(settings.NODE_MODULES) / "@fontsource"
    links = [str(fonts / package / f"{face}.css") for package, face in PRINTED_FONTS] + [STYLE.name]
    head = "".join(f'<link rel="stylesheet" href="{link}">' for link in links)
    parts = "".join(part.html for part in written(snapshot, made_on=MADE_ON, there=photos.keys()))
    page = folder / "report.html"
    page.write_text(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Report</title>{head}{parts}'
    )
    return page


def _print(page: Path) -> None:
    """From the start of the browser to the file, tagged and with an outline, as ours is."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page()
        tab.goto(page.as_uri())
        tab.pdf(path=str(page.with_suffix(".pdf")), prefer_css_page_size=True, tagged=True, outline=True)
        browser.close()
