"""What people merged, split, moved and named survives a new analysis."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventaudit.consistency import Finding
from eventaudit.consistency.causes import Choices, Link, arrange
from eventaudit.consistency.causes.root_cause import gather
from eventaudit.consistency.severity import SEVERITIES


def finding(key, severity="major"):
    return Finding(
        id=key,
        gap="S",
        touchpoint="venue",
        delta=1.0,
        impact=50.0,
        severity=severity,
        evidence_grade="A",
        refs=(key,),
        message_key="s.fit",
        phases=("arrival",),
        criterion=key,
    )


def proposed(groups, severities=None):
    """Causes from {key: 'abc'}: a finding for each letter."""
    found = {
        one: finding(one, (severities or {}).get(one, "major")) for group in groups.values() for one in group
    }
    links = [Link("craft", one, key, key) for key, group in groups.items() for one in group]
    return gather(links, found)


def arranged(groups, **choices):
    return {
        cause.key: "".join(sorted(cause.findings)) for cause in arrange(proposed(groups), Choices(**choices))
    }


@pytest.mark.parametrize(
    ("groups", "pins", "found"),
    [
        pytest.param(
            {"craft:a": "ab", "craft:b": "c"}, {}, {"craft:a": "ab", "craft:b": "c"}, id="nothing chosen"
        ),
        pytest.param(
            {"craft:a": "ab", "craft:b": "c"}, dict.fromkeys("ab", "craft:b"), {"craft:b": "abc"}, id="merged"
        ),
        pytest.param({"craft:a": "abc"}, {"c": "own:1"}, {"craft:a": "ab", "own:1": "c"}, id="split"),
        pytest.param(
            {"craft:a": "abn", "craft:b": "c"},
            dict.fromkeys("ab", "craft:b"),
            {"craft:b": "abcn"},
            id="a new one follows the majority",
        ),
        pytest.param(
            {"craft:a": "abn"},
            {"a": "own:1", "b": "craft:a"},
            {"craft:a": "bn", "own:1": "a"},
            id="no majority: a new one stays",
        ),
        pytest.param(
            {"craft:a": "bc"},
            {"a": "own:1", "c": "own:1"},
            {"craft:a": "b", "own:1": "c"},
            id="one that vanished leaves",
        ),
        pytest.param(
            {"craft:a": "b"}, {"a": "own:1"}, {"craft:a": "b", "own:1": ""}, id="none left: resolved"
        ),
    ],
)
def test_pins(groups, pins, found):
    assert arranged(groups, pins=pins) == found


def test_the_reason_of_what_was_moved_is_that_somebody_moved_it():
    links = {
        link.finding: (link.rule, link.anchor)
        for cause in arrange(
            proposed({"craft:a": "abn", "craft:b": "c"}), Choices(pins=dict.fromkeys("abc", "craft:b"))
        )
        for link in cause.links
    }

    assert links == {
        "a": ("chosen", "craft:b"),
        "b": ("chosen", "craft:b"),
        "n": ("followed", "craft:a"),
        "c": ("craft", "craft:b"),  # pinned where the rules put it anyway
    }


def test_titles_stay_and_a_resolved_cause_comes_last_without_severity():
    choices = Choices(pins={"z": "own:1"}, titles={"craft:a": "Ours", "own:2": "Old"}, kept=("own:3",))
    found = arrange(proposed({"craft:b": "b", "craft:a": "a"}, {"a": "note"}), choices)

    assert [(cause.key, cause.title, cause.severity, cause.resolved) for cause in found] == [
        ("craft:b", "", "major", False),
        ("craft:a", "Ours", "note", False),
        ("own:1", "", None, True),
        ("own:2", "Old", None, True),
        ("own:3", "", None, True),
    ]


LETTERS = "abcdefgh"
KEYS = ["craft:a", "craft:b", "craft:c", "own:1", "own:2"]
placings = st.dictionaries(st.sampled_from(LETTERS), st.sampled_from(KEYS[:3]), min_size=1)
choices = st.builds(
    Choices,
    pins=st.dictionaries(st.sampled_from(LETTERS), st.sampled_from(KEYS)),
    titles=st.dictionaries(st.sampled_from(KEYS), st.sampled_from(["Ours", "Theirs"])),
)


def grouped(placing):
    groups = {}
    for letter, key in placing.items():
        groups.setdefault(key, []).append(letter)
    return groups


@given(placings, choices, st.dictionaries(st.sampled_from(LETTERS), st.sampled_from(SEVERITIES)))
def test_arranging_keeps_a_partition_and_respects_every_choice(placing, chosen, severities):
    before = proposed(grouped(placing), severities)
    found = arrange(before, chosen)

    assert sorted(one for cause in found for one in cause.findings) == sorted(placing)
    where = {one: cause.key for cause in found for one in cause.findings}
    assert {one: where[one] for one in chosen.pins if one in where} == {
        one: key for one, key in chosen.pins.items() if one in placing
    }
    for cause in found:
        worst = max((one.severity for one in cause.members), key=SEVERITIES.index, default=None)
        assert (cause.severity, cause.title) == (worst, chosen.titles.get(cause.key, ""))


@given(placings, choices, st.randoms(use_true_random=False))
def test_arranging_twice_or_in_another_order_changes_nothing(placing, chosen, random):
    before = proposed(grouped(placing))
    found = arrange(before, chosen)

    assert arrange(random.sample(before, len(before)), chosen) == found
    again = arrange(found, chosen)
    assert [(one.key, one.findings, one.title) for one in again] == [
        (one.key, one.findings, one.title) for one in found
    ]
    assert [replace(one, links=()) for one in again] == [replace(one, links=()) for one in found]
