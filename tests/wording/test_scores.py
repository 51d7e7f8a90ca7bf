"""Floors under the figures on the labelled messages, a little below those reached."""

import pytest

from .evaluate import evaluate

NAMES = ("atmosphere_f1", "precision", "recall")
FLOORS = {
    which: {lang: dict(zip(NAMES, floors, strict=True)) for lang, floors in by_lang.items()}
    for which, by_lang in {
        "tuning": {"en": (0.93, 0.79, 0.81), "fi": (0.92, 0.80, 0.79), "sv": (0.92, 0.76, 0.77)},
        "test": {"en": (0.77, 0.60, 0.63), "fi": (0.82, 0.55, 0.53), "sv": (0.80, 0.58, 0.59)},
        "fresh": {"en": (0.85, 0.66, 0.78), "fi": (0.74, 0.67, 0.79), "sv": (0.90, 0.76, 0.84)},
        "outside": {"en": (0.70, 0.54, 0.50), "fi": (0.75, 0.67, 0.59), "sv": (0.80, 0.64, 0.52)},
        "reworded": {"en": (0.85, 0.36, 0.44), "fi": (0.57, 0.33, 0.43), "sv": (0.85, 0.47, 0.44)},
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
