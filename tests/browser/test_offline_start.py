"""The walkthrough starts without a network: from the worker, for its person, as one whole version."""

import contextlib
import json
import shutil

import pytest
from playwright.sync_api import Page, TimeoutError, expect

from .conftest import PORTRAIT, Person
from .gate import Gate, served

pytestmark = pytest.mark.browser
READY, NOT_READY = "✓ Ready for offline", "○ Not yet ready for offline"
KEPT = """async () => {
  const found = {};
  for (const name of await caches.keys())
    if (name.startsWith("ea-pages-"))
      for (const request of await (await caches.open(name)).keys())
        (found[name.split("-").pop()] ??= []).push(new URL(request.url).pathname);
  return found;
}"""


@pytest.fixture
def gate(site):
    gate = Gate(int(site.url.rpartition(":")[2]))
    yield gate
    gate.end()


@pytest.fixture
def at_gate(chromium, gate):
    """Somebody with a browser of their own behind the gate. Errors of a dead network are no problems here."""
    contexts = []

    def arrive() -> "Visitor":
        contexts.append(chromium.new_context(viewport=PORTRAIT, has_touch=True, locale="en-GB"))
        return Visitor(contexts[-1], gate)

    yield arrive
    for context in contexts:
        context.close()


class Visitor(Person):
    def __init__(self, context, gate):
        super().__init__(context, gate)
        self.page: Page = context.new_page()

    def goto(self, address: str) -> Page:
        self.page.goto(self.site.url + address)
        return self.page

    def sign_in(self, role: str) -> Page:
        page = self.goto("/accounts/login/")
        page.locator("input[name=login]").fill(f"{role}@eventaudit.example")
        page.locator("input[type=password]").first.fill("compass-demo-2031")
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_url("**/o/demo/**")
        return page

    def sign_out(self) -> None:
        self.goto("/profile/")
        self.page.locator(".site-menu summary").tap()
        self.page.get_by_role("button", name="Sign out").tap()
        self.page.wait_for_url("**/accounts/login/")

    def prepare(self) -> tuple[str, str]:
        """Opens the list until everything is kept; (the list, one walkthrough)."""
        page = self.goto("/o/demo/walkthroughs/")
        expect(page.locator("#offline [data-when=ready]")).to_be_visible(timeout=60_000)
        return "/o/demo/walkthroughs/", page.locator("[data-walk]").first.get_attribute("data-walk")


def starts(page: Page) -> None:
    """The walkthrough is there with its scripts at work."""
    expect(page.locator("#walk.live")).to_be_visible()


def until(page: Page, script: str, argument=None) -> None:
    assert seen(page, script, argument, attempts=300), f"never became true: {script}"


def seen(page: Page, script: str, argument=None, *, attempts: int = 75) -> bool:
    """The worker goes on after the page it served: ask again until it is so, five times a second."""
    for _attempt in range(attempts):
        if page.evaluate(script, argument):
            return True
        page.wait_for_timeout(200)
    return False


def version(page: Page) -> str:
    return next(iter(page.evaluate(KEPT)))


def test_from_the_icon_to_the_walkthrough_without_a_network(at_gate, gate, screenshot):
    auditor = at_gate()
    auditor.sign_in("auditor")
    mine, walk = auditor.prepare()  # the walkthrough itself has not been opened yet
    gate.close()

    page = auditor.goto("/")
    assert page.url == gate.url + mine
    page.locator(f'[href="{walk}"]').first.tap()
    starts(page)
    expect(page.locator("#offline [data-when=ready]")).to_be_visible()

    page = auditor.goto("/o/demo/events/")  # not kept
    expect(page.get_by_role("heading", level=1)).to_have_text("No connection")
    screenshot("offline", page.screenshot())
    page.locator(f'#kept [href="{walk}"]').tap()
    starts(page)


def test_a_shared_tablet_shows_nobody_the_pages_of_another(at_gate, gate, site):
    tablet = at_gate()
    tablet.sign_in("auditor")
    _mine, walk = tablet.prepare()
    tablet.context.clear_cookies()  # the login has expired
    page = tablet.goto(walk)
    starts(page)
    page = tablet.goto("/o/demo/events/")
    expect(page).to_have_url(f"{gate.url}/accounts/login/?next=/o/demo/events/")
    kept = page.evaluate(KEPT)
    assert [path for paths in kept.values() for path in paths if "login" in path] == []

    tablet.sign_in("manager")
    gate.close()
    page = tablet.goto(walk)
    expect(page.get_by_role("heading", level=1)).to_have_text("No connection")
    expect(page.locator(f'[href="{walk}"]')).to_have_count(0)

    gate.open()
    tablet.sign_out()
    tablet.sign_in("auditor")
    _mine, walk = tablet.prepare()
    tablet.sign_out()
    until(tablet.page, f"async () => !Object.keys(await ({KEPT})()).length")
    gate.close()
    page = tablet.goto(walk)
    expect(page.locator("#none")).to_be_visible()


def test_a_half_loaded_release_leaves_the_whole_one_at_work(at_gate, gate, site, tmp_path):
    auditor = at_gate()
    auditor.sign_in("auditor")
    _mine, walk = auditor.prepare()
    before = version(auditor.page)
    shutil.copytree(site.data, tmp_path / "next")
    listed = tmp_path / "next" / "static" / "staticfiles.json"
    manifest = json.loads(listed.read_text())
    old = manifest["paths"]["css/walk.css"]
    manifest["paths"]["css/walk.css"] = "css/walk.0000aaaa0000.css"
    listed.write_text(json.dumps(manifest))

    with served(site, EVENTAUDIT_DATA=str(tmp_path / "next")) as broken:
        gate.open(broken)  # its style sheet does not load
        failed = auditor.page.evaluate(
            """async () => {
                const registration = await navigator.serviceWorker.getRegistration("/");
                const found = new Promise((done) => {
                  const tell = () => done(registration.installing);
                  registration.addEventListener("updatefound", tell, { once: true });
                });
                await registration.update();
                const next = await found; // none any more where it has failed already
                await new Promise((done) => {
                  const look = () => (next?.state ?? "redundant") === "redundant" && done();
                  next?.addEventListener("statechange", look);
                  look();
                });
                return next?.state ?? "redundant";
            }"""
        )
        assert failed == "redundant"
        gate.close()
        starts(auditor.goto(walk))
        assert list(auditor.page.evaluate(KEPT)) == [before]

    new = "css/walk.0000aaaa0000.css"
    shutil.copy(tmp_path / "next" / "static" / old, tmp_path / "next" / "static" / new)
    with served(site, EVENTAUDIT_DATA=str(tmp_path / "next")) as whole:
        gate.open(whole)
        moved = """async (before) => {
            const caches_ = (await caches.keys()).filter((name) => name.startsWith("ea-pages-"));
            return caches_.length === 1 && !caches_[0].endsWith(before);
        }"""
        for _visit in range(6):  # each visit looks for a release and moves on; a slow machine may need some
            with contextlib.suppress(TimeoutError):
                auditor.prepare()
                if seen(auditor.page, moved, before):
                    break
        assert version(auditor.page) != before
    gate.close()
    starts(auditor.goto(walk))
    assert new in auditor.page.locator("link[href*='css/walk.']").get_attribute("href")


def test_the_kill_switch_takes_the_worker_away_and_leaves_the_database(at_gate, gate, site):
    auditor = at_gate()
    auditor.sign_in("auditor")
    _mine, walk = auditor.prepare()
    starts(auditor.goto(walk))
    databases = "async () => (await indexedDB.databases()).map(({ name }) => name)"
    assert "eventaudit" in auditor.page.evaluate(databases)

    with served(site, OFFLINE="0") as without:
        gate.open(without)
        page = auditor.goto("/o/demo/walkthroughs/")
        page.evaluate("navigator.serviceWorker.getRegistration('/').then((one) => one?.update())")
        until(page, "async () => !(await caches.keys()).length")
        page = auditor.goto(walk)
        until(page, "async () => !(await navigator.serviceWorker.getRegistrations()).length")
        assert page.evaluate("caches.keys()") == []
        assert "eventaudit" in page.evaluate(databases)
        starts(page)
