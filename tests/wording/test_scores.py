"""Floors under the figures on the labelled messages, a little below those reached."""

import pytest

from .evaluate import evaluate

NAMES = ("atmosphere_f1", "precision", "recall")
FLOORS = {
    which: {lang: dict(zip(NAMES, floors, strict=True)) for lang, floors in by_lang.items()}
    for which, by_lang in {
        "tuning": {"en": (0.91, 0.79, 0.82), "fi": (0.89, 0.82, 0.81), "sv": (0.91, 0.80, 0.83)},
        "test": {"en": (0.79, 0.59, 0.60), "fi": (0.79, 0.53, 0.53), "sv": (0.79, 0.56, 0.57)},
        "fresh": {"en": (0.85, 0.58, 0.70), "fi": (0.72, 0.62, 0.70), "sv": (0.90, 0.71, 0.74)},
        "outside": {"en": (0.70, 0.50, 0.47), "fi": (0.85, 0.62, 0.57), "sv": (0.75, 0.63, 0.47)},
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
