"""The client's logo and colour: refused in words, made harmless, frozen with the report."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from eventaudit.reports.actions import request_report
from eventaudit.reports.branding import (
    LogoRefused,
    check_colour,
    contrast_on_white,
    render_logo,
    save_branding,
)
from eventaudit.reports.photos import checked_photo


def picture(kind="PNG", size=(900, 300)):
    file = io.BytesIO()
    Image.new("RGBA" if kind != "JPEG" else "RGB", size, (91, 16, 48)).save(file, kind)
    return file.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_logo_becomes_a_small_jpeg_of_the_same_shape(kind):
    logo = render_logo(picture(kind))
    with Image.open(io.BytesIO(logo.jpeg)) as seen:
        assert (seen.format, seen.size, round(logo.shape)) == ("JPEG", (640, 213), 3)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
        (b"GIF89a no picture", "no picture that can be read"),
        (picture()[:200], "no picture that can be read"),
        (b"0" * (5 * 1024**2 + 1), "larger than 5 MB"),
        (picture("PNG", (6000, 6000)), "too many pixels"),
    ],
)
def test_what_is_no_logo_is_refused_with_a_sentence(data, why):
    with pytest.raises(LogoRefused, match=why):
        render_logo(data)


def test_a_colour_that_cannot_be_read_on_white_is_refused():
    assert round(contrast_on_white("#000000")) == 21
    assert check_colour("#0e4f52") == "#0E4F52"
    for wrong, why in (("#FFD700", "too light"), ("teal", "six digits"), ("#12345", "six digits")):
        with pytest.raises(ValueError, match=why):
            check_colour(wrong)


def test_a_report_keeps_the_logo_that_it_was_made_with(event):
    save_branding(
        event=event, client_name="Kompassi", accent="#5B1030", logo=render_logo(picture()), remove=False
    )
    report = request_report(event=event, language="en", by=None)
    save_branding(
        event=event, client_name="Other", accent="", logo=render_logo(picture(size=(300, 300))), remove=False
    )
    report.refresh_from_db()
    content = report.snapshot
    assert (content["event"]["client"], content["brand"], content["logo"]["alt"]) == (
        "Kompassi",
        "#5B1030",
        "Kompassi",
    )
    assert checked_photo(content["photos"]["logo"]) == render_logo(picture()).jpeg
    assert request_report(event=event, language="en", by=None) != report


def test_a_bad_colour_and_a_bad_logo_are_told_on_the_page(event, manager_client):
    path = reverse("reports:branding", args=[event.organisation.slug, event.pk])
    upload = SimpleUploadedFile("logo.svg", b"<svg/>", content_type="image/svg+xml")
    page = manager_client.post(path, {"accent": "#FFFF00", "logo": upload})
    assert page.status_code == 422
    for words in ("This colour is too light", "SVG logos are not taken"):
        assert words in page.content.decode()
