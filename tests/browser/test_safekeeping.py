"""What is ticked on the tablet is never lost: networks that lie, browsers that die, shared tablets."""

import re

import pytest
from playwright.sync_api import Page, expect

from .conftest import LANDSCAPE, PORTRAIT, sign_in_at
from .tablet import chosen, tap

pytestmark = pytest.mark.browser
OPERATIONS = "**/operations/"
FULL_DISK = """() => {
  const { add } = IDBObjectStore.prototype;
  window.full = true;
  IDBObjectStore.prototype.add = function (value) {
    if (window.full) throw new DOMException("no room", "QuotaExceededError");
    return add.call(this, value);
  };
}"""
PORTAL = {"status": 200, "content_type": "text/html", "body": "<h1>Welcome to the hotel</h1>"}
STORED = """
import json
from eventaudit.walkthroughs.models import Operation
rows = Operation.objects.filter(walkthrough="{walkthrough}").order_by("seq")
print(json.dumps([[row.criterion, row.field, row.value, row.author.email.split("@")[0]] for row in rows]))
"""


def stored(site, walk_address: str) -> list:
    """[criterion, field, value, author] of everything that the server ever took, in its order."""
    return site.python(STORED.format(walkthrough=walk_address.rstrip("/").split("/")[-1]))


def state(page: Page):
    return page.locator("#state")


def ready(page: Page) -> Page:
    expect(page.locator("#walk")).to_have_attribute("data-ready", "1")
    return page


def export_and_take_in(auditor, page: Page, *, comes_in: str) -> None:
    """As on a tablet that cannot send any more: its file is carried to another browser."""
    page.get_by_role("link", name="Is everything there?").click()
    arrival = page.get_by_role("dialog", name="Is everything there?")
    with page.expect_download() as saved:
        arrival.get_by_role("button", name="Save unsent work to a file").click()
    arrival.get_by_role("button", name="Close").click()
    office = auditor.open("/o/demo/walkthroughs/tablets/file/")
    office.get_by_label("File of unsent work").set_input_files(saved.value.path())
    office.get_by_role("button", name="Show what will come in").click()
    expect(office.locator(".formats-sum")).to_have_text(comes_in)
    office.get_by_role("button", name="Take them in").click()
    expect(office.get_by_text("Everything of the file is here. Nothing was left out.")).to_be_visible()
    office.close()


def back_online(page: Page) -> None:
    page.unroute_all(behavior="wait")  # a trap in the middle of its work would find the request gone
    page.evaluate("window.dispatchEvent(new Event('online'))")


@pytest.fixture
def auditor(person):
    """Without the worker, whose requests no test can bend."""
    somebody = person(LANDSCAPE, service_workers="block")
    somebody.sign_in("auditor").close()  # the list of walkthroughs would send what waits, past every trap
    return somebody


def test_without_a_network_the_page_starts_again_shows_everything_and_sends_it_later(
    person, site, walk_address
):
    auditor = person(PORTRAIT)
    auditor.sign_in("auditor")
    page = ready(auditor.open(walk_address))
    expect(page.get_by_text("✓ Ready for offline")).to_be_visible()
    auditor.context.set_offline(True)
    tap(page, "venue_image_fit", "2")
    page.locator("#venue_image_fit .n summary").tap()
    page.locator("#venue_image_fit textarea").fill("Dark")
    expect(page.locator("#venue_image_fit")).not_to_have_class(re.compile("keeping"))

    page.reload()

    ready(page)
    expect(chosen(page, "venue_image_fit")).to_have_value("2")
    expect(page.locator("#venue_image_fit textarea")).to_have_value("Dark")
    expect(state(page)).to_have_text("Saved on this tablet, 2 to send · No connection; it sends by itself")
    auditor.context.set_offline(False)
    expect(state(page)).to_have_text("All sent")
    assert stored(site, walk_address) == [
        ["venue_image_fit", "answer", 2, "auditor"],
        ["venue_image_fit", "note", "Dark", "auditor"],
    ]
    assert all("ERR_INTERNET_DISCONNECTED" in problem for problem in auditor.problems)
    auditor.problems.clear()


def test_a_portal_that_says_200_and_a_redirect_lose_nothing(auditor, site, walk_address):
    page, answers = ready(auditor.open(walk_address)), dict(PORTAL)
    page.route(OPERATIONS, lambda route: route.fulfill(**answers))
    tap(page, "host_commitment", "2")
    page.locator("#host_commitment .n summary").tap()
    page.locator("#host_commitment textarea").fill("Left early")
    tap(page, "host_energy", "0")
    expect(state(page)).to_contain_text("Saved on this tablet, 3 to send · Not our server answers")

    page.reload()

    ready(page)
    expect(chosen(page, "host_commitment")).to_have_value("2")
    expect(page.locator("#host_commitment textarea")).to_have_value("Left early")
    expect(chosen(page, "host_energy")).to_have_value("0")
    answers.update(status=302, headers={"Location": "/accounts/login/"})
    tap(page, "host_energy", "1")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(state(page)).to_contain_text("4 to send · Signed out")
    assert stored(site, walk_address) == []
    export_and_take_in(auditor, page, comes_in="4 new changes and photos")
    everything = [
        ["host_commitment", "answer", 2, "auditor"],
        ["host_commitment", "note", "Left early", "auditor"],
        ["host_energy", "answer", 0, "auditor"],
        ["host_energy", "answer", 1, "auditor"],
    ]
    assert stored(site, walk_address) == everything
    back_online(page)
    expect(state(page)).to_have_text("All sent")
    assert stored(site, walk_address) == everything


def test_an_answer_lost_after_the_commit_doubles_nothing(auditor, site, walk_address):
    page = ready(auditor.open(walk_address))

    def swallow(route):
        route.fetch()  # the server has stored it; its answer gets lost on the way
        route.fulfill(**PORTAL)

    page.route(OPERATIONS, swallow)
    tap(page, "toilets_supplies", "yes")
    expect(state(page)).to_contain_text("1 to send · Not our server")
    tap(page, "toilets_supplies", "no")
    expect(state(page)).to_contain_text("2 to send · Not our server")
    back_online(page)

    expect(state(page)).to_have_text("All sent")
    assert stored(site, walk_address) == [
        ["toilets_supplies", "answer", True, "auditor"],
        ["toilets_supplies", "answer", False, "auditor"],
    ]


def test_what_a_full_disk_refused_is_not_forgotten_when_the_field_is_left(auditor, site, walk_address):
    page, card = ready(auditor.open(walk_address)), "#host_commitment"
    page.evaluate(FULL_DISK)
    page.locator(f"{card} .n summary").tap()
    page.locator(f"{card} textarea").fill("Left early")
    expect(page.locator(f"{card}.unkept")).to_be_attached()
    page.locator(f"{card} textarea").dispatch_event("change")
    expect(page.locator(".c.keeping")).to_have_count(0)
    expect(state(page)).to_have_attribute("data-now", "full")
    page.evaluate("window.full = false")

    expect(state(page)).to_have_text("All sent")
    assert stored(site, walk_address) == [["host_commitment", "note", "Left early", "auditor"]]
    # what else the refused transaction was to write says so in the console
    assert all("transaction was aborted" in problem for problem in auditor.problems)
    auditor.problems.clear()


def test_a_refused_answer_holds_up_nothing_and_keeps_the_tablet_from_being_cleared(
    auditor, site, walk_address
):
    page = ready(auditor.open(walk_address))
    page.fill('[name="m-venue_area_per_person"]', "lots")
    page.locator('[name="m-venue_area_per_person"]').blur()
    tap(page, "venue_image_fit", "4")
    refused = page.locator("#venue_area_per_person .why")
    expect(refused).to_contain_text("“lots” is not a number")
    expect(state(page)).to_have_text("1 answer was refused: see why")
    assert stored(site, walk_address) == [["venue_image_fit", "answer", 4, "auditor"]]

    page.reload()

    ready(page)
    expect(page.locator('[name="m-venue_area_per_person"]')).to_have_value("lots")
    expect(refused).to_be_visible()
    page.get_by_role("link", name="Is everything there?").click()
    arrival = page.get_by_role("dialog", name="Is everything there?")
    expect(arrival).to_contain_text("Something was refused and is only on this tablet.")
    expect(arrival.get_by_role("button", name="Clear this tablet")).to_be_hidden()
    arrival.get_by_role("button", name="Close").click()
    page.fill('[name="m-venue_area_per_person"]', "2,5")
    page.locator('[name="m-venue_area_per_person"]').blur()
    expect(state(page)).to_have_text("All sent")
    expect(refused).to_have_count(0)
    page.get_by_role("link", name="Is everything there?").click()
    expect(arrival).to_contain_text("Everything has arrived. This tablet may be cleared.")
    page.on("dialog", lambda dialog: dialog.accept())
    arrival.get_by_role("button", name="Clear this tablet").click()
    page.wait_for_url("**/o/demo/walkthroughs/")
    page = ready(auditor.open(walk_address))
    expect(chosen(page, "venue_image_fit")).to_have_value("4")
    expect(page.locator('[name="m-venue_area_per_person"]')).to_have_value("2.5")


def test_two_tabs_of_one_tablet_show_and_send_the_same(auditor, site, walk_address):
    one, two = ready(auditor.open(walk_address)), ready(auditor.open(walk_address))
    for page in (one, two):
        page.route(OPERATIONS, lambda route: route.fulfill(**PORTAL))
    tap(one, "venue_image_fit", "4")
    expect(chosen(two, "venue_image_fit")).to_have_value("4")
    tap(two, "venue_image_fit", "3")
    expect(chosen(one, "venue_image_fit")).to_have_value("3")
    tap(two, "venue_condition", "2")
    for page in (one, two):
        expect(state(page)).to_contain_text("3 to send")
    back_online(one)
    back_online(two)

    for page in (one, two):
        expect(state(page)).to_have_text("All sent")
    assert stored(site, walk_address) == [
        ["venue_image_fit", "answer", 4, "auditor"],
        ["venue_image_fit", "answer", 3, "auditor"],
        ["venue_condition", "answer", 2, "auditor"],
    ]


TYPED_ELSEWHERE = r"""async () => {
  const files = performance.getEntriesByType("resource");
  const load = (pattern) => import(files.find(({name}) => pattern.test(name)).name);
  const [{draft}, {who}] = await Promise.all([/records\./, /walk_who\./].map(load));
  await draft(who, "venue_condition", "note", "Scratched");
  await draft(who, "venue_condition", "answer", {na: true, reason: ""});
}"""
FORM = """
from eventaudit.events.models import Event
Event.objects.filter(walkthroughs="{walkthrough}").update(form="{form}")
"""


def test_what_was_typed_at_a_question_that_is_not_asked_any_more_keeps_no_tablet(auditor, site, walk_address):
    page, number = ready(auditor.open(walk_address)), walk_address.rstrip("/").split("/")[-1]
    page.evaluate(TYPED_ELSEWHERE)
    site.python(FORM.format(walkthrough=number, form="short"))
    try:
        page.reload()
        ready(page)
        expect(page.locator("#venue_condition")).to_have_count(0)
        expect(state(page)).to_have_text("All sent")
        page.get_by_role("link", name="Is everything there?").click()
        arrival = page.get_by_role("dialog", name="Is everything there?")
        expect(arrival).to_contain_text("Everything has arrived. This tablet may be cleared.")
        assert stored(site, walk_address) == [["venue_condition", "note", "Scratched", "auditor"]]
    finally:
        site.python(FORM.format(walkthrough=number, form="full"))


# How often an operation waits that another tab had put back, or whose first storing only seemed to fail.
TWICE = r"""async () => {
  const files = performance.getEntriesByType("resource");
  const load = (pattern) => import(files.find(({name}) => pattern.test(name)).name);
  const [{sendAgain, settle, tryAgain}, {record, removePhoto}, {read, write}, {who}] = await Promise.all(
    [/outbox\./, /records\./, /database\./, /walk_who\./].map(load)
  );
  const waiting = (id) => read("outbox", ({store}) => store.index("id").count(id));
  const found = {};
  const meet = async (name, value, put) => {
    const operation = await record(who, "venue_condition", "answer", value);
    await write(name, ({store}) => store.put({...operation, why: "", reason: "finished", over: false}));
    await put(operation.id);
    found[`${name} ${value}`] = await waiting(operation.id);
  };
  await meet("sent", 1, () => settle(who, [], {results: [], resend: true}));
  await meet("sent", 2, (id) => sendAgain(who, {ops: [id], photos: []}));
  await meet("stuck", 3, () => tryAgain(who));
  const {transaction} = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (...all) {
    IDBDatabase.prototype.transaction = transaction;
    const stored = transaction.apply(this, all);
    stored.addEventListener("complete", (event) => {
      event.stopImmediatePropagation();
      stored.dispatchEvent(new Event("abort"));
    });
    return stored;
  };
  await removePhoto(who, "venue_condition", "gone");
  const rows = await read("outbox", ({store}) => store.getAll());
  found.removed = rows.filter(({f, v}) => f === "photo.del" && v === "gone").length;
  return found;
}"""


def test_what_waits_already_is_not_put_to_the_rest_a_second_time(auditor, walk_address):
    page = ready(auditor.open(walk_address))
    expect(state(page)).to_have_text("All sent")
    page.route(OPERATIONS, lambda route: route.fulfill(**PORTAL))

    assert page.evaluate(TWICE) == {"sent 1": 1, "sent 2": 1, "stuck 3": 1, "removed": 1}


def test_on_a_shared_tablet_anothers_work_is_neither_shown_nor_lost(auditor, site, walk_address):
    page = ready(auditor.open(walk_address))
    with page.expect_response(OPERATIONS):  # with it the tablet has its cookie for the auditor
        page.reload()
    page.route(OPERATIONS, lambda route: route.fulfill(**PORTAL))
    tap(page, "venue_image_fit", "4")
    expect(state(page)).to_contain_text("1 to send")
    page.locator(".watch-go").first.tap()
    expect(page.locator("#running li")).to_have_count(1)
    page.close()
    auditor.context.clear_cookies(name="sessionid")
    auditor.context.route(OPERATIONS, lambda route: route.fulfill(**PORTAL))
    auditor.sign_in("manager")

    page = ready(auditor.open(walk_address))

    expect(state(page)).to_contain_text("1 change by somebody else waits for them")
    expect(chosen(page, "venue_image_fit")).to_have_count(0)
    expect(page.locator("#running li")).to_have_count(0)
    auditor.context.unroute_all(behavior="wait")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(state(page)).to_have_text("All sent")
    assert stored(site, walk_address) == [["venue_image_fit", "answer", 4, "auditor"]]


def test_two_who_answer_at_once_see_at_the_question_what_counts(auditor, person, site, walk_address):
    page = ready(auditor.open(walk_address))
    expect(state(page)).to_have_text("All sent")
    page.route(OPERATIONS, lambda route: route.fulfill(**PORTAL))
    tap(page, "venue_image_fit", "3")
    expect(state(page)).to_contain_text("1 to send")
    manager = person(PORTRAIT, service_workers="block")
    manager.sign_in("manager")
    other = ready(manager.open(walk_address))
    tap(other, "venue_image_fit", "5")
    expect(state(other)).to_have_text("All sent")
    back_online(page)

    dispute = page.locator("#venue_image_fit .both")
    expect(dispute).to_contain_text("You: 3 of 5 · Manu Manager")
    expect(dispute).to_contain_text("5 of 5 (counts)")
    expect(chosen(page, "venue_image_fit")).to_have_value("5")
    dispute.get_by_role("button", name="Set “3 of 5” again").tap()
    expect(state(page)).to_have_text("All sent")
    expect(dispute).to_have_count(0)
    other.reload()
    expect(chosen(other, "venue_image_fit")).to_have_value("3")


TICKED = """([key, value]) => new Promise(resolve => {
  const card = document.getElementById(key);
  const ticked = () => card.classList.contains("ok") && !card.classList.contains("keeping");
  new MutationObserver(() => ticked() && resolve()).observe(card, {attributeFilter: ["class"]});
  card.querySelector(`[name="a-${key}"][value="${value}"]`).click();
})"""


def test_a_browser_killed_right_after_the_tick_has_lost_nothing(mortal, site, walk_address):
    page, kill = mortal()
    sign_in_at(page, site)
    page.goto(site.url + walk_address)
    ready(page)
    page.route(OPERATIONS, lambda route: route.fulfill(**PORTAL))
    answers = [
        ("venue_image_fit", "4"),
        ("host_energy", "1"),
        ("toilets_supplies", "yes"),
        ("venue_condition", "2"),
    ]
    for key, value in answers:
        page.evaluate(TICKED, [key, value])
    page.locator("#venue_image_fit .n summary").click()
    expect(page.locator("#venue_image_fit textarea")).to_be_focused()
    page.keyboard.type("Gold on the doors")
    expect(page.locator("#venue_image_fit")).not_to_have_class(re.compile("keeping"))
    kill()

    page, kill = mortal()
    sign_in_at(page, site)
    page.goto(site.url + walk_address)
    ready(page)
    for key, value in answers:
        expect(chosen(page, key)).to_have_value(value)
    note = page.locator("#venue_image_fit textarea")
    expect(note).to_have_value("Gold on the doors")
    expect(state(page)).to_have_text("All sent")
    taken = [row[:3] for row in stored(site, walk_address)]
    assert taken == [
        ["venue_image_fit", "answer", 4],
        ["host_energy", "answer", 1],
        ["toilets_supplies", "answer", True],
        ["venue_condition", "answer", 2],
        ["venue_image_fit", "note", "Gold on the doors"],
    ]
    kill()
