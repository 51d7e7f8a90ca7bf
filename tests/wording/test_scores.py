"""Floors under the figures on the labelled messages, a little below those reached."""

import pytest

from .evaluate import evaluate

NAMES = ("atmosphere_f1", "precision", "recall")
FLOORS = {
    which: {lang: dict(zip(NAMES, floors, strict=True)) for lang, floors in by_lang.items()}
    for which, by_lang in {
        "tuning": {"en": (0.91, 0.83, 0.74), "fi": (0.89, 0.83, 0.78), "sv": (0.91, 0.82, 0.80)},
        "test": {"en": (0.77, 0.60, 0.44), "fi": (0.77, 0.53, 0.46), "sv": (0.78, 0.55, 0.44)},
        "fresh": {"en": (0.87, 0.56, 0.49), "fi": (0.68, 0.53, 0.56), "sv": (0.92, 0.62, 0.55)},
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
