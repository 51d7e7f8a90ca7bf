"""The walkthrough in one hand: times, counts, what is shown, taking back, and the dark."""

import html
import json
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import LANDSCAPE, PORTRAIT, axe_findings
from .tablet import answer, question
from .test_walkthrough import PHONE, SMALL_TARGETS

pytestmark = pytest.mark.browser

WAIT = "Waiting time to leave the coat"
TAXI = "Waiting time at check-in at the busiest time"


def centre(page: Page, words: str) -> None:
    """Within reach: neither under the strip on top nor under the bar."""
    question(page, words).evaluate("card => card.scrollIntoView({block: 'center', behavior: 'instant'})")


def minutes_ago(page: Page, minutes: float) -> None:
    """As if all running stopwatches had been started then: the tablet slept, was put away, was killed."""
    page.evaluate(
        """minutes => {
            const name = `hand:${document.getElementById('walk').dataset.person} ${location.pathname}`;
            const kept = JSON.parse(localStorage.getItem(name));
            for (const watch of Object.values(kept.watches)) {
                if (watch.started) watch.started -= minutes * 60000;
            }
            localStorage.setItem(name, JSON.stringify(kept));
        }""",
        minutes,
    )


def shown_questions(page: Page) -> int:
    return page.locator(".c:visible").count()


def test_a_stopwatch_survives_a_reload_and_fills_the_question(person, walk_address):
    auditor = person(PORTRAIT)
    auditor.sign_in("auditor")
    page = auditor.open(walk_address)
    coats = question(page, WAIT)
    for words in (WAIT, TAXI):
        centre(page, words)
        question(page, words).get_by_role("button", name="Stopwatch").tap()
    running = page.get_by_role("list", name="Running stopwatches")
    expect(running.get_by_role("listitem")).to_have_count(2)
    minutes_ago(page, 4.5)
    page.reload()

    expect(running.get_by_role("link", name=WAIT)).to_contain_text(re.compile(r"^[45]:\d\d "))
    expect(coats.get_by_role("button", name=re.compile(r"^Stop [45]:\d\d"))).to_be_attached()
    running.get_by_role("listitem").filter(has_text=WAIT).get_by_role("button", name="Stop").tap()
    expect(coats).to_be_in_viewport()
    first = minutes_in(coats)
    assert 4.5 <= first <= 6

    coats.get_by_role("button", name="Stopwatch").tap()
    minutes_ago(page, 1)
    page.reload()
    centre(page, WAIT)
    coats.get_by_role("button", name=re.compile(r"^Stop \d")).tap()
    expect(coats.get_by_role("button", name="Longest")).to_have_attribute("aria-pressed", "true")
    assert minutes_in(coats) == first
    coats.get_by_role("button", name="Sum").tap()
    assert minutes_in(coats) >= first + 1

    page.get_by_role("button", name="Undo").tap()
    assert minutes_in(coats) == first
    stored(page, "cloakroom_in_wait", {"m": f"{first:g}"})
    expect(running.get_by_role("listitem")).to_have_count(1)


def minutes_in(card: Locator) -> float:
    field = card.locator('[name^="m-"]')
    expect(field).not_to_have_value("")
    return float(field.input_value())


def stored(page: Page, key: str, fields: dict) -> None:
    """Waits until the server has the question so."""
    for _attempt in range(80):
        page_now = page.request.get(page.url).text()
        shown = re.search(r'name="shown" value="([^"]*)"', page_now)
        if shown and json.loads(html.unescape(shown[1])).get(key) == fields:
            return
        page.wait_for_timeout(250)
    pytest.fail(f"{key} did not arrive as {fields}")


def test_only_some_questions_are_shown_and_none_that_needs_somebody_is_hidden(person, walk_address):
    auditor = person(PORTRAIT)
    auditor.sign_in("auditor")
    page = auditor.open(walk_address)
    everything = shown_questions(page)
    answer(page, "How roomy do the spaces feel?", "0")
    page.get_by_role("button", name="Show", exact=True).tap()
    sheet = page.get_by_role("dialog", name="Show")
    sheet.locator("label").filter(has_text="Only unanswered").tap()
    sheet.locator("label").filter(has_text="Venue and spaces").tap()
    venue = page.locator("#t-venue .c").count()
    sheet.get_by_role("button", name=f"Show {venue - 1} questions").tap()
    expect(question(page, "How roomy do the spaces feel?")).to_be_hidden()
    assert shown_questions(page) == venue - 1

    page.reload()
    line = page.locator("#shown-line")
    expect(line).to_have_text(
        f"{venue - 1} of {everything} questions: Only unanswered · Venue and spaces Show everything"
    )
    words = page.locator("#q-venue_image_fit").inner_text()
    answer(page, words, "4")
    expect(question(page, words)).to_be_visible()  # what is answered does not vanish under the thumb
    question(page, words).evaluate("card => card.classList.add('bad')")  # as the server's refusal marks it
    page.get_by_role("link", name="Next unanswered").tap()
    expect(question(page, words)).to_be_visible()
    question(page, words).evaluate("card => card.classList.remove('bad')")
    expect(question(page, words)).to_be_hidden()

    line.get_by_role("button", name="Show everything").tap()
    expect(page.locator(".c:visible")).to_have_count(everything)

    page.keyboard.press("Control+z")
    expect(question(page, words).get_by_role("radio", name="4", exact=True)).not_to_be_checked()
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()


def test_one_count_is_divided_by_the_other(person, walk_address):
    auditor = person(PHONE)
    auditor.sign_in("auditor")
    page = auditor.open(walk_address)
    words = "Coats per attendant at the peak"
    desk = question(page, words)
    centre(page, words)
    desk.locator("summary").filter(has_text="Count").tap()
    centre(page, words)
    desk.get_by_role("textbox", name="Coats", exact=True).fill("125")
    for _tap in range(2):
        desk.get_by_role("button", name="One more").last.tap()
    page.reload()
    centre(page, words)
    desk.get_by_role("button", name="Take over 62.5").tap()
    expect(desk.locator('[name^="m-"]')).to_have_value("62.5")
    stored(page, "cloakroom_coats_per_attendant", {"m": "62.5"})


@pytest.mark.parametrize("viewport", [LANDSCAPE, PHONE], ids=["landscape", "phone"])
def test_in_the_dark_everything_can_be_read_and_reached(person, walk_address, viewport):
    auditor = person(viewport, bypass_csp=True, color_scheme="light")
    auditor.sign_in("auditor")
    page = auditor.open(walk_address)
    centre(page, WAIT)
    question(page, WAIT).get_by_role("button", name="Stopwatch").tap()
    question(page, WAIT).get_by_role("button", name="Stop").tap()
    question(page, TAXI).get_by_role("button", name="Stopwatch").tap()
    page.get_by_role("button", name="Show", exact=True).tap()
    page.locator("summary").filter(has_text="This tablet").tap()
    page.locator("#brightness label").filter(has_text="Dark").tap()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 23, 24)"
    assert axe_findings(page) == []
    page.locator("#show-now").tap()
    assert axe_findings(page) == []
    assert page.evaluate(SMALL_TARGETS) == []
    assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]
    page.goto(auditor.site.url + "/profile/")  # the server draws it so as well
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 23, 24)"
