"""How well new messages would be read, and where to draw the lines: `python -m tests.wording.cross_validate`.

The models are fitted to all tuning messages but a fold, and that fold is read with them; so thresholds can be
chosen without looking at the test half. The word lists were made with the long messages at hand: what is said
of the short ones and of the pages, which came later, is nearer to what outsiders will see.
"""

import random
import sys
from collections.abc import Iterator
from itertools import groupby

import numpy as np

from eventaudit.wording.choosing import Choice, best_choices
from eventaudit.wording.lexicon import TOUCHPOINTS

from .models import TONES, PromiseModel, SubjectModel, ToneModel
from .rows import messages, rows_of

FOLDS = 4
CHANCES = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55)
CAUTIONS = ((0.35, 1.0), (0.5, 0.7), (0.5, 1.0), (0.5, 1.4), (0.65, 1.0))


def cross_validate() -> None:
    clauses, texts = rows_of(messages())
    groups = sorted({group_of(row.source) for row in texts})
    random.Random(1).shuffle(groups)  # noqa: S311 - the same each time
    judged_clauses, judged_texts = [], []
    for fold in range(FOLDS):
        outside = {row.source for row in texts if group_of(row.source) in groups[fold::FOLDS]}
        seen = [row for row in clauses if row.source not in outside]
        rows = [row for row in clauses if row.source in outside and row.traits is not None]
        shares, chances = SubjectModel(seen).shares(rows), PromiseModel(seen).chances(rows)
        judged_clauses += zip(rows, shares, chances, strict=True)
        rows = [row for row in texts if row.source in outside and row.traits is not None]
        shares = ToneModel([row for row in texts if row.source not in outside]).shares(rows)
        judged_texts += zip(rows, shares, strict=True)
        say(f"fold {fold + 1} of {FOLDS}")
    for kind in ("outside", "voices", "sites", "marked", "page", "short", "tuning"):
        for lang in ("en", "fi", "sv"):
            of_kind = [each for each in judged_clauses if each[0].source.startswith(f"{kind}-{lang}")]
            say_clauses(f"{kind} {lang}", of_kind)
            say_texts(f"{kind} {lang}", [e for e in judged_texts if e[0].source.startswith(f"{kind}-{lang}")])


def group_of(source: str) -> str:
    """Without the language: many a text is another's in a second language."""
    kind, _, number = source.split("-")
    return f"{kind}-{number}"


def say_clauses(name: str, judged: list) -> None:
    wanted = promises_of(name)
    told = [(row, shares) for row, shares, _ in judged if row.wanted]
    right = sum(TOUCHPOINTS[int(np.argmax(shares))] == row.wanted for row, shares in told)
    say(f"{name}: touchpoint right {right / max(1, len(told)):.3f}")
    for least in CHANCES:
        shown = list(chosen(judged, least))
        hit = sum(shown)
        precision, recall = hit / max(1, len(shown)), hit / max(1, wanted)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        say(f"  {least}: P {precision:.3f} R {recall:.3f} F {f1:.3f}")


def promises_of(name: str) -> int:
    kind, lang = name.split()
    return sum(len(each["promises"]) for each in messages() if each["id"].startswith(f"{kind}-{lang}"))


def chosen(judged: list, least: float) -> Iterator[bool]:
    """Of each candidate that would be shown, whether it is right."""
    for _, sentence in groupby(judged, key=lambda each: (each[0].source, each[0].sentence)):
        choices = [
            Choice(*row.run, float(max(shares) * chance), TOUCHPOINTS[int(np.argmax(shares))] == row.wanted)
            for row, shares, chance in sentence
        ]
        yield from (choice.found for choice in best_choices(choices, least))


def say_texts(name: str, judged: list) -> None:
    for second, caution in CAUTIONS:
        hit = found = wanted = 0
        for row, shares in judged:
            keys = read_as(shares, second, caution)
            hit += len(keys & row.wanted.keys())
            found += len(keys)
            wanted += len(row.wanted)
        say(f"  {name} second from {second}, caution {caution}: F {2 * hit / max(1, found + wanted):.3f}")


def read_as(shares, second: float, caution: float) -> set[str]:
    parts = dict(zip(TONES, map(float, shares), strict=True))
    neutral = parts.pop("neutral") * caution
    best, other, *_ = sorted(parts, key=lambda key: -parts[key])
    if neutral >= parts[best]:
        return {"neutral"}
    return {best, other} if parts[other] >= second * parts[best] else {best}


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    cross_validate()
