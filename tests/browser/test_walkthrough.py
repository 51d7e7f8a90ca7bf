"""The walkthrough in the hand: every change is saved at once, and nothing is lost without a network."""

import io
import json
import uuid

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from .conftest import LANDSCAPE, PORTRAIT, axe_findings

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def walk_address(site) -> str:
    """A fresh walkthrough of the demo's auditor."""
    name = uuid.uuid4().hex
    made = site.data / f"{name}.txt"
    site.manage(
        "shell",
        "--verbosity=0",
        "--command",
        "from pathlib import Path\n"
        "from eventaudit.accounts.models import User\n"
        "from eventaudit.events.models import Event, Round\n"
        "from eventaudit.walkthroughs.actions import assign_walkthrough\n"
        "event = Event.objects.filter(organisation__slug='demo', form='full').first()\n"
        "auditor = User.objects.get(email='auditor@eventaudit.example')\n"
        f"round = Round.objects.create(event=event, name='{name}')\n"
        "made = assign_walkthrough(event=event, auditor=auditor, round=round, lead=True)\n"
        f"Path({str(made)!r}).write_text(made.get_absolute_url())\n",
    )
    return made.read_text()


def tap(page: Page, key: str, value: str) -> None:
    """As a thumb does: on the button, in the middle of the screen."""
    button = page.locator(f'label:has([name="a-{key}"][value="{value}"])')
    button.evaluate("element => element.scrollIntoView({block: 'center', behavior: 'instant'})")
    button.tap()


def picture() -> dict:
    stream = io.BytesIO()
    Image.new("RGB", (800, 600), "navy").save(stream, "JPEG")
    return {"name": "hall.jpg", "mimeType": "image/jpeg", "buffer": stream.getvalue()}


def test_answers_of_every_kind_are_there_after_a_reload(person, walk_address):
    auditor = person(LANDSCAPE)
    auditor.sign_in("auditor")
    page = auditor.open(walk_address)
    tap(page, "venue_space_feel", "1")
    tap(page, "venue_image_fit", "4")
    tap(page, "venue_step_free", "no")
    tap(page, "mood_problem_handling", "handed_over")
    tap(page, "venue_expectation", "exceeded")
    tap(page, "venue_atmosphere_read", "luxury")
    page.select_option('[name="b-venue_atmosphere_read"]', "rustic")
    page.fill('[name="m-venue_area_per_person"]', "1,25")
    for _tap in range(3):
        page.locator("#queues_entry_wait [data-start]").tap()
    page.locator("#venue_image_fit .n summary").tap()
    page.locator("#venue_image_fit textarea").fill("Gold on the doors")
    page.locator("#venue_space_feel .i-pic input").set_input_files([picture()])
    tap(page, "venue_condition", "3")
    tap(page, "venue_condition", "3")  # a second tap takes it back
    expect(page.locator("#venue_space_feel .ph [name]")).to_have_count(1)
    expect(page.locator("#queues_entry_wait")).to_have_class("c k-measure ok")
    page.wait_for_timeout(1000)  # typing counts as said after 0.7 s
    expect(page.locator("#state")).to_have_text("All saved")

    page.reload()

    shown = json.loads(page.locator('[name="shown"]').input_value())
    assert shown == {
        "venue_space_feel": {"a": "1"},
        "venue_image_fit": {"a": "4", "n": "Gold on the doors"},
        "venue_area_per_person": {"m": "1.25"},
        "venue_step_free": {"a": "no"},
        "venue_atmosphere_read": {"a": "luxury", "b": "rustic", "h": "70"},
        "venue_expectation": {"a": "exceeded"},
        "mood_problem_handling": {"a": "handed_over"},
        "queues_entry_wait": {"m": "3"},
    }
    expect(page.locator("#venue_space_feel .ph img")).to_have_count(1)


def test_without_a_network_changes_wait_in_sight_and_go_by_themselves(person, walk_address):
    auditor = person(PORTRAIT)
    auditor.sign_in("auditor")
    page = auditor.open(walk_address)
    portal = {"status": 200, "content_type": "text/html", "body": "<h1>Welcome to the hotel</h1>"}
    page.route("**/operations/", lambda route: route.fulfill(**portal))
    tap(page, "host_commitment", "2")
    tap(page, "host_energy", "0")
    expect(page.locator("#state")).to_contain_text("2 changes not saved yet")

    page.unroute("**/operations/")
    page.evaluate("window.dispatchEvent(new Event('online'))")

    expect(page.locator("#state")).to_have_text("All saved")
    page.reload()
    expect(page.locator('[name="a-host_commitment"]:checked')).to_have_value("2")
    expect(page.locator('[name="a-host_energy"]:checked')).to_have_value("0")


def test_leaving_sends_what_was_tapped_while_a_batch_is_on_its_way(person, walk_address):
    auditor = person(PORTRAIT)
    auditor.sign_in("auditor")
    page = auditor.open(walk_address)
    page.route("**/operations/", lambda route: None)  # the first batch gets no answer
    with page.expect_request("**/operations/"):
        tap(page, "toilets_supplies", "yes")
    tap(page, "toilets_clean_start", "4")
    with page.expect_request("**/operations/") as leaving:
        page.evaluate("() => window.dispatchEvent(new Event('pagehide'))")
    sent = leaving.value.post_data_json["ops"]
    assert [(operation["k"], operation["v"]) for operation in sent] == [
        ("toilets_supplies", True),
        ("toilets_clean_start", 4),
    ]


def test_without_javascript_it_is_an_ordinary_form(person, walk_address):
    auditor = person(PORTRAIT, java_script_enabled=False)
    auditor.sign_in("auditor")
    page = auditor.open(walk_address)
    page.locator('[name="a-toilets_supplies"][value="yes"]').check(force=True)
    page.fill('[name="m-catering_hot_temperature"]', "61,5")
    page.locator("#catering_taste .i-cam input").set_input_files([picture()])
    page.click("#save")

    expect(page.locator(".notice")).to_have_text("3 changes saved.")
    expect(page.locator('[name="a-toilets_supplies"]:checked')).to_have_value("yes")
    expect(page.locator('[name="m-catering_hot_temperature"]')).to_have_value("61.5")
    expect(page.locator("#catering_taste .ph img")).to_have_count(1)


SMALL_TARGETS = """() => [...document.querySelectorAll(
    'label, button, a, summary, select, textarea, input[name^="m-"]')]
  .filter((element) => element.closest('#walk') && element.offsetParent && !element.closest('.ph'))
  .map((element) => [element.getBoundingClientRect(), element.outerHTML.slice(0, 80)])
  .filter(([box]) => box.width && (box.width < 47.5 || box.height < 47.5))
  .map(([box, html]) => `${box.width}x${box.height} ${html}`)"""


@pytest.mark.parametrize("viewport", [LANDSCAPE, PORTRAIT, PHONE], ids=["landscape", "portrait", "phone"])
def test_the_page_fits_the_hand_and_axe_finds_nothing(person, walk_address, viewport):
    auditor = person(viewport, bypass_csp=True)
    auditor.sign_in("auditor")
    page = auditor.open(walk_address)

    assert axe_findings(page) == []
    assert page.evaluate(SMALL_TARGETS) == []
    assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]
