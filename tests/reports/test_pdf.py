"""The PDF of the demo event, read back."""

import csv
import io
import json
import re

import pikepdf
import pytest
from django.test import override_settings
from pypdf import PdfReader

from eventaudit.reports.rendering import render_pdf

from .conftest import LANGUAGES, MADE_ON, fonts_of, shortened


@pytest.fixture
def readers(demo_reports):
    return {language: PdfReader(io.BytesIO(demo_reports[language][1].pdf)) for language in LANGUAGES}


def words(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def text_of(reader) -> str:
    return words(" ".join(page.extract_text() for page in reader.pages))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_but_the_cover_bears_its_own_number(readers, language):
    pages = readers[language].pages
    shown = [re.findall(r"^(\d+ / \d+)$", page.extract_text(), re.MULTILINE)[-1:] for page in pages]
    assert shown == [[], *([f"{number} / {len(pages)}"] for number in range(2, len(pages) + 1))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_what_the_snapshot_says(demo_reports, readers, language):
    snapshot, _rendered = demo_reports[language]
    text = text_of(readers[language]).replace(" ", "")
    expected = [
        snapshot["event"]["name"],
        snapshot["summary"]["promised"],
        snapshot["summary"]["delivered"],
        *(touchpoint["name"] for touchpoint in snapshot["touchpoints"]),
        *(promise["quote"] for message in snapshot["ledger"]["messages"] for promise in message["promises"]),
        *(spoke["read_name"] for spoke in snapshot["wheel"]["touchpoints"]),
        *(cause["title"] for cause in snapshot["causes"]),
        *(finding["arithmetic"] for finding in snapshot["findings"]),
        *(row["why"] for message in snapshot["messages"]["messages"] for row in message["rewrite"]),
        *(side["quote"] for row in snapshot["messages"]["contradictions"] for side in row["sides"]),
        snapshot["segments"]["below_standard"],
        snapshot["change"]["since"]["summary"],
        *(row["action"] for row in snapshot["plan"]),
        *snapshot["method"]["formulas"]["sums"].values(),
    ]
    assert [
        part for part in expected if part.replace(" ", "").replace("\xa0", "") not in text.replace("\xa0", "")
    ] == []


def test_the_library_speaks_the_language_of_the_report(readers):
    assert "Was the promised food and drink served?" in text_of(readers["en"])
    assert "Was the promised food and drink served?" not in text_of(readers["fi"])
    assert "Was the promised food and drink served?" not in text_of(readers["sv"])


def test_numbers_are_written_as_the_language_writes_them(readers):
    assert "0.40 × 58.7 + 0.25 × 54.7 + 0.20 × 72.0 + 0.15 × 55.3 = 59.9" in text_of(readers["en"])
    assert "0,40 × 58,7 + 0,25 × 54,7 + 0,20 × 72,0 + 0,15 × 55,3 = 59,9" in text_of(readers["fi"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_contents_name_the_page_where_each_part_begins(demo_reports, readers, language):
    snapshot, reader = demo_reports[language][0], readers[language]
    page = reader.pages[1].extract_text().replace(snapshot["event"]["name"], "")
    listed = re.findall(r"^(?!\d+ / )(?:\d+ )?(.+?)\s+(\d+)$", page, re.MULTILINE)
    begins = {}
    for entry in _flat(reader.outline):
        begins[words(entry.title)] = reader.get_destination_page_number(entry) + 1
    told = {words(title): int(page) for title, page in listed}
    critical = sum(cause["severity"] == "critical" for cause in snapshot["causes"])
    assert len(told) == 10 + len(snapshot["touchpoints"]) + critical
    assert [page for title, page in told.items() if page not in _pages_of(title, begins)] == []


def _pages_of(title: str, begins: dict[str, int]) -> list[int]:
    """Where the outline has it; causes bear their number there."""
    return [page for entry, page in begins.items() if entry.endswith(title)]


def _flat(outline):
    for entry in outline:
        if isinstance(entry, list):
            yield from _flat(entry)
        else:
            yield entry


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_our_own_fonts_are_in_it_and_all_are_embedded(demo_reports, language):
    fonts = fonts_of(demo_reports[language][1].pdf)
    assert all(fonts.values())
    assert {re.match(r"SourceSans3|SourceSerif4|NotoEmoji", name) is not None for name in fonts} == {True}


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_tagged_and_says_its_language_and_title(demo_reports, language):
    with pikepdf.open(io.BytesIO(demo_reports[language][1].pdf)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == language
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert "The Gilded Compass Evening 2031" in str(pdf.docinfo["/Title"])
        assert "pdfuaid" in pdf.open_metadata().__str__()


def test_every_picture_has_words_for_those_who_cannot_see_it(demo_reports):
    with pikepdf.open(io.BytesIO(demo_reports["en"][1].pdf)) as pdf:
        figures = [
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == pikepdf.Name.Figure
        ]
        assert len(figures) >= 4
        assert [figure for figure in figures if not str(figure.get("/Alt", ""))] == []


def test_photos_are_embedded_byte_for_byte(demo_reports):
    with pikepdf.open(io.BytesIO(demo_reports["en"][1].pdf)) as pdf:
        embedded = {
            item.read_raw_bytes()
            for item in pdf.objects
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == pikepdf.Name.Image
        }
    assert embedded == set(demo_reports["photos"])


def test_the_data_is_inside_as_associated_files(demo_reports):
    snapshot, rendered = demo_reports["en"]
    with pikepdf.open(io.BytesIO(rendered.pdf)) as pdf:
        files = {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}
        kinds = [(str(file.F), str(file.AFRelationship)) for file in pdf.Root.AF]
    assert sorted(kinds) == [("answers.csv", "/Data"), ("event.json", "/Data")]
    assert json.loads(files["event.json"]) == snapshot["event_file"]
    lines = list(csv.reader(io.StringIO(files["answers.csv"].decode("utf-8-sig"))))
    criteria = [
        answer["wording"] for touchpoint in snapshot["touchpoints"] for answer in touchpoint["answers"]
    ]
    assert list(dict.fromkeys(line[1] for line in lines[1:])) == list(dict.fromkeys(criteria))


def test_after_one_answer_changed_it_says_so_and_every_section_is_told_of(demo_reports):
    changed = shortened(demo_reports["en"][0])
    changed["touchpoints"][-1]["answers"][0]["notes"] = [{"who": "", "text": "Seen once more."}]
    told = []
    with override_settings(MEDIA_ROOT=demo_reports["media"]):
        again = render_pdf(changed, made_on=MADE_ON, on_section=lambda done, of: told.append((done, of)))
    assert (again.sections, told) == (11, [(10, 11), (11, 11)])
    assert "Seen once more." in text_of(PdfReader(io.BytesIO(again.pdf)))


def test_the_same_snapshot_gives_the_same_bytes(demo_reports):
    with override_settings(MEDIA_ROOT=demo_reports["media"]):
        pdf = render_pdf(demo_reports["fi"][0], made_on=MADE_ON).pdf
    assert pdf == demo_reports["fi"][1].pdf


def test_photos_of_the_small_edition_are_sharp_enough_and_light(demo_reports):
    snapshot, rendered = demo_reports["en"]
    with override_settings(MEDIA_ROOT=demo_reports["media"]):
        small = render_pdf(shortened(snapshot), made_on=MADE_ON, small=True)
    with pikepdf.open(io.BytesIO(small.pdf)) as pdf:
        widths = {
            int(item.Width)
            for item in pdf.objects
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == pikepdf.Name.Image
        }
    assert widths == {320}
    assert len(small.pdf) < len(rendered.pdf)
