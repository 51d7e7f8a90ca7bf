"""Two tablets, two clocks, two histories, two versions of the form."""

from playwright.sync_api import expect

from tests.browser.files import photo

from .journeys_network import OPERATIONS, _until, _with_photos
from .line import cut

HOUR = 3600
QUESTION = "venue_image_fit"


def slow_clock(hall) -> None:
    """Manu, whose clock is an hour slow, sees 2 and sets 5: 5 counts, on both tablets."""
    anna = hall.tablet()
    anna.tap(QUESTION, "2")
    anna.expect_sent()
    manu = hall.tablet("manu", clock=-HOUR)
    assert manu.shown() == {QUESTION: [2, ""]}
    manu.tap(QUESTION, "5")
    manu.expect_sent()
    anna.open()
    anna.send()
    expect(anna.page.locator(f'[name="a-{QUESTION}"]:checked')).to_have_value("5")
    hall.expect_nothing_lost(anna, manu)


def both_at_once(hall) -> None:
    """Neither knew the other's answer: both are kept, one counts, and both tablets show that one."""
    anna, manu = hall.tablet(), hall.tablet("manu", clock=-HOUR)
    for tablet in (anna, manu):
        tablet.expect_sent()
    hall.line.meet(OPERATIONS, cut, times=999)
    manu.tap(QUESTION, "1")
    manu.tap("host_energy", "2")
    anna.tap(QUESTION, "4")  # the later one, whatever Manu's clock says
    hall.line.mend()
    anna.send()
    anna.expect_sent()
    manu.send()  # the loser arrives last, and hears so
    manu.expect_sent()
    expect(manu.page.locator(f'[name="a-{QUESTION}"]:checked')).to_have_value("4")
    expect(manu.page.locator(f"#{QUESTION} .both")).to_contain_text("4 of 5")
    anna.open()
    anna.send()
    expect(anna.page.locator('[name="a-host_energy"]:checked')).to_have_value("2")
    hall.expect_nothing_lost(anna, manu)


def old_backup(hall) -> None:
    """The server comes back from an old backup, and another tablet moves its counter on first."""
    anna = hall.tablet()
    keys = hall.world.ask("fit_questions")
    for key in keys[:5]:
        anna.tap(key, "3")
    anna.expect_sent()
    copy = hall.world.back_up()
    for key in keys[:8]:
        anna.tap(key, "4")
    anna.choose_photos("venue_space_feel", photo("hall.jpg"))
    expect(anna.photos("venue_space_feel", "sent")).to_have_count(1)
    anna.expect_sent()
    hall.world.restore(copy)
    assert len(hall.world.ask("operations", hall.walk)) == 5
    manu = hall.tablet("manu")
    for key in keys[20:30]:
        manu.tap(key, "2")
    manu.expect_sent()
    anna.sign_in(anna.page.context)  # the backup does not know the login of since
    anna.tap(keys[9], "5")
    _until(anna, lambda: len(hall.world.ask("operations", hall.walk)) >= 5 + 8 + 1 + 10 + 1)
    for tablet in (manu, anna):
        tablet.open()
        tablet.send()
        tablet.expect_sent()
    own = anna.told
    anna.told = anna.told + manu.told
    _with_photos(hall, anna, "hall.jpg")
    anna.told = own


def another_form(hall) -> None:
    """A question is gone from the form when the tablet comes back, and two of the answers are none."""
    anna = hall.tablet()
    anna.expect_sent()
    hall.line.meet(OPERATIONS, cut, times=999)
    anna.tap("host_energy", "1")
    anna.tap(QUESTION, "4")
    for wrong in ("lots", "more"):
        anna.page.evaluate(TYPE, ["venue_area_per_person", wrong])
    anna.tap("venue_condition", "2")
    hall.world.ask("leave_out", hall.walk, QUESTION)
    hall.line.mend()
    anna.send()
    expect(anna.state).to_have_attribute("data-now", "stuck")
    assert [row[:3] for row in hall.world.ask("operations", hall.walk)] == [
        ["host_energy", "answer", 1],
        ["venue_condition", "answer", 2],
    ]
    anna.open()  # the new form
    assert anna.page.locator(f"#{QUESTION}").count() == 0
    expect(anna.state).to_have_attribute("data-now", "stuck")
    kept = anna.page.evaluate(STUCK)
    assert kept == [["venue_area_per_person", "more", "value"], [QUESTION, 4, "unknown-criterion"]]


TYPE = """([key, text]) => new Promise((resolve) => {
  const card = document.getElementById(key);
  const field = card.querySelector(`[name="m-${key}"]`);
  field.value = text;
  for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, {bubbles: true}));
  const look = () => card.classList.contains("keeping") ? setTimeout(look, 5) : resolve();
  look();
})"""
# What was refused and has not been answered anew since.
STUCK = """async () => {
  const script = performance.getEntriesByType("resource").find(({name}) => /database\\./.test(name)).name;
  const {read} = await import(script);
  const rows = await read("stuck", ({store}) => store.getAll());
  return rows.filter(({over}) => !over).map(({k, v, reason}) => [k, v, reason]).sort();
}"""
