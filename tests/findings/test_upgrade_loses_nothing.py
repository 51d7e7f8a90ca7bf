"""Whatever is changed between versions, and however often an event goes from one to another, all is kept."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from eventaudit.findings.facts import audit_event
from eventaudit.library.sameness import question_of
from eventaudit.reports.snapshot import take_snapshot
from eventaudit.walkthroughs.models import Answer
from eventaudit.walkthroughs.operations import apply_operations
from tests import factories

from .upgraded import FIRST, at, bind, make_version, op, options, stored, walked

pytestmark = pytest.mark.django_db
VALUES = {
    "yesno": st.booleans(),
    "fit": st.integers(1, 5),
    "balance": st.integers(-2, 2),
    "measure": st.integers(0, 30),
    "choice": st.sampled_from(["o0", "o1"]),
}
MOODS = st.sampled_from([{"luxury": 1}, "neutral"])


def value_of(row):
    return MOODS if row.get("options") == "ATMOSPHERES" else VALUES[row["kind"]]


@st.composite
def criteria(draw):
    """A version: some of the first one's criteria, as they are or as another question, and new ones."""
    found = []
    for row in FIRST:
        change = draw(st.sampled_from(["keep", "keep", "drop", "unit", "kind", "options", "move"]))
        if change == "keep":
            found.append(row)
        elif change == "unit":
            found.append(at(row["touchpoint"], row["key"], "measure", band={"unit": "m", "lo": 1}))
        elif change == "kind":
            kind = draw(st.sampled_from(["fit", "balance", "yesno"]))
            found.append(at(row["touchpoint"], row["key"], kind))
        elif change == "options":
            found.append(at(row["touchpoint"], row["key"], "choice", options=options(0, 1, 0.5)))
        elif change == "move":
            found.append(row | {"touchpoint": "bar"})
    return sorted([*found, at("venue", "always")], key=lambda row: row["touchpoint"])


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.generate],
)
@given(data=st.data())
def test_every_answer_is_kept_and_comes_back(organisation, data):
    with transaction.atomic():
        versions = [[*FIRST, at("venue", "always")], data.draw(criteria()), data.draw(criteria())]
        rows = [make_version(organisation, versions[0])]
        rows += [make_version(organisation, own, rows[0].template) for own in versions[1:]]
        event = factories.make_event(organisation, template_version=rows[0])
        event.variants = {"wait": "summer"}
        event.attendee_results = {"gone": {"all": {"n": 9, "q": 0.5}}}
        event.save()
        message = factories.make_message(event)
        factories.make_promise(message, touchpoint="food", criterion="gone")
        at_work, had, said = 0, {0}, {}
        walkthrough = walked(event)
        for number, to in enumerate(data.draw(st.lists(st.integers(0, 2), min_size=1, max_size=4))):
            page = data.draw(st.sampled_from(sorted(had)))  # a tablet may be out with an earlier one
            for row in versions[page]:
                if data.draw(st.booleans()):
                    value = data.draw(value_of(row))
                    answer(walkthrough, op(row["key"], value, t=rows[page].pk))
                    said[row["key"], question_of(row)] = value
            before = stored(event)
            if to != at_work:
                bind(event, rows[to])
                at_work = to
                had.add(to)
            assert stored(event) == before, number
            assert shown(event) == {
                row["key"]: said[row["key"], question_of(row)]
                for row in versions[at_work]
                if (row["key"], question_of(row)) in said
            }
            audit_event(event)
        take_snapshot(event, "en")
        if at_work != 0:
            bind(event, rows[0])
        event.refresh_from_db()
        assert (event.variants, event.set_aside) == ({"wait": "summer"}, [])
        assert event.messages.get().promises.get().criterion == "gone"
        assert Answer.objects.filter(walkthrough__event=event).exclude(state="").count() == len(said)
        transaction.set_rollback(True)


def answer(walkthrough, operation):
    walkthrough.refresh_from_db()
    [result] = apply_operations(
        walkthrough=walkthrough, operations=[operation], by=walkthrough.auditor, seen=10**6
    )
    assert result.status == "stored", result


def shown(event):
    rows = Answer.objects.filter(walkthrough__event=event, criterion__version=event.template_version_id)
    return {row.criterion.key: row.value for row in rows.select_related("criterion")}
