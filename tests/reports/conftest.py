"""The demo event's report in three languages, made once for all tests that only read it."""

import copy
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

LANGUAGES = ("en", "fi", "sv")
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


@pytest.fixture
def demo_event(organisation):
    return make_demo_event(organisation)


@pytest.fixture(scope="session")
def demo_snapshots(django_db_setup, django_db_blocker, tmp_path_factory):
    """{language: snapshot}, "photos": the bytes of the renditions, "media": their folder. Leaves no rows."""
    taken = {"media": tmp_path_factory.mktemp("media")}
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=taken["media"]), transaction.atomic():
        event = make_demo_event(factories.make_organisation(name="Kompassi"))
        taken["photos"] = [read_rendition(photo.small.name) for photo in event.photos.all()]
        for language in LANGUAGES:
            taken[language] = take_snapshot(event, language)
        transaction.set_rollback(True)
    return taken


def shortened(snapshot):
    """The same report with every chapter and few of their pieces: a third of the time to set."""
    short = copy.deepcopy(snapshot)
    for chapter in (short["ledger"]["messages"], short["messages"]["messages"], short["touchpoints"]):
        del chapter[2:]
    del short["causes"][3:]
    del short["plan"][3:]
    kept = {cause["key"] for cause in short["causes"]}
    short["findings"] = [finding for finding in short["findings"] if finding["cause"] in kept]
    return short


@pytest.fixture(scope="session")
def demo_reports(demo_snapshots):
    """{language: (snapshot, rendered)}: the whole report in English, the other two short; and "photos",
    "media"."""
    made = {key: demo_snapshots[key] for key in ("photos", "media")}
    with override_settings(MEDIA_ROOT=made["media"]):
        for language in LANGUAGES:
            snapshot = demo_snapshots[language]
            snapshot = snapshot if language == "en" else shortened(snapshot)
            made[language] = snapshot, render_pdf(snapshot, made_on=MADE_ON)
    return made
