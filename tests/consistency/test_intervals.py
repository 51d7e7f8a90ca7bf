"""Few observers: what may be said of a mean (analysis 3.8)."""

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventaudit.consistency.intervals import (
    Uncertainty,
    clearly_different,
    of_mean,
    uncertainty,
    wilson,
)

shares = st.floats(0, 1)


def printed(interval):
    return tuple(round(edge, 2) for edge in interval)


@pytest.mark.parametrize(
    ("mean", "n", "interval"),
    [
        (0.70, 6, (0.37, 0.90)),  # the example of analysis 3.8
        (0.93, 22, (0.79, 0.98)),  # the Gilded Compass: front tables, back tables
        (0.34, 19, (0.19, 0.53)),
        (0.86, 22, (0.70, 0.94)),
        (0.41, 19, (0.25, 0.60)),
        (0, 1, (0, 0.73)),
        (1, 1, (0.27, 1)),
        (0.5, 1_000_000, (0.50, 0.50)),
    ],
)
def test_wilson_by_hand(mean, n, interval):
    assert printed(wilson(mean, n)) == interval


@given(shares, st.integers(1, 10_000))
def test_17_wilson_is_inside_0_and_1_contains_the_mean_and_shrinks_with_n(mean, n):
    low, high = wilson(mean, n)
    next_low, next_high = wilson(mean, n + 1)

    assert 0 <= low <= mean <= high <= 1
    assert next_high - next_low < high - low


@given(shares, st.integers(1, 10_000))
def test_wilson_solves_its_own_equation(mean, n):
    """Its edges are the shares p from which the mean is exactly z standard errors away."""
    low, high = wilson(mean, n)

    for edge in (low, high):
        if 1e-9 < edge < 1 - 1e-9:
            assert abs(mean - edge) == pytest.approx(1.645 * sqrt(edge * (1 - edge) / n), abs=1e-7)


@pytest.mark.parametrize(
    ("mean", "n", "said"),
    [
        (1.1, 5, "mean is 1.1, which is outside 0 to 1."),
        (0.5, 0, "n is 0. An interval needs at least one observation."),
    ],
)
def test_wilson_refuses_what_is_no_mean_of_observations(mean, n, said):
    with pytest.raises(ValueError, match=said.replace(".", r"\.")):
        wilson(mean, n)


def test_what_is_said_depends_on_how_many_observed():
    assert uncertainty([]) == Uncertainty("nobody", 0)
    assert uncertainty([0.25]) == Uncertainty("one_observer", 1, 0.25)
    assert uncertainty([0.25, 1, 0.75, 0]) == Uncertainty("range", 4, 0.5, 0, 1)
    assert uncertainty([0.5] * 5) == Uncertainty("interval", 5, 0.5, *wilson(0.5, 5))


def test_of_a_mean_handed_down_the_range_is_not_known():
    assert of_mean(0.5, 1) == Uncertainty("one_observer", 1, 0.5)
    assert of_mean(0.5, 4) == Uncertainty("range", 4, 0.5)
    assert of_mean(0.5, 5) == Uncertainty("interval", 5, 0.5, *wilson(0.5, 5))


def test_another_confidence_has_another_interval():
    assert of_mean(0.5, 5, z=1.96) == Uncertainty("interval", 5, 0.5, *wilson(0.5, 5, 1.96))
    assert wilson(0.5, 5, 1.96) != wilson(0.5, 5)


def test_clearly_different_needs_two_intervals_that_do_not_meet():
    front, back, between = of_mean(0.93, 22), of_mean(0.34, 19), of_mean(0.6, 19)

    assert clearly_different(front, back)
    assert clearly_different(back, front)
    assert not clearly_different(between, back)
    assert not clearly_different(front, front)


def test_nothing_is_clearly_different_from_a_range_or_from_what_is_not_shown():
    front = of_mean(1, 50)

    assert not clearly_different(front, uncertainty([0, 0]))
    assert not clearly_different(front, uncertainty([0]))
    assert not clearly_different(uncertainty([]), front)
    assert not clearly_different(front, None)
    assert not clearly_different(front, of_mean(0, 4))
