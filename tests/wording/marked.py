"""Texts with their promises marked in them: `{catering: Lunch is free}`, see messages/README.md."""

import re
from collections.abc import Iterator
from pathlib import Path

TOUCHPOINTS = {
    "am": "ambience",
    "ca": "catering",
    "cl": "cloakroom",
    "gu": "guidance",
    "ho": "host",
    "mo": "mood",
    "pg": "programme",
    "pr": "prints",
    "qu": "queues",
    "to": "toilets",
    "tr": "transport",
    "ve": "venue",
}
MARKED = re.compile(r"\{(\w\w):([^{}]*)\}")


def read_marked(path: Path) -> Iterator[dict]:
    """Messages like those of the JSON files, their promises with quote and touchpoint only."""
    parts = re.split(r"^== ", path.read_text(encoding="utf-8"), flags=re.M)[1:]
    for number, part in enumerate(parts, 1):
        head, _, body = part.partition("\n")
        channel, *shares = head.split()
        yield {
            "id": f"{path.parent.name}-{path.stem}-{number:03d}",
            "lang": path.stem,
            "channel": channel,
            "text": MARKED.sub(r"\2", body.strip("\n")),
            "atmospheres": atmospheres_of(shares),
            "promises": [{"quote": m[2], "touchpoint": TOUCHPOINTS[m[1]]} for m in MARKED.finditer(body)],
        }


def atmospheres_of(shares: list[str]) -> dict[str, float] | str | None:
    """None where nobody has labelled them."""
    if len(shares) == 1:
        return None if shares == ["unlabelled"] else shares[0]
    return dict(zip(shares[::2], map(float, shares[1::2]), strict=True))
