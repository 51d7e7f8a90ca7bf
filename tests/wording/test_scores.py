"""Floors under the figures on the labelled messages, a little below those reached."""

import pytest

from .evaluate import evaluate

NAMES = ("atmosphere_f1", "precision", "recall")
FLOORS = {
    which: {lang: dict(zip(NAMES, floors, strict=True)) for lang, floors in by_lang.items()}
    for which, by_lang in {
        "tuning": {"en": (0.91, 0.83, 0.81), "fi": (0.89, 0.83, 0.80), "sv": (0.91, 0.83, 0.82)},
        "test": {"en": (0.77, 0.60, 0.56), "fi": (0.77, 0.53, 0.48), "sv": (0.78, 0.58, 0.54)},
        "fresh": {"en": (0.87, 0.58, 0.66), "fi": (0.68, 0.57, 0.60), "sv": (0.92, 0.71, 0.69)},
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
