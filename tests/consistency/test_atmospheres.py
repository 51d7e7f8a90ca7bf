"""Profiles, mixtures and similarity (analysis 2)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventaudit.consistency import NEUTRAL, Mixture, default_library
from eventaudit.consistency.atmospheres import blend

from .examples import load

LIBRARY = default_library()
LIKENESS = LIBRARY.likeness(0.5)
KEYS = sorted(LIBRARY.atmospheres)


def pure(key):
    return Mixture.of({key: 1})


@st.composite
def mixtures(draw):
    keys = draw(st.lists(st.sampled_from(KEYS), min_size=1, max_size=3, unique=True))
    parts = draw(st.lists(st.integers(1, 9), min_size=len(keys), max_size=len(keys)))
    return Mixture.of({key: part / sum(parts) for key, part in zip(keys, parts, strict=True)})


def test_the_similarity_table_of_the_library_is_met():
    table = load("atmospheres.json")["similarity_table"]
    measured = {
        one: {other: round(LIKENESS.between(pure(one), pure(other)), 4) for other in table} for one in table
    }

    assert measured == table


@given(mixtures(), mixtures())
def test_similarity_is_symmetric_and_bounded(one, other):
    assert LIKENESS.between(one, other) == LIKENESS.between(other, one)
    assert 0 <= LIKENESS.between(one, other) <= 1


@given(mixtures())
def test_a_mixture_is_entirely_like_itself(mixture):
    assert LIKENESS.between(mixture, mixture) == 1


@given(st.one_of(mixtures(), st.just(NEUTRAL)))
def test_neutral_is_half_like_anything(mixture):
    assert LIKENESS.between(NEUTRAL, mixture) == LIKENESS.between(mixture, NEUTRAL) == 0.5


def test_a_mixture_is_the_mean_of_its_atmospheres():
    half = Mixture.of({"luxury": 0.5, "festive_gala": 0.5})

    assert LIKENESS.between(half, pure("luxury")) == pytest.approx(1 - 2.5 / 12)


def test_a_share_of_one_is_the_atmosphere_and_order_does_not_matter():
    assert Mixture.of({"rustic": 0, "luxury": 1}) == pure("luxury")
    assert Mixture.of({"luxury": 0.5, "rustic": 0.5}) == Mixture.of({"rustic": 0.5, "luxury": 0.5})


@given(st.lists(mixtures(), max_size=6))
def test_the_table_says_what_between_says(several):
    assert LIKENESS.table(several) == [[LIKENESS.between(one, other) for other in several] for one in several]


def test_blending_gives_each_an_equal_part():
    assert blend([pure("luxury"), pure("rustic"), NEUTRAL]) == Mixture.of({"luxury": 0.5, "rustic": 0.5})
    assert blend([NEUTRAL]) == NEUTRAL


def test_json_form():
    assert pure("luxury").as_json() == {"luxury": 1.0}
    assert NEUTRAL.as_json() == "neutral"
