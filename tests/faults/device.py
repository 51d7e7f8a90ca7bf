"""Tablets in people's hands: a tab of a browser, or a whole Chromium that can be killed with all it holds."""

import os
import signal
import subprocess
import time
from pathlib import Path

from playwright.sync_api import BrowserContext, BrowserType, Locator, Page, expect

from tests.browser.conftest import CHROMIUM, PORTRAIT

from .world import World

_FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
_FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]

PATIENCE = 60_000  # ms for what goes through the network: pages, the worker's files, the outbox

TICK = """([key, value]) => new Promise((resolve) => {
  const card = document.getElementById(key);
  card.querySelector(`[name="a-${key}"][value="${value}"]`).click();
  const look = () => card.classList.contains("keeping") ? setTimeout(look, 5) : resolve();
  look();
})"""
NOTE = """([key, text]) => new Promise((resolve) => {
  const card = document.getElementById(key);
  const field = card.querySelector("textarea");
  field.value = text;
  for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, {bubbles: true}));
  const look = () => card.classList.contains("keeping") ? setTimeout(look, 5) : resolve();
  look();
})"""
# What the page itself takes its fields to say: {criterion: [answer, note]}, as the server tells them.
SHOWN = """async () => {
  const script = performance.getEntriesByType("resource").find(({name}) => /walk_form\\./.test(name)).name;
  const {answerOf, noteOf} = await import(script);
  const said = [...document.querySelectorAll(".c")].map((card) => [card.id, [answerOf(card), noteOf(card)]]);
  return Object.fromEntries(said.filter(([, [answer, note]]) => answer !== null || note));
}"""
# Many changes at once, by the page's own modules: [[criterion, value]] -> they are on the disk.
RECORD = """async (changes) => {
  const files = performance.getEntriesByType("resource");
  const named = (pattern) => files.find(({name}) => pattern.test(name)).name;
  const [{record}, {who}] = await Promise.all([import(named(/records\\./)), import(named(/walk_who\\./))]);
  for (const [key, value] of changes) await record(who, key, "answer", value);
}"""
LEFT = """async () => {
  const files = performance.getEntriesByType("resource");
  const named = (pattern) => files.find(({name}) => pattern.test(name)).name;
  const {read} = await import(named(/database\\./));
  return read("outbox", ({store}) => store.count());
}"""


class Tablet:
    """Of one person, at one walkthrough. `told`: [criterion, field, value] of every ticked change."""

    def __init__(self, world: World, walk: str, person: str, *, clock: int = 0):
        """clock: seconds that the tablet's clock is ahead of the true time."""
        self.world, self.walk, self.person, self.clock = world, walk, person, clock
        self.told: list[list] = []
        self.page: Page

    def arm(self, context: BrowserContext) -> None:
        context.set_default_timeout(30_000)
        if self.clock:
            shift = f"const now = Date.now.bind(Date); Date.now = () => now() + {self.clock * 1000};"
            context.add_init_script(shift)
        self.sign_in(context)

    def sign_in(self, context: BrowserContext) -> None:
        value = self.world.ask("session", self.person)
        context.add_cookies([{"name": "sessionid", "value": value, "url": self.world.line.url}])

    def open(self, walk: str = "") -> "Tablet":
        self.page.goto(self.world.line.url + (walk or self.walk))
        expect(self.page.locator("#walk")).to_have_attribute("data-ready", "1", timeout=PATIENCE)
        return self

    def tap(self, key: str, value: str, *, meant: object = None) -> None:
        """Returns when the tick is there. meant: the operation's value where it is not a number."""
        self.page.evaluate(TICK, [key, value])
        self.told.append([key, "answer", int(value) if meant is None else meant])

    def note(self, key: str, text: str) -> None:
        self.page.evaluate(NOTE, [key, text])
        self.told.append([key, "note", text])

    def choose_photos(self, key: str, *files: dict) -> None:
        self.page.locator(f"#{key} .i-pic input").set_input_files(list(files))

    def photos(self, key: str, stage: str = "") -> Locator:
        named = f"[data-stage={stage}]" if stage else ":not([data-stage=storing])"
        return self.page.locator(f"#{key} .ph li:not([hidden]){named}")

    def send(self) -> None:
        """As when the network comes back."""
        self.page.evaluate("window.dispatchEvent(new Event('online'))")

    @property
    def state(self) -> Locator:
        return self.page.locator("#state")

    def expect_sent(self) -> None:
        """The line says so, and nothing is left in the outbox."""
        expect(self.state).to_have_attribute("data-now", "sent", timeout=PATIENCE)
        assert self.page.evaluate(LEFT) == 0, "the line says that all is sent, but the outbox is not empty"

    def expect_ready_offline(self) -> None:
        expect(self.page.get_by_text("✓ Ready for offline")).to_be_visible(timeout=PATIENCE)

    def shown(self) -> dict:
        return self.page.evaluate(SHOWN)


class Mortal(Tablet):
    """Has a Chromium and a profile of its own."""

    def __init__(
        self, world: World, walk: str, person: str, *, by: BrowserType, profile: Path, clock: int = 0
    ):
        super().__init__(world, walk, person, clock=clock)
        self.by, self.profile = by, profile
        self._process: subprocess.Popen | None = None

    def start(self) -> "Mortal":
        self.profile.mkdir(exist_ok=True)
        port = self.profile / "DevToolsActivePort"
        for name in ("DevToolsActivePort", "SingletonLock"):
            (self.profile / name).unlink(missing_ok=True)
        command = [
            CHROMIUM,
            *_FLAGS,
            "--remote-debugging-port=0",
            f"--user-data-dir={self.profile}",
            "about:blank",
        ]
        self._process = subprocess.Popen(
            command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _attempt in range(600):
            if port.exists() and port.read_text().count("\n"):
                break
            time.sleep(0.1)
        browser = self.by.connect_over_cdp(f"http://127.0.0.1:{port.read_text().splitlines()[0]}")
        context = browser.contexts[0]
        self.arm(context)
        self.page = context.pages[0]
        self.page.set_viewport_size(PORTRAIT)
        return self

    def kill(self) -> None:
        """SIGKILL to every process of it."""
        if self._process and self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
