"""How well new messages would be read: `python -m tests.wording.cross_validate [FOLDS]`.

The weights are fitted to all tuning messages but a fold, and that fold is read with them; so hyperparameters
can be chosen without looking at the test half. The word lists were made with the long messages at hand: what
is said of the short ones, which came later, is nearer to what outsiders will see. The weights that stood
before are put back.
"""

import random
import sys

from eventaudit.wording import lexicon
from eventaudit.wording.lexicon import DATA

from .evaluate import Counts, judge
from .fit import messages, train

FOLDS = 5


def cross_validate(folds: int) -> dict[str, Counts]:
    counts: dict[str, Counts] = {}
    everything = messages()
    random.Random(1).shuffle(everything)  # noqa: S311 - the same each time
    for fold in range(folds):
        train([message for place, message in enumerate(everything) if place % folds != fold])
        for message in everything[fold::folds]:
            kind = "short" if message["id"].startswith("short") else "long"
            judge(message, counts.setdefault(f"{message['lang']} {kind}", Counts()))
    return counts


def main() -> None:
    paths = [DATA / "weights.toml", *(DATA / "likeness" / f"{lang}.txt" for lang in lexicon.LANGUAGES)]
    before = {path: path.read_bytes() for path in paths}
    try:
        for which, count in sorted(cross_validate(int(sys.argv[1]) if sys.argv[1:] else FOLDS).items()):
            print(which, count.figures)  # noqa: T201
    finally:
        for path, content in before.items():
            path.write_bytes(content)


if __name__ == "__main__":
    main()
