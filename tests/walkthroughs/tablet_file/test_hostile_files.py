"""A tablet's file made to do harm: refused in a sentence, and nothing of it is kept."""

import io
import json
import re
import uuid
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.walkthroughs.exchange import op
from tests.walkthroughs.tablet_file.files import (
    PICTURE,
    photo_row,
    refusal,
    show,
    sums,
    take,
    work_of,
    zipped,
)


def entries(number: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for each in range(number):
            archive.writestr(f"{each}", b"")
    return stream.getvalue()


NOT_WHOLE = "This is not a file of unsent work, or it is not whole. Choose the .zip as the tablet saved it."
HOSTILE = {
    "no archive": (lambda: b"PK\x03\x04 and no more", NOT_WHOLE),
    "cut off": (lambda: zipped({"format": "eventaudit-tablet-1"})[:-30], NOT_WHOLE),
    "nothing in it": (lambda: zipped(b""), NOT_WHOLE),
    "a list": (lambda: zipped([1]), NOT_WHOLE),
    "deep": (lambda: zipped(b'{"a":' + b"[" * 200_000), NOT_WHOLE),
    "half a letter": (lambda: zipped(b'{"person": "\\ud800"}'), NOT_WHOLE),
    "bomb": (lambda: zipped(b"{" + b" " * 20_000_000, method=zipfile.ZIP_DEFLATED), NOT_WHOLE),
    "many entries": (
        lambda: entries(5001),
        "There is far more in this file than a tablet saves. Choose another one.",
    ),
    "large when unpacked": (
        lambda: zipped({}, {f"{each}": b" " * 3_000 for each in range(9)}, zipfile.ZIP_DEFLATED),
        "The file unpacks to more than it can hold. Save it again on the tablet.",
    ),
    "somebody's form": (
        lambda: zipped({"format": "xlsform", "person": 1}),
        "This is not a file of unsent work. Choose the .zip as the tablet saved it.",
    ),
    "no person": (
        lambda: json.dumps({"format": "eventaudit-tablet-1", "person": True}).encode(),
        "This is not a file of unsent work. Choose the .zip as the tablet saved it.",
    ),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_in_a_sentence_and_not_kept(manager_client, address, settings, kind):
    settings.BODY_MAX_BYTES = 10_000 if kind == "large when unpacked" else settings.BODY_MAX_BYTES
    make, sentence = HOSTILE[kind]
    assert refusal(show(manager_client, address, make())) == [sentence]
    assert list((settings.MEDIA_ROOT / "tablet-files").iterdir()) == []


def test_a_body_beyond_the_limit_is_turned_away_unread(manager_client, address, settings):
    settings.BODY_MAX_BYTES = 1_500_000
    response = manager_client.post(address, {"file": SimpleUploadedFile("work.zip", b" " * 1_600_000)})
    assert response.status_code == 413


def test_names_lead_out_of_no_archive(auditor_client, auditor, walkthrough, address, settings, tmp_path):
    (tmp_path / "secret.jpg").write_bytes(PICTURE)
    rows = [photo_row(walkthrough, file=name) for name in ("../secret.jpg", str(tmp_path / "secret.jpg"), "")]
    page = show(auditor_client, address, zipped(work_of(auditor, walkthrough, photos=rows)))
    assert sums(page) == {"coming": 0, "here": 0, "left out": 3}


def test_a_picture_that_many_photos_name_is_unpacked_once(
    auditor_client, auditor, walkthrough, address, monkeypatch
):
    opened, opening = [], zipfile.ZipFile.open

    def counted(archive, name, *args, **kwargs):
        opened.append(name.filename)
        return opening(archive, name, *args, **kwargs)

    rows = [photo_row(walkthrough, file="one.jpg") for _number in range(20)]
    content = zipped(work_of(auditor, walkthrough, photos=rows), {"one.jpg": b" " * 1000})
    monkeypatch.setattr(zipfile.ZipFile, "open", counted)
    page = show(auditor_client, address, content)
    assert sums(page) == {"coming": 0, "here": 0, "left out": 20}
    assert opened.count("one.jpg") == 2  # when it came, and for the page


def test_ten_thousand_changes_come_in_and_more_than_twenty_thousand_do_not(
    auditor_client, auditor, walkthrough, address
):
    many = [
        {"id": str(uuid.UUID(int=number)), "k": "no_such", "f": "note", "v": ""} for number in range(20_001)
    ]
    good = op(4)
    page = show(auditor_client, address, zipped(work_of(auditor, walkthrough, *many[:9_999], good)))
    assert sums(page) == {"coming": 1, "here": 0, "left out": 9_999}
    assert len(re.findall("There is no criterion", page.content.decode())) == 200
    take(auditor_client, address, page)
    assert [str(number) for number in walkthrough.operations.values_list("pk", flat=True)] == [good["id"]]
    assert refusal(show(auditor_client, address, zipped(work_of(auditor, walkthrough, *many)))) == [
        "There are more than 20000 changes or 2000 photos in this file. Ask for help."
    ]
