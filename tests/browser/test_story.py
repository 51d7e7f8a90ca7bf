"""The main job once, from the invitation of an auditor to the report in the client's hands."""

import email
import email.policy
import io
import re

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from . import tablet
from .conftest import LANDSCAPE, PASSWORD, PORTRAIT, Person, scripted
from .files import photo, word_document

pytestmark = pytest.mark.browser

EVENT = "Harbour Gala 2032"
AUDITOR = "aino.auditor@eventaudit.example"
INVITATION = (
    "Welcome to the Harbour Gala 🥂\n\n"
    "The promised menu is seven courses by candlelight.\n"
    "Every guest is greeted by name at the door.\n"
)
MENU = "seven courses by candlelight"
GREETING = "greeted by name"


def test_from_the_invitation_of_an_auditor_to_the_report_in_the_clients_hands(person, site):
    auditor = an_admin_invites_an_auditor(person, site)

    manager = person(LANDSCAPE)
    page = manager.sign_in("manager")
    create_event(page)
    event_address = page.url
    choose_brief(page)
    paste_invitation(page)
    record_promise(
        page, MENU, touchpoint="Food and drink", criterion="Was the promised food and drink served?"
    )
    record_promise(page, GREETING, touchpoint="Mood and approachability")
    set_message_atmosphere(page)
    upload_programme(page)
    judge_greeting(page)
    assign_walkthrough(page)

    walk(auditor, person)

    page.goto(event_address)
    look_at_result(page)
    look_at_ledger(page)

    client = person(LANDSCAPE)
    client_page = client.sign_in("client")
    expect(client_page.get_by_text("No report has been released yet.", exact=False)).to_be_visible()

    report_address = make_report(page)
    assert client.status(report_address) == 404
    open_pdf(manager, page)
    page.get_by_role("button", name="I have read it: mark as reviewed").click()
    page.get_by_role("button", name="Release to the client").click()
    expect(page.get_by_text(re.compile("^Released on"))).to_be_visible()

    client_reads(client, client_page, event_address, report_address)


def an_admin_invites_an_auditor(person, site) -> Person:
    """The auditor, signed in on a tablet held upright."""
    page = person(LANDSCAPE).sign_in("admin")
    page.get_by_role("link", name="People").click()
    page.get_by_label("E-mail address").fill(AUDITOR)
    page.get_by_label("Role", exact=False).last.select_option(label="Auditor")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_role("heading", name="Open invitations")).to_be_visible()
    expect(page.get_by_text(AUDITOR, exact=True)).to_be_visible()

    [mail] = [mail for mail in site.mails if mail.rcpt_tos == [AUDITOR]]
    message = email.message_from_bytes(mail.content, policy=email.policy.default)
    assert message["Subject"] == "Invitation to Kompassi Events on Eventaudit"
    [link] = re.findall(rf"{site.url}(/\S+)", message.get_body("plain").get_content())

    auditor = person(PORTRAIT)
    page = auditor.open(link)
    page.get_by_label("Name").fill("Aino Auditor")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Accept the invitation").click()
    expect(page.get_by_role("heading", name="My walkthroughs")).to_be_visible()
    return auditor


def create_event(page: Page) -> None:
    page.get_by_role("link", name="Events").first.click()
    page.get_by_role("link", name="New event").click()
    page.get_by_label("Name", exact=False).first.fill(EVENT)
    page.get_by_label("Client", exact=False).first.fill("Harbour Company")
    page.get_by_label("Attendees").fill("120")
    page.get_by_label("Venue", exact=True).fill("Old Customs House")
    page.get_by_label("Doors open").fill("2032-09-18T17:30")
    page.get_by_label("The event starts").fill("2032-09-18T18:00")
    page.get_by_label("The event ends").fill("2032-09-18T23:00")
    segments, zones, rounds = (
        page.get_by_role("group", name=name) for name in ("Segments", "Zones", "Rounds")
    )
    segments.get_by_label("Name of the segment").first.fill("Front tables")
    segments.get_by_label("How many people").first.fill("40")
    for _tap in range(2):  # one row more than is offered
        segments.get_by_role("button", name="Add a row").tap()
    segments.get_by_label("Name of the segment").last.fill("Back tables")
    segments.get_by_label("How many people").last.fill("80")
    zones.get_by_label("Name of the zone").first.fill("Hall")
    rounds.get_by_label("Name of the round").first.fill("Doors")
    rounds.get_by_label("Starts").first.fill("2032-09-18T17:30")
    page.get_by_label("Short form: 49 criteria").check()
    page.get_by_role("group", name="Who may see the released report").get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Save the event").click()
    expect(page.get_by_role("heading", name=EVENT)).to_be_visible()


def choose_brief(page: Page) -> None:
    page.get_by_role("link", name="Brief", exact=True).click()
    scripted(page.get_by_label("Luxury", exact=True).first).fill("60")
    page.get_by_label("Rustic and natural", exact=True).first.fill("40")
    everywhere = page.get_by_role("region", name="How should it feel?")
    expect(everywhere.get_by_text("Together 100 %")).to_be_visible()
    expect(everywhere.get_by_text("Luxury 60 % + Rustic and natural 40 %")).to_be_visible()
    catering = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Food and drink"))
    catering.get_by_text("Choose differently").click()
    catering.get_by_label("Colourful").fill("100")
    expect(catering.get_by_label("Its own")).to_be_checked()
    page.get_by_role("button", name="Save the brief").last.click()
    expect(page.get_by_text("The intended atmosphere is saved.")).to_be_visible()
    expect(catering.get_by_text("its own", exact=True)).to_be_visible()


def paste_invitation(page: Page) -> None:
    page.get_by_role("link", name="Messages", exact=True).click()
    page.get_by_role("link", name="Add a message").click()
    page.get_by_label("Text of the message").fill(INVITATION)
    page.get_by_label("Channel").select_option(label="Invitation")
    page.get_by_label("Title").fill("Invitation to the gala")
    page.get_by_label("Audience").fill("all guests")
    page.get_by_role("button", name="Add the message").click()
    expect(page.get_by_text("Welcome to the Harbour Gala 🥂")).to_be_visible()
    expect(page.locator("[data-candidate]").first).to_be_visible()  # the text has been read


def upload_programme(page: Page) -> None:
    page.get_by_role("link", name=f"{EVENT}: Messages").click()
    page.get_by_role("link", name="Add a message").click()
    document = word_document(
        "programme.docx", title="Programme of the gala", paragraphs=["18:00 Welcome", "19:00 Dinner"]
    )
    page.get_by_label("Or a file").set_input_files(document)
    page.get_by_label("Channel").select_option(label="Programme")
    page.get_by_role("button", name="Add the message").click()
    expect(page.get_by_role("heading", name="Programme of the gala")).to_be_visible()
    expect(page.get_by_text("19:00 Dinner")).to_be_visible()
    expect(page.get_by_role("link", name="Original file")).to_be_visible()


PLACE_OF_WORDS = """([text, words]) => {
  const label = (node) => node.parentElement.closest(".promise-label");
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT, (node) =>
    label(node) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const range = document.createRange();
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  const start = nodes.map((node) => node.data).join("").indexOf(words);
  const end = start + words.length;
  let at = 0;
  for (const node of nodes) {  // marks of candidates and of the atmosphere may cut the words
    const next = at + node.data.length;
    if (at <= start && start < next) range.setStart(node, start - at);
    if (at < end && end <= next) range.setEnd(node, end - at);
    at = next;
  }
  const {left, right, top, bottom} = range.getBoundingClientRect();
  return {left, right, middle: (top + bottom) / 2};
}"""


def select_words(page: Page, words: str) -> None:
    """With the mouse, from the first letter to the last."""
    text = scripted(page.locator("[data-message-text]"))
    text.scroll_into_view_if_needed()
    place = page.evaluate(PLACE_OF_WORDS, [text.element_handle(), words])
    page.mouse.move(place["left"] + 1, place["middle"])
    page.mouse.down()
    page.mouse.move((place["left"] + place["right"]) / 2, place["middle"])
    page.mouse.move(place["right"] - 1, place["middle"])
    page.mouse.up()


def record_promise(page: Page, words: str, *, touchpoint: str, criterion: str = "") -> None:
    select_words(page, words)
    page.get_by_role("button", name="Record as a promise").click()
    expect(page.get_by_label("The words")).to_have_value(words)
    page.get_by_label("Touchpoint").select_option(label=touchpoint)
    page.get_by_role("radio", name="Explicit").check()
    if criterion:
        page.get_by_text("Criterion, weight and more").click()
        page.get_by_label("Criterion that decides it").select_option(label=criterion)
    page.get_by_role("button", name="Record the promise").click()
    expect(page.get_by_role("article").filter(has_text=words)).to_be_visible()
    marked = page.locator("[data-message-text] mark.promised")
    expect(marked.last).to_be_visible()  # words that speak the atmosphere cut a mark in pieces
    assert words in "".join(marked.all_inner_texts())


def set_message_atmosphere(page: Page) -> None:
    page.get_by_text("Atmosphere of this message:").click()
    page.get_by_label("It has an atmosphere").check()
    page.get_by_label("Luxury").last.fill("100")
    page.get_by_role("button", name="Keep the atmosphere").click()
    expect(page.get_by_text("not read yet", exact=True)).to_have_count(0)


def judge_greeting(page: Page) -> None:
    page.get_by_role("link", name=f"{EVENT}: Messages").click()
    page.get_by_role("link", name="Promises", exact=True).click()
    expect(
        page.get_by_text("Decided by the criterion: Was the promised food and drink served?")
    ).to_be_visible()
    page.get_by_role("link", name="Note and photos").click()
    expect(page.get_by_text(GREETING)).to_be_visible()
    page.get_by_label("Kept", exact=True).check()
    page.get_by_label("Note").fill("The doorman knew every name.")
    page.get_by_label("Photos").set_input_files([photo("door.jpg")])
    page.get_by_role("button", name="Keep the verdict").click()
    expect(page.get_by_text("The doorman knew every name.")).to_be_visible()
    expect(page.get_by_role("img", name="Photo 1 of P2")).to_be_visible()


def assign_walkthrough(page: Page) -> None:
    page.get_by_role("link", name="Walkthroughs", exact=True).click()
    page.get_by_role("combobox", name="Auditor").select_option(label="Aino Auditor")
    page.get_by_role("combobox", name="Round").select_option(label="Doors")
    page.get_by_label("Lead auditor").check()
    page.get_by_role("button", name="Assign the walkthrough").click()
    expect(page.get_by_text("0 of 49 answered")).to_be_visible()


def walk(auditor: Person, person) -> None:
    page = auditor.open("/")
    page.get_by_role("link", name=EVENT).click()
    tablet.answer(page, "How roomy do the spaces feel?", "0")
    tablet.answer(page, "Does the building look like the event that was advertised?", "4")
    tablet.write_note(page, "Does the building look like the event that was advertised?", "Gold on the doors")
    tablet.answer(page, "Can you get from the street to seat, food and toilet without steps?", "Yes")
    tablet.take_photo(page, "Can you get from the street to seat, food and toilet without steps?", "ramp.jpg")
    tablet.read_atmosphere(
        page, "Which atmosphere do the spaces express?", "Luxury", "Rustic and natural", share=60
    )
    tablet.answer(page, "The spaces, compared with what you expected", "exceeded")
    tablet.step_up(page, "Waiting time at check-in at the busiest time", taps=3)
    tablet.could_not_observe(page, "How easy is it to turn to the staff?")
    tablet.expect_saved(page, answered=7)

    page.reload()
    tablet.expect_answered(page, 7)
    venue = tablet.question(page, "Does the building look like the event that was advertised?")
    expect(venue.get_by_role("radio", name="4")).to_be_checked()
    expect(venue.get_by_label("Note")).to_have_value("Gold on the doors")

    page.set_viewport_size(LANDSCAPE)
    tablet.answer(page, "Was the promised food and drink served?", "No")
    tablet.write_note(page, "Was the promised food and drink served?", "Soup and bread, by lamplight.")
    tablet.answer(page, "Which atmosphere do music, decor and light express?", "Neutral")
    tablet.does_not_apply(page, "Does the host inspire the room?", why="There was no host")
    tablet.expect_saved(page, answered=10)

    signed_in = auditor.context.storage_state()
    without_javascript = person(PORTRAIT, java_script_enabled=False, storage_state=signed_in)
    plain_page = without_javascript.open(page.url.removeprefix(auditor.site.url))
    toilets = tablet.question(plain_page, "How clean are they after the main break?")
    toilets.get_by_role("radio", name="2").locator("xpath=..").tap()
    plain_page.get_by_role("button", name="Save").click()
    expect(plain_page.get_by_text("1 change saved.")).to_be_visible()
    tablet.expect_answered(plain_page, 11)

    page.reload()
    page.get_by_role("link", name="Finish").click()
    expect(page.get_by_text("38 questions have no answer")).to_be_visible()
    page.get_by_role("button", name="Finish the walkthrough").click()
    expect(page.get_by_text("11 of 49 answered")).to_be_visible()


def look_at_result(page: Page) -> None:
    """Numbers worked out by hand from the answers given above.

    Venue: (3 x 1 + 3 x 0.75 + 3 x 1 + 2 x 1) / 11 = 93; queues: 3 / 5 = 60; toilets: 3 x 0.25 / 8 = 9. The
    twelve together: 13.5. One promise kept and one broken: 50. The atmosphere as intended at one touchpoint
    and half of it at another: (1 + 0.5) / 12 = 12.5 assured, (1 + 0.5) / 2 = 75 observed.
    """
    page.get_by_role("link", name="Result", exact=True).click()
    index = page.get_by_role("region", name="Excellence index")
    expect(index).to_contain_text("20.5 of 100, assured")
    index.get_by_text("How the index is made up").click()
    for name, numbers in (
        ("Delivery", "Assured 13.5, observed 54.5, possible 95.3."),
        ("Fidelity", "Assured 50.0, observed 50.0, possible 50.0."),
        ("Intent", "Assured 12.5, observed 75.0, possible 95.8."),
    ):
        component = index.locator("dl > div").filter(has_text=name)
        expect(component).to_contain_text(numbers)
    touchpoints = page.get_by_role("region", name="Three records, side by side").get_by_role("listitem")
    for name, assured in (
        ("Venue and spaces", "93"),
        ("Queues", "60"),
        ("Toilets", "9"),
        ("Host or moderator", "0"),
    ):
        row = touchpoints.filter(has=page.get_by_role("link", name=name))
        expect(row.get_by_text(assured, exact=True).first).to_be_visible()
    look_at_finding(page)


def look_at_finding(page: Page) -> None:
    page.get_by_role("link", name="Findings", exact=True).click()
    page.get_by_role("link", name=f"Promised in Invitation (M1): “{MENU}”.").click()
    expect(page.get_by_role("region", name="Evidence")).to_contain_text("Soup and bread, by lamplight.")
    reckoned = page.get_by_role("region", name="Why it is this severe")
    expect(reckoned.get_by_role("row").filter(has_text="Impact")).to_contain_text("100 × 1.00 × (3/3)")
    page.get_by_role("link", name=EVENT).click()


def look_at_ledger(page: Page) -> None:
    promises = page.get_by_role("region", name="Promises")
    expect(promises.get_by_role("listitem")).to_have_text(
        ["1 Kept", "0 Partly kept", "1 Broken", "0 Not checked"]
    )
    page.get_by_role("link", name="Promises", exact=True).click()
    page.get_by_label("Verdict").select_option(label="Decided by the walkthrough")
    page.get_by_role("button", name="Filter").click()
    expect(page.get_by_text("1 promise.", exact=False)).to_be_visible()
    expect(page.get_by_text(MENU)).to_be_visible()
    expect(page.get_by_text(GREETING)).to_have_count(0)


def make_report(page: Page) -> str:
    page.get_by_role("link", name="Reports", exact=True).click()
    page.get_by_role("button", name="Make the report").click()
    address = page.url
    expect(page.get_by_role("link", name=re.compile("Open the PDF"))).to_be_visible(timeout=180_000)
    assert page.url == address
    return address


def open_pdf(manager: Person, page: Page) -> None:
    link = page.get_by_role("link", name=re.compile("Open the PDF"))
    pdf = manager.context.request.get(manager.site.url + link.get_attribute("href")).body()
    assert pdf.startswith(b"%PDF")
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    words = " ".join(text.split())
    for expected in (EVENT, MENU, "Soup and bread, by lamplight."):
        assert expected in words


def client_reads(client: Person, page: Page, event_address: str, report_address: str) -> None:
    """This report and nothing else."""
    page.reload()
    expect(page.get_by_role("main").get_by_role("listitem")).to_have_count(1)
    page.get_by_role("link", name=EVENT).click()
    expect(page.get_by_text(MENU).locator("visible=true").first).to_be_visible()
    assert page.url == report_address
    expect(page.get_by_role("link", name=re.compile("Open the PDF"))).to_be_visible()
    assert client.status(event_address) == 403
