import datetime
import hashlib
import io
import uuid
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from PIL import Image

from eventaudit.photos.actions import PhotoRefused, delete_photo, files_follow_rows, store_photo
from eventaudit.photos.models import Photo
from tests import factories
from tests.photos.pictures import make_phone_photo, make_picture, make_png_header, upload


def stored_files() -> list[str]:
    root = Path(settings.MEDIA_ROOT)
    return sorted(path.name for path in root.rglob("*") if path.is_file())


def opened(file) -> Image.Image:
    with file.open("rb") as stream:
        return Image.open(io.BytesIO(stream.read()))


def test_a_phone_photo_stands_upright_and_says_nothing_about_place_or_time(event):
    data = make_phone_photo((2400, 1800))
    photo = store_photo(event=event, upload=upload(data), by=None, caption="The entrance")

    assert (photo.width, photo.height) == (1200, 1600)
    for file, size in ((photo.large, (1200, 1600)), (photo.small, (450, 600))):
        rendition = opened(file)
        assert rendition.size == size
        red, _, blue = rendition.getpixel((size[0] // 2, 10))  # the left half is now the upper half
        assert (red > 200, blue < 60) == (True, True)
        assert dict(rendition.getexif()) == {}
        assert set(rendition.info) == {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    with photo.original.open("rb") as original:
        assert original.read() == data
    assert photo.original.name.endswith("/original.jpg")
    assert photo.sha256 == hashlib.sha256(data).hexdigest()
    assert photo.size == len(data)
    assert photo.caption == "The entrance"
    assert photo.taken_at == datetime.datetime(2031, 11, 14, 16, 30, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("kind", "extension"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp"), ("HEIF", "heic")]
)
def test_every_kind_that_cameras_make_is_taken(event, kind, extension):
    import pillow_heif

    pillow_heif.register_heif_opener()
    photo = store_photo(event=event, upload=upload(make_picture(kind=kind), "x.dat"), by=None)

    assert photo.original.name.endswith(f"/original.{extension}")
    assert (opened(photo.large).format, photo.width, photo.height) == ("JPEG", 80, 60)


def test_what_is_transparent_becomes_white(event):
    stream = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(stream, "PNG")
    photo = store_photo(event=event, upload=upload(stream.getvalue()), by=None)

    assert opened(photo.large).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The photo is empty. Take or send it again."),
        (b"hello", "This file is not a photo. Send a JPEG, PNG, WebP or HEIC picture."),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
            "This file is not a photo. Send a JPEG, PNG, WebP or HEIC picture.",
        ),
        (
            b"<!doctype html><script>alert(1)</script>",
            "This file is not a photo. Send a JPEG, PNG, WebP or HEIC picture.",
        ),
        (
            make_picture((400, 300))[:900],
            "The photo is damaged or not complete. Take or send it again.",
        ),
        (
            make_png_header(10_000, 10_000),
            "The photo has more than 50 megapixels. Send a smaller copy of it.",
        ),
        (
            make_png_header(7_000, 7_500),
            "The photo has more than 50 megapixels. Send a smaller copy of it.",
        ),
        (
            make_picture((5100, 5000), "WEBP", quality=1),
            "The photo has more than 25 megapixels. Send a smaller copy of it.",
        ),
        (
            make_png_header(12_001, 10),
            "The photo is 12001 pixels long; at most 12000 are taken. Send a smaller copy of it.",
        ),
    ],
    ids=[
        "empty",
        "text",
        "svg",
        "html",
        "truncated",
        "100 megapixels",
        "52 megapixels",
        "25 of WebP",
        "too long",
    ],
)
def test_a_bad_upload_is_refused_with_a_sentence_and_leaves_nothing(event, data, sentence):
    with pytest.raises(PhotoRefused) as refusal:
        store_photo(event=event, upload=upload(data), by=None)

    assert str(refusal.value) == sentence
    assert (Photo.objects.count(), stored_files()) == (0, [])


def test_a_heavy_upload_is_refused_before_it_is_read(event, settings):
    settings.PHOTO_MAX_BYTES = 1024**2
    heavy = upload(b"x" * (1024**2 + 1))
    heavy.file.close()  # reading it would fail

    with pytest.raises(PhotoRefused) as refusal:
        store_photo(event=event, upload=heavy, by=None)

    assert str(refusal.value) == "The photo is 2 MB; at most 1 MB are taken. Send a smaller copy of it."


@pytest.mark.parametrize("taken", ["0001:01:01 00:00:00", "9999:12:31 23:59:59", "0000:00:00 00:00:00"])
@pytest.mark.parametrize("offset", ["", "+14:00", "-12:00"])
def test_a_clock_that_was_never_set_says_nothing(event, taken, offset):
    exif = Image.Exif()
    exif[0x8769] = {0x9003: taken, 0x9011: offset}
    photo = store_photo(event=event, upload=upload(make_picture(exif=exif)), by=None)
    assert Photo.objects.get(pk=photo.pk).taken_at is None


def test_the_same_photo_under_the_same_number_is_stored_once(event):
    number, data = uuid.uuid4(), make_picture()
    first = store_photo(event=event, upload=upload(data), by=None, photo_id=number)
    again = store_photo(event=event, upload=upload(data), by=None, photo_id=number)

    assert first == again
    assert stored_files() == ["large.jpg", "original.jpg", "small.jpg"]


def test_other_bytes_under_a_known_number_are_refused(event):
    number = uuid.uuid4()
    first = store_photo(event=event, upload=upload(make_picture()), by=None, photo_id=number)

    with pytest.raises(PhotoRefused):
        store_photo(event=event, upload=upload(make_picture((30, 30))), by=None, photo_id=number)

    assert list(Photo.objects.values_list("sha256")) == [(first.sha256,)]


@pytest.fixture
def event_for_real(transactional_db):
    return factories.make_event(factories.make_organisation())


def test_files_go_when_the_transaction_around_them_fails(event_for_real):
    event = event_for_real
    seen = []

    def store_and_fail():
        with files_follow_rows(), transaction.atomic():
            store_photo(event=event, upload=upload(make_picture()), by=None)
            seen.extend(stored_files())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store_and_fail()

    assert seen == ["large.jpg", "original.jpg", "small.jpg"]
    assert (Photo.objects.count(), stored_files()) == (0, [])


def test_removing_a_photo_removes_its_files(event_for_real):
    event = event_for_real
    gone = store_photo(event=event, upload=upload(make_picture()), by=None)
    store_photo(event=event, upload=upload(make_picture((30, 30))), by=None)

    delete_photo(photo=gone)

    assert Photo.objects.count() == 1
    assert stored_files() == ["large.jpg", "original.jpg", "small.jpg"]
