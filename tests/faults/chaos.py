"""Two tablets at one walkthrough while everything fails at random: nothing may be lost, nothing doubled.

Usage: python -m tests.faults.chaos [--seed 1] [--seconds 120]. Says what was done; fails where anything is
missing.
"""

import argparse
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from playwright.sync_api import Playwright, expect, sync_playwright

from . import line as lines
from .chaos_acts import BURST, grainy_photo
from .device import NOTE, Mortal
from .world import World

# Each person has values of their own, so that no change of one is none because the other has made it already.
VALUES = {"anna": ["1", "3", "5"], "manu": ["2", "4"]}
QUESTIONS, PHOTO_QUESTION = 15, "venue_space_feel"
ANSWERS_OF_OTHERS = [
    lines.say(500), lines.say(403), lines.say(401), lines.say(413), lines.say(429), lines.PORTAL, lines.LOGIN,
    lines.lose, lines.cut, lines.break_off,
]  # fmt: skip


class Hand:
    """Somebody with a tablet. ticked: what the page confirmed; tried: what was begun, confirmed or not."""

    def __init__(self, tablet: Mortal, random_: random.Random, keys: list[str]):
        self.tablet, self.random, self.keys = tablet, random_, keys
        self.ticked, self.tried = Counter(), Counter()
        self.photos: list[str] = []
        self.number = 0
        self._listen()

    def _listen(self) -> None:
        self.tablet.page.on("console", lambda message: self._hear(message.text))

    def _hear(self, text: str) -> None:
        """`tried criterion value` and `ticked criterion value`, as the burst says them."""
        what, _space, change = text.partition(" ")
        if what in ("tried", "ticked"):
            getattr(self, what)[change] += 1

    def taps(self) -> None:
        self.tablet.page.evaluate(BURST, self._order())

    def _order(self) -> list[list[str]]:
        values = VALUES[self.tablet.person]
        number = self.random.randint(20, 80)
        return [[self.random.choice(self.keys), self.random.choice(values)] for _tap in range(number)]

    def note(self) -> None:
        self.number += 1
        key, text = (
            self.random.choice(self.keys),
            f"{self.tablet.person} {self.number} {self.random.random()}",
        )
        self.tried[f"note {text}"] += 1
        self.tablet.page.evaluate(NOTE, [key, text])
        self.ticked[f"note {text}"] += 1

    def photo(self) -> None:
        self.number += 1
        names = [f"{self.tablet.person}-{self.number}-{one}.jpg" for one in range(self.random.randint(2, 6))]
        tiles = self.tablet.photos(PHOTO_QUESTION)
        before = tiles.count()
        files = [grainy_photo(name, self.random) for name in names]
        self.tablet.choose_photos(PHOTO_QUESTION, *files)
        expect(self.tablet.page.locator(f"#{PHOTO_QUESTION} [data-stage=storing]")).to_have_count(0)
        assert tiles.count() >= before + len(names)
        self.photos += names

    def reload(self) -> None:
        self.tablet.open()

    def die(self) -> None:
        """Killed in the middle of a burst, and started again wherever the network is."""
        order = self._order()
        # What the page says in its last moment may not be heard: everything of the burst may have been tried.
        self.tried.update(f"{key} {value}" for key, value in order)
        self.tablet.page.evaluate(f"order => {{ ({BURST})(order); }}", order)
        self.tablet.page.wait_for_timeout(self.random.randint(5, 300))
        self.tablet.kill()
        self.tablet.start()
        self._listen()
        self.tablet.open()


class Chaos:
    def __init__(self, world: World, playwright: Playwright, folder: Path, seed: int):
        self.world, self.line, self.random = world, world.line, random.Random(seed)  # noqa: S311 - repeatable
        self.walk = world.ask("new_walk", "anna")
        self.done: Counter[str] = Counter()
        keys = world.ask("fit_questions")[:QUESTIONS]
        self.hands = []
        for name, clock in (("anna", 0), ("manu", -420)):
            profile = folder / name
            tablet = Mortal(world, self.walk, name, by=playwright.chromium, profile=profile, clock=clock)
            tablet.start().open().expect_ready_offline()
            self.hands.append(Hand(tablet, self.random, keys))

    def run(self, seconds: float) -> None:
        acts = {
            "taps": 50, "note": 14, "photo": 10, "reload": 5, "die": 4,
            "network": 12, "fault": 16, "server": 3, "sign_out": 2,
        }  # fmt: skip
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            act = self.random.choices([*acts], [*acts.values()])[0]
            self.done[act] += 1
            who = self if hasattr(self, act) else self.random.choice(self.hands)
            getattr(who, act)()

    def network(self) -> None:
        self.line.set(self.random.choices(["open", "cut", "silent"], [5, 2, 1])[0])

    def fault(self) -> None:
        act = self.random.choice(ANSWERS_OF_OTHERS)
        self.line.meet(
            r"/operations/$|/bytes/", act, times=self.random.randint(1, 3), skip=self.random.randint(0, 2)
        )

    def server(self) -> None:
        """Dies before or after it has done what it was asked, and comes back."""
        after = self.random.random() < 0.5

        def die(call) -> None:
            if after:
                call.forward()
            self.world.server.kill()
            threading.Thread(target=self.world.server.start, daemon=True).start()

        self.line.meet(r"/operations/$|/bytes/", die)

    def sign_out(self) -> None:
        self.world.ask("end_sessions")

    def settle(self) -> None:
        """All is mended and everybody signed in: now everything must arrive by itself."""
        self.line.mend()
        self.world.server.start()
        for hand in self.hands:
            hand.tablet.sign_in(hand.tablet.page.context)
            hand.reload()
            hand.tablet.send()
        for _round in range(2):  # the second time each hears what the other has sent last
            for hand in self.hands:
                expect(hand.tablet.state).to_have_attribute("data-now", "sent", timeout=120_000)
                hand.reload()
                hand.tablet.send()
                hand.tablet.page.wait_for_timeout(2000)
                hand.tablet.expect_sent()

    def judge(self) -> dict:
        """What is lost, what is there twice, and which screen differs from the server."""
        rows = self.world.ask("operations", self.walk)
        stands = self.world.ask("stands", self.walk)
        lost, doubled, differing = {}, {}, {}
        for hand in self.hands:
            name = hand.tablet.person
            own = [row for row in rows if row[3] == name and row[1] in ("answer", "note")]
            taken = Counter(f"{row[0]} {row[2]}" if row[1] == "answer" else f"note {row[2]}" for row in own)
            lost |= hand.ticked - taken
            doubled |= taken - hand.tried
            shown = hand.tablet.shown()
            differing |= {
                key: (name, shown.get(key), stands.get(key))
                for key in {*shown, *stands}
                if shown.get(key) != stands.get(key)
            }
        told = Counter(name for hand in self.hands for name in hand.photos)
        kept = Counter(name for name, _key, whole in self.world.ask("photos", self.walk) if whole)
        return {
            "lost": lost,
            "doubled": doubled,
            "screens that differ": differing,
            "photos lost": told - kept,
            "photos doubled": kept - told,
        }

    def counts(self) -> str:
        ticked = sum(hand.ticked.total() for hand in self.hands)
        photos = sum(len(hand.photos) for hand in self.hands)
        return f"{ticked} ticked changes, {photos} photos; {dict(self.done)}"

    def end(self) -> None:
        for hand in self.hands:
            hand.tablet.kill()


def run(world: World, playwright: Playwright, folder: Path, *, seed: int, seconds: float) -> tuple[dict, str]:
    chaos = Chaos(world, playwright, folder, seed)
    try:
        chaos.run(seconds)
        chaos.settle()
        return chaos.judge(), chaos.counts()
    finally:
        chaos.end()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=120)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name, sync_playwright() as playwright:
        folder = Path(name)
        (folder / "site").mkdir()
        world = World(folder / "site")
        try:
            found, counts = run(world, playwright, folder, seed=options.seed, seconds=options.seconds)
        finally:
            world.end()
    sys.stdout.write(f"seed {options.seed}, {options.seconds:.0f} s: {counts}\n")
    for name, what in found.items():
        sys.stdout.write(f"{name}: {len(what)} {what or ''}\n")
    return 1 if any(found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
