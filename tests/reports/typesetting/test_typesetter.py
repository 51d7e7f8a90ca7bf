"""What the program that sets a job may do, and what becomes of one that fails."""

import pytest

from eventaudit.reports.typesetting import typesetter
from eventaudit.reports.typesetting.typesetter import RenderingFailed, nodes_of, typeset


def job(html="<p>Words</p>", **more):
    about = {"title": "T", "author": "A", "name": "N", "language": "en", "brand": "#000000"}
    return {**about, "body": nodes_of(html, language="en", pictures={}), **more}


@pytest.fixture
def layout(tmp_path, monkeypatch):
    """`layout(source)`: a layout of its own, in the place of ours."""
    place = tmp_path / "layouts"
    place.mkdir()
    monkeypatch.setattr(typesetter, "LAYOUTS", place)
    return (place / "own.typ").write_text


def made(tmp_path):
    folder = tmp_path / "job"
    folder.mkdir()
    return typeset("own", folder, job(), seconds=0)


def test_nothing_outside_the_job_can_be_read(tmp_path, layout):
    (tmp_path / "secret.txt").write_text("secret")
    layout('#read("../secret.txt")')
    with pytest.raises(RenderingFailed, match=r"access denied|outside|escape"):
        made(tmp_path)


def test_a_picture_without_words_is_refused(tmp_path, layout):
    layout(
        '#set document(title: "T")\n#let drawn = "<svg xmlns=\\"http://www.w3.org/2000/svg\\"/>"\n'
        '#image(bytes(drawn), format: "svg")'
    )
    with pytest.raises(RenderingFailed, match="alt"):
        made(tmp_path)


def test_work_without_end_is_ended(tmp_path, layout, monkeypatch):
    monkeypatch.setattr(typesetter, "MOST_SECONDS", 3)
    layout("#{ let n = 0; while n < 9000 { for k in range(100000) { n = n + 0 } } }")
    with pytest.raises(RenderingFailed, match=r"3 seconds|iteration"):
        made(tmp_path)


def test_no_words_are_taken_for_commands(tmp_path):
    words = '#read("/etc/passwd") $x$ *b* _i_ \\ `c` <label> @ref // note'
    folder = tmp_path / "job"
    folder.mkdir()
    html = "<p>" + words.replace("<", "&lt;") + "</p>"
    import pypdfium2

    pdf = typeset("checklist", folder, job(html), seconds=0).pdf
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded()
    assert words in text
