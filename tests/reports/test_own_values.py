"""The report prints where the house measures by values of its own, beside the default."""

import datetime

import pytest

from eventaudit.library.models import AnalysisSettings, Atmosphere
from eventaudit.reports.document import index_bar
from eventaudit.reports.rendering import written
from eventaudit.reports.snapshot import take_snapshot
from tests import factories

pytestmark = pytest.mark.django_db


def own(organisation, **values):
    AnalysisSettings.objects.create(organisation=organisation, values=values)


def own_values(event, language="en"):
    return [
        (row["name"], row["value"], row["default"])
        for row in take_snapshot(event, language)["method"]["own_values"]
    ]


def html(event):
    parts = written(take_snapshot(event, "en"), made_on=datetime.date(2031, 11, 20), there={})
    return "".join(part.html for part in parts)


def test_a_house_with_the_defaults_says_so(event):
    assert own_values(event) == []
    text = html(event)
    assert "specification's defaults" in text
    assert "measures otherwise" not in text


def test_own_values_stand_beside_the_defaults(event):
    own(event.organisation, hard_fail_cap=49.5, index_weights={"D": 0.5}, channel_reach={"leaflet": 0.4})
    assert own_values(event) == [
        ("Weights of the index: Delivery", "0.5", "0.4"),
        ("The index and its letter: Cap", "49.5", "49"),
    ]
    text = html(event)
    assert "the index is at most 49.5:" in text
    assert (
        '<li>The index and its letter: Cap <strong>49.5</strong> <span class="facts">default 49</span></li>'
        in text
    )


def test_own_values_are_in_the_notation_of_the_report(event):
    own(event.organisation, g1_from=0.3)
    assert [(value, default) for _name, value, default in own_values(event, "fi")] == [("0,3", "0,25")]


def test_the_events_own_weight_of_a_touchpoint_comes_before_the_organisations(organisation):
    event = factories.make_event(organisation, touchpoint_weights={"catering": 3})
    own(organisation, touchpoint_weights={"catering": 2, "venue": 0, "of_another_template": 2})
    assert own_values(event) == [
        ("Weights of the touchpoints: Venue and spaces", "0", "1"),
        ("Weights of the touchpoints: Food and drink", "3", "1"),
    ]


def test_own_axes_of_an_atmosphere_that_the_event_speaks_of_are_printed(event):
    for key in ("luxury", "rustic"):
        default = Atmosphere.objects.get(key=key, organisation=None)
        Atmosphere.objects.create(
            organisation=event.organisation,
            key=key,
            name=default.name,
            axes=default.axes | {"formality": 3, "energy": 2},
        )
    assert own_values(event) == [("Luxury", "Formality 3, Energy 2", "Formality 4, Energy 1")]


def test_axes_of_an_atmosphere_without_a_default_are_printed_whole(event):
    axes = dict.fromkeys(["formality", "ornament", "naturalness", "colour", "energy", "technology"], 2)
    Atmosphere.objects.create(
        organisation=event.organisation, key="harbour", name={"en": "Harbour"}, axes=axes
    )
    factories.make_message(event, atmosphere={"harbour": 1.0})
    assert own_values(event) == [
        ("Harbour", "Formality 2, Ornament 2, Naturalness 2, Colour 2, Energy 2, Technology 2", "–")
    ]


def test_the_cuts_on_the_bar_are_the_houses_own(event):
    own(event.organisation, letter_cuts={"A": 90, "D": 45})
    snapshot = take_snapshot(event, "en")
    assert [cut["from"] for cut in snapshot["method"]["letters"]] == [90, 70, 55, 45]
    bar = index_bar(snapshot["scores"], snapshot["method"])
    assert [f'x1="{4 * cut}' in bar for cut in (90, 85, 45, 40)] == [True, False, True, False]


def test_settings_that_change_make_another_report(event):
    before = take_snapshot(event, "en")
    own(event.organisation, g1_from=0.3)
    event.organisation.refresh_from_db()
    assert take_snapshot(event, "en") != before
