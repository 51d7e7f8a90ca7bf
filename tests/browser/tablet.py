"""What an auditor does on the walkthrough's page, found by the words on it."""

from playwright.sync_api import Locator, Page, expect

from .files import photo


def question(page: Page, words: str) -> Locator:
    return page.get_by_role("group", name=words)


def tap(page: Page, key: str, value: str) -> None:
    """As a thumb does: on the button, in the middle of the screen."""
    button = page.locator(f'label:has([name="a-{key}"][value="{value}"])')
    button.evaluate("element => element.scrollIntoView({block: 'center', behavior: 'instant'})")
    button.tap()


def chosen(page: Page, key: str) -> Locator:
    return page.locator(f'[name="a-{key}"]:checked')


def answer(page: Page, words: str, choice: str) -> None:
    option = question(page, words).get_by_role("radio", name=choice, exact=True)
    option.locator("xpath=..").tap()
    expect(option).to_be_checked()


def step_up(page: Page, words: str, *, taps: int) -> None:
    for _tap in range(taps):
        question(page, words).get_by_role("button", name="More").tap()


def read_atmosphere(page: Page, words: str, first: str, second: str, *, share: int) -> None:
    """share: of the first, in per cent."""
    answer(page, words, first)
    question(page, words).get_by_label("mixed with").select_option(label=second)
    question(page, words).get_by_label("share of the first").select_option(label=f"{share} %")


def write_note(page: Page, words: str, note: str) -> None:
    question(page, words).locator("summary").filter(has_text="Note").tap()
    question(page, words).get_by_role("textbox", name="Note").fill(note)


def take_photo(page: Page, words: str, name: str) -> None:
    card = question(page, words)
    card.locator("input[type=file]").first.set_input_files([photo(name)])
    expect(card.get_by_role("img", name="Photo 1")).to_be_visible()
    expect(card.locator(".ph li").last).to_have_attribute("data-stage", "sent")


def could_not_observe(page: Page, words: str) -> None:
    question(page, words).locator("summary").filter(has_text="Not observed").tap()
    answer(page, words, "Could not observe")


def does_not_apply(page: Page, words: str, *, why: str) -> None:
    card = question(page, words)
    card.locator("summary").filter(has_text="Not observed").tap()
    card.get_by_label("Why?").fill(why)
    answer(page, words, "Does not apply here")


def expect_answered(page: Page, number: int) -> None:
    expect(page.locator("#answered")).to_have_text(str(number))


def expect_saved(page: Page, *, answered: int) -> None:
    expect_answered(page, answered)
    expect(page.get_by_text("All sent", exact=True)).to_be_visible()
