"""The organisation's own settings of the analysis."""

import json
from dataclasses import fields

import pytest
from django.urls import reverse
from django.utils import timezone

from eventaudit.consistency import Settings
from eventaudit.library.actions import ChangedMeanwhile, change_settings
from eventaudit.library.models import AnalysisSettings, Atmosphere, Template, TemplateVersion, Touchpoint
from eventaudit.library.own_settings import Held, by_path, held, nested, settings_of
from eventaudit.library.setting_texts import AXES, BY_NAME, CHANNELS, GROUPS, path_name
from eventaudit.library.settings_form import SettingsForm
from eventaudit.messaging.models import Channel
from tests import factories

pytestmark = pytest.mark.django_db


def url(organisation, name="settings"):
    return reverse(f"library:{name}", args=[organisation.slug])


def store(organisation, values, by=None):
    return AnalysisSettings.objects.create(organisation=organisation, values=values, changed_by=by)


def stored(organisation):
    return AnalysisSettings.objects.get(organisation=organisation).values


def page_data(client, organisation, **typed):
    """What the browser sends: every value as the page shows it, and those that were typed."""
    form = client.get(url(organisation)).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return shown | {name.replace("__", "."): value for name, value in typed.items()}


def change(client, organisation, data):
    return client.post(url(organisation, "change_settings"), data)


# What is stored


def test_paths_and_tables_are_the_same_values():
    values = {"g1_from": 0.3, "index_weights": {"D": 1, "F": 2}}
    assert by_path(values) == {"g1_from": 0.3, "index_weights.D": 1, "index_weights.F": 2}
    assert nested(by_path(values)) == values


def test_an_organisation_without_settings_of_its_own_has_the_defaults(organisation):
    assert settings_of(organisation) == Settings()


def test_only_what_differs_is_stored(admin_client, organisation):
    by = admin_client.membership.user
    settings = Settings.from_json({"g1_from": 0.3, "index_weights": {"D": 0.5, "F": 0.25}})
    row = change_settings(organisation=organisation, settings=settings, base={}, by=by)
    assert (row.values, row.changed_by) == ({"g1_from": 0.3, "index_weights": {"D": 0.5}}, by)
    assert settings_of(organisation) == settings


def test_what_somebody_else_stored_meanwhile_is_not_overwritten(organisation):
    store(organisation, {"g1_from": 0.3})
    with pytest.raises(ChangedMeanwhile):
        change_settings(organisation=organisation, settings=Settings(), base={}, by=None)
    assert stored(organisation) == {"g1_from": 0.3}


@pytest.mark.parametrize(
    ("values", "usable", "ignored"),
    [
        ({"no_such": 1, "g1_from": 0.3}, {"g1_from": 0.3}, ("no_such",)),
        ({"g1_from": 7, "g3_from": 0.3}, {"g3_from": 0.3}, ("g1_from",)),
        ({"index_weights": {"D": 0.5, "X": 1}}, {"index_weights": {"D": 0.5}}, ("index_weights.X",)),
        ({"index_weights": "much", "g1_from": 0.3}, {"g1_from": 0.3}, ("index_weights",)),
        ({"minor_from": 50, "g1_from": 0.3}, {"g1_from": 0.3}, ("minor_from",)),
        ({"critical_from": 30, "g1_from": 0.3}, {}, ("critical_from", "g1_from")),
        (["nonsense"], {}, ()),
    ],
)
def test_a_stored_value_that_cannot_be_used_is_ignored(values, usable, ignored):
    assert held(values) == Held(Settings.from_json(usable), ignored)


# Words


def test_every_setting_stands_on_the_page_once():
    names = [setting.name for group in GROUPS for setting in group.settings]
    assert sorted(names) == sorted(field.name for field in fields(Settings))


def test_every_value_of_a_table_has_a_name():
    tables = {
        name: set(dict(value)) for name, value in Settings().as_json().items() if isinstance(value, dict)
    }
    assert {name: set(BY_NAME[name].keys) for name in tables} == tables | {"touchpoint_weights": set()}


def test_channels_and_axes_are_called_as_elsewhere():
    assert {key: str(label) for key, label in CHANNELS.items()} == {
        channel.value: str(channel.label) for channel in Channel
    }
    assert set(AXES) == set(Atmosphere.objects.get(key="luxury", organisation=None).axes)


def test_a_path_is_told_in_words():
    assert path_name("index_weights.D", {}) == "Weights of the index: Delivery"
    assert (
        path_name("touchpoint_weights.catering", {"catering": "Food"}) == "Weights of the touchpoints: Food"
    )
    assert (path_name("hard_fail_cap", {}), path_name("old_one", {})) == (
        "The index and its letter: Cap",
        "old_one",
    )


# The page


def test_the_page_takes_the_same_queries_whatever_is_stored(
    manager_client, organisation, django_assert_num_queries
):
    for values in ({}, {"g1_from": 0.3, "touchpoint_weights": {"catering": 2, "venue": 0}}):
        AnalysisSettings.objects.all().delete()
        store(organisation, values, by=factories.make_user())
        with django_assert_num_queries(8):
            response = manager_client.get(url(organisation))
        assert response.context["own"] == len(by_path(values))


def test_a_manager_reads_and_an_admin_changes(manager_client, admin_client, organisation):
    assert 'name="hard_fail_cap"' not in manager_client.get(url(organisation)).text
    assert 'name="hard_fail_cap"' in admin_client.get(url(organisation)).text
    assert change(manager_client, organisation, {"g1_from": "0.3"}).status_code == 403
    assert not AnalysisSettings.objects.exists()


def test_an_admin_changes_values(admin_client, organisation):
    data = page_data(
        admin_client,
        organisation,
        hard_fail_cap="55",
        index_weights__D="0.5",
        touchpoint_weights__catering="2",
    )
    response = change(admin_client, organisation, data)
    assert (response.status_code, response.url) == (302, url(organisation))
    assert stored(organisation) == {
        "index_weights": {"D": 0.5},
        "hard_fail_cap": 55,
        "touchpoint_weights": {"catering": 2},
    }


def test_a_page_sent_back_as_it_was_stores_nothing_of_its_own(admin_client, organisation):
    change(admin_client, organisation, page_data(admin_client, organisation))
    assert stored(organisation) == {}


def test_an_emptied_field_is_the_default(admin_client, organisation):
    store(organisation, {"g1_from": 0.3, "g3_from": 0.3})
    change(admin_client, organisation, page_data(admin_client, organisation, g1_from=""))
    assert stored(organisation) == {"g3_from": 0.3}


def test_one_value_goes_back_to_its_default_and_what_else_was_typed_is_kept(admin_client, organisation):
    store(organisation, {"index_weights": {"D": 0.5, "F": 0.5}})
    data = page_data(admin_client, organisation, g1_from="0.3", default="index_weights.D")
    response = admin_client.post(url(organisation, "change_settings"), data, follow=True)
    assert stored(organisation) == {"index_weights": {"F": 0.5}, "g1_from": 0.3}
    assert [str(notice) for notice in response.context["messages"]] == [
        "“Weights of the index: Delivery” is back at its default, 0.4."
    ]


def test_all_values_go_back_to_their_defaults(admin_client, organisation):
    store(organisation, {"g1_from": 0.3, "hard_fail_cap": 60})
    base = page_data(admin_client, organisation)["base"]
    change(admin_client, organisation, {"base": base, "default": "*"})
    assert stored(organisation) == {}


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        (
            {"g1_from": "1.5"},
            "g1_from",
            "Write a number from 0 to 1, or leave it empty for the default.",
        ),
        (
            {"hard_fail_cap": "much"},
            "hard_fail_cap",
            "Write a number from 0 to 100, or leave it empty for the default.",
        ),
        (
            {"g5_observations": "2.5"},
            "g5_observations",
            "Write a whole number from 1 to 1000, or leave it empty for the default.",
        ),
        (
            {"g6_attendees": "4"},
            "g6_attendees",
            "Write a whole number from 5 to 1000, or leave it empty for the default.",
        ),
        (
            {"minor_from": "45"},
            "minor_from",
            "This must be less than “Severity: Major from”, 40. Lower it, or raise the other.",
        ),
        (
            {"letter_cuts__B": "90"},
            "letter_cuts.B",
            "This must be less than “Letters: A from”, 85. Lower it, or raise the other.",
        ),
        (
            dict.fromkeys([f"index_weights__{part}" for part in "DFIC"], "0"),
            "index_weights.D",
            "Every weight here is 0, so there is nothing to measure. Give at least one above 0.",
        ),
    ],
)
def test_what_is_not_allowed_gets_a_sentence_and_is_not_stored(
    admin_client, organisation, typed, field, sentence
):
    response = change(admin_client, organisation, page_data(admin_client, organisation, **typed))
    assert (response.status_code, response.context["form"].errors) == (422, {field: [sentence]})
    assert response.context["form"].problems == [(f"id_{field}", path_name(field, {}), sentence)]
    assert not AnalysisSettings.objects.exists()


def test_the_second_of_two_admins_is_told_and_nothing_is_lost(admin_client, organisation):
    data = page_data(admin_client, organisation, g1_from="0.4", hard_fail_cap="60")
    theirs = factories.make_user(name="Other Admin")
    store(organisation, {"g1_from": 0.3, "g3_from": 0.3}, by=theirs)

    told = change(admin_client, organisation, data)
    assert told.status_code == 409
    assert [(one.name, one.theirs, one.yours) for one in told.context["theirs"]] == [
        ("When a gap is reported: Intended – promised", "0.3", "0.4"),
        ("When a gap is reported: Intended – delivered", "0.3", ""),
    ]
    assert "Other Admin changed the settings" in told.text
    assert stored(organisation) == {"g1_from": 0.3, "g3_from": 0.3}

    form = told.context["form"]
    again = {name: form[name].value() for name in form.fields}
    change(admin_client, organisation, again)
    assert stored(organisation) == {"g1_from": 0.4, "g3_from": 0.3, "hard_fail_cap": 60}


def test_a_broken_base_is_taken_as_an_old_page(admin_client, organisation):
    store(organisation, {"g1_from": 0.3})
    for base in ("", "no json", "[1]"):
        assert change(admin_client, organisation, {"base": base}).status_code == 409
    assert stored(organisation) == {"g1_from": 0.3}


def test_settings_of_an_older_version_break_nothing_and_an_admin_is_told(
    admin_client, manager_client, organisation
):
    store(organisation, {"gone": 1, "g1_from": 9, "g3_from": 0.3})
    assert admin_client.get(url(organisation)).context["ignored"] == ["g1_from", "gone"]
    assert "cannot be used by this version" in admin_client.get(url(organisation)).text
    assert "cannot be used by this version" not in manager_client.get(url(organisation)).text
    change(admin_client, organisation, page_data(admin_client, organisation))
    assert stored(organisation) == {"g3_from": 0.3}


def test_the_weight_of_a_touchpoint_that_the_page_does_not_show_is_kept(admin_client, organisation):
    store(organisation, {"touchpoint_weights": {"fireworks": 2}})
    change(admin_client, organisation, page_data(admin_client, organisation, g1_from="0.3"))
    assert stored(organisation) == {"g1_from": 0.3, "touchpoint_weights": {"fireworks": 2}}


def test_touchpoints_of_the_organisations_own_template_are_on_the_page(admin_client, organisation):
    own = Template.objects.create(organisation=organisation, key="own", name={"en": "Own"})
    version = TemplateVersion.objects.create(
        template=own, number=1, state="published", published_at=timezone.now()
    )
    for key in ("venue", "fireworks"):
        Touchpoint.objects.create(version=version, key=key, weight=2, name={"en": key})
    data = page_data(admin_client, organisation)
    assert (data["touchpoint_weights.venue"], data["touchpoint_weights.fireworks"]) == ("1", "2")


def test_names_of_people_and_of_touchpoints_stay_text(admin_client, organisation):
    store(organisation, {"<b>": 1}, by=factories.make_user(name="<i>Eve</i>"))
    text = admin_client.get(url(organisation)).text
    assert ("<b>" in text, "<i>Eve" in text, "&lt;i&gt;Eve" in text) == (False, False, True)


def test_a_form_shows_numbers_as_the_browser_takes_them_in_every_language(organisation):
    form = SettingsForm(stored={"g1_from": 0.3}, touchpoints=[])
    assert (form["g1_from"].value(), json.loads(form["base"].value())) == ("0.3", {"g1_from": 0.3})


def test_other_organisations_settings_are_nobodys_business(stranger_client, auditor_client, organisation):
    assert stranger_client.get(url(organisation)).status_code == 404
    assert auditor_client.get(url(organisation)).status_code == 403
