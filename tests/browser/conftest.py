"""A real site (web server, worker, database, files, mail server) and the real Chromium to use it with."""

import contextlib
import io
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest
from aiosmtpd.controller import Controller
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium")
LANDSCAPE, PORTRAIT = {"width": 1024, "height": 768}, {"width": 768, "height": 1024}
PASSWORD = "compass-demo-2031"
PATIENCE = 20_000  # ms: machines that test are slow
expect.set_options(timeout=PATIENCE)


@dataclass
class Site:
    url: str
    data: Path
    environment: dict[str, str]
    mails: list = field(default_factory=list)

    def manage(self, *arguments: str) -> None:
        command = [sys.executable, "manage.py", *arguments]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True, stdout=subprocess.DEVNULL)

    def python(self, code: str) -> Any:
        """Runs code beside the site; what it prints as JSON, None where it prints nothing."""
        command = [sys.executable, "manage.py", "shell", "--verbosity=0", "--command", code]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, check=True, stdout=subprocess.PIPE)
        return json.loads(done.stdout) if done.stdout.strip() else None


def _free_port() -> int:
    """Below those that the system gives to outgoing connections, which could take it before our server."""
    anywhere = random.SystemRandom()
    while True:
        port = anywhere.randrange(10_000, 32_000)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


@pytest.fixture(scope="session")
def database_url(tmp_path_factory) -> Iterator[str]:
    """A database of the kind the tests run on: a new file, or a new database on the same server."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield f"sqlite:///{tmp_path_factory.mktemp('database') / 'site.sqlite3'}"
        return
    name = f"browser_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield f"{server.rpartition('/')[0]}/{name}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


class _Mailbox:
    def __init__(self, mails: list):
        self.mails = mails

    async def handle_DATA(self, server, session, envelope) -> str:
        self.mails.append(envelope)
        return "250 Message accepted"


@dataclass(frozen=True)
class Demo:
    """The demo as `make demo` loads it: a database and files that no test touches, to be copied."""

    data: Path
    database_url: str


def _environment(data: Path, database_url: str) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": database_url,
        "EVENTAUDIT_DATA": str(data),
        "HTTPS": "0",
        "DEBUG": "0",
        "LOG_LEVEL": "WARNING",
    }


@pytest.fixture(scope="session")
def demo(tmp_path_factory, database_url) -> Demo:
    demo = Demo(tmp_path_factory.mktemp("demo"), database_url)
    site = Site("", demo.data, _environment(demo.data, database_url))
    for command in (["migrate"], ["load_library"], ["load_demo"], ["collectstatic", "--no-input"]):
        site.manage(*command)
    return demo


@pytest.fixture(scope="module")
def own_database_url(demo, tmp_path_factory) -> Iterator[str]:
    """A copy of the demo's database."""
    server, _slash, name = demo.database_url.rpartition("/")
    if not server.startswith("postgres"):
        copy = tmp_path_factory.mktemp("database") / "site.sqlite3"
        shutil.copyfile(demo.database_url.removeprefix("sqlite:///"), copy)
        yield f"sqlite:///{copy}"
        return
    own = f"{name}_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {own} TEMPLATE {name}")
        yield f"{server}/{own}"
        connection.execute(f"DROP DATABASE {own} WITH (FORCE)")


@pytest.fixture(scope="module")
def site(demo, own_database_url, tmp_path_factory) -> Iterator[Site]:
    """The site as `make demo` serves it, with the demo; what a module does to it ends with the module."""
    data, port, mail_port = tmp_path_factory.mktemp("data") / "data", _free_port(), _free_port()
    shutil.copytree(demo.data, data)
    environment = {
        **_environment(data, own_database_url),
        "SITE_URL": f"http://localhost:{port}",
        "EMAIL_URL": f"smtp://localhost:{mail_port}",
    }
    site = Site(f"http://localhost:{port}", data, environment)
    mail_server = Controller(_Mailbox(site.mails), hostname="127.0.0.1", port=mail_port, ready_timeout=60)
    mail_server.start()
    serve = [sys.executable, "-m", "eventaudit.config.serve", "--port", str(port)]
    server = subprocess.Popen(serve, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait_until_served(site.url, server)
        yield site
    finally:
        server.terminate()
        server.wait(timeout=30)
        mail_server.stop()
        shutil.rmtree(data)


def _wait_until_served(url: str, server: subprocess.Popen) -> None:
    for _attempt in range(450):
        assert server.poll() is None, "the site did not start"
        try:
            urllib.request.urlopen(f"{url}/accounts/login/", timeout=5)  # noqa: S310 - our own address
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
        else:
            return
    pytest.fail("the site did not answer within 90 seconds")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Ends with the module: its event loop would keep later tests of the process from the database."""
    if CHROMIUM is None:
        sentence = "Chromium is missing. Type: sudo apt-get install chromium"
        pytest.fail(sentence) if os.environ.get("CI") else pytest.skip(sentence)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@dataclass
class Person:
    """Somebody at a browser: signs in, looks at pages, and notices every error the page reports."""

    context: BrowserContext
    site: Site
    problems: list[str] = field(default_factory=list)

    def open(self, address: str = "/") -> Page:
        page = self.context.new_page()
        page.on("console", lambda message: message.type == "error" and self.problems.append(message.text))
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.goto(self.site.url + address)
        return page

    def status(self, address: str) -> int:
        """What the server answers this person there."""
        return self.context.request.get(address).status

    def sign_in(self, role: str) -> Page:
        page = self.open("/accounts/login/")
        page.locator("input[name=login]").fill(f"{role}@eventaudit.example")
        page.locator("input[type=password]").first.fill(PASSWORD)
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_url("**/o/demo/**")
        return page


@pytest.fixture
def person(chromium, site, request) -> Iterator:
    """`person(viewport=..., **options)` -> Person; an error on any of their pages fails the test."""
    people: list[Person] = []

    def arrive(viewport=LANDSCAPE, **options) -> Person:
        context = chromium.new_context(viewport=viewport, has_touch=True, locale="en-GB", **options)
        people.append(Person(context, site))
        return people[-1]

    yield arrive
    problems = [problem for somebody in people for problem in somebody.problems]
    for somebody in people:
        somebody.context.close()
    assert problems == []


NEW_WALKTHROUGH = """
import json
from eventaudit.accounts.models import User
from eventaudit.events.models import Event, Round
from eventaudit.walkthroughs.actions import assign_walkthrough
event = Event.objects.filter(organisation__slug='demo', form='full').first()
auditor = User.objects.get(email='auditor@eventaudit.example')
round = Round.objects.create(event=event, name='{name}')
made = assign_walkthrough(event=event, auditor=auditor, round=round, lead=True)
print(json.dumps(made.get_absolute_url()))
"""


@pytest.fixture
def walk_address(site) -> str:
    """A fresh walkthrough of the demo's auditor."""
    return site.python(NEW_WALKTHROUGH.format(name=uuid.uuid4().hex))


@pytest.fixture
def screenshot():
    """`screenshot(name, png)` keeps a picture where SCREENSHOTS names a folder (`make screenshots`)."""
    folder = os.environ.get("SCREENSHOTS")

    def keep(name: str, png: bytes) -> None:
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            Image.open(io.BytesIO(png)).convert("RGB").save(Path(folder) / f"{name}.png", optimize=True)

    return keep


@pytest.fixture
def mortal(chromium, tmp_path):
    """`mortal()` starts a Chromium on one profile: (page, kill); kill() is SIGKILL to all of it."""
    running: list[subprocess.Popen] = []

    def start():
        port = tmp_path / "DevToolsActivePort"
        port.unlink(missing_ok=True)
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
        flags += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
        command = [
            CHROMIUM,
            *flags,
            "--remote-debugging-port=0",
            f"--user-data-dir={tmp_path}",
            "about:blank",
        ]
        browser = subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL)
        running.append(browser)
        for _attempt in range(600):
            if port.exists() and port.read_text().count("\n"):
                break
            time.sleep(0.1)
        address = f"http://127.0.0.1:{port.read_text().splitlines()[0]}"
        context = chromium.browser_type.connect_over_cdp(address).contexts[0]

        def kill():
            os.killpg(browser.pid, signal.SIGKILL)
            browser.wait()
            Path(tmp_path, "SingletonLock").unlink(missing_ok=True)

        return context.pages[0], kill

    yield start
    for browser in running:
        if browser.poll() is None:
            os.killpg(browser.pid, signal.SIGKILL)
            browser.wait()
    shutil.rmtree(tmp_path, ignore_errors=True)


def scripted(there: Locator) -> Locator:
    """It, on a page whose scripts have run: what is done before that finds the page without them."""
    expect(there).to_be_visible()
    there.page.wait_for_load_state()
    return there


def sign_in_at(page: Page, site: Site) -> None:
    """The auditor, in a browser that the test does not own. One that was killed may still be signed in."""
    page.goto(f"{site.url}/accounts/login/")
    if "/accounts/login/" not in page.url:
        return
    page.locator("input[name=login]").fill("auditor@eventaudit.example")
    page.locator("input[type=password]").first.fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/o/demo/**")


AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text


def axe_findings(page: Page) -> list[str]:
    """What axe-core finds on the page; the page's context must bypass the content security policy."""
    page.evaluate(AXE())
    result = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [f"{rule['id']}: {node['html'][:160]}" for rule in result["violations"] for node in rule["nodes"]]
