"""The PDF of the demo event, read back."""

import io
import re

import pikepdf
import pytest
from pypdf import PdfReader

from .conftest import fonts_of

LANGUAGES = ("en", "fi", "sv")


@pytest.fixture
def readers(demo_reports):
    return {language: PdfReader(io.BytesIO(demo_reports[language][1].pdf)) for language in LANGUAGES}


def words(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def text_of(reader) -> str:
    return words(" ".join(page.extract_text() for page in reader.pages))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_bears_its_own_number(readers, language):
    pages = readers[language].pages
    shown = [re.findall(r"^(\d+ / \d+)$", page.extract_text(), re.MULTILINE)[-1:] for page in pages]
    assert shown == [[f"{number} / {len(pages)}"] for number in range(1, len(pages) + 1)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_what_the_snapshot_says(demo_reports, readers, language):
    snapshot, _rendered = demo_reports[language]
    text = text_of(readers[language]).replace(" ", "")
    expected = [
        snapshot["event"]["name"],
        snapshot["summary"]["promised"],
        *(touchpoint["name"] for touchpoint in snapshot["touchpoints"]),
        *(promise["quote"] for message in snapshot["ledger"]["messages"] for promise in message["promises"]),
        *(finding["arithmetic"] for finding in snapshot["findings"]),
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
def test_the_contents_name_the_page_where_each_part_begins(readers, language):
    reader = readers[language]
    listed = re.findall(r"^(.+?)(?: ?\. ?){3,} ?(\d+)$", reader.pages[0].extract_text(), re.MULTILINE)
    begins = {}
    for entry in _flat(reader.outline):
        begins[words(entry.title)] = reader.get_destination_page_number(entry) + 1
    assert len(listed) == 5 + 12
    assert {words(title): int(page) for title, page in listed} == {
        words(title): begins[words(title)] for title, _page in listed
    }


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
    assert {re.match(r"Source-Sans-3|Source-Serif-4|Noto-Emoji", name) is not None for name in fonts} == {
        True
    }


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
    """An EXIF block would make WeasyPrint encode them a second time, without a word."""
    with pikepdf.open(io.BytesIO(demo_reports["en"][1].pdf)) as pdf:
        embedded = {
            item.read_raw_bytes()
            for item in pdf.objects
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == pikepdf.Name.Image
        }
    assert embedded == set(demo_reports["photos"])
