"""Every kind of page with axe-core, fingers, a phone and a keyboard."""

import pytest
from playwright.sync_api import Page, expect

from .conftest import LANDSCAPE, PORTRAIT, axe_findings

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}

# Links and rows that a person of the role meets, from what every event has.
ENTRANCE = ["/accounts/login/", "/accounts/password/reset/", "/no-such-page/"]
MANAGER = [
    "/o/demo/events/",
    "/o/demo/events/new/",
    "/o/demo/events/import/",
    "/profile/",
    "/o/demo/library/",
    "/o/demo/library/atmospheres/",
    "/o/demo/library/atmospheres/luxury/",
    "/o/demo/library/settings/",
    "{event}",
    "{event}touchpoints/catering/",
    "{event}rounds/",
    "{event}findings/",
    "{event}findings/?severity=major&touchpoint=toilets",
    "{event}findings/G2:P13/",
    "{event}findings/G1:A4/",
    "{event}findings/G6:venue_space_feel/",
    "{event}actions/",
    "{event}actions/?at=2031-11-14T17:40",
    "{event}actions/new/",
    "{action}",
    "{action}edit/",
    "{action}second-look/",
    "{event}edit/",
    "{event}brief/",
    "{event}messages/",
    "{event}messages/add/",
    "{event}messages/promises/",
    "{event}before/",
    "{message}",
    "{candidate}",
    "/o/demo/reading/",
    "{message}edit/",
    "{message}delete/",
    "{judge}",
    "{event}walkthroughs/",
    "{event}walkthroughs/import/",
    "{checklist}",
    "{walkthrough}",
    "{walkthrough}finish/",
    "/o/demo/reports/events/{pk}/",
]
ADMIN = ["/o/demo/people/", "/o/demo/library/settings/", "/o/demo/library/import/"]
AUDITOR = ["/o/demo/walkthroughs/", "/o/demo/tasks/", "{task}"]
CLIENT = ["/o/demo/reports/"]
PAGES = [
    *(("", address) for address in ENTRANCE),
    *(("manager", address) for address in MANAGER),
    *(("admin", address) for address in ADMIN),
    *(("auditor", address) for address in AUDITOR),
    *(("client", address) for address in CLIENT),
]
MAIN_PAGES = [
    "/o/demo/events/",
    "{event}",
    "{event}rounds/",
    "{event}findings/",
    "{event}findings/G2:P13/",
    "{event}actions/?at=2031-11-14T17:40",
    "{action}",
    "{action}second-look/",
    "{event}brief/",
    "{event}before/",
    "{message}",
    "{event}messages/promises/",
    "{walkthrough}",
]

FINNISH = """
from eventaudit.accounts.models import Membership, User
for role in ("admin", "manager", "auditor", "client"):
    member = Membership.objects.get(user__email=f"{role}@eventaudit.example")
    person = User.objects.create_user(f"{role}.fi@eventaudit.example", name=f"Suomi {role}", language="fi",
                                      password="compass-demo-2031")
    Membership.objects.create(organisation=member.organisation, user=person, role=role)
"""
PLACES = """
import json
from eventaudit.accounts.models import Membership
from eventaudit.events.models import Event
from eventaudit.messaging.contradiction_reading import find_pairs
from eventaudit.messaging.models import Promise, PromiseCandidate
from eventaudit.messaging.reading import read_message
event = Event.objects.get(name="The Gilded Compass Evening 2031")
promise = next(each for each in Promise.objects.filter(message__event=event) if each.decided_by == "hand")
base = f"/o/demo/events/{event.pk}/"
for message in event.messages.all()[:2]:
    read_message(message=message)
candidate = PromiseCandidate.objects.filter(message__event=event, decision="open").first()
find_pairs(event=event, messages=list(event.messages.all()))
auditor = Membership.objects.get(user__email="auditor@eventaudit.example")
action = event.actions.create(title="Take away the neon signs", finding="G3:venue", touchpoint="venue",
                              criterion="venue_atmosphere_read", owner=auditor, status="doing")
print(json.dumps({
    "pk": event.pk,
    "action": action.get_absolute_url(),
    "task": f"/o/demo/tasks/{action.pk}/",
    "event": base,
    "message": event.messages.first().get_absolute_url(),
    "candidate": f"{base}messages/candidates/{candidate.pk}/change/",
    "judge": f"{base}messages/promises/{promise.pk}/judge/",
    "walkthrough": event.walkthroughs.first().get_absolute_url(),
    "checklist": f"/o/demo/library/versions/{event.template_version_id}/checklist/",
}))
"""
# Exempt: links in running text, labels between a message's words. A picture is tapped where it is seen.
TOO_SMALL = """() => [...document.querySelectorAll(
    'a, button, input:not([type=hidden]), select, textarea, summary, label:has(input)')]
  .filter((element) => element.checkVisibility({visibilityProperty: true, opacityProperty: true}))
  .filter((element) => !element.closest(
    'p, dd, q, li > small, .skip-link, .form-text, .notice, .message-text'))
  .filter((element) => !(element.matches('input') && element.closest('label')))
  .map((element) => [element.querySelector('a > img:only-child') ?? element, element.outerHTML])
  .map(([seen, html]) => [seen.getBoundingClientRect(), html])
  .filter(([box]) => box.width > 1 && box.height > 1 && (box.width < 47.5 || box.height < 47.5))
  .map(([box, html]) => `${Math.round(box.width)}x${Math.round(box.height)} ${html.slice(0, 100)}`)"""


@pytest.fixture(scope="module")
def places(site) -> dict:
    """Addresses in the demo event, for people who read Finnish as well."""
    site.python(FINNISH)
    return site.python(PLACES)


@pytest.mark.parametrize(
    ("language", "viewport"), [("en", PORTRAIT), ("fi", PHONE)], ids=["en-tablet", "fi-phone"]
)
@pytest.mark.parametrize("role", ["", "manager", "admin", "auditor", "client"])
def test_axe_finds_nothing_and_nothing_runs_off_the_side(person, places, role, language, viewport):
    somebody = person(viewport, bypass_csp=True)
    page = somebody.sign_in(role if language == "en" else f"{role}.fi") if role else somebody.open()
    found = {}
    for address in (address.format(**places) for who, address in PAGES if who == role):
        page.goto(somebody.site.url + address)
        problems = axe_findings(page)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > viewport["width"]:
            problems.append(f"{width} px wide")
        if problems:
            found[address] = problems
    somebody.problems[:] = [each for each in somebody.problems if "404" not in each]  # the missing page
    assert found == {}


@pytest.mark.parametrize("viewport", [PORTRAIT, PHONE], ids=["portrait", "phone"])
def test_everything_to_tap_is_as_large_as_a_finger(person, places, viewport):
    manager = person(viewport)
    page = manager.sign_in("manager")
    found = {}
    for address in (address.format(**places) for address in MAIN_PAGES):
        page.goto(manager.site.url + address)
        if small := page.evaluate(TOO_SMALL):
            found[address] = small
    assert found == {}


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.innerText")


def test_the_keyboard_reaches_the_main_action_and_shows_where_it_is(person, places):
    manager = person(LANDSCAPE)
    page = manager.sign_in("manager")
    page.goto(manager.site.url + places["event"] + "messages/")

    page.keyboard.press("Tab")
    skip_link = page.get_by_role("link", name="Skip to the content")
    expect(skip_link).to_be_focused()
    expect(skip_link).to_be_in_viewport()
    page.keyboard.press("Enter")
    seen = []
    for _key in range(12):
        page.keyboard.press("Tab")
        seen.append(focused(page))
        outline = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        assert outline >= 2, f"no focus to be seen on {seen[-1]!r}"
    tabs = ["Brief", "Messages", "Promises", "Walkthroughs", "Result"]
    more = ["Findings", "Causes", "Actions", "Reports"]
    assert seen == ["Events", "Edit the event", *tabs, *more, "Add a message"]
