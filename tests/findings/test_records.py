"""The three records of a touchpoint side by side, and the gaps between them."""

import pytest

from eventaudit.consistency import audit, default_library, parse_event
from eventaudit.findings.gap_marks import bridge, gap_level, gap_mark
from eventaudit.findings.records import build_records, short_mixture
from eventaudit.findings.wording import Glossary
from eventaudit.library.models import TemplateVersion
from tests.factories import make_organisation

from .test_event_file import small_event

CUTS = {"apart_from": 0.25, "far_from": 0.6}


@pytest.mark.parametrize(
    ("delta", "level"),
    [(None, "unknown"), (0.0, "near"), (0.249, "near"), (0.25, "apart"), (0.599, "apart"), (0.6, "far")],
)
def test_a_gap_is_near_apart_or_far_by_its_cuts(delta, level):
    assert gap_level(delta, **CUTS) == level


def test_the_last_bits_of_a_float_do_not_move_a_gap_over_its_cut():
    assert gap_level(1 - 0.75 - 1e-12, **CUTS) == "apart"


def test_a_bridge_is_whole_broken_or_dotted():
    whole, broken, dotted = bridge(0.1, "near"), bridge(1.0, "far"), bridge(None, "unknown")
    assert [drawn.count("<line") for drawn in (whole, broken, dotted)] == [1, 2, 1]
    assert ("stroke-dasharray" in dotted, "stroke-dasharray" in broken) == (True, False)
    assert 'x2="8.0%"' in broken  # both ends are to be seen, however wide the gap


def test_a_gap_that_cannot_be_measured_has_no_number():
    assert gap_mark(None, "not read yet", **CUTS).percent == ""
    assert gap_mark(0.416, "", **CUTS).percent == "42"


@pytest.fixture
def glossary(db):
    version = TemplateVersion.objects.get(template__organisation=None, number=1)
    return Glossary.load(version, make_organisation(), {"m1": "invitation_email"})


def records_of(glossary, **changes):
    library = default_library()
    judged = audit(parse_event(small_event(**changes), library), library)
    return {row.key: row for row in build_records(judged, library.likeness(0.5), glossary)}


PROMISE = {"id": "P1", "message": "A1", "quote": "Champagne", "touchpoint": "catering", "strength": "mood"}


def said(atmosphere):
    return [
        {"id": "A1", "channel": "ticket", "lang": "en", "text": "Champagne", "atmosphere": atmosphere},
    ]


def walked(**walkthrough):
    return [{"auditor": "a", "answers": {}, "reads": {}} | walkthrough]


@pytest.mark.django_db
def test_each_touchpoint_has_its_three_records_in_the_guests_order(glossary):
    rows = records_of(glossary)
    assert list(rows) == list(default_library().touchpoints)
    catering = rows["catering"]
    assert [record.words for record in (catering.intended, catering.promised, catering.delivered)] == [
        "Luxury",
        "No theme",
        "Not read yet",
    ]
    assert (catering.promised.detail, rows["venue"].promised.words) == ("1 promise", "Nothing promised")
    assert [gap.words for gap in gaps(catering)] == ["no theme", "1 of 1 kept", "not read yet"]
    assert [gap.words for gap in gaps(rows["venue"])] == ["nothing said", "nothing to keep", "not read yet"]


def gaps(row):
    return row.intended_promised, row.promised_delivered, row.intended_delivered


@pytest.mark.django_db
def test_a_promise_sounds_like_its_message_unless_it_names_an_atmosphere(glossary):
    by_message = records_of(glossary, messages=said({"rustic": 1.0}), promises=[PROMISE])["catering"]
    assert (by_message.promised.words, by_message.intended_promised.percent) == ("Rustic and natural", "83")
    own = [PROMISE | {"atmosphere": {"luxury": 1.0}}]
    by_itself = records_of(glossary, messages=said({"rustic": 1.0}), promises=own)["catering"]
    assert (by_itself.promised.words, by_itself.intended_promised.words) == ("Luxury", "in tune")
    silent = records_of(glossary, messages=said("neutral"), promises=[PROMISE])["catering"]
    assert (silent.promised.words, silent.intended_promised.level) == ("No theme", "unknown")


@pytest.mark.django_db
def test_neutral_unread_and_not_applicable_are_told_apart(glossary):
    reads = {"catering": "neutral", "venue": {"rustic": 1.0}}
    answers = {"cloakroom_atmosphere_read": "NA"}
    rows = records_of(glossary, walkthroughs=walked(reads=reads, answers=answers), promises=[])
    words = {key: rows[key].delivered.words for key in ("catering", "venue", "cloakroom", "host")}
    assert words == {
        "catering": "Neutral",
        "venue": "Rustic and natural",
        "cloakroom": "Not applicable",
        "host": "Not read yet",
    }
    shown = {key: (rows[key].intended_delivered.percent, rows[key].intended_delivered.words) for key in words}
    assert shown == {
        "catering": ("50", "says nothing"),
        "venue": ("83", "far apart"),
        "cloakroom": ("", "not read yet"),
        "host": ("", "not read yet"),
    }


@pytest.mark.django_db
def test_without_a_theme_there_is_no_gap_to_it(glossary):
    reads = {"catering": {"rustic": 1.0}}
    row = records_of(glossary, intended="neutral", walkthroughs=walked(reads=reads))["catering"]
    assert (row.intended.words, row.intended_delivered.words) == ("No theme", "no theme intended")


@pytest.mark.django_db
def test_before_anybody_walked_nothing_is_measured(glossary):
    row = records_of(glossary, walkthroughs=[])["catering"]
    assert (row.quality, row.promised_delivered.words, row.promised_delivered.percent) == (
        "",
        "not checked yet",
        "",
    )


@pytest.mark.django_db
def test_readings_of_several_auditors_are_mixed_by_their_share(glossary):
    both = walked(reads={"catering": {"rustic": 1.0}}) + walked(
        auditor="b", reads={"catering": {"luxury": 1.0}}
    )
    row = records_of(glossary, walkthroughs=both)["catering"]
    assert (row.delivered.words, row.delivered.detail) == ("Luxury + Rustic and natural", "2 readings")
    assert row.delivered.mixture == {"luxury": 0.5, "rustic": 0.5}


@pytest.mark.django_db
def test_findings_are_counted_with_the_worst_of_them(glossary):
    broken = walked(answers={"catering_as_promised": False, "catering_taste": 2})
    row = records_of(glossary, walkthroughs=broken)["catering"]
    assert (row.findings, row.worst) == (2, "critical")


@pytest.mark.parametrize(
    ("mixture", "words"),
    [
        ({"luxury": 1.0}, "Luxury"),
        ({"luxury": 0.3, "rustic": 0.7}, "Rustic and natural + Luxury"),
        ({"luxury": 0.4, "rustic": 0.4, "colourful": 0.2}, "Luxury + Rustic and natural …"),
        ("neutral", "Neutral"),
        (None, ""),
    ],
)
@pytest.mark.django_db
def test_mixtures_are_named_in_short(glossary, mixture, words):
    assert short_mixture(mixture, glossary) == words
