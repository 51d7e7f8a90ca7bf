"""The tablet: weight of the walkthrough's page, how soon it is ready, a tap and 200 photos to the disk

Real Chromium and the real server, at a walkthrough of the full form that nobody has begun, so that it has no
photos. 'Ready' is the page painted and its scripts at work (`#walk.live`), the least of some runs, since
everything that runs beside makes it slower.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager, suppress

from playwright.sync_api import Browser, Page, sync_playwright

from eventaudit.events.models import Event
from eventaudit.walkthroughs.models import Walkthrough

from . import durable

RUNS = 7
PASSWORD = "compass-demo-2031"  # noqa: S105 - of the demo
READY = """() => new Promise((resolve) => {
  const painted = () => performance.getEntriesByName("first-contentful-paint").length;
  const ready = () => painted() && document.querySelector("#walk.live");
  const look = () => ready() ? resolve(performance.now()) : requestAnimationFrame(look);
  look();
})"""
KEPT = "() => !document.querySelector('#offline [data-when=ready]').hidden"


def run() -> None:
    walkthrough = _not_begun()
    walk = walkthrough.get_absolute_url()
    print(f"{'walked through':<46} {walkthrough.event}, by {walkthrough.auditor_name}")
    with _served() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = _signed_in(browser, site)
        _weigh(browser, site, walk)
        for throttle in (1, 4):
            first = _first_visit(browser, site, walk, throttle)
            print(f"{f'ready from the network, CPU x{throttle}':<46} {first:8.0f} ms")
            again = _from_worker(page, site + walk, throttle)
            print(f"{f'ready from the worker, CPU x{throttle}':<46} {again:8.0f} ms")
        browser.close()
        durable.run(playwright, site, walk, _sign_in)


def _not_begun() -> Walkthrough:
    found = Walkthrough.objects.filter(
        auditor__email="auditor@eventaudit.example",
        event__form=Event.Form.FULL,
        finished_at=None,
        answers=None,
        photos=None,
    )
    return found.order_by("event__name")[0]


@contextmanager
def _served():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = ["-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--threads", "4", "--log-level", "error"]
    server = subprocess.Popen(
        [sys.executable, *command, "eventaudit.config.wsgi"], env=os.environ | {"HTTPS": "0"}
    )
    try:
        for _attempt in range(100):
            with suppress(OSError):
                urllib.request.urlopen(f"http://localhost:{port}/accounts/login/", timeout=5)
                break
            time.sleep(0.2)
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait(timeout=30)


def _signed_in(browser: Browser, site: str, **options) -> Page:
    page = browser.new_context(viewport={"width": 768, "height": 1024}, has_touch=True, **options).new_page()
    _sign_in(page, site)
    return page


def _sign_in(page: Page, site: str) -> None:
    page.goto(f"{site}/accounts/login/")
    page.locator("input[name=login]").fill("auditor@eventaudit.example")
    page.locator("input[type=password]").first.fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/o/demo/**")


def _weigh(browser: Browser, site: str, walk: str) -> None:
    """Everything that opening the page for the first time asks for, as the site itself sends it."""
    page = _signed_in(browser, site, service_workers="block")
    page.goto("about:blank")  # or what the page before still asks for is weighed too
    asked = set()
    page.on("request", lambda request: asked.add(request.url))
    page.goto(site + walk)
    page.evaluate(READY)
    page.wait_for_load_state("networkidle")
    kinds = {"script": ".js", "style": ".css", "font": ".woff2", "sign": (".svg", ".png")}
    sizes = {url: _sent(page, url) / 1000 for url in list(asked) if "/operations/" not in url}
    parts = {
        kind: sum(size for url, size in sizes.items() if url.endswith(end)) for kind, end in kinds.items()
    }
    parts["photo"] = sum(size for url, size in sizes.items() if "/photos/" in url)
    parts["page"] = sum(sizes.values()) - sum(parts.values())
    told = ", ".join(f"{kind} {size:.1f}" for kind, size in parts.items())
    whole = sum(sizes.values())
    print(f"{'the whole page on the wire, brotli':<46} {whole:8.1f} kB  {len(sizes)} requests: {told}")


def _sent(page: Page, url: str) -> int:
    """Bytes of the body as they travel to a browser that takes brotli."""
    response = page.context.request.get(url, headers={"Accept-Encoding": "br"})
    return int(response.headers.get("content-length") or len(response.body()))


def _slow(page: Page, throttle: int) -> None:
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": throttle})


def _first_visit(browser: Browser, site: str, walk: str, throttle: int) -> float:
    times = []
    for _run in range(3):
        page = _signed_in(browser, site)
        _slow(page, throttle)
        page.goto(site + walk)
        times.append(page.evaluate(READY))
        page.context.close()
    return min(times)


def _from_worker(page: Page, address: str, throttle: int) -> float:
    page.goto(address)
    for _attempt in range(300):
        if page.evaluate(KEPT):
            break
        time.sleep(0.1)
    _slow(page, throttle)
    times = []
    for _run in range(RUNS):
        page.goto(address)
        assert page.evaluate("performance.getEntriesByType('navigation')[0].workerStart") > 0
        times.append(page.evaluate(READY))
    return min(times)
