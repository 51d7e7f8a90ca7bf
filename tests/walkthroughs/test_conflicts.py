import time

import pytest
from django.urls import reverse

from eventaudit.walkthroughs.actions import finish_walkthrough
from eventaudit.walkthroughs.conflicts import conflicts_of
from eventaudit.walkthroughs.operations import apply_operations
from tests import factories
from tests.walkthroughs.exchange import op


@pytest.fixture
def walkthrough(event, auditor_client):
    return factories.make_walkthrough(event, auditor_client.membership.user)


def send(walkthrough, *operations):
    results = apply_operations(walkthrough=walkthrough, operations=operations, by=walkthrough.auditor)
    assert {result.status for result in results} == {"stored"}


def twice(walkthrough, first, second, key="venue_image_fit", field="answer"):
    """The second one, made a minute later, counts."""
    now = int(time.time() * 1000)
    early, late = op(first, key, field, now - 60_000, base=None), op(second, key, field, now, base=None)
    send(walkthrough, early, late)
    return early, late


def words(walkthrough):
    return [(dispute.stands, dispute.lost) for dispute in conflicts_of(walkthrough)]


@pytest.mark.parametrize(
    ("key", "field", "first", "second", "expected"),
    [
        ("venue_image_fit", "answer", 2, 5, ("5 of 5", "2 of 5")),
        ("venue_image_fit", "answer", None, 5, ("5 of 5", "no answer")),
        ("venue_image_fit", "note", "Dusty", "Clean", ("Clean", "Dusty")),
        ("venue_space_feel", "answer", -2, 1, ("+1", "\u22122")),
        ("mood_first_greeting", "answer", 12, 7.5, ("7.5 s", "12 s")),
        (
            "venue_image_fit",
            "answer",
            {"unobserved": True, "reason": "Closed"},
            3,
            ("3 of 5", "Could not observe: Closed"),
        ),
        ("venue_atmosphere_read", "answer", "neutral", {"luxury": 1}, ("Luxury 100%", "Neutral")),
    ],
)
def test_what_was_given_twice_is_listed_in_words(walkthrough, key, field, first, second, expected):
    twice(walkthrough, first, second, key, field)
    assert words(walkthrough) == [expected]


def test_the_same_value_given_twice_is_no_conflict(walkthrough):
    twice(walkthrough, 4, 4)
    assert words(walkthrough) == []


def test_the_value_that_lost_given_anew_settles_it(walkthrough):
    _early, late = twice(walkthrough, 2, 5)
    send(walkthrough, op(2, base=late["id"]))
    assert words(walkthrough) == []


def test_a_third_tablet_adds_to_the_choice(walkthrough):
    twice(walkthrough, 2, 5)
    send(walkthrough, op(1, at=int(time.time() * 1000) - 120_000, base=None))
    assert words(walkthrough) == [("5 of 5", "2 of 5"), ("5 of 5", "1 of 5")]


def test_going_on_from_ones_own_value_that_lost_is_one_conflict_and_not_two(walkthrough):
    early, _late = twice(walkthrough, 2, 5)
    send(walkthrough, op(3, base=early["id"], at=1))
    assert words(walkthrough) == [("5 of 5", "3 of 5")]


def settle(client, walkthrough, keep, **more):
    [conflict] = walkthrough.conflicts.all()
    slug = walkthrough.event.organisation.slug
    return client.post(
        reverse("walkthroughs:settle", args=[slug, walkthrough.pk, conflict.pk]), {"keep": keep} | more
    )


def test_keeping_the_other_value_is_an_operation_and_settles(auditor_client, walkthrough):
    twice(walkthrough, 2, 5)

    response = settle(auditor_client, walkthrough, "other")

    assert response.url == reverse(
        "walkthroughs:finish", args=[walkthrough.event.organisation.slug, walkthrough.pk]
    )
    assert walkthrough.answers.get().value == 2
    assert list(walkthrough.operations.values_list("value", flat=True)) == [2, 5, 2]
    assert walkthrough.conflicts.get().settled_by == walkthrough.auditor
    assert words(walkthrough) == []
    settle(auditor_client, walkthrough, "other")  # the second of two clicks
    assert walkthrough.operations.count() == 3


def test_keeping_what_counts_changes_nothing_and_settles(manager_client, walkthrough):
    twice(walkthrough, 2, 5)
    settle(manager_client, walkthrough, "standing", next="https://elsewhere.example/")
    assert (words(walkthrough), walkthrough.answers.get().value) == ([], 5)
    assert walkthrough.operations.count() == 2


def test_a_finished_walkthrough_keeps_what_counts(auditor_client, walkthrough):
    twice(walkthrough, 2, 5)
    finish_walkthrough(walkthrough=walkthrough)

    page = settle(auditor_client, walkthrough, "other", next="")

    assert walkthrough.answers.get().value == 5
    assert words(walkthrough) == [("5 of 5", "2 of 5")]
    shown = auditor_client.get(page.url).content.decode()
    assert "This walkthrough is finished." in shown
    assert ('value="standing"' in shown, 'value="other"' in shown) == (True, False)


def test_the_finish_page_and_the_managers_list_show_it(auditor_client, manager_client, walkthrough):
    twice(walkthrough, 2, 5)
    slug = walkthrough.event.organisation.slug

    finish = auditor_client.get(reverse("walkthroughs:finish", args=[slug, walkthrough.pk]))
    listed = manager_client.get(reverse("walkthroughs:list", args=[slug, walkthrough.event_id]))

    assert [dispute.lost for dispute in finish.context["disputes"]] == ["2 of 5"]
    assert "Keep “2 of 5” instead" in finish.content.decode()
    assert "1 answer was given twice: choose" in listed.content.decode()


def test_the_form_without_javascript_says_what_it_saw_and_overwrites_nothing_silently(
    auditor_client, walkthrough
):
    page = reverse("walkthroughs:walk", args=[walkthrough.event.organisation.slug, walkthrough.pk])
    shown = auditor_client.get(page)
    assert '<input type="hidden" name="seen" value="0">' in shown.content.decode()
    send(walkthrough, op(5, base=None))  # from another tablet, while the form stood open

    auditor_client.post(page, {"shown": "{}", "seen": "0", "nonce": "", "a-venue_image_fit": "2"})

    assert walkthrough.answers.get().value == 2
    assert words(walkthrough) == [("2 of 5", "5 of 5")]
