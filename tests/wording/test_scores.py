"""Floors under the figures on the labelled messages, a little below those reached."""

import pytest

from .evaluate import evaluate

NAMES = ("atmosphere_f1", "precision", "recall")
FLOORS = {
    which: {lang: dict(zip(NAMES, floors, strict=True)) for lang, floors in by_lang.items()}
    for which, by_lang in {
        "tuning": {"en": (0.83, 0.74, 0.78), "fi": (0.86, 0.75, 0.81), "sv": (0.85, 0.75, 0.82)},
        "test": {"en": (0.71, 0.53, 0.46), "fi": (0.73, 0.51, 0.47), "sv": (0.76, 0.52, 0.49)},
    }.items()
}


@pytest.mark.parametrize("which", FLOORS)
def test_messages_are_read_no_worse_than_before(which):
    reached = {lang: counts.figures for lang, counts in evaluate(which).items()}
    worse = {
        (lang, name): (reached[lang][name], floor)
        for lang, floors in FLOORS[which].items()
        for name, floor in floors.items()
        if reached[lang][name] < floor
    }
    assert worse == {}
