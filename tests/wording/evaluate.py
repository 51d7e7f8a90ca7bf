"""How well texts are read: `python -m tests.wording.evaluate test [-v LANG]` (or tuning, fresh, outside,
reworded, demo).

A promise is hit when a candidate has the same touchpoint and half of the words of both are common.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from eventaudit.wording import Reading, read_text

from .marked import read_marked

MESSAGES = Path(__file__).parent / "messages"
DEMO = Path(__file__).resolve().parents[2] / "fixtures" / "demo_events.json"


@dataclass
class Counts:
    """Sums over messages, and the figures made of them."""

    messages: int = 0
    exact: int = 0
    keys_hit: int = 0
    keys_found: int = 0
    keys_wanted: int = 0
    hit: int = 0
    found: int = 0
    wanted: int = 0
    right: int = 0
    lines: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        return 2 * self.keys_hit / max(1, self.keys_found + self.keys_wanted)

    @property
    def figures(self) -> dict[str, float]:
        return {
            "messages": self.messages,
            "atmosphere_f1": round(self.f1, 3),
            "atmosphere_exact": round(self.exact / max(1, self.messages), 3),
            "precision": round(self.right / max(1, self.found), 3),
            "recall": round(self.hit / max(1, self.wanted), 3),
        }


def labelled(which: str) -> Iterator[dict]:
    """Messages with what should be found in them; None for what nobody has labelled."""
    if which == "demo":
        for event in json.loads(DEMO.read_text())["events"]:
            for message in event["messages"]:
                promises = [p for p in event.get("promises", []) if p["message"] == message["id"]]
                known = promises if event.get("promises") else None
                yield {**message, "atmospheres": message["atmosphere"], "promises": known}
        return
    for path in sorted((MESSAGES / which).glob("*.json")):
        yield from json.loads(path.read_text())
    for path in sorted((MESSAGES / which).glob("*.txt")):
        yield from read_marked(path)


def keys_of(atmospheres: object) -> set[str]:
    return set(atmospheres) if isinstance(atmospheres, dict) else {str(atmospheres or "neutral")}


def overlaps(one: tuple[int, int], other: tuple[int, int], text: str) -> bool:
    common = (
        len(text[max(one[0], other[0]) : min(one[1], other[1])].split())
        if one[0] < other[1] and other[0] < one[1]
        else 0
    )
    return common * 2 >= max(len(text[slice(*one)].split()), len(text[slice(*other)].split()))


def evaluate(which: str) -> dict[str, Counts]:
    counts: dict[str, Counts] = {}
    for message in labelled(which):
        judge(message, counts.setdefault(message["lang"], Counts()))
    return counts


def judge(message: dict, count: Counts) -> None:
    reading = read_text(message["text"])
    if message["atmospheres"] is not None:
        judge_atmosphere(message, reading, count)
    if message["promises"] is not None:
        judge_promises(message, reading, count)


def judge_atmosphere(message: dict, reading: Reading, count: Counts) -> None:
    wanted, found = keys_of(message["atmospheres"]), set(dict(reading.atmosphere.shares)) or {"neutral"}
    count.messages += 1
    count.exact += wanted == found
    count.keys_hit += len(wanted & found)
    count.keys_found += len(found)
    count.keys_wanted += len(wanted)
    if wanted != found:
        count.lines.append(f"{message['id']}: atmosphere {sorted(wanted)} read as {sorted(found)}")


def judge_promises(message: dict, reading: Reading, count: Counts) -> None:
    text = message["text"]
    starts = [(text.find(p["quote"]), p) for p in message["promises"]]
    places = [(start, start + len(p["quote"]), p["touchpoint"]) for start, p in starts]
    covered = set()
    for candidate in reading.promises:
        near = [o for o in places if overlaps((candidate.start, candidate.end), o[:2], text)]
        same = [o for o in near if o[2] == candidate.touchpoint]
        covered |= set(same)
        count.right += bool(same)
        if not same:
            said = f"{candidate.quote!r} {candidate.touchpoint} {candidate.score} {[o[2] for o in near]}"
            count.lines.append(f"{message['id']}: + {said}")
    count.hit += len(covered)
    count.wanted += len(places)
    count.found += len(reading.promises)
    missed = [o for o in places if o not in covered]
    count.lines += [f"{message['id']}: - {text[o[0] : o[1]]!r} {o[2]}" for o in missed]


def main() -> None:
    which, *rest = sys.argv[1:]
    for lang, count in evaluate(which).items():
        print(which, lang, count.figures)  # noqa: T201
        if "-v" in rest and (lang in rest or len(rest) == 1):
            print("\n".join(count.lines))  # noqa: T201


if __name__ == "__main__":
    main()
