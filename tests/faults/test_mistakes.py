"""Every design mistake that lost data elsewhere makes a test fail: each is put in, and its journey run."""

import os
import shutil
import subprocess
import sys

import pytest
from playwright.sync_api import Error

from tests.browser.conftest import ROOT

from . import journeys_network
from .line import Patch
from .mutants import MUTANTS, SERVER_MUTANTS

pytestmark = [pytest.mark.browser, pytest.mark.faults]


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda one: one.mistake.replace(" ", "_"))
def test_the_mistake_is_noticed(hall, mutant):
    hall.line.patches += mutant.patches
    with pytest.raises((AssertionError, Error)):
        mutant.journey(hall)
    assert hall.line.patched >= {patch.old for patch in mutant.patches}, "the mistake was not put in"


def test_without_a_lock_between_tabs_nothing_is_lost_either(hall):
    """The one mistake that must not matter: what is correct does not depend on the lock."""
    hall.line.patches.append(Patch(r"/tablet/lane\.", "if (!navigator.locks)", "if (navigator.locks)"))
    anna = hall.tablet()
    other = anna.page.context.new_page()
    first = anna.page
    hall.line.meet(journeys_network.OPERATIONS, journeys_network.cut, times=999)
    for key, value in journeys_network.TAPS:
        anna.tap(key, value)
    anna.page = other
    anna.open()
    hall.line.mend()
    for page in (first, other):
        page.evaluate("window.dispatchEvent(new Event('online'))")
    for page in (first, other):
        anna.page = page
        anna.expect_sent()
    hall.expect_nothing_lost(anna)


@pytest.mark.parametrize("mutant", SERVER_MUTANTS, ids=lambda one: one.mistake.replace(" ", "_"))
def test_the_servers_mistake_is_noticed(tmp_path, mutant):
    """In a copy of the code, by the test that stands for it."""
    copy = tmp_path / "copy"
    for name in ("eventaudit", "tests"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("static", "templates", "fixtures", "locale", "node_modules", "manage.py", "pyproject.toml"):
        (copy / name).symlink_to(ROOT / name)
    for module, old, new in mutant.changes:
        path = copy / "eventaudit" / module
        assert old in path.read_text(), "the mistake was not put in"
        path.write_text(path.read_text().replace(old, new))
    run = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:randomly",
        "-p",
        "no:xdist",
    ]
    environment = {**os.environ, "EVENTAUDIT_DATA": str(copy / "var")}
    environment.pop("DATABASE_URL", None)
    done = subprocess.run(
        [*run, mutant.tests], cwd=copy, env=environment, check=False, capture_output=True, text=True
    )
    assert "1 failed" in done.stdout, done.stdout
