"""The demo event's report in three languages, made once for all tests that only read it."""

import datetime
import io
import json

import pikepdf
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import override_settings
from PIL import Image

from eventaudit.findings.event_file import import_event
from eventaudit.photos.actions import store_photo
from eventaudit.reports.photos import read_rendition
from eventaudit.reports.rendering import render_pdf
from eventaudit.reports.snapshot import take_snapshot
from eventaudit.walkthroughs.models import AnswerPhoto
from tests import factories

MADE_ON = datetime.date(2031, 11, 20)
SHOWN = ("catering_as_promised", "toilets_accessible", "prints_signs_theme")


def demo_json() -> dict:
    return json.loads((settings.BASE_DIR / "fixtures" / "demo_events.json").read_text())["events"][0]


def make_demo_event(organisation):
    """The Gilded Compass with one photo for each criterion of SHOWN."""
    event = import_event(organisation=organisation, data=demo_json(), by=factories.make_user())
    for number, key in enumerate(SHOWN):
        add_photo(event, event.walkthroughs.first(), key, caption=f"Illustration {number}")
    return event


def add_photo(event, walkthrough, key, caption=""):
    picture = io.BytesIO()
    Image.effect_noise((800, 600), 60).convert("RGB").save(picture, "JPEG")
    upload = SimpleUploadedFile("photo.jpg", picture.getvalue(), content_type="image/jpeg")
    photo = store_photo(event=event, upload=upload, by=None, caption=caption)
    criterion = event.template_version.criteria.get(key=key)
    AnswerPhoto.objects.create(walkthrough=walkthrough, criterion=criterion, photo=photo)
    return photo


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """Names of the PDF's fonts, and whether each is embedded."""
    fonts = {}
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
                name = str(item["/FontName"]).split("+")[-1]
                fonts[name] = any(key in item for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    return fonts


@pytest.fixture(autouse=True)
def _shared_parts(settings, tmp_path_factory):
    """Parts that one test has set spare the next the time."""
    settings.REPORT_CACHE = tmp_path_factory.getbasetemp() / "report-cache"


@pytest.fixture
def demo_event(organisation):
    return make_demo_event(organisation)


@pytest.fixture(scope="session")
def demo_reports(django_db_setup, django_db_blocker, tmp_path_factory):
    """{language: (snapshot, rendered)}, "photos": the bytes of the renditions, the folders "media" and
    "cache". Leaves no rows."""
    media, cache = tmp_path_factory.mktemp("media"), tmp_path_factory.getbasetemp() / "report-cache"
    made = {"media": media, "cache": cache}
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=media, REPORT_CACHE=cache),
        transaction.atomic(),
    ):
        event = make_demo_event(factories.make_organisation(name="Kompassi"))
        made["photos"] = [read_rendition(photo.small.name) for photo in event.photos.all()]
        for language in ("en", "fi", "sv"):
            snapshot = take_snapshot(event, language)
            made[language] = snapshot, render_pdf(snapshot, made_on=MADE_ON)
        transaction.set_rollback(True)
    return made
