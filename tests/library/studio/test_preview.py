"""A draft on the tablet: the templates of the walkthrough, nothing stored."""

import re

import pytest

from eventaudit.library.content import content_of
from eventaudit.library.studio.editing import edit_draft
from eventaudit.walkthroughs.models import Operation

from .criterion_forms import address, encoded, make_draft, row_in, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(organisation):
    return make_draft(organisation)


def _sheet(client, draft, **asked):
    org = draft.template.organisation.slug
    return client.get(f"/o/{org}/library/studio/{draft.pk}/preview/sheet/", asked)


def _asked(response) -> list[str]:
    return re.findall(r'<div class="c k-[^>]* id="(\w+)"', response.content.decode())


def _preview(client, draft, row, **changes):
    key = row["key"] if row else ""
    touchpoint = row["touchpoint"] if row else "venue"
    url = address(draft, key, touchpoint=touchpoint, name="criterion_preview")
    return client.post(url, **encoded(typed(row, **changes)))


@pytest.mark.parametrize(
    ("key", "sign"),
    [
        ("venue_space_feel", 'class="s b5"'),
        ("venue_area_per_person", 'name="m-venue_area_per_person"'),
        ("venue_image_fit", 'class="s s5"'),
        ("venue_step_free", 'class="s yn"'),
        ("venue_atmosphere_read", 'class="s at"'),
        ("venue_expectation", 'class="s ex"'),
    ],
)
def test_every_kind_is_drawn_as_on_the_tablet(admin_client, draft, key, sign):
    response = _preview(admin_client, draft, row_in(draft, key))
    assert (response.status_code, _asked(response)) == (200, [key])
    assert sign in response.content.decode()


def test_it_shows_what_is_typed_in_the_language_asked_for_and_stores_nothing(admin_client, draft):
    row = row_in(draft, "venue_space_feel")
    response = _preview(admin_client, draft, row, wording_fi="Kesken", preview_language="fi")
    page = response.content.decode()
    assert ("Kesken" in page, "ahdasta" in page, '<html lang="fi">' in page) == (True, True, True)
    draft.refresh_from_db()
    assert (draft.revision, row_in(draft, "venue_space_feel"), Operation.objects.count()) == (0, row, 0)


def test_it_says_what_the_check_advises(admin_client, draft):
    row = row_in(draft, "venue_step_free")
    response = _preview(admin_client, draft, row, wording_en="Are the toilets dirty?", phases=[])
    assert response.context["advice"] == [
        "No phase is chosen. Say when it is met.",
        "Yes counts as good. “dirty” (English) sounds as if yes were bad: turn it round.",
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "measure", "band_lo": "nan", "band_hi": "x", "variant": ["0", "q"], "variant_0_name": "p"},
        {"kind": "choice", "option": ["0", "x"], "option_0_label_en": ""},
        {"kind": "nonsense"},
        {"kind": "fit", "wording_en": ""},
        {"kind": "expectation", "expected": []},
        {"condition": ["0", "1"], "condition_0_kind": "answer", "condition_1_kind": "moon"},
    ],
)
def test_half_a_form_is_drawn_all_the_same(admin_client, draft, changes):
    assert _preview(admin_client, draft, None, **changes).status_code == 200


def test_its_own_condition_stands_in_words(admin_client, draft):
    changes = {"condition": ["0"], "condition_0_kind": "answer", "condition_0_criterion": "venue_step_free",
               "condition_0_is": ["false"]}  # fmt: skip
    page = _preview(admin_client, draft, row_in(draft, "venue_expectation"), **changes).content.decode()
    assert "is answered: No" in page


def test_the_frames_may_be_framed_by_our_pages_only(admin_client, draft):
    frame, page = _sheet(admin_client, draft), admin_client.get(address(draft, "venue_space_feel"))
    assert (frame["X-Frame-Options"], page["X-Frame-Options"]) == ("SAMEORIGIN", "DENY")
    assert "frame-ancestors 'self'" in frame["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert "frame-src 'self'" in page["Content-Security-Policy"]


def test_the_whole_draft_is_asked_in_the_guests_order(admin_client, draft, django_assert_num_queries):
    rows = content_of(draft)["criteria"]
    _sheet(admin_client, draft)
    with django_assert_num_queries(7):
        assert _asked(_sheet(admin_client, draft)) == [row["key"] for row in rows]
    short = [row["key"] for row in rows if row["core"]]
    assert _asked(_sheet(admin_client, draft, short="1")) == short


def test_phase_and_atmosphere_leave_out_what_they_leave_out_in_a_walkthrough(admin_client, draft):
    def only_sometimes(content):
        rows = content["criteria"]
        content["criteria"] = rows[:3]
        rows[0]["conditions"] = [{"kind": "phase", "phases": ["meal"]}]
        rows[1]["conditions"] = [{"kind": "atmosphere", "atmospheres": ["luxury"]}]

    edit_draft(version=draft, revision=0, by=draft.created_by, change=only_sometimes)
    phase, mood, always = (row["key"] for row in content_of(draft)["criteria"])
    shown = [
        _asked(_sheet(admin_client, draft, **asked))
        for asked in (
            {},
            {"phase": "break"},
            {"intended": "rustic"},
            {"phase": "meal", "intended": "luxury"},
            {"phase": "night", "intended": "nothing"},
        )
    ]
    everything = [phase, mood, always]
    assert shown == [everything, [mood, always], [phase, always], everything, everything]


def test_the_page_around_it_hands_its_choice_to_the_frame(admin_client, draft):
    org = draft.template.organisation.slug
    page = admin_client.get(f"/o/{org}/library/studio/{draft.pk}/preview/?language=sv&phase=meal&x=%22%3E")
    assert (
        f'src="/o/{org}/library/studio/{draft.pk}/preview/sheet/?language=sv&amp;phase=meal&amp;x=%22%3E"'
        in (page.content.decode())
    )
