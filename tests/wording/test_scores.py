"""Floors under the figures on the labelled messages, a little below those reached."""

import pytest

from .evaluate import evaluate

FLOORS = {}


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
