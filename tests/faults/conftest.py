"""A site of its own behind a line that can fail, and tablets to use it with."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import PORTRAIT, chromium, database_url  # noqa: F401 - fixtures

from .device import Mortal, Tablet
from .line import Line
from .world import World


@pytest.fixture(scope="session")
def world(tmp_path_factory, database_url) -> Iterator[World]:  # noqa: F811
    made = World(tmp_path_factory.mktemp("site"), database_url if database_url.startswith("postgres") else "")
    yield made
    made.end()


class Hall:
    """A walkthrough of Anna's, and whoever comes with a tablet."""

    def __init__(self, world: World, browser: Browser, folder: Path):
        self.world, self.browser, self.folder = world, browser, folder
        self.line: Line = world.line
        self.walk = self.new_walk()
        self.contexts: list = []
        self.mortals: list[Mortal] = []

    def new_walk(self, person: str = "anna") -> str:
        return self.world.ask("new_walk", person)

    def tablet(self, person: str = "anna", *, clock: int = 0, worker: bool = False, walk: str = "") -> Tablet:
        """A browser's context of its own, at the walkthrough. worker: pages may start without a network."""
        context = self.browser.new_context(
            viewport=PORTRAIT, locale="en-GB", service_workers="allow" if worker else "block"
        )
        self.contexts.append(context)
        tablet = Tablet(self.world, walk or self.walk, person, clock=clock)
        tablet.arm(context)
        tablet.page = context.new_page()
        return tablet.open()

    def mortal(self, person: str = "anna") -> Mortal:
        profile = self.folder / f"profile-{len(self.mortals)}"
        made = Mortal(self.world, self.walk, person, by=self.browser.browser_type, profile=profile)
        self.mortals.append(made)
        return made.start().open()

    def expect_nothing_lost(self, *tablets: Tablet, walk: str = "") -> None:
        """The server has every change that was ticked, once, and each tablet shows what counts."""
        taken = Counter(_plain(row[:3]) for row in self.world.ask("operations", walk or self.walk))
        told = Counter(_plain(row) for tablet in tablets for row in tablet.told)
        assert {"lost": told - taken, "too many": taken - told} == {"lost": {}, "too many": {}}
        stands = self.world.ask("stands", walk or self.walk)
        for tablet in tablets:
            assert tablet.shown() == stands

    def end(self) -> None:
        for context in self.contexts:
            context.close()
        for mortal in self.mortals:
            mortal.kill()


def _plain(row: list) -> str:
    return repr(row)


@pytest.fixture
def hall(world, chromium, tmp_path) -> Iterator[Hall]:  # noqa: F811
    world.line.mend()
    world.line.patches.clear()
    world.line.patched.clear()
    world.server.start()
    made = Hall(world, chromium, tmp_path)
    yield made
    made.end()
    world.line.mend()
    world.line.patches.clear()
