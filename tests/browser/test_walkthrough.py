"""The walkthrough in the hand: answers of every kind, the ordinary form, and targets that a thumb hits."""

import html
import io
import json
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from .conftest import LANDSCAPE, PORTRAIT, axe_findings
from .tablet import chosen, expect_answered, expect_saved, tap

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
CONDITION = """
import json
from eventaudit.events.models import Event
event = Event.objects.filter(organisation__slug='demo', form='full').first()
criterion = event.template_version.criteria.get(key='toilets_clean_late')
criterion.conditions = [{'kind': 'answer', 'criterion': 'toilets_accessible', 'is': [False]}]
criterion.save()
print(json.dumps(None))
"""


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
        page.locator("#queues_entry_wait [data-step='1']").tap()
    page.locator("#venue_image_fit .n summary").tap()
    page.locator("#venue_image_fit textarea").fill("Gold on the doors")
    page.locator("#venue_space_feel .i-pic input").set_input_files([picture()])
    tap(page, "venue_condition", "3")
    tap(page, "venue_condition", "3")  # a second tap takes it back
    expect(page.locator("#venue_space_feel .ph [name]")).to_have_count(1)
    expect(page.locator("#queues_entry_wait")).to_have_class("c k-measure ok")
    expect(page.locator("#state")).to_have_text("All sent")

    page.reload()

    expect(page.get_by_role("radio", name="4").and_(page.locator("#venue_image_fit input"))).to_be_checked()
    served = page.request.get(page.url).text()  # past the worker, which shows what the tablet kept
    shown = re.search(r'name="shown" value="([^"]*)"', served)[1]
    assert json.loads(html.unescape(shown)) == {
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


def test_a_question_with_a_condition_comes_and_goes_under_the_thumb(person, site, walk_address):
    site.python(CONDITION)
    auditor = person(PORTRAIT)
    auditor.sign_in("auditor")
    page = auditor.open(walk_address)
    conditional = page.locator("#toilets_clean_late")
    expect(page.locator("#walk[data-ready]")).to_be_visible()
    expect(conditional).to_be_hidden()

    tap(page, "toilets_accessible", "no")
    expect(conditional).to_be_visible()
    expect_answered(page, 1)
    tap(page, "toilets_accessible", "yes")
    expect(conditional).to_be_hidden()

    tap(page, "toilets_accessible", "no")
    tap(page, "toilets_clean_late", "4")
    tap(page, "toilets_accessible", "yes")
    expect_saved(page, answered=2)
    page.reload()
    expect(chosen(page, "toilets_clean_late")).to_have_value(
        "4"
    )  # what was answered is neither lost nor out of sight
    expect(conditional).to_be_visible()
    tap(page, "toilets_clean_late", "4")  # taken back
    expect(conditional).to_be_hidden()
    expect_saved(page, answered=1)


def test_a_tablet_has_the_name_that_people_give_it(person, walk_address):
    auditor = person(PORTRAIT)
    auditor.sign_in("auditor")
    page = auditor.open("/install/")
    name = page.get_by_label("Name of this tablet")
    name.fill(" Tablet of the east wing ")
    name.blur()
    expect(page.get_by_text("Kept on this tablet.")).to_be_visible()
    page.goto(auditor.site.url + walk_address)
    expect(page.get_by_text("All sent", exact=True)).to_be_visible()

    manager = person()
    manager.sign_in("manager")
    page = manager.open("/o/demo/walkthroughs/tablets/")
    expect(page.get_by_role("heading", name="Tablet of the east wing")).to_be_visible()


def test_without_javascript_it_is_an_ordinary_form(person, walk_address):
    auditor = person(PORTRAIT, java_script_enabled=False)
    auditor.sign_in("auditor")
    page = auditor.open(walk_address)
    page.locator('label:has([name="a-toilets_supplies"][value="yes"])').tap()
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
