"""Report of the Gilded Compass event as a PDF (English)"""

import time
from datetime import date

from eventaudit.events.models import Event
from eventaudit.reports.rendering import render_pdf
from eventaudit.reports.snapshot import take_snapshot

from .measuring import measure, show

RUNS = 3


def run() -> None:
    event = Event.objects.select_related("organisation", "template_version").get(key="gilded_compass")
    show("taking the snapshot", measure(lambda: take_snapshot(event, "en"), runs=10))
    snapshot = take_snapshot(event, "en")
    times = []
    for _run in range(RUNS):
        start = time.perf_counter()
        rendered = render_pdf(snapshot, made_on=date(2031, 11, 20))
        times.append(time.perf_counter() - start)
    print(
        f"{'rendering, in a process of its own':<46} {min(times) * 1000:8.1f} ms    0 queries "
        f"{rendered.peak_memory / 2**20:7.1f} MB  {rendered.pages} pages, {len(rendered.pdf) / 1e6:.2f} MB, "
        f"{len(snapshot['photos'])} photos"
    )
