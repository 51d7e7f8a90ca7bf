"""Are the events that the invariants are tried on legal ones?"""

from hypothesis import given, settings
from hypothesis import strategies as st

from eventaudit.consistency import audit, parse_event

from .examples import found
from .strategies import LIBRARY, SCORED, events, values

checked = settings(max_examples=25, deadline=None)


@checked
@given(events())
def test_every_quote_is_in_its_message_and_ids_are_unique(data):
    facts = parse_event(data, LIBRARY)
    texts = {one.id: one.text for one in facts.messages}
    result = audit(facts, LIBRARY)

    assert all(one.quote in texts[one.message] for one in facts.promises)
    assert len(found(result)) == len(result.findings)


@checked
@given(st.sampled_from(SCORED), st.data())
def test_values_of_the_strategies_are_on_their_scales(key, draw):
    value = draw.draw(values(key))

    audit(
        parse_event({"id": "one", "walkthroughs": [{"auditor": "Aino", "answers": {key: value}}]}, LIBRARY),
        LIBRARY,
    )
