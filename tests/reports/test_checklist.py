import io
import re

import pytest
from django.urls import reverse
from pypdf import PdfReader

from eventaudit.library.content import content_of
from eventaudit.library.drafts import create_template, replace_content
from eventaudit.library.models import TemplateVersion
from eventaudit.reports.checklist import checklist_html

pytestmark = pytest.mark.django_db


@pytest.fixture
def default(db):
    return TemplateVersion.objects.get(template__organisation=None)


def words_of(version, language="en", form="full") -> list[str]:
    """The page's texts in order, without its marks."""
    page = checklist_html(version, language=language, form=form)
    return [text.strip() for text in re.findall(r">([^<]+)<", page) if text.strip()]


def test_every_question_has_a_number_and_what_can_be_ticked(default):
    words = words_of(default)
    assert [word for word in words if word.isdecimal() and int(word) == 113] == ["113"]
    start = words.index("How roomy do the spaces feel?")
    assert words[start - 1 : start + 13] == [
        "1", "How roomy do the spaces feel?", "−2", "−1", "0", "+1", "+2",
        "−2", "packed: people brush past each other, bags have no place", "0", "just right",
        "+2", "deserted: empty corners, groups drift apart, voices get lost", "not observed",
    ]  # fmt: skip
    measured = words.index("Air temperature in the main room")
    assert words[measured + 2 : measured + 4] == ["°C", "best 20–24 °C"]
    assert [words.count(name) for name in ("Luxury", "Neutral", "not observed")] == [12, 12, 113]


def test_the_short_form_in_another_language(default):
    words = words_of(default, "fi", "short")
    assert words.count("Miltä tilojen väljyys tuntuu?") == 1
    core = default.criteria.filter(core=True).count()
    assert str(core) in words
    assert str(core + 1) not in words


def test_what_a_draft_says_is_shown_as_text(organisation, admin_client, default):
    by = admin_client.membership.user
    draft = create_template(
        organisation=organisation, key="own", name={"en": "<b>Own"}, source=default, by=by
    )
    content = content_of(draft)
    content["criteria"][1]["wording"] = {"en": "<script>x</script> 漢"}
    gate = {"kind": "answer", "criterion": "venue_space_feel", "is": [-2]}
    content["criteria"][1]["conditions"] = [gate]
    replace_content(version=draft, content=content, revision=draft.revision, by=by)
    page = checklist_html(draft, language="en", form="full")
    assert "&lt;script&gt;x&lt;/script&gt; 漢" in page
    assert "<script" not in page
    assert "Only if “How roomy do the spaces feel?” is answered: -2" in page


def test_a_manager_gets_a_pdf_with_a_page_for_each_touchpoint(manager_client, default):
    address = reverse("library:checklist", args=[manager_client.membership.organisation.slug, default.pk])
    response = manager_client.get(address, {"language": "sv", "form": "short"})
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="default-short-sv.pdf"'
    pdf = PdfReader(io.BytesIO(response.content))
    assert (len(pdf.pages), pdf.trailer["/Root"]["/Lang"]) == (12, "sv")
    first = pdf.pages[0].extract_text()
    assert [words for words in ("Miljö och lokaler", "Lyx", "Neutral", "12") if words not in first] == []
    assert "12 / 12" in pdf.pages[11].extract_text()
    assert [item.title for item in pdf.outline][1] == "Stämning och bemötande"


@pytest.mark.parametrize("query", [{}, {"language": "xx"}, {"language": "en", "form": "long"}])
def test_without_a_known_language_and_form_the_page_asks(manager_client, default, query):
    address = reverse("library:checklist", args=[manager_client.membership.organisation.slug, default.pk])
    assert manager_client.get(address, query)["Content-Type"].startswith("text/html")
