"""How a value becomes q (analysis 1.1), and which values a scale takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventaudit.consistency import Band, default_library
from eventaudit.consistency.scales import balance_q, fit_q, measure_q, read_value, scorer

CRITERIA = default_library().criteria
OPEN_BELOW = Band(None, None, 5, 15)
OPEN_ABOVE = Band(20, 100, None, None)
CLOSED = Band(18, 20, 24, 26)


@pytest.mark.parametrize(
    ("key", "value", "q"),
    [
        ("venue_image_fit", 1, 0.0),
        ("venue_image_fit", 3, 0.5),
        ("venue_image_fit", 5, 1.0),
        ("venue_space_feel", -2, 0.0),
        ("venue_space_feel", 1, 0.5),
        ("venue_space_feel", 0, 1.0),
        ("cloakroom_out_wait", 5, 1.0),
        ("cloakroom_out_wait", 9, 0.6),
        ("cloakroom_out_wait", 15, 0.0),
        ("cloakroom_out_wait", 400, 0.0),
        ("venue_step_free", True, 1.0),
        ("venue_step_free", False, 0.0),
        ("mood_problem_handling", "solved_here", 1.0),
        ("mood_problem_handling", "sent_elsewhere", 0.25),
        ("mood_expectation", "below", 0.0),
        ("mood_expectation", "met", 0.8),
        ("mood_expectation", "exceeded", 1.0),
    ],
)
def test_value_becomes_q(key, value, q):
    assert scorer(CRITERIA[key])(value) == pytest.approx(q)


@pytest.mark.parametrize(
    ("band", "value", "q"),
    [
        (OPEN_BELOW, -3, 1.0),
        (OPEN_BELOW, 0, 1.0),
        (OPEN_BELOW, 10, 0.5),
        (OPEN_ABOVE, 60, 0.5),
        (OPEN_ABOVE, 1e9, 1.0),
        (OPEN_ABOVE, 19, 0.0),
        (CLOSED, 19, 0.5),
        (CLOSED, 25, 0.5),
        (CLOSED, 22, 1.0),
        (Band(None, 10, None, None), 9.9, 0.0),  # a step: nothing says how far below is still something
        (Band(10, 10, None, None), 9.9, 0.0),
        (Band(), 7, 1.0),
    ],
)
def test_measure_is_a_trapezoid(band, value, q):
    assert measure_q(value, band) == pytest.approx(q)


@pytest.mark.parametrize(("variant", "q"), [(None, 1.0), ("banquet", 0.6), ("no such variant", 1.0)])
def test_a_variant_changes_the_band(variant, q):
    assert scorer(CRITERIA["venue_area_per_person"], variant)(1.0) == pytest.approx(q)


@pytest.mark.parametrize(
    ("key", "value", "stored"),
    [
        ("venue_image_fit", 5, 5),
        ("venue_image_fit", 4.0, 4),
        ("venue_space_feel", -2, -2),
        ("cloakroom_out_wait", 7.5, 7.5),
        ("venue_step_free", True, True),
        ("venue_step_free", "no", False),
        ("mood_expectation", "met", "met"),
    ],
)
def test_a_value_on_its_scale_is_stored(key, value, stored):
    assert read_value(CRITERIA[key], value) == stored


@pytest.mark.parametrize(
    ("key", "values", "advice"),
    [
        ("venue_image_fit", [0, 6, 4.5, True, "4", [4], 1e400], "Use a whole number from 1 to 5"),
        ("venue_space_feel", [-3, 3, 0.5, False], "Use a whole number from -2 to 2"),
        ("cloakroom_out_wait", ["5 min", True, float("nan"), float("inf"), 10**400], "Give min"),
        ("venue_step_free", [1, 0, "maybe", None], "Use true or false"),
        ("mood_expectation", ["better", 1, ["met"]], "Use below, met or exceeded"),
        ("mood_atmosphere_read", ["luxury", {"luxury": 1}], "Write it under reads.mood"),
    ],
)
def test_a_value_off_its_scale_is_refused_with_advice(key, values, advice):
    for value in values:
        with pytest.raises(ValueError, match=advice):
            read_value(CRITERIA[key], value)


@given(st.integers(-2, 2))
def test_too_little_is_as_bad_as_too_much(value):
    assert balance_q(value) == balance_q(-value)


@given(st.lists(st.floats(-1e6, 1e6), min_size=4, max_size=4).map(sorted), st.floats(-1e7, 1e7))
def test_measure_is_one_on_the_band_and_falls_away_from_it(edges, value):
    band = Band(*edges)
    q = measure_q(value, band)

    assert 0 <= q <= 1
    assert (q == 1) or not edges[1] <= value <= edges[2]
    further = value + (value - (edges[1] if value < edges[1] else edges[2]))
    if not edges[1] <= value <= edges[2]:
        assert measure_q(further, band) <= q


@given(st.floats(0, 40), st.floats(0, 1e-6))
def test_measure_is_continuous(value, step):
    assert measure_q(value, CLOSED) == pytest.approx(measure_q(value + step, CLOSED), abs=1e-6)


@given(st.integers(1, 5))
def test_fit_stays_in_range(value):
    assert 0 <= fit_q(value) <= 1
