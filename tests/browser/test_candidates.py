"""Passages that may be promises, decided with single keys, without a reload and with everything told."""

import pytest
from playwright.sync_api import Page, expect

from .conftest import LANDSCAPE, PORTRAIT, axe_findings

pytestmark = pytest.mark.browser
INVITATION = """Dear guest,

champagne will be served as you arrive. Your coat is taken from your shoulders at the door.
There are no queues at the bar. A string quartet plays during dinner."""


def add_message(page: Page) -> None:
    page.get_by_role("link", name="The Gilded Compass Evening 2031").first.click()
    page.get_by_role("navigation", name="Event").get_by_role("link", name="Messages").click()
    page.get_by_role("link", name="Add a message").click()
    page.get_by_label("Text of the message").fill(INVITATION)
    page.get_by_label("Channel").select_option(label="Invitation")
    page.get_by_role("button", name="Add the message").click()


def await_keys(page: Page) -> None:
    """The help on keys is uncovered by the program that listens to them: before that a key is lost."""
    expect(page.locator("[data-keys]")).to_be_visible()


def quotes(page: Page) -> list[str]:
    return page.locator("[data-candidate]:not([hidden]) .candidate-quote").all_inner_texts()


def test_single_keys_accept_reject_and_take_back_and_focus_moves_on(person):
    manager = person(LANDSCAPE, bypass_csp=True)
    page = manager.sign_in("manager")
    add_message(page)
    await_keys(page)
    page.evaluate("window.stayed = true")
    first, second, third, *_more = quotes(page)
    cards = page.locator("[data-candidate]")
    told = page.locator("[data-announce]")
    before = cards.count()

    page.keyboard.press("j")
    expect(cards.filter(has_text=first)).to_be_focused()
    page.keyboard.press("a")
    expect(told).to_contain_text(f"is recorded: “{first}”")
    expect(page.locator(".promise-card")).to_contain_text(first)
    expect(cards).to_have_count(before - 1)
    expect(cards.filter(has_text=second)).to_be_focused()
    page.keyboard.press("r")
    expect(told).to_contain_text(f"“{second}” is rejected.")
    expect(cards.filter(has_text=third)).to_be_focused()
    page.keyboard.press("u")
    expect(told).to_contain_text("Taken back:")
    expect(cards.filter(has_text=second)).to_be_focused()
    expect(page.locator(".message-text mark.candidate--current").first).to_be_visible()
    assert "".join(page.locator(".message-text mark.promised").all_inner_texts()) == first
    assert page.evaluate("window.stayed")
    assert axe_findings(page) == []

    page.keyboard.press("c")
    expect(page.get_by_role("heading", name="Change before it is recorded")).to_be_visible()
    assert page.get_by_label("The words").input_value() == second


def test_keys_are_letters_while_a_field_is_filled_in_and_can_be_switched_off(person):
    manager = person(PORTRAIT)
    page = manager.sign_in("manager")
    add_message(page)
    await_keys(page)
    number = page.locator("[data-candidate]").count()
    page.locator("#new-promise summary").first.click()
    page.get_by_label("The words").fill("")
    page.get_by_label("The words").press_sequentially("arc")
    assert page.get_by_label("The words").input_value() == "arc"

    page.locator("[data-keys] > summary").click()
    page.get_by_label("Single keys decide").uncheck()
    page.keyboard.press("r")
    page.reload()
    await_keys(page)
    page.keyboard.press("r")
    expect(page.locator("[data-candidate]")).to_have_count(number)
    page.locator("[data-keys] > summary").click()
    page.get_by_label("Single keys decide").check()
    page.keyboard.press("r")
    expect(page.locator("[data-candidate]")).to_have_count(number - 1)


def test_without_scripts_each_decision_is_one_tap(person):
    manager = person(PORTRAIT, java_script_enabled=False)
    page = manager.sign_in("manager")
    add_message(page)
    card, read = (
        page.locator("[data-candidate]").first,
        page.get_by_role("button", name="Read the text", exact=True),
    )
    expect(card.or_(read).first).to_be_visible()
    if read.count():  # the worker has not come to it yet
        read.click()
    quote = card.locator(".candidate-quote").inner_text()
    card.get_by_role("button", name="Reject").click()
    expect(page.get_by_text(f"“{quote}” is rejected.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".candidate-quote").first).to_have_text(quote)


def test_a_file_too_large_is_said_to_be_so_before_it_is_sent(person, tmp_path):
    manager = person(PORTRAIT)
    page = manager.sign_in("manager")
    page.get_by_role("link", name="The Gilded Compass Evening 2031").first.click()
    page.get_by_role("navigation", name="Event").get_by_role("link", name="Messages").click()
    page.get_by_role("link", name="Add a message").click()
    field, said = page.get_by_label("Or a file"), page.get_by_role("alert")
    expect(said).to_be_attached()  # by the program that looks at the file
    large, small = tmp_path / "large.pdf", tmp_path / "small.txt"
    with large.open("wb") as file:
        file.truncate(21 * 1024 * 1024)
    small.write_text("Free parking.")
    field.set_input_files(large)
    expect(said).to_contain_text("larger than 20 MB")
    expect(field).to_have_value("")
    field.set_input_files(small)
    expect(said).to_be_empty()
    assert field.input_value().endswith("small.txt")
