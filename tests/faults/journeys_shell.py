"""Starting without a network after things went wrong: updates cut in the middle, wrong pages."""

from .line import LOGIN, PORTAL, Patch, cut

UPDATED = """async () => {
  const registration = await navigator.serviceWorker.getRegistration("/");
  const found = new Promise((done) => {
    registration.addEventListener("updatefound", () => done(registration.installing));
  });
  await registration.update();
  const next = await found;
  await new Promise((done) => {
    const look = () => (next.state === "redundant" || next.state === "activated") && done();
    next.addEventListener("statechange", look);
    look();
  });
  return next.state;
}"""


def _prepared(hall):
    anna = hall.tablet(worker=True)
    anna.expect_ready_offline()
    return anna


def _expect_starts(anna) -> None:
    anna.page.goto("about:blank")
    anna.open()
    anna.tap("venue_image_fit", "4")


def update_cut_in_its_middle(hall) -> None:
    """Half of a new version's files have come when the network goes: the old version starts."""
    anna = _prepared(hall)
    hall.line.patches.append(
        Patch("^/sw.js", 'const SHELL = {"version": "', 'const SHELL = {"version": "next')
    )
    hall.line.meet("/offline/|walk", cut, times=999, methods=("GET",))
    state = anna.page.evaluate(UPDATED)
    hall.line.set("cut")
    _expect_starts(anna)
    assert state == "redundant"


def another_page_instead(hall) -> None:
    """Where the walkthrough was, a login page and then a portal's answer: neither is kept."""
    anna = _prepared(hall)
    for act in (LOGIN, PORTAL):
        fault = hall.line.meet(f"^{hall.walk}$", act, times=999, methods=("GET",))
        for _attempt in range(20):  # a page that was kept just now is not asked for again
            anna.open()
            anna.page.wait_for_timeout(500)
            if fault.met:
                break
        assert fault.met
        hall.line.faults.clear()
    anna.page.wait_for_timeout(300)
    hall.line.set("cut")
    _expect_starts(anna)


def silent_hall(hall) -> None:
    """A network that swallows everything is not waited for."""
    anna = _prepared(hall)
    hall.line.set("silent")
    _expect_starts(anna)
