"""On a phone, while the event goes on: what to mend first, one tap, a photo, a second look that closes it."""

import pytest
from playwright.sync_api import Page, expect

from .files import photo

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
EVENT = """
import json
from eventaudit.events.models import Event
event = Event.objects.get(name="The Gilded Compass Evening 2031")
event.actions.all().delete()
print(json.dumps(event.pk))
"""


@pytest.fixture
def address(site) -> str:
    return f"/o/demo/events/{site.python(EVENT)}/actions/"


def row(page: Page, problem: str):
    return page.locator(".fix-row", has_text=problem)


def test_a_problem_is_taken_on_mended_and_closed_on_a_phone(person, address):
    manager = person(PHONE)
    page = manager.sign_in("manager")
    page.goto(f"{manager.site.url}{address}?at=2031-11-14T17:15")
    expect(page.locator(".fix-now")).to_contain_text("Guests come today at 17:30.")
    first = page.locator(".fix-group--soon .fix-row").first
    expect(first.locator(".fix-time")).to_have_text("15 min")
    problem = first.locator(".fix-problem").inner_text()

    first.get_by_role("button", name="Take it on").click()
    taken = row(page, problem)
    expect(taken).to_contain_text("Being mended")
    expect(taken).to_contain_text("Manu Manager")
    expect(taken).to_be_in_viewport()

    taken.locator(".fix-action a").click()
    page.get_by_label("Photo of the mended thing").set_input_files(photo("mended.jpg"))
    page.get_by_role("button", name="It is mended").click()
    expect(page.get_by_text("Mended, to be checked").first).to_be_visible()
    expect(page.locator(".photo-strip img")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    page.get_by_role("link", name="Take the second look").click()
    page.locator(".ans label").first.click()
    page.get_by_role("button", name="Save the second look").click()
    expect(page.locator(".notice--success")).to_have_text("Mended: the action is closed.")
    page.goto(f"{manager.site.url}{address}?at=2031-11-14T17:15")
    expect(page.get_by_text("Mended and checked")).to_be_visible()


def test_the_list_learns_by_itself_what_somebody_else_has_taken_on(person, address):
    manager, admin = person(PHONE), person(PHONE)
    watching, tapping = manager.sign_in("manager"), admin.sign_in("admin")
    watching.goto(manager.site.url + address)
    tapping.goto(admin.site.url + address)
    problem = tapping.locator(".fix-row").first.locator(".fix-problem").inner_text()
    tapping.locator(".fix-row").first.get_by_role("button", name="Take it on").click()
    expect(row(tapping, problem)).to_contain_text("Alva Admin")

    watching.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(row(watching, problem)).to_contain_text("Alva Admin")


def test_without_a_connection_the_page_says_how_old_it_is(person, address):
    manager = person(PHONE)
    page = manager.sign_in("manager")
    page.goto(manager.site.url + address)
    manager.context.set_offline(True)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("#fix-offline")).to_be_visible()
    manager.context.set_offline(False)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("#fix-offline")).to_be_hidden()
    manager.problems[:] = [each for each in manager.problems if "ERR_INTERNET_DISCONNECTED" not in each]


def test_without_javascript_the_list_and_the_tap_work(person, address):
    manager = person(PHONE, java_script_enabled=False)
    page = manager.sign_in("manager")
    page.goto(manager.site.url + address)
    problem = page.locator(".fix-row").first.locator(".fix-problem").inner_text()
    page.locator(".fix-row").first.get_by_role("button", name="Take it on").click()
    expect(row(page, problem)).to_contain_text("Being mended")
