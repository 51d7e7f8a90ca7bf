"""An organisation's own settings: defaults for what is left out, a sentence for what cannot be used."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventaudit.consistency import Settings, SettingsError
from eventaudit.consistency.settings import Change


def problems(data):
    with pytest.raises(SettingsError) as refused:
        Settings.from_json(data)
    return list(refused.value.problems)


def test_what_is_left_out_or_null_has_its_default():
    assert Settings.from_json({}) == Settings()
    assert Settings.from_json({"g1_from": None, "index_weights": {"D": None}}) == Settings()


def test_a_table_may_be_given_in_part():
    own = Settings.from_json({"index_weights": {"D": 1}, "letter_cuts": {"A": 90}})

    assert own.index_weights == {"D": 1, "F": 0.25, "I": 0.20, "C": 0.15}
    assert own.letter_cuts == (("A", 90), ("B", 70), ("C", 55), ("D", 40))


def test_the_cuts_keep_their_order_whatever_the_order_of_the_object():
    assert Settings.from_json({"letter_cuts": {"D": 30, "A": 80}}).letter_cuts[0] == ("A", 80)


def test_channels_and_touchpoints_may_be_of_ones_own():
    own = Settings.from_json({"channel_reach": {"pigeon": 0.1}, "touchpoint_weights": {"venue": 3}})

    assert (own.channel_reach["pigeon"], own.touchpoint_weights) == (0.1, {"venue": 3})


@pytest.mark.parametrize(
    ("data", "sentences"),
    [
        ({"g1_form": 0.3}, ["'g1_form': is not a setting. Did you mean g1_from?"]),
        ({"colour": 1}, ["'colour': is not a setting. Remove it."]),
        ({"g1_from": 1.2}, ["g1_from: 1.2 is not a number from 0 to 1."]),
        ({"g1_from": "0.3"}, ["g1_from: '0.3' is not a number from 0 to 1."]),
        ({"g1_from": True}, ["g1_from: True is not a number from 0 to 1."]),
        ({"hard_fail_cap": 101}, ["hard_fail_cap: 101 is not a number from 0 to 100."]),
        ({"theme_weight": 4}, ["theme_weight: 4 is not a number from 0 to 3."]),
        ({"g5_observations": 2.5}, ["g5_observations: 2.5 is not a whole number."]),
        ({"g6_attendees": 4}, ["g6_attendees: 4 is not a number from 5 to 1,000."]),
        ({"g7_attendees": 4}, ["g7_attendees: 4 is not a number from 5 to 1,000."]),
        ({"confidence_z": 0}, ["confidence_z: 0 is not a number from 0.1 to 5."]),
        ({"index_weights": 3}, ["index_weights: 3 is not an object. Write it as {...}."]),
        ({"index_weights": {"X": 1}}, ["index_weights.X: 1 is not one of its keys. Use D, F, I or C."]),
        ({"index_weights": {"D": -1}}, ["index_weights.D: -1 is not a number from 0 to 3."]),
        (
            {"index_weights": dict.fromkeys("DFIC", 0)},
            [
                "index_weights: every weight is 0, so there is nothing to measure. "
                "Give at least one above 0.",
            ],
        ),
        (
            {"strength_weights": dict.fromkeys(["explicit", "implied", "mood"], 0)},
            [
                "strength_weights: every weight is 0, so there is nothing to measure. "
                "Give at least one above 0.",
            ],
        ),
        (
            {"letter_cuts": {"B": 90}},
            ["letter_cuts.B: 90 is not below A, 85. Write the cuts from high to low."],
        ),
        (
            {"letter_cuts": {"C": 70}},
            ["letter_cuts.C: 70 is not below B, 70. Write the cuts from high to low."],
        ),
        ({"letter_cuts": {"F": 1}}, ["letter_cuts.F: 1 is not one of its keys. Use A, B, C or D."]),
        (
            {"minor_from": 50},
            ["minor_from: 50 is above major_from, 40. Lower it, or raise major_from."],
        ),
        (
            {"kept_from": 0.3},
            ["partly_from: 0.4 is above kept_from, 0.3. Lower it, or raise kept_from."],
        ),
        (
            {"agreement_rely": 0.5},
            ["agreement_tentative: 0.667 is above agreement_rely, 0.5. Lower it, or raise agreement_rely."],
        ),
        ([], ["The file: [] is not an object. Write it as {...}."]),
        (
            {"g3_from": 9, "nonsense": 1},
            ["'nonsense': is not a setting. Remove it.", "g3_from: 9 is not a number from 0 to 1."],
        ),
    ],
)
def test_every_problem_is_a_sentence_with_field_and_value(data, sentences):
    assert problems(data) == sentences


def test_changes_name_default_and_own_value_also_in_tables():
    own = Settings.from_json(
        {
            "g1_from": 0.3,
            "standard": 0.5,
            "index_weights": {"D": 0.5, "F": 0.25},
            "letter_cuts": {"A": 90},
            "channel_reach": {"pigeon": 0.1},
        }
    )

    assert own.changes() == (
        Change("index_weights.D", 0.4, 0.5),
        Change("letter_cuts.A", 85, 90),
        Change("g1_from", 0.25, 0.3),
        Change("channel_reach.pigeon", None, 0.1),
    )
    assert Settings().changes() == ()


@st.composite
def own_settings(draw):
    """Some settings, each somewhere in its range; those on one ladder are left as they are."""
    kept = {"minor_from", "major_from", "partly_from", "agreement_tentative", "letter_cuts"}
    kept |= {"critical_from", "kept_from", "agreement_rely"}
    data = {}
    for item in fields(Settings):
        low, high, whole = item.metadata["range"]
        value = st.integers(low, high) if whole else st.floats(max(low, 0.01), high)
        if item.name not in kept and draw(st.booleans()):
            usual = getattr(Settings(), item.name)
            data[item.name] = {key: draw(value) for key in usual} if isinstance(usual, dict) else draw(value)
    return data


@given(own_settings())
def test_writing_and_reading_settings_changes_nothing(data):
    own = Settings.from_json(data)

    assert Settings.from_json(own.as_json()) == own
    assert {one.name.partition(".")[0] for one in own.changes()} <= data.keys()


def test_every_setting_has_a_range():
    assert [item.name for item in fields(Settings) if "range" not in item.metadata] == []
