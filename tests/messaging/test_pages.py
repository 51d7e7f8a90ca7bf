import datetime
import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from eventaudit.messaging.models import Contradiction, Message, Promise, PromisePhoto
from eventaudit.photos.actions import store_photo
from tests import factories

from . import files
from .test_actions import factories_photo

pytestmark = pytest.mark.django_db
ADDED = {"channel": "ticket", "language": "fi", "title": "", "audience": "", "sent_on": ""}


def url(name, event, *args):
    return reverse(f"messaging:{name}", args=[event.organisation.slug, event.pk, *args])


def text_of(response):
    return html.unescape(response.content.decode())


def test_a_pasted_message_is_stored_in_one_form(manager_client, event):
    response = manager_client.post(url("add", event), ADDED | {"text": " Tervetuloa \r\n🎉\x00 "})
    message = Message.objects.get()
    assert response.url == message.get_absolute_url()
    assert (message.key, message.text, message.language) == ("M1", "Tervetuloa\n🎉", "fi")
    assert message.created_by == manager_client.membership.user


def test_an_uploaded_email_gives_text_title_day_and_says_what_was_not_read(manager_client, event):
    data = files.mail(
        html="<p>Champagne</p><script>x()</script>", attachment="menu.pdf",
        Subject="Kutsu", Date="Fri, 14 Nov 2031 23:30:00 +0200",
    )  # fmt: skip
    upload = SimpleUploadedFile("kutsu.eml", data)
    response = manager_client.post(url("add", event), ADDED | {"file": upload}, follow=True)
    message = Message.objects.get()
    assert (message.text, message.html, message.title) == ("Champagne", "<p>Champagne</p>", "Kutsu")
    assert (message.sent_on, message.original_name) == (datetime.date(2031, 11, 14), "kutsu.eml")
    assert "<li><strong>menu.pdf</strong>: The PDF is damaged and cannot be read." in text_of(response)

    original = manager_client.get(url("original", event, message.pk))
    assert b"".join(original.streaming_content) == data
    assert original["Content-Disposition"] == 'attachment; filename="kutsu.eml"'
    assert original["Content-Type"] == "application/octet-stream"
    assert original["X-Content-Type-Options"] == "nosniff"
    assert original["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Paste the text of the message, or choose a file."),
        ({"text": " \n "}, "Paste the text of the message, or choose a file."),
        ({"text": "a" * 200_001}, "The text has 200,001 characters; at most 200,000 are taken."),
        ({"text": "a", "file": SimpleUploadedFile("a.txt", b"b")}, "Either paste the text or choose a file"),
        ({"file": SimpleUploadedFile("a.txt", b"")}, "“a.txt” is empty."),
        ({"file": SimpleUploadedFile("a.txt", b"MZ\x90\x00")}, "The file is no text,"),
        ({"file": SimpleUploadedFile("a.pdf", files.pdf())}, "The PDF holds pictures only"),
        ({"file": SimpleUploadedFile("a.exe", b"MZ\x90\x00")}, "“a.exe” is of a kind that cannot be read."),
        ({"text": "a", "channel": "pigeon"}, "pigeon is not one of the available choices"),
    ],
)
def test_what_is_wrong_with_a_new_message_is_said_and_nothing_stored(manager_client, event, sent, sentence):
    for value in sent.values():
        if isinstance(value, SimpleUploadedFile):
            value.seek(0)
    response = manager_client.post(url("add", event), ADDED | sent)
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert not Message.objects.exists()


def test_a_file_that_is_too_large_is_turned_away_while_it_arrives(manager_client, event, settings, tmp_path):
    settings.MESSAGE_MAX_BYTES = 1024 * 1024
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    upload = SimpleUploadedFile("a.txt", b"a" * (3 * 1024 * 1024))
    response = manager_client.post(url("add", event), {"file": upload} | ADDED | {"title": "Typed before"})
    assert response.status_code == 422
    assert "The message is larger than 1 MB." in text_of(response)
    assert "Typed before" in text_of(response)
    assert not Message.objects.exists()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_too_much_pasted_text_is_answered_with_a_sentence(manager_client, event, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100_000
    response = manager_client.post(url("add", event), ADDED | {"text": "a" * 150_000})
    assert response.status_code == 422
    assert "The message is larger than 20 MB." in text_of(response)
    assert not Message.objects.exists()


def test_adding_still_asks_for_the_token_against_forged_requests(manager_client, event):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(manager_client.membership.user)
    assert strict.post(url("add", event), ADDED | {"text": "Hello"}).status_code == 403
    assert not Message.objects.exists()


def _recorded(**changes):
    return {"quote": "No queues", "start": "", "touchpoint": "queues", "strength": "explicit"} | changes


def test_recording_a_promise_by_pasting_its_words(manager_client, event):
    message = factories.make_message(event)
    response = manager_client.post(
        url("promise_record", event, message.pk),
        _recorded(atmosphere="luxury", criterion="queues_entry_wait", weight="3", negated="on"),
    )
    promise = Promise.objects.get()
    assert response.url == f"{message.get_absolute_url()}#promise-{promise.pk}"
    stored = (promise.key, promise.quote, promise.start, promise.end, promise.atmosphere, promise.weight)
    assert stored == ("P1", "No queues", 26, 35, "luxury", 3)
    assert (promise.criterion, promise.negated, promise.hedged) == ("queues_entry_wait", True, False)


def test_words_that_occur_twice_are_asked_about_and_the_place_chosen_is_kept(manager_client, event):
    message = factories.make_message(event, "No queues at the door. No queues at the bar.")
    asked = manager_client.post(url("promise_record", event, message.pk), _recorded())
    assert asked.status_code == 422
    assert "These words occur 2 times. Choose the place that is meant." in text_of(asked)
    assert "… [No queues] at the door. No queues at the bar. …" in text_of(asked)
    assert not Promise.objects.exists()
    manager_client.post(url("promise_record", event, message.pk), _recorded(start="23"))
    assert Promise.objects.get().start == 23


def test_words_that_occur_everywhere_are_to_be_more_or_selected(manager_client, event):
    message = factories.make_message(event, "la " * 60_000)
    response = manager_client.post(url("promise_record", event, message.pk), _recorded(quote="la"))
    assert response.status_code == 422
    assert "These words occur 60000 times. Add words around them until they are fewer." in text_of(response)
    assert 'type="radio" name="start"' not in response.text
    manager_client.post(url("promise_record", event, message.pk), _recorded(quote="la", start="300"))
    assert Promise.objects.get().start == 300


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"quote": "Free parking"}, "“Free parking” does not occur in the message."),
        ({"quote": "la " * 1000}, "Ensure this value has at most 2000 characters (it has 2999)."),
        ({"touchpoint": "moon"}, "moon is not one of the available choices."),
        ({"criterion": "catering_as_promised"}, "This criterion belongs to the touchpoint “Food and drink”."),
        (
            {"criterion": "queues_atmosphere_read"},
            "queues_atmosphere_read is not one of the available choices.",
        ),
        ({"atmosphere": "gloom"}, "gloom is not one of the available choices."),
        ({"weight": "9"}, "9 is not one of the available choices."),
        ({"strength": ""}, "This field is required."),
    ],
)
def test_what_is_wrong_with_a_promise_is_said_and_nothing_stored(manager_client, event, changes, sentence):
    message = factories.make_message(event)
    response = manager_client.post(url("promise_record", event, message.pk), _recorded(**changes))
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert not Promise.objects.exists()


def test_a_promise_changes_and_goes(manager_client, event):
    promise = factories.make_promise(factories.make_message(event))
    page = manager_client.get(url("promise_edit", event, promise.pk))
    assert page.status_code == 200
    manager_client.post(url("promise_edit", event, promise.pk), _recorded(strength="implied"))
    promise.refresh_from_db()
    assert (promise.quote, promise.start, promise.strength) == ("No queues", 26, "implied")
    assert manager_client.get(url("promise_delete", event, promise.pk)).status_code == 200
    manager_client.post(url("promise_delete", event, promise.pk))
    assert not Promise.objects.exists()


def test_the_marked_text_is_the_stored_text_however_promises_overlap(manager_client, event):
    stored = "It's <b>party</b> time 🎉🧡 & more,\n  much more."
    message = factories.make_message(event, stored)
    for quote in ("<b>party</b> time", "time 🎉🧡 &", "🧡", "much more.", stored):
        factories.make_promise(message, quote)
    page = manager_client.get(url("detail", event, message.pk)).content.decode()
    shown = re.search(r"data-message-text>(.*?)</div>", page, re.DOTALL)[1]
    shown = re.sub(r'<a class="promise-label.*?</a>', "", shown, flags=re.DOTALL)
    assert html.unescape(re.sub(r"<[^>]+>", "", shown)) == stored


def test_a_text_that_would_lose_a_promise_asks_before_it_drops_it(manager_client, event):
    message = factories.make_message(event)
    promise = factories.make_promise(message)
    sent = {"text": "No queues.", "channel": "ticket", "language": "en"}
    response = manager_client.post(url("edit", event, message.pk), sent)
    assert response.status_code == 422
    assert "The new text lacks words that are recorded: “Champagne will be served”." in text_of(response)
    assert list(message.promises.all()) == [promise]
    manager_client.post(url("edit", event, message.pk), sent | {"drop_lost": "on"})
    message.refresh_from_db()
    assert (message.text, message.channel, message.promises.count()) == ("No queues.", "ticket", 0)


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ({"reading": "mixture", "share_luxury": "70", "share_rustic": "30"}, {"luxury": 0.7, "rustic": 0.3}),
        ({"reading": "neutral", "share_luxury": "70"}, "neutral"),
        ({"reading": "unread"}, None),
    ],
)
def test_the_atmosphere_of_a_message(manager_client, event, sent, stored):
    message = factories.make_message(event, atmosphere={"colourful": 1.0})
    assert manager_client.post(url("atmosphere", event, message.pk), sent).status_code == 302
    message.refresh_from_db()
    assert message.atmosphere == stored


def test_shares_that_do_not_make_a_hundred_change_nothing(manager_client, event):
    message = factories.make_message(event, atmosphere="neutral")
    sent = {"reading": "mixture", "share_luxury": "70"}
    response = manager_client.post(url("atmosphere", event, message.pk), sent)
    assert response.status_code == 422
    assert "The shares add up to 70 per cent." in text_of(response)
    message.refresh_from_db()
    assert message.atmosphere == "neutral"


def test_one_tap_in_the_ledger_judges_and_leads_back_to_the_row(manager_client, event):
    promise = factories.make_promise(factories.make_message(event))
    back = url("ledger", event) + f"?verdict=unchecked#promise-{promise.pk}"
    response = manager_client.post(url("judge", event, promise.pk), {"verdict": "kept", "next": back})
    promise.refresh_from_db()
    assert (response.url, promise.verdict) == (back, "kept")
    evil = manager_client.post(
        url("judge", event, promise.pk), {"verdict": "broken", "next": "//evil.example/"}
    )
    assert evil.url == url("ledger", event) + f"#promise-{promise.pk}"


def test_judging_with_a_note_and_photos_and_removing_a_photo(manager_client, event):
    promise = factories.make_promise(factories.make_message(event))
    sent = {"verdict": "broken", "verdict_note": "Cider.", "photos": [factories_photo(), factories_photo()]}
    manager_client.post(url("judge", event, promise.pk), sent)
    photos = list(PromisePhoto.objects.filter(promise=promise))
    assert len(photos) == 2
    sent = {"verdict": "broken", "verdict_note": "Cider.", "drop_photos": [photos[0].pk]}
    manager_client.post(url("judge", event, promise.pk), sent)
    assert list(PromisePhoto.objects.all()) == [photos[1]]
    assert manager_client.get(url("judge", event, promise.pk)).status_code == 200


def test_a_photo_to_remove_that_cannot_be_there_is_refused(manager_client, event):
    promise = factories.make_promise(factories.make_message(event))
    sent = {"verdict": "broken", "verdict_note": "", "drop_photos": ["9" * 30]}
    assert manager_client.post(url("judge", event, promise.pk), sent).status_code == 422


def test_a_photo_that_is_none_leaves_the_verdict_as_it_was(manager_client, event):
    promise = factories.make_promise(factories.make_message(event))
    sent = {"verdict": "broken", "verdict_note": "", "photos": [SimpleUploadedFile("a.jpg", b"MZ\x90")]}
    response = manager_client.post(url("judge", event, promise.pk), sent)
    assert response.status_code == 422
    promise.refresh_from_db()
    assert (promise.verdict, event.photos.count()) == ("unchecked", 0)


def test_what_the_walkthrough_decides_is_not_judged_by_hand(manager_client, event):
    promise = factories.make_promise(factories.make_message(event), criterion="catering_as_promised")
    manager_client.post(url("judge", event, promise.pk), {"verdict": "kept"})
    promise.refresh_from_db()
    assert promise.verdict == "unchecked"


def test_the_ledger_filters_by_touchpoint_message_and_verdict(manager_client, event):
    first, second = factories.make_message(event), factories.make_message(event)
    factories.make_promise(first, key="PA", verdict="kept")
    factories.make_promise(first, key="PB", touchpoint="queues")
    factories.make_promise(second, key="PC", criterion="catering_as_promised")

    def keys(**chosen):
        page = manager_client.get(url("ledger", event), chosen)
        return [promise.key for promise in page.context["promises"]]

    assert keys() == ["PA", "PB", "PC"]
    assert keys(touchpoint="catering") == ["PA", "PC"]
    assert keys(message=second.pk) == ["PC"]
    assert keys(verdict="kept") == ["PA"]
    assert keys(verdict="unchecked") == ["PB"]
    assert keys(verdict="walkthrough") == ["PC"]
    assert keys(verdict="nonsense") == ["PA", "PB", "PC"]


def test_contradictions_are_recorded_and_deleted(manager_client, event):
    first, second = factories.make_message(event), factories.make_message(event, "Long queues.")
    sent = {
        "first": first.pk,
        "first_quote": "No queues",
        "second": second.pk,
        "touchpoint": "queues",
        "kind": "fact",
    }
    wrong = manager_client.post(url("contradiction_add", event), sent | {"second_quote": "Short queues"})
    assert wrong.status_code == 422
    assert "“Short queues” does not occur in this message." in text_of(wrong)
    manager_client.post(url("contradiction_add", event), sent | {"second_quote": "Long queues"})
    contradiction = Contradiction.objects.get()
    assert (contradiction.key, contradiction.second_quote) == ("X1", "Long queues")
    manager_client.post(url("contradiction_delete", event, contradiction.pk))
    assert not Contradiction.objects.exists()


def test_the_page_before_deleting_names_what_goes(manager_client, event):
    message = factories.make_message(event)
    factories.make_promise(message)
    page = text_of(manager_client.get(url("delete", event, message.pk)))
    assert "1 promise with its verdict and photos" in page
    assert "Champagne will be served" in page
    manager_client.post(url("delete", event, message.pk))
    assert not Message.objects.exists()


def _full_event(event, count):
    for _number in range(count):
        message = factories.make_message(event, atmosphere={"luxury": 1.0})
        for quote in ("Champagne", "No queues"):
            factories.make_promise(message, quote)
        Contradiction.objects.create(
            event=event, key=message.key, touchpoint="mood", kind="soft",
            first=message, first_quote="No", second=message, second_quote="be",
        )  # fmt: skip
    return message


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("page", "queries"), [("list", 15), ("ledger", 11), ("detail", 14)])
def test_pages_take_the_same_queries_however_much_they_show(
    manager_client, event, django_assert_num_queries, count, page, queries
):
    message = _full_event(event, count)
    for promise in message.promises.all():
        PromisePhoto.objects.create(
            promise=promise, photo=store_photo(event=event, upload=factories_photo(), by=None)
        )
    args = [message.pk] if page == "detail" else []
    with django_assert_num_queries(queries):
        assert manager_client.get(url(page, event, *args)).status_code == 200


NAMES = [
    "list",
    "add",
    "ledger",
    "detail",
    "edit",
    "delete",
    "original",
    "promise_edit",
    "promise_delete",
    "judge",
]


@pytest.mark.parametrize("name", NAMES)
def test_things_of_another_event_or_organisation_are_not_found(manager_client, stranger_client, event, name):
    elsewhere = factories.make_event(event.organisation)
    message = factories.make_message(event, original="x", original_name="x.txt")
    promise = factories.make_promise(message)
    args = {"list": [], "add": [], "ledger": []}.get(
        name, [promise.pk] if name in ("promise_edit", "promise_delete", "judge") else [message.pk]
    )
    foreign = stranger_client.membership.organisation.slug
    smuggled = reverse(f"messaging:{name}", args=[foreign, event.pk, *args])
    assert stranger_client.get(smuggled).status_code == 404
    assert stranger_client.get(url(name, event, *args)).status_code == 404
    if args:
        assert manager_client.get(url(name, elsewhere, *args)).status_code == 404


@pytest.mark.parametrize("name", ["list", "ledger", "add"])
def test_auditors_and_clients_do_not_see_messages_and_promises(auditor_client, client_client, event, name):
    assert auditor_client.get(url(name, event)).status_code == 403
    assert client_client.get(url(name, event)).status_code == 403
