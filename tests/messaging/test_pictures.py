"""Pictures of messages that came as PDF: the place of a promise's words, whatever the file is like."""

import io

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageChops

from eventaudit.findings.demo.papers import Paper, draw
from eventaudit.messaging import pictures
from eventaudit.messaging.models import MessagePicture
from eventaudit.messaging.pictures import make_pictures
from eventaudit.reports.choices import Choices
from eventaudit.reports.editions import edition_of
from eventaudit.reports.photos import checked_photo
from eventaudit.reports.snapshot import take_snapshot
from tests import factories

pytestmark = pytest.mark.django_db
QUOTE = "Champagne will be served as you arrive"
LINES = (
    "An invitation",
    "",
    f"For one night the old ballroom belongs to you. {QUOTE}, under the chandeliers.",
)
PAPER = Paper("invitation.pdf", 420, 595, 40, 12)
MARKER = (255, 226, 110)


def make_promise(event, pdf, quote=QUOTE):
    message = factories.make_message(event, text=f"Come. {quote}.", sha256="a" * 64)
    message.original.save("invitation.pdf", ContentFile(pdf))
    return factories.make_promise(message, quote)


def picture_of(promise):
    row = MessagePicture.objects.get(message=promise.message)
    with default_storage.open(row.name) as file:
        picture = Image.open(io.BytesIO(file.read()))
        picture.load()
    return row, picture


def yellow(picture):
    """How many pixels have about the marker's colour on white."""
    strange = ImageChops.difference(picture, Image.new("RGB", picture.size, MARKER)).convert("L")
    return sum(strange.histogram()[:20])


def made(event, pdf, **chosen):
    promise = make_promise(event, pdf, **chosen)
    make_pictures(event)
    return promise


def test_the_place_of_the_words_is_shown_and_marked(event):
    row, picture = picture_of(made(event, draw(PAPER, LINES)))
    assert (picture.format, 700 < picture.width <= 720, row.shape > 2) == ("JPEG", True, True)
    assert yellow(picture) > 5_000
    assert dict(picture.getexif()) == {}


def test_words_that_the_file_does_not_say_as_such_show_its_first_page(event):
    row, picture = picture_of(made(event, draw(PAPER, LINES), quote="Words of another paper altogether"))
    assert (round(row.shape, 2), picture.height) == (round(420 / 595, 2), round(720 / 420 * 595))


def with_page(**changes):
    with pikepdf.open(io.BytesIO(draw(PAPER, LINES))) as pdf:
        for key, value in changes.items():
            pdf.pages[0][f"/{key}"] = value
        file = io.BytesIO()
        pdf.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    "pdf",
    [
        pytest.param(lambda: with_page(MediaBox=[0, 0, 14400, 14400]), id="five metres wide"),
        pytest.param(lambda: with_page(MediaBox=[-100, -100, 420, 595]), id="begins elsewhere"),
        pytest.param(lambda: with_page(Rotate=90), id="lies on its side"),
        pytest.param(lambda: with_page(UserUnit=75000), id="units of a kilometre"),
        pytest.param(lambda: with_page(MediaBox=[0, 0, 3, 14400]), id="a thread"),
    ],
)
def test_odd_pages_give_bounded_pictures(event, pdf):
    row, picture = picture_of(made(event, pdf()))
    assert (picture.width <= 720, picture.height <= 1200, len(row.sha256)) == (True, True, 64)


@pytest.mark.parametrize(
    "pdf", [b"%PDF-1.7 damaged", b"GIF89a", b"%PDF-1.4\n" + b"<<" * 50_000], ids=["damaged", "none", "deep"]
)
def test_what_cannot_be_drawn_is_tried_once(event, pdf):
    made(event, pdf)
    rows = list(MessagePicture.objects.values_list("name", "sha256"))
    MessagePicture.objects.update(sha256="f" * 64)
    make_pictures(event)
    assert (rows, [row.sha256 for row in MessagePicture.objects.all()]) == ([("", "")], ["f" * 64])


def test_a_program_that_does_not_end_is_ended(event, monkeypatch):
    monkeypatch.setattr(pictures, "MOST_SECONDS", 0.01)
    made(event, draw(PAPER, LINES))
    assert list(MessagePicture.objects.values_list("name", flat=True)) == [""]


def test_the_report_shows_it_and_keeps_it_when_the_message_goes(event):
    promise = made(event, draw(PAPER, LINES))
    snapshot = edition_of(take_snapshot(event, "en"), Choices())
    shown = snapshot["ledger"]["messages"][0]["promises"][0]["picture"]
    nameless = edition_of(take_snapshot(event, "en"), Choices(anonymous=True))
    promise.message.delete()
    assert (list(snapshot["photos"]), nameless["photos"]) == ([shown], {})
    assert checked_photo(snapshot["photos"][shown])[:2] == b"\xff\xd8"


def test_a_message_without_a_file_has_none(event):
    factories.make_promise(factories.make_message(event))
    make_pictures(event)
    assert MessagePicture.objects.count() == 0
