"""What managers decide on candidates makes the next messages be read better."""

import html
import json
import tomllib
from pathlib import Path
from types import MappingProxyType

import pytest
from django.urls import reverse

from eventaudit.messaging import candidate_actions, learning, reading
from eventaudit.messaging.models import (
    Promise,
    PromiseCandidate,
)
from eventaudit.messaging.reasons import has_name
from eventaudit.wording.weighting import ALWAYS
from tests import factories
from tests.wording.evaluate import overlaps

pytestmark = pytest.mark.django_db
WEIGHTS = Path(__file__).parents[2] / "eventaudit" / "wording" / "data" / "weights.toml"
TUNING = Path(__file__).parents[1] / "wording" / "messages" / "tuning"


def text_of(response):
    return html.unescape(response.content.decode())


@pytest.fixture
def by():
    return factories.make_user()


def labelled(lang):
    return json.loads((TUNING / f"{lang}.json").read_text())


def is_promise(row, label):
    """What somebody accepts who thinks like the labels."""
    text = label["text"]
    places = [(text.find(p["quote"]), text.find(p["quote"]) + len(p["quote"])) for p in label["promises"]]
    return any(overlaps((row.start, row.end), place, text) for place in places)


def is_service(row, label):
    """What an organisation accepts that keeps its ledger to services: no moods, rooms or music."""
    return row.touchpoint not in ("mood", "venue", "ambience") and is_promise(row, label)


def proposed(event, labels, accepts):
    """Of what is proposed for these messages, the share that is accepted; and how many that are."""
    right = found = 0
    for label in labels:
        message = factories.make_message(event, label["text"], language=label["lang"])
        reading.read_message(message=message)
        rows = list(message.candidates.all())
        right, found = right + sum(accepts(row, label) for row in rows), found + len(rows)
        message.delete()
    return right / found, right


def decide_all(event, labels, accepts, by):
    for label in labels:
        message = factories.make_message(event, label["text"], language=label["lang"])
        reading.read_message(message=message)
        for row in message.candidates.all():
            if accepts(row, label):
                candidate_actions.accept_candidate(candidate=row, by=by)
            else:
                candidate_actions.reject_candidate(candidate=row, by=by)


# The reader's own weights are fitted on these labels: there is something to learn only from another taste.
@pytest.mark.parametrize(("accepts", "rises"), [(is_service, 0.05), (is_promise, -0.02)])
def test_what_managers_decide_makes_the_next_messages_be_read_better(event, by, accepts, rises):
    """Half of the labelled messages decided through the site's actions, the other half proposed anew."""
    labels = [label for lang in ("en", "fi", "sv") for label in labelled(lang)]
    decided, held_out = labels[::2], labels[1::2]
    precision, found = proposed(event, held_out, accepts)
    decide_all(event, decided, accepts, by)
    learnt_precision, learnt_found = proposed(event, held_out, accepts)
    assert learnt_precision >= precision + rises
    assert learnt_found >= 0.9 * found

    learning.forget(organisation=event.organisation, by=by)
    assert learning.learnt_by(event.organisation) == learning.Learnt((), 0)
    assert proposed(event, held_out, accepts) == (precision, found)


def decide_many(event, by, touchpoint, decision, number, features=MappingProxyType({})):
    message = factories.make_message(event, "Guests may dance. " * 20)
    for _each in range(number):
        row = PromiseCandidate.objects.create(
            message=message, start=0, end=6, quote="Guests", touchpoint=touchpoint, strength="explicit",
            features={"bias": 1.0, "heading": 1.0, **features},
        )  # fmt: skip
        if decision == "accept":
            candidate_actions.accept_candidate(candidate=row, by=by)
        else:
            candidate_actions.reject_candidate(candidate=row, by=by)


def test_what_was_learnt_is_said_in_words_and_can_be_forgotten(manager_client, stranger_client, event, by):
    address = reverse("reading:learnt", args=[event.organisation.slug])
    assert "Nothing yet." in text_of(manager_client.get(address))
    decide_many(event, by, "catering", "accept", 8)
    decide_many(event, by, "toilets", "reject", 8)
    page = manager_client.get(address)
    told = [(name, lesson.kept, lesson.seen, lesson.weight < 0) for lesson, name in page.context["lessons"]]
    assert told == [
        ("passages about Food and drink", 8, 8, False),
        ("passages about Toilets", 0, 8, True),
    ]
    assert "shown less" in text_of(page)
    assert stranger_client.get(address).status_code == 404
    page = manager_client.post(reverse("reading:forget", args=[event.organisation.slug]), follow=True)
    assert page.context["lessons"] == []
    assert Promise.objects.count() == 8


def test_every_kind_of_words_that_decisions_can_teach_is_called_something():
    weighed = tomllib.loads(WEIGHTS.read_text())["promise"]
    taught = {name for name in weighed if not name.startswith(("shape:", "about:"))} - ALWAYS
    assert len(taught) > 20
    assert {name for name in taught if not has_name(name)} == set()


def test_a_lesson_is_told_once_and_in_words(manager_client, event, by):
    decide_many(event, by, "catering", "accept", 8, {"about:catering": 1.0, "new_and_unnamed": 1.0})
    decide_many(event, by, "toilets", "reject", 8)
    page = manager_client.get(reverse("reading:learnt", args=[event.organisation.slug]))
    assert [name for _lesson, name in page.context["lessons"]] == [
        "passages about Food and drink",
        "passages about Toilets",
    ]


def test_a_promise_deleted_afterwards_teaches_nothing(event, by):
    decide_many(event, by, "catering", "accept", 1)
    assert learning.decisions_of(event.organisation).count() == 1
    Promise.objects.get().delete()
    assert learning.decisions_of(event.organisation).count() == 0
    assert learning.decisions_of(factories.make_organisation()).count() == 0
