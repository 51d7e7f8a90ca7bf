"""Krippendorff's alpha: published examples, its definition, and invariant 16 (analysis 3.8, 3.10)."""

from collections import Counter
from itertools import permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from eventaudit.consistency import krippendorff_alpha
from eventaudit.consistency.krippendorff import METRICS


def units(*coders):
    """What each unit was called, from one line of text for each coder; '.' is missing."""
    columns = zip(*(line.split() for line in coders), strict=True)
    return [[int(value) for value in column if value != "."] for column in columns]


THREE_CODERS = units(
    ". . . . . 3 4 1 2 1 1 3 3 . 3",
    "1 . 2 1 3 3 4 3 . . . . . . .",
    ". . 2 1 3 4 4 . 2 1 1 3 3 . 4",
)
FOUR_CODERS = units(
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
BY_HAND = units("5 4 2 3", "4 4 1 3")


@pytest.mark.parametrize(
    ("example", "metric", "alpha"),
    [
        (BY_HAND, "interval", 0.848),
        (BY_HAND, "ordinal", 0.889),
        (THREE_CODERS, "nominal", 0.691),
        (THREE_CODERS, "interval", 0.811),
        (FOUR_CODERS, "nominal", 0.743),
        (FOUR_CODERS, "ordinal", 0.815),
        (FOUR_CODERS, "interval", 0.849),
    ],
)
def test_known_examples(example, metric, alpha):
    assert round(krippendorff_alpha(example, metric), 3) == alpha


def by_definition(values, metric):
    """1 - D_o / D_e from the matrix of coincidences, as Krippendorff writes it down."""
    coincidences = Counter()
    for unit in values:
        for one, other in permutations(unit, 2):
            coincidences[one, other] += 1 / (len(unit) - 1)
    totals = Counter()
    for (one, _), count in coincidences.items():
        totals[one] += count
    n = sum(totals.values())

    def apart(one, other):
        if metric == "nominal":
            return float(one != other)
        if metric == "interval":
            return (one - other) ** 2
        low, high = sorted((one, other))
        between = sum(count for value, count in totals.items() if low <= value <= high)
        return (between - (totals[one] + totals[other]) / 2) ** 2

    observed = sum(count * apart(*pair) for pair, count in coincidences.items()) / n
    expected = sum(
        totals[one] * totals[other] * apart(one, other) for one in totals for other in totals if one != other
    ) / (n * (n - 1))
    return 1 - observed / expected


ratings = st.lists(st.lists(st.integers(1, 5), max_size=5), max_size=12)
fractions = st.lists(st.lists(st.floats(0, 1).map(lambda q: round(q, 3)), max_size=4), max_size=8)
metrics = st.sampled_from(METRICS)


@given(st.one_of(ratings, fractions), metrics)
def test_it_is_what_the_definition_says(values, metric):
    alpha = krippendorff_alpha(values, metric)
    pairable = [unit for unit in values if len(unit) > 1]

    if len({value for unit in pairable for value in unit}) < 2:
        assert alpha is None
    else:
        assert alpha == pytest.approx(by_definition(pairable, metric), abs=1e-9)


@given(ratings, metrics)
def test_16_alpha_is_at_most_1(values, metric):
    alpha = krippendorff_alpha(values, metric)

    assert alpha is None or alpha <= 1


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(2, 4)), min_size=2), metrics)
def test_16_identical_ratings_with_variation_are_1(rated, metric):
    assume(len({value for value, _ in rated}) > 1)

    assert krippendorff_alpha([[value] * raters for value, raters in rated], metric) == 1


@given(ratings, metrics, st.randoms(use_true_random=False))
def test_16_the_order_of_raters_and_units_changes_nothing(values, metric, random):
    mixed = [random.sample(unit, len(unit)) for unit in values]
    random.shuffle(mixed)

    assert krippendorff_alpha(mixed, metric) == krippendorff_alpha(values, metric)


@given(ratings, metrics, st.lists(st.integers(1, 5)))
def test_16_units_with_fewer_than_two_ratings_change_nothing(values, metric, alone):
    more = [[], *values, *([value] for value in alone)]

    assert krippendorff_alpha(more, metric) == krippendorff_alpha(values, metric)


@given(st.integers(1, 5), st.lists(st.integers(0, 4)), metrics)
def test_16_without_variation_it_is_not_defined(value, sizes, metric):
    assert krippendorff_alpha([[value] * size for size in sizes], metric) is None


@given(ratings)
def test_ordinal_alpha_knows_only_the_order(values):
    """Any scale with the same order gives the same alpha; for interval the distances count."""
    stretched = [[value**3 for value in unit] for unit in values]

    assert krippendorff_alpha(stretched, "ordinal") == krippendorff_alpha(values, "ordinal")


def test_words_can_be_compared_as_names():
    assert krippendorff_alpha([["a", "a"], ["b", "b"], ["a", "b"]], "nominal") == pytest.approx(4 / 9)
