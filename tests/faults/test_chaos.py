"""A short chaos; `python -m tests.faults.chaos --seed 3 --seconds 600` makes a long one."""

import pytest
from playwright.sync_api import sync_playwright

from . import chaos

pytestmark = [pytest.mark.browser, pytest.mark.faults]
NOTHING = {"lost": {}, "doubled": {}, "screens that differ": {}, "photos lost": {}, "photos doubled": {}}


def test_whatever_fails_at_random_loses_and_doubles_nothing(world, tmp_path):
    with sync_playwright() as playwright:
        found, counts = chaos.run(world, playwright, tmp_path, seed=5, seconds=60)
    assert found == NOTHING, counts
