"""An atmosphere to be seen: the likeness is the analysis' own, the hexagon and the colours are true."""

import pytest

from eventaudit.consistency import Mixture, default_library
from eventaudit.library.colours import contrast
from eventaudit.library.models import Atmosphere
from eventaudit.library.moods.shapes import alike, hexagon, places, swatches
from eventaudit.library.nearness import nearest
from eventaudit.library.queries import atmospheres_of

from .atmospheres import AXES, make_sea


@pytest.mark.django_db
def test_likeness_is_that_of_the_analysis():
    known = atmospheres_of(None)
    likeness = default_library().likeness(0.5)
    for key, atmosphere in known.items():
        others = {other: row for other, row in known.items() if other != key}
        found = {near.key: near.likeness for near in nearest(atmosphere.axes, others)}
        assert found == pytest.approx(
            {other: likeness.between(Mixture.of({key: 1}), Mixture.of({other: 1})) for other in others}
        )


@pytest.mark.django_db
def test_the_most_alike_comes_first_and_nearly_the_same_is_said(organisation):
    make_sea(organisation)
    rustic = Atmosphere.objects.get(organisation=None, key="rustic")
    rows = alike({**AXES, "energy": 2}, atmospheres_of(organisation))
    assert [(str(row.atmosphere), row.near.percent, row.near.nearly_the_same) for row in rows[:2]] == [
        ("Sea", 96, True),
        (str(rustic), 83, False),
    ]
    assert [row.near.likeness for row in rows] == sorted((row.near.likeness for row in rows), reverse=True)


def test_places_are_told_in_words():
    told = [(place.name, place.shown, place.word) for place in places({**AXES, "energy": 4, "colour": 2.5})]
    assert told == [
        ("Formality", "1", "rather casual"),
        ("Ornament", "1", "rather plain"),
        ("Naturalness", "4", "natural"),
        ("Colour", "2.5", "rather vivid"),
        ("Energy", "4", "lively"),
        ("Technology", "0", "low-tech"),
    ]


def test_the_hexagon_reaches_from_the_centre_to_its_rim():
    low, high = hexagon(dict.fromkeys(AXES, 0)), hexagon(dict.fromkeys(AXES, 4))
    assert set(low.dots) == {low.centre}
    assert high.shape == high.rings[-1]
    assert len(high.rings) == 4
    assert len(high.labels) == len(high.spokes) == 6


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#FFFFFF", "#000000", 21), ("#777777", "#FFFFFF", 4.48), ("#0E4F52", "#0e4f52", 1)],
)
def test_contrast_is_that_of_the_guidelines(one, other, ratio):
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize("code", ["red", "#12345", "", "#GGGGGG", "red;}"])
def test_what_is_no_colour_has_no_contrast(code):
    with pytest.raises(ValueError, match="no colour"):
        contrast(code, "#FFFFFF")


def test_swatches_take_what_is_no_colour_yet():
    dark, broken = swatches(["#102030", '"><script>'])
    assert (dark.name, dark.white, dark.readable) == ("dark blue", True, True)
    assert (broken.code, broken.name, broken.ink) == ('"><SCRIPT>', "", "")
