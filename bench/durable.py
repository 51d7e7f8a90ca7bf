"""From a tap to the disk, and 200 photos at once: part of bench/tablet.py

In a Chromium with a profile on the disk: where a browser keeps nothing afterwards, its database is in memory
and every answer durable in no time.
"""

import io
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import CDPSession, Page, Playwright

TAPS, WAITING, ROUNDS = 40, 2000, 5  # a fast tablet has sent so many after some taps: then as many wait anew
PHOTOS, PHOTO_BYTES = 200, 3_000_000
REACH = {1: "25", 4: "100"}  # ms, p95
SHRINKING = 10_000  # ms of shrinking and sending that are watched

# One tap after the other, each at a question that the page has come to rest at; ms from tap to tick.
TAP = """async ([taps, busy]) => {
  const radiosOf = (card) => [...card.querySelectorAll(".ans input[type=radio]")];
  const cards = [...document.querySelectorAll(".c")].filter((card) => radiosOf(card).length > 3);
  const state = document.getElementById("state");
  const times = [];
  const tick = (card) => new Promise((done) => {
    const observer = new MutationObserver(() => {
      if (card.classList.contains("keeping")) return;
      observer.disconnect();
      done(performance.now());
    });
    observer.observe(card, {attributeFilter: ["class"]});
  });
  for (let tap = 0; tap < taps; tap += 1) {
    const card = cards[tap % cards.length];
    const radio = radiosOf(card).find(({checked, value}) => !checked && value && !value.startsWith("~"));
    card.scrollIntoView({block: "center", behavior: "instant"});
    await new Promise(requestAnimationFrame);
    await new Promise((done) => setTimeout(done, 200));
    await new Promise((done) => requestIdleCallback(done, {timeout: 1000}));
    if (busy && state.dataset.now === "sent") break;
    const begun = performance.now();
    const ticked = tick(card);
    radio.click();
    times.push((await ticked) - begun);
  }
  return times;
}"""
FILL = r"""async (number) => {
  const files = performance.getEntriesByType("resource");
  const load = (pattern) => import(files.find(({name}) => pattern.test(name)).name);
  const [{record}, {who}] = await Promise.all([/records\./, /walk_who\./].map(load));
  const writing = [];
  for (let each = 0; each < number; each += 1) writing.push(record(who, "host_energy", "note", `${each}`));
  await Promise.all(writing);
}"""
GO_ON = "window.dispatchEvent(new Event('online'))"
WATCH = """() => {
  window.tasks = [];
  new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map(({duration}) => duration)))
    .observe({type: "longtask"});
  const input = document.querySelector("#venue_space_feel .i-pic input");
  const tiles = document.querySelector("#venue_space_feel .ph").children;
  window.durable = new Promise((done) => {
    input.addEventListener("change", () => {
      const begun = performance.now();
      const look = () => {
        const kept = [...tiles].filter(({dataset}) => dataset.stage && dataset.stage !== "storing").length;
        if (kept < input.dataset.expected) return void setTimeout(look, 10);
        done({ms: performance.now() - begun, longest: Math.max(0, ...window.tasks)});
      };
      look();
    }, {capture: true});
  });
}"""


def run(playwright: Playwright, site: str, walk: str, sign_in) -> None:
    """walk: address of a walkthrough of the auditor. sign_in(page, site)."""
    with tempfile.TemporaryDirectory(prefix="eventaudit-tablet-") as folder:
        context = playwright.chromium.launch_persistent_context(
            folder,
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu"],
            viewport={"width": 768, "height": 1024},
            has_touch=True,
            service_workers="block",
        )
        page = context.new_page()
        sign_in(page, site)
        for throttle in (1, 4):
            _tap(page, site + walk, throttle)
        _choose_photos(page, site + walk, Path(folder))
        context.close()


def _open(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector("#walk[data-ready]")
    page.wait_for_selector("#state[data-now=sent]")


def _tap(page: Page, address: str, throttle: int) -> None:
    _open(page, address)
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": throttle})
    page.evaluate(TAP, [5, False])  # warm
    idle = page.evaluate(TAP, [TAPS, False])
    _say(f"tap to durable, CPU x{throttle}", idle, REACH[throttle])
    busy: list[float] = []
    for _round in range(ROUNDS):
        busy += _tap_while_sending(page, session, throttle, TAPS - len(busy))
        if len(busy) >= TAPS:
            break
    _say(f"tap to durable while {WAITING} are sent, CPU x{throttle}", busy, "200" if throttle == 4 else "")
    session.detach()


def _tap_while_sending(page: Page, session: CDPSession, throttle: int, taps: int) -> list[float]:
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    page.context.set_offline(True)
    page.evaluate(FILL, WAITING)
    page.context.set_offline(False)
    session.send("Emulation.setCPUThrottlingRate", {"rate": throttle})
    page.evaluate(GO_ON)
    times = page.evaluate(TAP, [taps, True])
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    page.wait_for_selector("#state[data-now=sent]", timeout=60_000)
    return times


def _say(what: str, times: list[float], reach: str) -> None:
    times = sorted(times)
    p95 = times[min(len(times) - 1, round(len(times) * 0.95))]
    told = f"  (reach {reach})" if reach else ""
    median = times[len(times) // 2]
    print(f"{what:<46} {p95:8.1f} ms p95, median {median:.1f}, {len(times)} taps{told}")


def _choose_photos(page: Page, address: str, folder: Path) -> None:
    _open(page, address)
    files = _photos(folder)
    page.evaluate(WATCH)
    page.evaluate(f"document.querySelector('#venue_space_feel .i-pic input').dataset.expected = {PHOTOS}")
    page.set_input_files("#venue_space_feel .i-pic input", files)
    found = page.evaluate("window.durable")
    page.evaluate("window.tasks.length = 0")
    page.wait_for_timeout(SHRINKING)
    after = page.evaluate("Math.max(0, ...window.tasks)")
    sent = page.locator("#venue_space_feel .ph [data-stage=sent]").count()
    seconds = found["ms"] / 1000
    print(
        f"{f'{PHOTOS} photos of 3 MB chosen at once, all durable':<46} {seconds:8.1f} s   (reach 10); "
        f"longest task {found['longest']:.0f} ms, while shrinking {after:.0f} (reach 100); "
        f"{sent} sent in the first {SHRINKING // 1000} s"
    )


def _photos(folder: Path) -> list[Path]:
    """As detailed as photos, of 12 megapixels; no two alike, by what follows the picture."""
    from PIL import Image

    stream = io.BytesIO()
    grain = Image.effect_noise((1008, 756), 40).resize((4032, 3024))
    slow = Image.linear_gradient("L").resize((4032, 3024))
    picture = Image.merge("RGB", [Image.blend(grain, slow, part) for part in (0.5, 0.7, 0.9)])
    picture.save(stream, "JPEG", quality=88)
    content = stream.getvalue()
    files = []
    for number in range(PHOTOS):
        path = folder / f"{number}.jpg"
        path.write_bytes(content + number.to_bytes(4, "big") * max(1, (PHOTO_BYTES - len(content)) // 4))
        files.append(path)
    return files
