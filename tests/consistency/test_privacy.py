"""Results of fewer than five attendees are in no finding, delight, parameter or sentence (analysis 3.8)."""

import json
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventaudit.consistency.attendees import pooled
from eventaudit.consistency.facts import AttendeeFact
from eventaudit.consistency.output import audit_json

from .examples import audited, event, walk

FEW = 0.123456  # what four attendees thought, to be recognised wherever it came out


@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_few_leave_no_trace(n):
    def told(**few):
        return audited(
            event(
                segments=dict.fromkeys(["front", "back", "side"], ""),
                attendee_segments={
                    key: {"front": {"n": 30, "q": 0.9}, "back": {"n": 30, "q": 0.4}} | few
                    for key in ("catering_taste", "venue_space_feel")
                },
                walkthroughs=[walk(answers={"catering_taste": 1, "venue_space_feel": 0})],
            )
        )

    asked, not_asked = told(side={"n": n, "q": FEW}), told()

    assert {one.gap for one in asked.findings} >= {"G6", "G7"}
    assert asked.findings == not_asked.findings
    assert audit_json(asked) == audit_json(not_asked)
    everything = json.dumps([asdict(one) for one in (*asked.findings, *asked.delights)])
    assert str(FEW) not in everything
    assert "side" not in everything


facts = st.lists(st.tuples(st.integers(1, 12), st.floats(0, 1)), min_size=1, max_size=6).map(
    lambda results: [AttendeeFact("catering_taste", f"s{i}", n, q) for i, (n, q) in enumerate(results)]
)


@given(facts, st.integers(5, 10), st.integers(5, 10))
def test_nobody_can_be_told_from_the_whole_by_subtracting_what_is_shown(results, each, together):
    whole = pooled(results, each=each, together=together)
    rest = (whole.n if whole else 0) - sum(fact.n for fact in results if fact.n >= each)

    assert whole is None or whole.n >= together
    assert rest <= 0 or rest >= each


@given(facts)
def test_the_pooled_mean_weighs_every_attendee_the_same(results):
    whole = pooled(results, each=1, together=1)

    assert whole.n == sum(fact.n for fact in results)
    assert whole.q == pytest.approx(sum(fact.n * fact.q for fact in results) / whole.n)
