"""Passages that may be promises: found once, decided by people."""

import hashlib
import html
import json
from pathlib import Path

import pytest
from django.urls import reverse

from eventaudit.messaging import actions, candidate_actions, reading
from eventaudit.messaging.contradiction_reading import find_pairs
from eventaudit.messaging.models import (
    Contradiction,
    Decision,
    Message,
    MessageReading,
    Promise,
)
from tests import factories

pytestmark = pytest.mark.django_db
INVITATION = (
    "Dear guest,\n\nchampagne will be served as you arrive. "
    "Your coat is taken from your shoulders at the door. "
    "There are no queues at the bar. A string quartet plays during dinner.\n\nYours, Elias"
)
TUNING = Path(__file__).parents[1] / "wording" / "messages" / "tuning"


def url(name, event, *args):
    return reverse(f"messaging:{name}", args=[event.organisation.slug, event.pk, *args])


def text_of(response):
    return html.unescape(response.content.decode())


@pytest.fixture(scope="module")
def _prepared():
    reading.load_reader()


@pytest.fixture
def by():
    return factories.make_user()


@pytest.fixture
def message(event):
    message = factories.make_message(event, INVITATION)
    reading.read_message(message=message)
    return message


def open_quotes(message):
    return [each.quote for each in message.candidates.filter(decision=Decision.OPEN)]


def candidate(message, words):
    return next(each for each in message.candidates.all() if words in each.quote)


@pytest.mark.usefixtures("_prepared")
def test_a_message_added_is_read_at_once_and_nothing_enters_the_ledger(manager_client, event):
    sent = {"text": INVITATION, "channel": "ticket", "language": ""}
    page = manager_client.post(url("add", event), sent, follow=True)
    message = Message.objects.get()
    rows = list(message.candidates.all())
    assert message.language == "en"
    assert len(rows) >= 3
    assert all(message.text[row.start : row.end] == row.quote for row in rows)
    assert [card.row for card in page.context["read"].candidates] == rows
    assert text_of(page).count('<mark class="candidate"') >= len(rows)
    assert not Promise.objects.exists()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Tervetuloa juhlaan! Illallinen tarjoillaan pöytiin, ja takki otetaan vastaan ovella.", "fi"),
        ("Varmt välkommen till festen! Middagen serveras vid borden, och rocken tas emot vid dörren.", "sv"),
        ("🎉🎉🎉", "fi"),
    ],
)
def test_the_language_is_that_of_the_text_or_else_of_the_event(manager_client, organisation, text, language):
    event = factories.make_event(organisation, language="fi")
    page = manager_client.post(
        url("add", event), {"text": text, "channel": "ticket", "language": ""}, follow=True
    )
    assert Message.objects.get().language == language
    assert ("do not tell their language: Finnish is assumed" in text_of(page)) == (text == "🎉🎉🎉")


def test_an_accepted_candidate_becomes_the_promise_it_was_read_as(message, by):
    row = candidate(message, "champagne")
    promise = candidate_actions.accept_candidate(candidate=row, by=by)
    row.refresh_from_db()
    assert (promise.quote, promise.touchpoint, promise.start) == (row.quote, row.touchpoint, row.start)
    assert (promise.approved_by, row.decision, row.promise, row.decided_by) == (by, "accepted", promise, by)
    with pytest.raises(candidate_actions.AlreadyDecided):
        candidate_actions.accept_candidate(candidate=row, by=by)
    assert Promise.objects.count() == 1


def test_a_rejected_candidate_never_comes_back_for_the_same_words(message, by):
    row = candidate(message, "no queues")
    candidate_actions.reject_candidate(candidate=row, by=by)
    for text in (INVITATION, f"A word before.\n\n{INVITATION}", "Quite another text.", INVITATION):
        actions.edit_message(message=message, text=text)
        reading.read_message(message=message)
        assert row.quote not in open_quotes(message)
        for each in message.candidates.filter(decision=Decision.OPEN):
            assert message.text[each.start : each.end] == each.quote
    assert candidate(message, "champagne").decision == Decision.OPEN
    assert message.candidates.get(pk=row.pk).decision == Decision.REJECTED


def test_a_decision_is_taken_back_with_its_promise_unless_that_is_in_use(message, by):
    row = candidate(message, "champagne")
    promise = candidate_actions.accept_candidate(candidate=row, by=by)
    row.refresh_from_db()
    assert candidate_actions.reopen_candidate(candidate=row).decision == Decision.OPEN
    assert not Promise.objects.filter(pk=promise.pk).exists()

    promise = candidate_actions.accept_candidate(candidate=row, by=by)
    Promise.objects.filter(pk=promise.pk).update(verdict="broken")
    row.refresh_from_db()
    with pytest.raises(candidate_actions.PromiseInUse):
        candidate_actions.reopen_candidate(candidate=row)
    assert Promise.objects.filter(pk=promise.pk).exists()


def test_what_is_recorded_by_hand_is_no_candidate_any_more(manager_client, message):
    quote = candidate(message, "champagne").quote
    factories.make_promise(message, quote)
    shown = manager_client.get(message.get_absolute_url()).context["read"].candidates
    assert quote not in [card.row.quote for card in shown]
    assert shown != []


def test_one_tap_each_without_scripts_leads_on_to_the_next_candidate(manager_client, event, message):
    first, second, *_more = message.candidates.all()
    response = manager_client.post(url("candidate", event, first.pk), {"decision": "accept"})
    assert response.url == f"{message.get_absolute_url()}#candidate-{second.pk}"
    page = text_of(manager_client.get(response.url))
    assert f"is recorded: “{first.quote}”." in page
    assert manager_client.get(response.url).context["read"].last == first

    last = list(message.candidates.all())[-1]
    response = manager_client.post(url("candidate", event, last.pk), {"decision": "reject"})
    assert response.url == f"{message.get_absolute_url()}#candidate-{second.pk}"
    response = manager_client.post(url("candidate", event, last.pk), {"decision": "reopen"}, follow=True)
    assert last.quote in [card.row.quote for card in response.context["read"].candidates]
    again = manager_client.post(url("candidate", event, first.pk), {"decision": "reject"}, follow=True)
    assert "was decided on already" in text_of(again)
    assert manager_client.post(url("candidate", event, first.pk), {"decision": "x"}).status_code == 302
    assert Promise.objects.count() == 1


def test_a_candidate_is_changed_in_the_form_of_a_promise(manager_client, event, message):
    row = candidate(message, "champagne")
    page = manager_client.get(url("candidate_change", event, row.pk))
    form = page.context["promise_form"]
    assert [form[name].value() for name in ("quote", "start", "touchpoint")] == [
        row.quote,
        row.start,
        row.touchpoint,
    ]
    sent = {"quote": row.quote, "start": row.start, "touchpoint": "mood", "strength": "mood"}
    refused = manager_client.post(url("candidate_change", event, row.pk), sent | {"quote": "Free beer"})
    assert refused.status_code == 422
    manager_client.post(url("candidate_change", event, row.pk), sent)
    row.refresh_from_db()
    assert (row.decision, row.promise.touchpoint, row.touchpoint) == ("changed", "mood", "catering")


def test_the_atmosphere_read_is_taken_over_in_one_tap(manager_client, event):
    message = factories.make_message(event, json.loads((TUNING / "en.json").read_text())[0]["text"])
    before = manager_client.post(url("atmosphere_take", event, message.pk), follow=True)
    assert "No atmosphere was read." in text_of(before)
    reading.read_message(message=message)
    panel = manager_client.get(message.get_absolute_url()).context["read"]
    assert panel.proposal == {"luxury": 1.0}
    assert [str(atmosphere) for atmosphere, _words in panel.words] == ["Luxury"]
    manager_client.post(url("atmosphere_take", event, message.pk))
    message.refresh_from_db()
    assert message.atmosphere == {"luxury": 1.0}
    assert manager_client.get(message.get_absolute_url()).context["read"].proposal is None


def test_a_message_in_a_tone_of_its_own_is_held_against_one_of_the_others(event):
    gilded = "Black tie under the chandeliers. Champagne and a string quartet await you, and valet parking."
    for number in range(3):
        factories.make_message(event, f"{gilded} {number}", key=f"T{number}")
    factories.make_message(event, "Come as you are and get loud! Confetti, bold colours, funk.", key="LOUD")
    find_pairs(event=event, messages=list(event.messages.all()))
    tones = event.contradiction_candidates.filter(kind=Contradiction.Kind.TONE)
    assert [sorted((each.first.key, each.second.key)) for each in tones] == [["LOUD", "T0"]]


def test_what_was_learnt_is_a_link_away_from_the_first_decision_on(manager_client, message, by):
    link = reverse("reading:learnt", args=[message.event.organisation.slug])
    assert link not in text_of(manager_client.get(message.get_absolute_url()))
    candidate_actions.reject_candidate(candidate=candidate(message, "queues"), by=by)
    assert link in text_of(manager_client.get(message.get_absolute_url()))


def test_advice_leads_to_its_words_and_is_put_aside_for_them(manager_client, event):
    text = "It will be an unforgettable evening. Please contact the office for all questions about parking."
    message = factories.make_message(event, text)
    reading.read_message(message=message)
    cards = manager_client.get(message.get_absolute_url()).context["read"].advice
    assert "superlative" in [card.kind for card in cards]
    assert all(text[card.place.start : card.place.end] == card.quote for card in cards)
    contact = next(card for card in cards if card.quote == "Please contact")
    assert (contact.is_quoted, contact.around) == (
        True,
        ("“", "” sends the reader elsewhere. Give the answer here."),
    )
    sent = {"kind": cards[0].kind, "quote": cards[0].quote}
    page = manager_client.post(url("advice", event, message.pk), sent, follow=True)
    assert [card.quote for card in page.context["read"].advice] == [card.quote for card in cards[1:]]
    page = manager_client.post(url("advice", event, message.pk), follow=True)
    assert len(page.context["read"].advice) == len(cards)
    manager_client.post(url("advice", event, message.pk), {"kind": "superlative", "quote": "made up"})
    assert not message.dismissed_advice.exists()


def test_opening_a_page_never_reads_and_a_text_that_changed_is_read_anew(manager_client, event, message):
    unread = factories.make_message(event, "Dinner is served at the tables.")
    page = manager_client.get(unread.get_absolute_url())
    assert page.context["read"].reading is None
    assert "data-at-once" in text_of(page)
    Message.objects.filter(pk=message.pk).update(text="Dinner is served at the tables.")
    assert manager_client.get(message.get_absolute_url()).context["read"].candidates == []
    assert MessageReading.objects.count() == 1
    page = manager_client.post(url("read", event, message.pk), follow=True)
    assert [card.row.quote for card in page.context["read"].candidates] == ["Dinner is served at the tables"]


@pytest.mark.parametrize(
    "text",
    [
        "\u202eمرحبا بكم في الحفل. سيتم تقديم العشاء على الطاولات." * 20,
        "<script>alert(1)</script><b>Champagne will be served</b> & <!-- no queues --> to you.",
        "&amp;" * 3000,
        "You will be served champagne in the hall. " * 1400,
        "x" * 60_001,
    ],
    ids=["right-to-left", "markup", "entities", "long", "one word"],
)
def test_whatever_the_text_the_page_shows_it_whole_and_bounded(manager_client, event, text):
    message = factories.make_message(event, text)
    kept = reading.read_message(message=message)
    assert not kept.failed
    page = manager_client.get(message.get_absolute_url())
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()
    assert message.candidates.count() <= reading.MOST_CANDIDATES
    assert kept.cut == (len(text) > reading.MOST_READ or text.startswith("You"))


def test_a_reading_that_fails_says_so_and_the_page_works(manager_client, event, message, monkeypatch):
    def broken(*_args, **_kwargs):
        raise RuntimeError("a fault in the rules")

    monkeypatch.setattr("eventaudit.wording.read_text", broken)
    page = manager_client.post(url("read", event, message.pk), follow=True)
    assert "This text could not be read by the machine." in text_of(page)
    assert page.context["read"].candidates == []
    sent = {"text": INVITATION, "channel": "ticket", "language": ""}
    assert manager_client.post(url("add", event), sent, follow=True).status_code == 200


CONTRADICTING = ["Doors open at 18:00 at the manor.", "Doors open at 19:30 at the manor."]


def test_contradictions_are_proposed_and_decided_in_one_tap(manager_client, event):
    for text in CONTRADICTING:
        factories.make_message(event, text)
    page = manager_client.get(url("list", event))
    assert (page.context["pairs"].stale, page.context["pairs"].left) == (True, [])
    pairs = manager_client.post(url("compare", event), follow=True).context["pairs"]
    [card] = pairs.left
    assert card.why == "Both speak of the same thing (when doors open) and say something different."
    assert card.row.first_quote in CONTRADICTING[0]
    assert card.row.second_quote in CONTRADICTING[1]

    before = reverse("findings:before", args=[event.organisation.slug, event.pk])
    sent = {"decision": "accept", "next": f"{before}#pairs"}
    response = manager_client.post(url("pair", event, card.row.pk), sent)
    assert response.url == f"{before}#pairs"
    assert Contradiction.objects.get().first_quote == card.row.first_quote
    assert manager_client.get(before).context["pairs"].left == []

    manager_client.post(url("pair", event, card.row.pk), {"decision": "reopen"})
    assert not Contradiction.objects.exists()
    manager_client.post(url("pair", event, card.row.pk), {"decision": "reject"})
    factories.make_message(event, "Bring a coat.")
    assert manager_client.post(url("compare", event), follow=True).context["pairs"].left == []
    assert not Contradiction.objects.exists()


def test_a_contradiction_recorded_by_hand_is_not_proposed(manager_client, event):
    first, second = (factories.make_message(event, text) for text in CONTRADICTING)
    actions.add_contradiction(
        event=event, first=second, first_quote=second.text, second=first, second_quote=first.text,
        touchpoint="programme", kind="fact",
    )  # fmt: skip
    assert manager_client.post(url("compare", event), follow=True).context["pairs"].left == []


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("page", "queries"), [("detail", 14), ("list", 14)])
def test_readings_take_the_same_queries_however_much_they_found(
    manager_client, event, by, django_assert_num_queries, count, page, queries
):
    message = factories.make_message(event, "\n\n".join([INVITATION] * count))
    reading.read_message(message=message)
    candidate_actions.reject_candidate(candidate=message.candidates.first(), by=by)
    for number in range(count):
        factories.make_message(event, f"Doors open at 1{number}:00 at the manor.")
    manager_client.post(url("compare", event))
    args = [message.pk] if page == "detail" else []
    manager_client.get(url(page, event, *args))  # the library is known to the process afterwards
    with django_assert_num_queries(queries):
        assert manager_client.get(url(page, event, *args)).status_code == 200


def test_a_reading_by_an_earlier_reader_is_made_anew_and_decisions_stay(message, by):
    candidate_actions.reject_candidate(candidate=candidate(message, "coat"), by=by)
    before = f"{reading.VERSION - 1}\0{message.language}\0{message.text}"
    MessageReading.objects.update(digest=hashlib.sha256(before.encode()).hexdigest())
    assert reading.kept_reading(message) is None
    reading.read_message(message=message)
    assert reading.kept_reading(message) is not None
    assert not any("coat" in quote for quote in open_quotes(message))
    assert candidate(message, "coat").decision == Decision.REJECTED
