from types import SimpleNamespace

import pytest

from eventaudit.library.cues import Cue, cues_at


def atmosphere(*cues):
    return SimpleNamespace(touchpoints={"venue": {"cues": [{"en": cue} for cue in cues], "clashes": []}})


ATMOSPHERES = {
    "luxury": atmosphere("marble", "velvet", "silver", "silk"),
    "rustic": atmosphere("oak", "linen"),
}


@pytest.mark.parametrize(
    ("mixture", "most", "expected"),
    [
        ({"luxury": 1.0}, 2, ["marble", "velvet"]),
        ({"luxury": 0.7, "rustic": 0.3}, 4, ["marble", "velvet", "oak", "silver"]),
        ({"rustic": 1.0}, 4, ["oak", "linen"]),
        ({"luxury": 0.1, "rustic": 0.9}, 5, ["oak", "linen", "marble", "velvet", "silver"]),
        ({"luxury": 0.5, "gone": 0.5}, 1, ["marble"]),
        ("neutral", 4, []),
        (None, 4, []),
    ],
)
def test_cues_are_divided_by_the_shares(mixture, most, expected):
    assert [cue.text for cue in cues_at("venue", mixture, ATMOSPHERES, most=most)] == expected


def test_a_cue_knows_its_atmosphere_and_other_kinds_or_places_have_none():
    assert cues_at("venue", {"rustic": 1.0}, ATMOSPHERES, most=1) == [Cue("rustic", "oak")]
    assert cues_at("venue", {"rustic": 1.0}, ATMOSPHERES, kind="clashes") == []
    assert cues_at("toilets", {"rustic": 1.0}, ATMOSPHERES) == []
