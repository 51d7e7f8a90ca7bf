import io
import uuid

import pytest
from django.urls import reverse
from PIL import Image

from eventaudit.photos.actions import store_photo
from eventaudit.walkthroughs.models import AnswerPhoto
from tests import factories
from tests.photos.pictures import make_phone_photo, upload


@pytest.fixture
def photo(event):
    return store_photo(event=event, upload=upload(make_phone_photo()), by=None)


def address(photo, size="small", organisation=None):
    return reverse("photos:photo", args=[(organisation or photo.event.organisation).slug, photo.pk, size])


def test_a_manager_gets_the_small_rendition(manager_client, photo):
    response = manager_client.get(address(photo))

    assert response.status_code == 200
    assert response["Content-Type"] == "image/jpeg"
    assert response["Cache-Control"] == "private, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert Image.open(io.BytesIO(response.getvalue())).size == (60, 80)


def test_the_original_is_a_download(manager_client, photo):
    response = manager_client.get(address(photo, "original"))

    assert response["Content-Disposition"] == f'attachment; filename="{photo.pk}.jpg"'
    assert response.getvalue() == make_phone_photo()


def test_an_auditor_sees_the_photos_of_own_walkthroughs_only(auditor_client, photo):
    criterion = photo.event.template_version.criteria.first()
    walkthrough = factories.make_walkthrough(photo.event)
    AnswerPhoto.objects.create(walkthrough=walkthrough, criterion=criterion, photo=photo)

    assert auditor_client.get(address(photo)).status_code == 404

    walkthrough.auditor = auditor_client.membership.user
    walkthrough.save()
    assert auditor_client.get(address(photo)).getvalue()[:2] == b"\xff\xd8"


def test_nobody_else_sees_a_photo(client, client_client, stranger_client, photo):
    strangers = stranger_client.membership.organisation

    assert client.get(address(photo)).status_code == 302
    assert client_client.get(address(photo)).status_code == 403
    assert stranger_client.get(address(photo)).status_code == 404
    assert stranger_client.get(address(photo, organisation=strangers)).status_code == 404


def test_an_unknown_photo_or_size_is_not_found(manager_client, photo):
    assert manager_client.get(address(photo).replace(str(photo.pk), str(uuid.uuid4()))).status_code == 404
    assert manager_client.get(address(photo).replace("small", "sha256")).status_code == 404
