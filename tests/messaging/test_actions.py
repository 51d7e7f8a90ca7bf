import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from eventaudit.messaging import actions
from eventaudit.messaging.models import Contradiction, Message, Promise, PromisePhoto, Verdict
from eventaudit.messaging.quotes import clean_text
from tests import factories

pytestmark = pytest.mark.django_db
PARTY = "It's party time!!! 🎉🧡 Come as you are 💃🕺 and come as you like. Come as you are!"


def _promise(message, quote, start=None, **fields):
    given = {"touchpoint": "mood", "strength": "implied"} | fields
    return actions.record_promise(message=message, quote=quote, start=start, **given)


@pytest.fixture
def by():
    return factories.make_user()


def test_keys_go_on_from_the_highest_of_the_event(event, by):
    factories.make_message(event, key="M7")
    factories.make_message(event, key="A9")
    message = actions.add_message(event=event, by=by, text="Hello", channel="ticket", language="en")
    factories.make_promise(factories.make_message(event), key="P09")
    assert (message.key, _promise(message, "Hello").key) == ("M8", "P10")


def test_the_original_is_kept_beside_the_text_and_goes_with_the_message(
    event, by, django_capture_on_commit_callbacks
):
    fields = {"text": "a\r\nb", "channel": "ticket", "language": "en", "original": ("menu.txt", b"a\r\nb")}
    message = actions.add_message(event=event, by=by, **fields)
    message.refresh_from_db()
    assert (message.text, message.original_name, message.original.read()) == ("a\nb", "menu.txt", b"a\r\nb")
    message.original.close()
    storage, name = message.original.storage, message.original.name
    assert "menu" not in name
    with django_capture_on_commit_callbacks(execute=True):
        actions.delete_message(message=message)
    assert not storage.exists(name)


def test_a_promise_stands_where_its_words_stand_emoji_or_not(event):
    message = factories.make_message(event, PARTY)
    second = _promise(message, "Come as you are", start=PARTY.rindex("Come"))
    first = _promise(message, "Come as you are", start=PARTY.index("Come"))
    dance = _promise(message, "💃🕺 and")
    for promise in (first, second, dance):
        assert message.text[promise.start : promise.end] == promise.quote
    assert first.start < dance.start < second.start


def test_a_quote_that_is_not_there_stores_nothing(event):
    message = factories.make_message(event)
    with pytest.raises(actions.QuoteNotFound):
        _promise(message, "Free parking")
    assert not Promise.objects.exists()


def test_an_edited_text_takes_its_promises_along_and_refuses_to_lose_one(event):
    message = factories.make_message(event, PARTY)
    _promise(message, "Come as you are", start=PARTY.rindex("Come"))
    _promise(message, "party time")
    Contradiction.objects.create(
        event=event, key="X1", touchpoint="mood", kind="soft",
        first=message, first_quote="party time", second=message, second_quote="party",
    )  # fmt: skip
    with pytest.raises(actions.QuotesLost) as lost:
        actions.edit_message(message=message, text="Nothing. " + PARTY.replace("party time", "dinner"))
    assert lost.value.quotes == ["party time", "party"]
    message.refresh_from_db()
    assert message.text == PARTY

    actions.edit_message(message=message, drop_lost=True, text="🎉 " + PARTY.replace("party time", "dinner"))
    kept = Promise.objects.get()
    assert message.text[kept.start : kept.end] == "Come as you are"
    assert kept.start == message.text.rindex("Come")
    assert not Contradiction.objects.exists()


@hypothesis_settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_whatever_is_done_every_quote_is_the_text_between_its_offsets(event, data):
    words = st.text("ab 🎉ö\n", min_size=1, max_size=25)
    start = clean_text(data.draw(words)) or "a"
    message = factories.make_message(event, start)
    for _step in range(data.draw(st.integers(1, 6))):
        try:
            if data.draw(st.booleans()):
                _promise(message, data.draw(words), start=data.draw(st.integers(0, 20)))
            else:
                text = clean_text(data.draw(words) + message.text + data.draw(words))
                actions.edit_message(message=message, text=text, drop_lost=data.draw(st.booleans()))
        except (actions.QuoteNotFound, actions.QuotesLost):
            message.refresh_from_db()
        message = Message.objects.get(pk=message.pk)
        for promise in message.promises.all():
            assert message.text[promise.start : promise.end] == promise.quote


def test_deleting_a_message_removes_its_promises_and_photos_and_nothing_else(event, by):
    first, second = factories.make_message(event), factories.make_message(event)
    gone, kept = factories.make_promise(first), factories.make_promise(second)
    for promise in (gone, kept):
        actions.judge_promise(promise=promise, by=by, verdict="kept", photos=[factories_photo()])
    actions.delete_message(message=first)
    assert list(Promise.objects.all()) == [kept]
    assert [each.promise for each in PromisePhoto.objects.all()] == [kept]
    assert event.photos.count() == 1


def test_a_verdict_keeps_its_note_until_another_is_given_and_can_be_taken_back(event, by):
    promise = factories.make_promise(factories.make_message(event))
    actions.judge_promise(promise=promise, by=by, verdict="broken", note="Cider was served.")
    actions.judge_promise(promise=promise, by=by, verdict="partly")
    promise.refresh_from_db()
    assert (promise.verdict, promise.verdict_note, promise.judged_by) == ("partly", "Cider was served.", by)
    actions.judge_promise(promise=promise, by=by, verdict=Verdict.UNCHECKED)
    promise.refresh_from_db()
    assert (promise.verdict, promise.judged_by, promise.judged_at) == ("unchecked", None, None)


@pytest.mark.parametrize(
    ("fields", "decider"),
    [
        ({}, "hand"),
        ({"criterion": "catering_as_promised"}, "criterion"),
        ({"strength": "mood", "atmosphere": "luxury"}, "reading"),
        ({"strength": "mood"}, "hand"),
        ({"strength": "implied", "atmosphere": "luxury"}, "hand"),
    ],
)
def test_what_decides_a_promise(event, by, fields, decider):
    promise = factories.make_promise(factories.make_message(event), **fields)
    assert promise.decided_by == decider
    if decider != "hand":
        with pytest.raises(actions.DecidedElsewhere):
            actions.judge_promise(promise=promise, by=by, verdict="kept")


def factories_photo():
    import io

    from django.core.files.uploadedfile import SimpleUploadedFile
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, "JPEG")
    return SimpleUploadedFile("photo.jpg", out.getvalue(), "image/jpeg")
