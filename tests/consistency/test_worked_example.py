"""The worked example of analysis 3.7, to the second decimal."""

import pytest

from .examples import audited, event, found, library_of, message, promise, walk

CRITERIA = (
    "venue_space_feel",
    "venue_image_fit",
    "catering_theme_fit",
    "catering_diets_safe",
    "cloakroom_out_wait",
    "cloakroom_capacity",
)
ANSWERS = {
    "venue_space_feel": -1,
    "venue_image_fit": 5,
    "catering_theme_fit": 2,
    "catering_diets_safe": True,
    "cloakroom_out_wait": 9,
    "cloakroom_capacity": None,
}
READS = {"venue": ["luxury"], "catering": ["rustic"], "cloakroom": ["neutral"]}
TEXT = "Champagne for all, coats in five minutes, dinner under the chandeliers."
PROMISES = [
    promise("P1", "Champagne", touchpoint="catering", manual_q=0, weight=3, photos=1),
    promise("P2", "coats in five minutes", touchpoint="cloakroom", criterion="cloakroom_out_wait"),
    promise("P3", "under the chandeliers", touchpoint="venue", strength="mood", atmosphere="luxury"),
]


@pytest.fixture(scope="module")
def result():
    return audited(
        event(
            messages=[message(text=TEXT)],
            promises=PROMISES,
            walkthroughs=[walk(answers=ANSWERS, reads=READS)],
        ),
        library_of(*CRITERIA),
    )


def column(score):
    return {name: round(getattr(score, name), 2) for name in ("D", "F", "I", "C", "E")}


def test_the_three_columns(result):
    assert column(result.scores.low) == {"D": 57.83, "F": 40.00, "I": 55.56, "C": 38.89, "E": 50.08}
    assert column(result.scores.obs) == {"D": 65.83, "F": 40.00, "I": 55.56, "C": 38.89, "E": 53.28}
    assert column(result.scores.high) == {"D": 71.17, "F": 40.00, "I": 55.56, "C": 38.89, "E": 55.41}


def test_touchpoint_quality(result):
    qualities = {key: one.q for key, one in result.touchpoints.items()}

    assert [round(value, 3) for value in (qualities["venue"].low, qualities["catering"].low)] == [0.75, 0.625]
    cloakroom = qualities["cloakroom"]
    assert [round(value, 3) for value in (cloakroom.low, cloakroom.obs, cloakroom.high)] == [0.36, 0.6, 0.76]


def test_coverage_and_letter(result):
    assert round(result.coverage, 2) == 0.88
    assert result.letter == "D"


def test_severities(result):
    assert found(result) == {
        "G2:P1": (1.0, 100.0, "critical"),
        "G2:P2": (0.4, 36.0, "minor"),
        "G3:catering": (0.833, 83.3, "critical"),
        "G3:cloakroom": (0.5, 45.0, "minor"),
        "S:catering_theme_fit": (0.75, 75.0, "major"),  # one observer, no photo
    }
