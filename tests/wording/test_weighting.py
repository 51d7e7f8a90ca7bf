"""Learning from decisions: replayed decisions make the next reading more precise, and say why."""

import pytest

from eventaudit.wording import Decision, explained, learn, read_text, weights

from .evaluate import labelled, overlaps


def decided(candidate, verdict):
    return Decision(verdict, candidate.features, candidate.touchpoint)


def wanted_by_an_organisation(candidate, message):
    """One that enters only checkable facts: numbers, and what is about food, coats and the way."""
    text = message["text"]
    places = [(text.find(p["quote"]), text.find(p["quote"]) + len(p["quote"])) for p in message["promises"]]
    hit = any(overlaps((candidate.start, candidate.end), place, text) for place in places)
    return hit and candidate.touchpoint in {"catering", "cloakroom", "transport", "toilets"}


def precision(messages, learnt):
    found = [(c, m) for m in messages for c in read_text(m["text"], weights=learnt).promises]
    return sum(wanted_by_an_organisation(*pair) for pair in found) / len(found)


def test_replayed_decisions_make_the_reading_of_other_messages_more_precise():
    messages = [message for message in labelled("tuning/voices") if message["lang"] == "en"]
    seen, held_out = messages[::2], messages[1::2]
    decisions = [
        decided(c, "accepted" if wanted_by_an_organisation(c, m) else "rejected")
        for m in seen
        for c in read_text(m["text"]).promises
    ]
    learnt = weights(learn(decisions))
    assert precision(held_out, learnt) > precision(held_out, {}) + 0.05


def some(verdict, count, *features, touchpoint="venue"):
    return [Decision(verdict, tuple((feature, 1.0) for feature in features), touchpoint)] * count


def test_what_is_rejected_weighs_less_and_says_so():
    lessons = learn([*some("rejected", 9, "count"), *some("accepted", 9, "measure", touchpoint="queues")])
    assert {lesson.feature: lesson.weight > 0 for lesson in lessons} == {
        "count": False,
        "measure": True,
        "touchpoint:venue": False,
        "touchpoint:queues": True,
    }
    assert [reason.sentence() for reason in explained(lessons, {"count": 1.0})] == [
        "Your organisation rejects candidates like this (count)."
    ]


def test_a_changed_candidate_was_a_promise():
    assert learn([*some("changed", 9, "count"), *some("rejected", 9)]) == learn(
        [*some("accepted", 9, "count"), *some("rejected", 9)]
    )


def test_the_order_of_decisions_does_not_matter():
    decisions = [*some("rejected", 5, "count"), *some("accepted", 7, "measure"), *some("changed", 4, "price")]
    assert learn(decisions) == learn(decisions[::-1])


@pytest.mark.parametrize("decisions", [[], some("accepted", 50, "count"), some("rejected", 2, "count")])
def test_nothing_is_learnt_from_nothing_from_unanimity_or_from_too_little(decisions):
    assert learn(decisions) == ()


def test_no_lesson_outweighs_the_words():
    lessons = learn([*some("rejected", 1000, "count"), *some("accepted", 1000, "measure")])
    assert max(abs(lesson.weight) for lesson in lessons) <= 1.5
