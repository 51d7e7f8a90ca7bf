"""An admin makes an atmosphere of the organisation's own, with the keyboard alone where it is about hands."""

import re

import pytest
from playwright.sync_api import Page, expect

from .conftest import PORTRAIT, axe_findings, scripted

pytestmark = pytest.mark.browser

HERE = "/o/demo/library/atmospheres/"


def _sound(page: Page) -> None:
    assert axe_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_an_atmosphere_from_scratch_to_a_text_that_reads_as_it(person, screenshot):
    admin = person(viewport=PORTRAIT, bypass_csp=True)
    page = admin.sign_in("admin")
    page.goto(admin.site.url + HERE)
    page.get_by_role("link", name="New atmosphere").click()
    page.get_by_label("English").fill("Archipelago night")
    _sound(page)
    page.get_by_role("button", name="Make the atmosphere").click()

    # In the middle of every axis: three steps towards nature, by keys, and the likeness follows.
    nature = page.get_by_label("Naturalness", exact=True)
    nearest = page.locator("[data-preview=alike] li").first
    scripted(nature).focus()
    for _step in range(4):
        nature.press("ArrowRight")
    for axis in ("Formality", "Ornament", "Colour", "Energy"):
        for _step in range(2):
            page.get_by_label(axis, exact=True).press("ArrowLeft")
    for _step in range(4):
        page.get_by_label("Technology", exact=True).press("ArrowLeft")
    expect(nearest).to_contain_text("Rustic and natural")
    expect(nature).to_have_attribute("aria-valuetext", "4 · natural")
    expect(page.locator("[data-preview=alike]")).to_contain_text("Nearly the same")

    page.get_by_role("button", name="Add a colour").click()
    page.get_by_label("Colour 3 as #RRGGBB").fill("#7a1e1e")
    expect(page.locator("[data-preview=swatch-2]")).to_contain_text("dark red")
    page.get_by_role("button", name="Move colour 3 up").click()
    expect(page.get_by_label("Colour 2 as #RRGGBB")).to_have_value(re.compile("#7A1E1E", re.IGNORECASE))
    _sound(page)
    screenshot("atmosphere", page.screenshot())
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_text("“Archipelago night” is saved.")).to_be_visible()
    _sound(page)

    page.get_by_role("link", name="Cues and clashes").click()
    scripted(page.get_by_label("1, English").first).fill("a jetty to arrive by")
    page.get_by_role("button", name="Add a cue").click()
    expect(page.get_by_label("2, English")).to_be_focused()
    _sound(page)
    then = page.get_by_role("button", name=re.compile("^Save, then"))
    following = then.inner_text().partition(": ")[2]
    then.click()
    expect(page.get_by_text(f"{following}: what shows it")).to_be_visible()

    page.get_by_role("link", name="Trigger words").click()
    scripted(page.locator("#text"))
    page.get_by_label("English").first.fill("jetty\nsalt\nsail")
    page.locator("#text").fill(
        "Come down to the jetty, where salt and sails meet. We wait for you with soup."
    )
    tried = page.locator("[data-tried]")
    expect(tried.locator("mark.tried--own").first).to_have_text("jetty", timeout=30_000)
    expect(tried).to_contain_text("Archipelago night")
    _sound(page)
    page.get_by_role("button", name="Save").last.click()

    page.get_by_role("link", name="History").click()
    expect(page.get_by_text("Everywhere: trigger words")).to_be_visible()
    _sound(page)
    page.get_by_role("link", name="Overview").click()
    page.get_by_role("link", name="Delete").click()
    _sound(page)
    page.get_by_role("button", name="Delete it").click()
    expect(page.get_by_text("“Archipelago night” is deleted.")).to_be_visible()
