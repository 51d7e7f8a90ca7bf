"""What happens between tablet and server, and what must come of it: each journey ends with nothing lost."""

from playwright.sync_api import expect

from tests.browser.files import photo

from .device import RECORD
from .line import LOGIN, PORTAL, Act, Hold, break_off, cut, lose, say

OPERATIONS, BYTES = "/operations/$", "/bytes/"
KEYS = ["venue_image_fit", "venue_condition", "host_energy", "host_commitment"]
TAPS = [
    ("venue_image_fit", "4"),
    ("venue_image_fit", "2"),
    ("venue_condition", "1"),
    ("venue_image_fit", "5"),
]


def cut_and_back(hall) -> None:
    """Answers, a note and a photo without a network, the page started again meanwhile."""
    anna = hall.tablet(worker=True)
    anna.expect_ready_offline()
    hall.line.set("cut")
    for key, value in TAPS:
        anna.tap(key, value)
    anna.note("venue_image_fit", "Gold on the doors")
    anna.choose_photos("venue_space_feel", photo("hall.jpg"))
    expect(anna.photos("venue_space_feel", "waiting")).to_have_count(1)
    anna.open()
    expect(anna.photos("venue_space_feel", "waiting")).to_have_count(1)
    hall.line.mend()
    anna.send()
    anna.expect_sent()
    _with_photos(hall, anna, "hall.jpg")


def silent(hall) -> None:
    """The Wi-Fi takes everything and gives nothing back, and the browser notices nothing."""
    anna = hall.tablet()
    anna.expect_sent()
    hall.line.set("silent")
    anna.tap(*TAPS[0])
    expect(anna.state).to_contain_text("No connection", timeout=40_000)
    anna.tap(*TAPS[1])
    hall.line.mend()  # nobody tells the tablet
    expect(anna.state).to_have_attribute("data-now", "sent", timeout=60_000)
    hall.expect_nothing_lost(anna)


LIES: dict[str, Act] = {
    "500": say(500, "boom"),
    "401 of a gate": say(401, "<h1>Sign in</h1>"),
    "403": say(403, "<h1>Forbidden</h1>"),
    "413 of a gate": say(413, "too large"),
    "429": say(429, "slowly", Retry_After="1"),
    "login page": LOGIN,
    "portal": PORTAL,
    "JSON of a stranger": say(200, '{"ok": true, "p": 2, "results": []}', kind="application/json"),
    "cut off": cut,
    "answer lost": lose,
    "answer broken off": break_off,
}


# Everything that the line says, for what is said for a moment only.
LISTEN = """() => {
  const {dataset} = document.getElementById("state");
  window.said = [];
  new MutationObserver(() => window.said.push(dataset.now))
    .observe(document.getElementById("state"), {attributeFilter: ["data-now"]});
}"""


def lied_to(hall, lies=tuple(LIES)) -> None:
    """Each batch meets another wrong answer, and is sent again."""
    anna = hall.tablet()
    anna.expect_sent()
    anna.page.evaluate(LISTEN)
    for number, name in enumerate(lies):
        anna.page.evaluate("window.said.length = 0")
        fault = hall.line.meet(OPERATIONS, LIES[name], times=1)
        anna.tap("venue_image_fit", str(1 + number % 5))
        anna.page.wait_for_function("() => window.said.includes('waiting')")
        assert fault.met == 1, name
        anna.send()
        anna.expect_sent()
    hall.expect_nothing_lost(anna)


def portal(hall) -> None:
    """200 and a page of somebody else's, and redirects to a sign-in page: for answers."""
    anna = hall.tablet()
    anna.expect_sent()
    for act in (PORTAL, LOGIN):
        fault = hall.line.meet(OPERATIONS, act, times=99)
        for key, value in TAPS if act is PORTAL else [("host_commitment", "2"), ("host_commitment", "1")]:
            anna.tap(key, value)
        _until(anna, lambda fault=fault: fault.met > 0)
        hall.line.mend()
    anna.send()
    anna.expect_sent()
    hall.expect_nothing_lost(anna)


def portal_for_photos(hall) -> None:
    anna = hall.tablet()
    fault = hall.line.meet(BYTES, PORTAL, times=99)
    anna.choose_photos("venue_space_feel", photo("hall.jpg"))
    _until(anna, lambda: fault.met > 0)
    hall.line.mend()
    anna.send()
    anna.expect_sent()
    _with_photos(hall, anna, "hall.jpg")


def in_flight(hall) -> None:
    """While a batch is on the wire, the same answer changes again, and others come."""
    anna = hall.tablet()
    anna.expect_sent()
    hold = Hold()
    hall.line.meet(OPERATIONS, hold)
    anna.tap("venue_image_fit", "4")
    _until(anna, hold.arrived.is_set)
    anna.tap("venue_image_fit", "2")
    for key in KEYS[1:]:
        anna.tap(key, "1")
    hold.free.set()
    anna.expect_sent()
    hall.expect_nothing_lost(anna)


def server_killed(hall) -> None:
    """In the second of three batches, before and after the commit."""
    anna = hall.tablet()
    anna.expect_sent()
    keys = hall.world.ask("fit_questions")
    for shift, when in enumerate(("before", "after")):
        changes = [
            [keys[number % len(keys)], 1 + (number // len(keys) + 3 * shift) % 5] for number in range(240)
        ]

        def die(call, when=when) -> None:
            if when == "after":
                call.forward()
            hall.world.server.kill()

        hall.line.meet(OPERATIONS, die, skip=1)
        hall.line.set("cut")
        anna.page.evaluate(RECORD, changes)
        anna.told += [[key, "answer", value] for key, value in changes]
        hall.line.set("open")
        anna.send()
        _until(anna, lambda: not hall.world.server.alive)
        hall.world.server.start()
        anna.send()
        anna.expect_sent()
    anna.open()
    hall.expect_nothing_lost(anna)


def signed_out(hall) -> None:
    """All logins end in the middle of the work: the tablet's cookie goes on, and nobody is asked."""
    anna = hall.tablet()
    anna.tap(*TAPS[0])
    anna.expect_sent()
    hall.world.ask("end_sessions")
    for key, value in TAPS[1:]:
        anna.tap(key, value)
    anna.expect_sent()
    expect(anna.state).not_to_contain_text("Signed out")
    hall.expect_nothing_lost(anna)


def photos_cut(hall) -> None:
    """Photos on their way meet a dead server, lost answers and a truncated one."""
    anna = hall.tablet()
    for act in (lose, break_off, say(500), lambda call: hall.world.server.kill()):
        hall.line.meet(BYTES, act)
    names = [f"photo-{number}.jpg" for number in range(6)]
    faults = list(hall.line.faults)
    anna.choose_photos("venue_space_feel", *[photo(name) for name in names])
    for _attempt in range(60):
        anna.send()
        anna.page.wait_for_timeout(250)
        if all(fault.met for fault in faults):
            break
    assert [fault.met for fault in faults] == [1, 1, 1, 1]
    _until(anna, lambda: not hall.world.server.alive)
    hall.world.server.start()
    anna.send()
    anna.expect_sent()
    _with_photos(hall, anna, *names)


def two_walkthroughs(hall) -> None:
    """What waits for another walkthrough goes on its own, and is not held up by the open one's faults."""
    anna, other = hall.tablet(), hall.new_walk()
    hall.line.meet(OPERATIONS, cut, times=99)
    anna.tap(*TAPS[0])
    expect(anna.state).to_have_attribute("data-now", "waiting")
    first, anna.told = anna.told, []
    anna.walk = other
    anna.open()
    anna.tap("host_energy", "1")
    hall.line.mend()
    gone = '{"p": 2, "reason": "unknown-walkthrough", "why": "It is gone."}'
    not_there = say(404, gone, kind="application/json", X_Eventaudit="1")
    hall.line.meet(f"^{other}operations/", not_there, times=999)
    anna.send()
    _until(anna, lambda: len(hall.world.ask("operations", hall.walk)) == 1)
    hall.line.mend()
    anna.send()
    anna.expect_sent()
    hall.expect_nothing_lost(anna, walk=other)
    anna.told, anna.walk = first, hall.walk
    anna.open()
    hall.expect_nothing_lost(anna)


def _until(tablet, true) -> None:
    for _attempt in range(300):
        if true():
            return
        tablet.page.wait_for_timeout(50)
    raise AssertionError("what was to happen on the line did not")


def _with_photos(hall, tablet, *names: str) -> None:
    """The photos are here, once, byte by byte; their operations count among the answers'."""
    assert hall.world.ask("photos", tablet.walk) == sorted([name, "venue_space_feel", True] for name in names)
    announced = [row for row in hall.world.ask("operations", tablet.walk) if row[1] == "photo.add"]
    assert len(announced) == len(names)
    tablet.told += [row[:3] for row in announced]
    hall.expect_nothing_lost(tablet)
