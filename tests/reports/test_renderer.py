"""What becomes of hostile content, and of what is not there."""

import io
import re

from pypdf import PdfReader

from eventaudit.reports.photos import read_rendition
from eventaudit.reports.rendering import render_pdf, written

from .conftest import MADE_ON, fonts_of, shortened


def test_a_link_that_leads_out_of_the_storage_is_no_photo(settings, tmp_path):
    secret = tmp_path / "secret.jpg"
    secret.write_bytes(b"secret")
    media = tmp_path / "media"
    media.mkdir()
    settings.MEDIA_ROOT = media
    (media / "photo.jpg").symlink_to(secret)
    (media / "own.jpg").write_bytes(b"own")
    assert [read_rendition(name) for name in ("photo.jpg", "own.jpg", "../secret.jpg", "gone.jpg")] == [
        None,
        b"own",
        None,
        None,
    ]


def text_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_hostile_content_is_only_ever_text(demo_snapshots):
    snapshot = shortened(demo_snapshots["en"])
    html = '<img src="file:///etc/passwd"><script>alert(1)</script><link rel="attachment" href="file:///etc/hosts">'
    notes = [
        html,
        "A comment that goes on. " * 830,
        "x" * 500,
        "Who's in? 🎉🧡💃🕺",
        "\x07bell and \x00 zero",
    ]
    answers = snapshot["touchpoints"][0]["answers"]
    for answer, note in zip(answers, notes, strict=False):
        answer["notes"] = [{"who": "", "text": note}]
    snapshot["event"]["name"] = html
    snapshot["ledger"]["messages"][0]["promises"][0] |= {"note": "n" * 20_000, "quote": "q" * 5_000}
    page = "".join(part.html for part in written(snapshot, made_on=MADE_ON, there=()))
    assert (page.count("<script"), page.count('file:///etc/passwd"')) == (0, 0)
    text = re.sub(r"\s", "", text_of(render_pdf(snapshot, made_on=MADE_ON).pdf))
    assert "root:x:0:0" not in text
    assert text.count("Acommentthatgoeson.") >= 800
    assert text.count("n") >= 20_000


def _with_note(snapshot, text):
    changed = shortened(snapshot)
    changed["touchpoints"][0]["answers"][0]["notes"] = [{"who": "", "text": text}]
    return changed


def test_rare_letters_bring_their_own_fonts(demo_reports):
    pdf = render_pdf(_with_note(demo_reports["en"][0], "שלום مرحبا 3 ≥ 2 → ✓"), made_on=MADE_ON).pdf
    names = " ".join(fonts_of(pdf))
    assert [script for script in ("Arabic", "Hebrew", "Math") if script not in names] == []


def test_letters_that_no_font_of_ours_has_do_not_stop_the_report(demo_reports):
    snapshot = _with_note(demo_reports["en"][0], "ᚠᛇᚻ 漢字")
    assert "How this was measured" in text_of(render_pdf(snapshot, made_on=MADE_ON).pdf)


def test_a_photo_that_vanished_or_changed_is_shown_as_missing(demo_event):
    from eventaudit.reports.snapshot import take_snapshot

    whole = take_snapshot(demo_event, "en")
    pictured = [touchpoint for touchpoint in whole["touchpoints"] if touchpoint["photos"]]
    snapshot = shortened(whole) | {"touchpoints": pictured}
    gone, changed, _kept = demo_event.photos.order_by("caption")
    gone.small.storage.delete(gone.small.name)
    with changed.small.storage.open(changed.small.name, "wb") as file:
        file.write(b"\xff\xd8 another picture")
    rendered = render_pdf(snapshot, made_on=MADE_ON)
    text = text_of(rendered.pdf)
    assert "Picture missing" in text
    assert "Illustration 0" in text
    images = [image for page in PdfReader(io.BytesIO(rendered.pdf)).pages for image in page.images]
    assert {image.data for image in images} != set()


def test_an_event_with_nothing_answered_still_makes_a_report(event):
    from eventaudit.reports.snapshot import take_snapshot

    text = text_of(render_pdf(take_snapshot(event, "en"), made_on=MADE_ON).pdf)
    assert "No walkthrough has been answered yet" in text
    assert "No promise was recorded for this event." in text
