"""What happens to a tablet itself: killed browsers, disks that take nothing, other people's hands."""

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.files import photo

from .device import RECORD
from .journeys_network import KEYS, OPERATIONS, TAPS, _until, _with_photos
from .line import Hold, cut

TYPED = "Gold on the doors, dust on the bar."
ROOM = "venue_space_feel"


def killed_while_typing(hall) -> None:
    """Right after the last key of a note, with the cursor still in it."""
    anna = hall.mortal()
    hall.line.meet(OPERATIONS, cut, times=999)
    for kept in (TYPED, TYPED + TYPED, TYPED * 3):
        anna.page.locator("#venue_image_fit .n").evaluate("note => note.open = true")
        note = anna.page.locator("#venue_image_fit textarea")
        note.focus()
        anna.page.keyboard.press("Control+End")
        anna.page.keyboard.type(TYPED)
        _until(anna, lambda: not anna.page.locator("#venue_image_fit.keeping").count())
        anna.kill()
        anna.start().open()
        expect(anna.page.locator("#venue_image_fit textarea")).to_have_value(kept)
    hall.line.mend()
    anna.send()
    anna.expect_sent()
    rows = [row[2] for row in hall.world.ask("operations", hall.walk)]
    assert [row for row in rows if len(row) % len(TYPED) == 0] == [TYPED, TYPED * 2, TYPED * 3]
    assert rows[-1] == TYPED * 3


def killed_with_a_batch_on_the_wire(hall) -> None:
    """Once the request dies with the browser, once it arrives after the browser's death."""
    anna = hall.mortal()
    anna.expect_sent()
    for arrives in (False, True):
        hold = Hold()
        act = hold if arrives else (lambda call, hold=hold: (hold.arrived.set(), hold.free.wait(60), None)[2])
        hall.line.meet(OPERATIONS, act)
        for key in KEYS[:2]:
            anna.tap(key, "1" if arrives else "2")
        _until(anna, hold.arrived.is_set)
        anna.tap(KEYS[3], "1" if arrives else "2")
        anna.kill()
        hold.free.set()
        anna.start().open()
        anna.expect_sent()
    hall.expect_nothing_lost(anna)


def page_gone_before_the_photo_is_shrunk(hall) -> None:
    """The camera's bytes are on the disk before anything else is done with them."""
    anna = hall.tablet()
    hold = Hold()
    hall.line.meet("shrink_worker", hold, times=99, methods=("GET",))
    anna.choose_photos(ROOM, photo("one.jpg"), photo("two.jpg"))
    expect(anna.photos(ROOM)).to_have_count(2)
    _until(anna, hold.arrived.is_set)
    hall.line.mend()
    anna.open()
    hold.free.set()
    expect(anna.photos(ROOM, "sent")).to_have_count(2)
    anna.expect_sent()
    _with_photos(hall, anna, "one.jpg", "two.jpg")


KEEP_CONNECTIONS = """const open = indexedDB.open.bind(indexedDB);
window.connections = [];
indexedDB.open = (...all) => {
  const request = open(...all);
  request.addEventListener("success", () => window.connections.push(request.result));
  return request;
};"""


def connection_closed(hall) -> None:
    """As iOS closes it in the background, time and again."""
    anna = hall.tablet()
    anna.page.context.add_init_script(KEEP_CONNECTIONS)
    anna.open()
    for key, value in [*TAPS, ("host_energy", "1")]:
        anna.page.evaluate("connections.forEach((one) => one.close())")
        anna.tap(key, value)
    assert anna.page.evaluate("connections.length") > len(TAPS)
    anna.expect_sent()
    hall.expect_nothing_lost(anna)


BLOCK = """() => new Promise((blocked) => {
  const opening = indexedDB.open("eventaudit");
  opening.onsuccess = () => {
    window.over = false;
    const transaction = opening.result.transaction([...opening.result.objectStoreNames], "readwrite");
    const again = () => {
      if (!window.over) transaction.objectStore("meta").get("nothing").onsuccess = again;
    };
    again();
    blocked();
  };
})"""


def database_blocked(hall) -> None:
    """Another process holds the database: no tick, but a word that it is still being stored."""
    anna = hall.tablet()
    anna.tap(*TAPS[0])
    anna.expect_sent()
    other = anna.page.context.new_page()
    other.goto(f"{hall.line.url}/accounts/login/")
    other.evaluate(BLOCK)
    for key, value in (("venue_condition", "1"), ("host_energy", "2")):
        choice = anna.page.locator(f'[name="a-{key}"][value="{value}"]')
        choice.evaluate("input => input.click()")
        anna.told.append([key, "answer", int(value)])
    expect(anna.state).to_have_attribute("data-now", "storing")
    expect(anna.page.locator(".c.keeping")).to_have_count(2)
    assert len(hall.world.ask("operations", hall.walk)) == 1
    other.evaluate("window.over = true")
    expect(anna.page.locator(".c.keeping")).to_have_count(0)
    anna.expect_sent()
    hall.expect_nothing_lost(anna)


@contextlib.contextmanager
def small_disk(place: Path, megabytes: int) -> Iterator[bool]:
    """A disk of its own at the folder; False where nobody may mount one."""
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(place)]
    mounted = os.geteuid() == 0 and not subprocess.run(command, check=False, capture_output=True).returncode
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(place)], check=False)


def disk_full(hall) -> bool:
    """No tick for what the disk does not take; it stays in the page and is stored when there is room."""
    with small_disk(hall.folder / "profile-0", 150) as mounted:
        if not mounted:
            return False
        anna = hall.mortal()
        anna.tap(*TAPS[0])
        anna.expect_sent()
        hall.line.meet(OPERATIONS, cut, times=999)
        _fill(hall.folder / "profile-0" / "filler")
        full = anna.page.locator(".c.unkept")
        keys = hall.world.ask("fit_questions")[:80]
        for key in keys:
            text = f"{key} " + "x" * 4900
            anna.page.evaluate(UNSTORED, [key, text])
            anna.told.append([key, "note", text])
        expect(full.first).to_be_attached()
        expect(anna.state).to_have_attribute("data-now", "full")
        (hall.folder / "profile-0" / "filler").unlink()
        expect(full).to_have_count(0)
        hall.line.mend()
        anna.send()
        anna.expect_sent()
        hall.expect_nothing_lost(anna)
        anna.kill()
    return True


UNSTORED = """([key, text]) => {
  const field = document.getElementById(key).querySelector("textarea");
  field.value = text;
  for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, {bubbles: true}));
}"""


def _fill(filler: Path) -> None:
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(b"\0" * 4096)


def draft_left_over(hall) -> None:
    """What was typed and sent does not come back over what somebody else wrote since."""
    anna = hall.tablet()
    anna.note("venue_image_fit", "Gold")
    anna.expect_sent()
    manu = hall.tablet("manu")
    manu.note("venue_image_fit", "Gold leaf")
    manu.expect_sent()
    anna.open()
    anna.expect_sent()
    expect(anna.page.locator("#venue_image_fit textarea")).to_have_value("Gold leaf")
    hall.expect_nothing_lost(anna, manu)


def anothers_outbox(hall) -> None:
    """120 changes of one person, whose login and cookie are gone, do not hold up the next person's."""
    anna = hall.tablet()
    anna.expect_sent()
    hall.line.meet(OPERATIONS, cut, times=999)
    keys = hall.world.ask("fit_questions")
    changes = [[keys[number % 30], 1 + number // 30] for number in range(120)]
    anna.page.evaluate(RECORD, changes)
    anna.told = [[key, "answer", value] for key, value in changes]
    context, told = anna.page.context, anna.told
    context.clear_cookies()
    anna.person, anna.told = "manu", []
    anna.sign_in(context)
    anna.open()
    assert anna.shown() == {}
    expect(anna.state).to_contain_text("120 changes by somebody else wait")
    hall.line.mend()
    anna.tap("host_commitment", "3")
    expect(anna.state).to_have_attribute("data-now", "sent")
    _until(anna, lambda: len(hall.world.ask("operations", hall.walk)) == 1)
    assert hall.world.ask("operations", hall.walk) == [["host_commitment", "answer", 3, "manu"]]
    anna.person, anna.told = "anna", anna.told + told
    context.clear_cookies()
    anna.sign_in(context)
    anna.open()
    anna.send()
    anna.expect_sent()
    hall.expect_nothing_lost(anna)


def few_layouts(hall) -> None:
    """35 keys cost a few layouts each and no more: a slow page stores late, and a kill takes the note."""
    page: Page = hall.tablet().page
    # Questions that are laid out when they come near the screen, and have no height until then, once cost a
    # hundred layouts for every key; with a height they spare the page most of its work.
    heights = "cards => [...new Set(cards.map((card) => getComputedStyle(card).containIntrinsicHeight))]"
    assert page.locator(".c").evaluate_all(heights) == ["auto 288px"]  # 18rem
    page.locator("#venue_image_fit .n").evaluate("note => note.open = true")
    page.locator("#venue_image_fit textarea").focus()
    page.keyboard.type("x")
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    before = _layouts(session)
    page.keyboard.type(TYPED)
    made = _layouts(session) - before
    assert made < 10 * len(TYPED), f"{made} layouts for {len(TYPED)} keys"


def _layouts(session) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(one["value"] for one in metrics if one["name"] == "LayoutCount")
