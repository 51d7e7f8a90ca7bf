"""An admin makes a template of their own: with the keyboard alone, then with a finger alone."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import LANDSCAPE, PORTRAIT, axe_findings, scripted
from .test_accessibility import PHONE, TOO_SMALL

pytestmark = pytest.mark.browser

STUDIO = "/o/demo/library/studio/"
MOST_TABS = 160
QUESTION = {
    "en": "Is the lift staffed?",
    "fi": "Onko hississä opastaja?",
    "sv": "Finns det personal i hissen?",
}
GATE = "Can you get from the street to seat, food and toilet without steps?"
EVENTS = """
import json
from eventaudit.events.models import Event
from eventaudit.library.content import content_of, digest_of
print(json.dumps([[event.pk, event.template_version_id, digest_of(content_of(event.template_version))]
                  for event in Event.objects.order_by("pk")]))
"""


def tab_to(page: Page, there: Locator) -> None:
    """Presses Tab until the focus is there, as somebody does who has no mouse."""
    scripted(there)
    for _key in range(MOST_TABS):
        if there.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{MOST_TABS} times Tab do not lead to {there}")


def go(page: Page, there: Locator) -> None:
    tab_to(page, there)
    page.keyboard.press("Enter")


def link(page: Page, name: str) -> Locator:
    return page.get_by_role("main").get_by_role("link", name=name, exact=True)


def touchpoints(page: Page) -> list[str]:
    rows = page.locator("li[data-kind=touchpoint]")
    return rows.evaluate_all("rows => rows.map(row => row.dataset.key)")


def said(page: Page, words: str) -> None:
    expect(page.locator("[data-said]")).to_have_text(words)


def make_a_copy(page: Page) -> None:
    go(page, link(page, "Studio"))
    go(page, link(page, "Make the first one").or_(link(page, "New template")))
    tab_to(page, page.get_by_label("English"))
    for words in ("House style", "Talon tapa", "Husets stil"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    expect(page.get_by_role("radio", name="Twelve touchpoints")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="House style", level=1)).to_be_visible()


def put_queues_first(page: Page) -> None:
    tab_to(page, page.get_by_role("button", name="Move Queues"))
    page.keyboard.press("Space")
    said(page, "Queues, picked up. Arrow keys move it, space puts it down.")
    for _step in range(3):
        page.keyboard.press("ArrowUp")
    said(page, "Queues: place 1 of 12")
    page.keyboard.press("Space")
    said(page, "Queues is now touchpoint 1 of 12.")
    page.keyboard.press("Alt+ArrowDown")
    said(page, "Queues is now touchpoint 2 of 12.")
    page.reload()
    assert touchpoints(page)[:4] == ["venue", "queues", "mood", "ambience"]


def add_a_conditional_question(page: Page) -> None:
    go(page, page.locator("#touchpoint-venue summary"))
    go(page, page.get_by_role("link", name="Add a criterion: Venue and spaces"))
    tab_to(page, page.locator("[name=kind]:checked"))
    while not page.locator("[name=kind][value=yesno]").is_checked():
        page.keyboard.press("ArrowDown")
    for language, words in QUESTION.items():
        tab_to(page, page.locator(f"[name=wording_{language}]"))
        page.keyboard.type(words)
    go(page, page.get_by_role("button", name="Add a condition"))
    gate = page.get_by_label("The answer to")
    tab_to(page, gate)
    page.keyboard.type(GATE[:3])
    expect(gate.locator("option:checked")).to_have_text(GATE)
    yes = page.get_by_role("group", name="is", exact=True).get_by_label("Yes")
    tab_to(page, yes)
    page.keyboard.press("Space")
    expect(yes).to_be_checked()
    go(page, page.get_by_role("button", name="Save", exact=True).last)
    expect(page.get_by_role("heading", name=QUESTION["en"])).to_be_visible()


def see_it_come_and_go(page: Page) -> None:
    go(page, link(page, "Preview"))
    tablet = page.frame_locator("#tablet")
    expect(tablet.locator("#walk.live")).to_be_visible()
    question = tablet.get_by_role("group", name=QUESTION["en"])
    gate = tablet.get_by_role("group", name=GATE)
    expect(gate).to_be_visible()
    expect(question).to_be_hidden()
    gate.get_by_role("radio", name="Yes").press("Space")
    expect(question).to_be_visible()
    page.go_back()  # Alt and an arrow key, rather than through all questions


def publish(page: Page) -> None:
    go(page, link(page, "Check"))
    expect(page.get_by_role("heading", name="Ready to be published")).to_be_visible()
    tab_to(page, page.get_by_label("What is new"))
    page.keyboard.type("Asks for the lift")
    go(page, page.get_by_role("button", name="Publish this version"))
    expect(page.get_by_text("House style 1.0 is published.")).to_be_visible()


def test_with_the_keyboard_alone_a_copy_a_conditional_question_and_a_version(person, site):
    before = site.python(EVENTS)
    admin = person(LANDSCAPE, bypass_csp=True)
    page = admin.sign_in("admin")
    page.goto(site.url + "/o/demo/library/")
    make_a_copy(page)
    put_queues_first(page)
    add_a_conditional_question(page)
    see_it_come_and_go(page)
    publish(page)
    assert site.python(EVENTS) == before
    page.goto(site.url + "/o/demo/events/new/")
    offered = page.get_by_label("Template").locator("option")
    expect(offered.filter(has_text="House style, version 1.0")).to_have_count(1)


def drag(page: Page, grip: Locator, by: int) -> None:
    """A finger takes the handle, goes down by so many pixels, and lets go."""
    grip.scroll_into_view_if_needed()
    box = grip.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    finger = page.context.new_cdp_session(page)
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for way in range(0, by + 1, 10):
        finger.send(
            "Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y + way}]}
        )
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


COPY = """
import json
from eventaudit.accounts.models import Organisation, User
from eventaudit.library.drafts import create_template
from eventaudit.library.models import TemplateVersion
draft = create_template(
    organisation=Organisation.objects.get(slug="demo"), key="touched", name={"en": "By hand"},
    source=TemplateVersion.objects.get(template__organisation=None),
    by=User.objects.get(email="admin@eventaudit.example"))
print(json.dumps(draft.pk))
"""


def test_with_a_finger_alone_drag_put_elsewhere_and_publish(person, site):
    draft = f"{STUDIO}{site.python(COPY)}/"
    admin = person(PORTRAIT)
    page = admin.sign_in("admin")
    page.goto(site.url + draft)
    drag(page, scripted(page.get_by_role("button", name="Move Venue and spaces")), 200)
    expect(page.locator("[data-said]")).to_have_text(
        re.compile("Venue and spaces is now touchpoint [234] of 12")
    )
    page.reload()
    assert touchpoints(page)[0] == "mood"

    page.locator("#touchpoint-venue summary").tap()
    page.get_by_role("link", name="How roomy do the spaces feel?: to another place").tap()
    page.locator("#touchpoint-queues summary").tap()
    page.get_by_role("button", name="Put it here, at the end of Queues").tap()
    moved = "“How roomy do the spaces feel?” is now criterion 10 of 10 of Queues."
    expect(page.get_by_role("status").filter(has_text=moved)).to_be_visible()
    expect(page.locator("#criterion-venue_space_feel")).to_be_in_viewport()

    link(page, "Check and publish").tap()
    page.get_by_label("What is new").fill("Queues know how roomy it is")
    page.get_by_role("button", name="Publish this version").tap()
    expect(page.get_by_text("By hand 1.0 is published.")).to_be_visible()
    page.get_by_role("button", name="Make a new version").tap()
    expect(page.locator(".draft-facts")).to_contain_text("version 2.0")


PAGES = [
    "",
    "new/",
    "{draft}/?open=all",
    "{draft}/?grab=criterion-venue_co2",
    "{draft}/new-touchpoint/",
    "{draft}/touchpoints/venue/",
    "{draft}/touchpoints/venue/delete/",
    "{draft}/groups/coat/",
    "{draft}/touchpoints/venue/criteria/venue_co2/",
    "{draft}/touchpoints/venue/new-criterion/",
    "{draft}/preview/",
    "{draft}/check/",
    "{draft}/history/",
    "templates/{template}/name/",
]
SPOILT = """
import json
from eventaudit.accounts.models import Organisation, User
from eventaudit.library.drafts import create_template
from eventaudit.library.models import TemplateVersion
from eventaudit.library.studio.editing import edit_draft
by = User.objects.get(email="admin@eventaudit.example")
draft = create_template(
    organisation=Organisation.objects.get(slug="demo"), key="spoilt", name={"en": "Spoilt"},
    source=TemplateVersion.objects.get(template__organisation=None), by=by)
def spoil(content):
    content["criteria"][1]["band"]["lo"] = 999
    content["criteria"][2]["wording"] = {"en": "Does it look right?"}
    content["touchpoints"][1]["name"] = {"sv": "Stämning"}
edit_draft(version=draft, revision=0, by=by, change=spoil)
print(json.dumps({"draft": draft.pk, "template": draft.template_id}))
"""


def test_every_page_is_for_everybody_and_every_finger(person, site):
    places = site.python(SPOILT)
    admin = person(PORTRAIT, bypass_csp=True)
    page = admin.sign_in("admin")
    found = {}
    for address in (address.format(**places) for address in PAGES):
        page.set_viewport_size(PORTRAIT)
        page.goto(site.url + STUDIO + address)
        problems = [*axe_findings(page), *page.evaluate(TOO_SMALL)]
        for viewport in (PORTRAIT, PHONE):
            page.set_viewport_size(viewport)
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > viewport["width"]:
                problems.append(f"{width} px wide on {viewport['width']}")
        if problems:
            found[address] = problems
    assert found == {}
