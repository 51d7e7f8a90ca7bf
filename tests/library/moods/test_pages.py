"""The atmospheres studio's pages: without scripts, with hostile input, with two admins at once."""

import io
import json

import pytest
from django.urls import reverse

from eventaudit.library.models import Atmosphere
from eventaudit.library.moods.content import content_of
from tests import factories

from .atmospheres import AXES, character, make_sea, sea_content

pytestmark = pytest.mark.django_db


@pytest.fixture
def sea(organisation) -> Atmosphere:
    return make_sea(organisation)


def address(name, sea, *more):
    return reverse(f"library:{name}", args=[sea.organisation.slug, sea.key, *more])


def new_address(organisation):
    return reverse("library:atmosphere_new", args=[organisation.slug])


# New


def test_one_is_made_from_scratch_in_the_middle_of_every_axis(admin_client, organisation):
    response = admin_client.post(
        new_address(organisation), {"name_en": "Sea", "name_sv": "Hav", "source": "~"}
    )
    made = organisation.atmospheres.get()
    assert response.url == reverse("library:atmosphere_edit", args=[organisation.slug, "sea"])
    assert (made.name, set(made.axes.values()), made.touchpoints) == ({"en": "Sea", "sv": "Hav"}, {2}, {})
    assert Atmosphere.history.get(id=made.pk).history_user == admin_client.membership.user


def test_one_is_made_as_a_copy_of_another(admin_client, organisation):
    page = admin_client.get(new_address(organisation), {"copy": "luxury"})
    assert [value for value, _row, chosen in page.context["form"].source_rows if chosen] == ["luxury"]
    admin_client.post(new_address(organisation), {"name_en": "Ours", "source": "luxury"})
    luxury, made = Atmosphere.objects.get(organisation=None, key="luxury"), organisation.atmospheres.get()
    assert content_of(made) == {**content_of(luxury), "name": {"en": "Ours"}}


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"name_en": "Sea"},
        {"name_en": "Sea", "source": "nothing"},
        {"name_en": "LUXURY", "source": "~"},
        {"name_en": "x" * 61, "source": "~"},
        {"source": "~"},
    ],
)
def test_what_is_missing_or_taken_is_told(admin_client, organisation, data):
    response = admin_client.post(new_address(organisation), data)
    assert (response.status_code, organisation.atmospheres.count()) == (422, 0)


# Character


def test_the_character_is_changed(admin_client, sea):
    data = character(sea, name_sv="Hav", axis_energy="2,5", colour=["#aabbcc", "", "#010203"])
    response = admin_client.post(address("atmosphere_edit", sea), data)
    assert response.url == address("atmosphere", sea)
    sea.refresh_from_db()
    assert (sea.name["sv"], sea.axes["energy"], sea.palette) == ("Hav", 2.5, ["#AABBCC", "#010203"])
    assert sea.touchpoints == sea_content()["touchpoints"]
    assert sea.revision == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"axis_colour": "5"},
        {"axis_colour": "nan"},
        {"axis_colour": ""},
        {"colour": ["red;}"]},
        {"colour": []},
        {"colour": ["#123456"] * 300},
        {"name_en": "", "name_fi": ""},
        {"description_en": "x" * 5000},
    ],
)
def test_bad_values_are_told_with_what_was_typed_and_nothing_is_stored(admin_client, sea, wrong):
    response = admin_client.post(
        address("atmosphere_edit", sea), character(sea, description_sv="Kept", **wrong)
    )
    assert response.status_code == 422
    assert ">Kept</textarea>" in response.content.decode()
    sea.refresh_from_db()
    assert content_of(sea) == sea_content()


def test_html_is_shown_as_text(admin_client, sea):
    name = "<script>alert(1)</script>"
    admin_client.post(address("atmosphere_edit", sea), character(sea, name_en=name))
    for page in ("atmosphere", "atmosphere_edit", "atmosphere_history", "atmosphere_delete"):
        assert name not in admin_client.get(address(page, sea)).content.decode()


@pytest.mark.parametrize(
    ("row", "palette"),
    [
        ("add-colour", ["#102030", "#F0F0E0", "#808080"]),
        ("down-colour-0", ["#F0F0E0", "#102030"]),
        ("remove-colour-1", ["#102030"]),
    ],
)
def test_colours_are_moved_by_buttons_without_being_stored(admin_client, sea, row, palette):
    data = character(sea, row=row, name_en="Typed")
    response = admin_client.post(address("atmosphere_edit", sea), data)
    assert [swatch.code for swatch in response.context["swatches"]] == palette
    assert 'value="Typed"' in response.content.decode()
    sea.refresh_from_db()
    assert content_of(sea) == sea_content()


def test_the_look_follows_the_sliders_and_stores_nothing(admin_client, sea, organisation):
    rustic = Atmosphere.objects.get(organisation=None, key="rustic")
    data = character(sea, **{f"axis_{axis}": str(value) for axis, value in rustic.axes.items()})
    response = admin_client.post(address("atmosphere_look", sea), data)
    nearest = response.context["alike"][0]
    assert (nearest.atmosphere, nearest.near.percent) == (rustic, 100)
    assert "Nearly the same as" in response.content.decode()
    sea.refresh_from_db()
    assert sea.axes == AXES


def test_the_second_of_two_admins_sees_what_the_first_did_and_keeps_what_was_typed(admin_client, sea):
    first = character(sea, name_en="Their sea", colour=["#FFFFFF"])
    second = character(sea, name_fi="Minun mereni", axis_energy="0")
    admin_client.post(address("atmosphere_edit", sea), first)
    response = admin_client.post(address("atmosphere_edit", sea), second)
    assert response.status_code == 409
    changed = response.context["changed"]
    assert changed["people"] == [str(admin_client.membership.user)]
    assert [(one.label, one.old, one.new) for one in changed["changes"]] == [
        ("Name", "Sea", "Their sea"),
        ("Palette", "#102030, #F0F0E0", "#FFFFFF"),
    ]
    units = response.context["section"].units
    shown = [units[name] for name in ("name.en", "name.fi", "axes.energy", "palette")]
    assert shown == ["Their sea", "Minun mereni", 0, ["#FFFFFF"]]

    sea.refresh_from_db()
    again = character(sea, name_fi="Minun mereni", axis_energy="0", revision=response.context["revision"])
    assert admin_client.post(address("atmosphere_edit", sea), again).status_code == 302
    sea.refresh_from_db()
    assert (sea.name, sea.axes["energy"]) == ({"en": "Their sea", "fi": "Minun mereni"}, 0)


@pytest.mark.parametrize("revision", ["", "-1", "x", "9" * 30, "²"])
def test_a_form_of_no_known_revision_stores_nothing(admin_client, sea, revision):
    data = character(sea, name_en="Other", revision=revision)
    assert admin_client.post(address("atmosphere_edit", sea), data).status_code == 409
    sea.refresh_from_db()
    assert sea.name["en"] == "Sea"


# Cues, words


def test_cues_and_clashes_are_changed_in_three_languages(admin_client, sea):
    data = {
        "cues_en": ["a jetty", "", "lanterns"],
        "cues_fi": ["laituri", "", ""],
        "cues_sv": ["en brygga", "", ""],
        "clashes_en": [""],
        "revision": 0,
        "save": "next",
    }
    response = admin_client.post(address("atmosphere_touchpoint", sea, "venue"), data)
    assert response.url == address("atmosphere_touchpoint", sea, "mood")
    sea.refresh_from_db()
    assert sea.touchpoints["venue"] == {
        "cues": [{"en": "a jetty", "fi": "laituri", "sv": "en brygga"}, {"en": "lanterns"}]
    }
    assert sea.touchpoints["any"] == sea_content()["touchpoints"]["any"]


def test_a_row_is_added_without_scripts_and_nothing_is_stored(admin_client, sea):
    data = {"cues_en": ["typed"], "cues_fi": [""], "cues_sv": [""], "row": "add-cues", "revision": 0}
    page = admin_client.post(address("atmosphere_touchpoint", sea, "venue"), data)
    assert [len(rows) for _kind, rows, _room in page.context["section"].lists] == [2, 1]
    assert "autofocus" in page.content.decode()
    sea.refresh_from_db()
    assert sea.revision == 0


def test_a_touchpoint_that_no_template_has_is_not_found(admin_client, sea):
    assert admin_client.get(address("atmosphere_touchpoint", sea, "moon")).status_code == 404


def test_the_first_touchpoint_is_where_editing_begins(admin_client, sea):
    response = admin_client.get(address("atmosphere_touchpoints", sea))
    assert response.url == address("atmosphere_touchpoint", sea, "venue")


def test_words_are_changed(admin_client, sea):
    data = {"words-any.en": "sail\r\nrope", "words-catering.fi": "silli ~ silli, sillej", "revision": 0}
    assert admin_client.post(address("atmosphere_words", sea), data).status_code == 302
    sea.refresh_from_db()
    assert sea.touchpoints == {
        "venue": sea_content()["touchpoints"]["venue"],
        "any": {"triggers": {"en": [{"lemma": "sail"}, {"lemma": "rope"}]}},
        "catering": {"triggers": {"fi": [{"lemma": "silli", "stems": ["silli", "sillej"]}]}},
    }


@pytest.mark.parametrize(
    "words", ["\n".join(f"word{n}" for n in range(10_000)), "***", "x" * 61, "a ~ " + "b," * 20 + "c"]
)
def test_bad_words_are_told_and_stay_in_the_form(admin_client, sea, words):
    response = admin_client.post(address("atmosphere_words", sea), {"words-any.en": words, "revision": 0})
    assert response.status_code == 422
    assert response.context["section"].units["any.en"] == words
    sea.refresh_from_db()
    assert sea.revision == 0


def test_a_text_is_tried_with_the_words_of_the_form(admin_client, sea):
    data = {
        "words-any.en": "jetty\nsalt\nsail",
        "text": "Come down to the jetty, where salt and sails meet. We wait for you with soup.",
        "revision": 0,
        "try": "1",
    }
    page = admin_client.post(address("atmosphere_words", sea), data)
    fragment = admin_client.post(address("atmosphere_try", sea), data)
    for response in (page, fragment):
        assert (response.status_code, response.context["tried"].own) == (200, ["jetty", "salt", "sails"])
    assert "data-tried" not in fragment.content.decode()
    sea.refresh_from_db()
    assert content_of(sea) == sea_content()


@pytest.mark.parametrize("data", [{}, {"text": " "}, {"text": "Hello", "words-any.en": "***"}])
def test_there_may_be_nothing_to_try(admin_client, sea, data):
    assert admin_client.post(address("atmosphere_try", sea), data).status_code == 200


# Seen, taken along, ended


@pytest.mark.parametrize("events", [1, 3])
def test_the_page_takes_the_same_queries_for_one_event_and_for_three(
    manager_client, organisation, sea, events, django_assert_num_queries
):
    for _number in range(events):
        factories.make_event(organisation).intentions.update(mixture={"sea": 1.0})
    with django_assert_num_queries(13):
        response = manager_client.get(address("atmosphere", sea))
    assert len(response.context["uses"].events) == events


def test_a_manager_sees_but_does_not_edit(manager_client, sea):
    page = manager_client.get(address("atmosphere", sea)).content.decode()
    assert address("atmosphere_edit", sea) not in page
    assert manager_client.get(address("atmosphere_history", sea)).status_code == 200
    assert manager_client.get(address("atmosphere_edit", sea)).status_code == 403


@pytest.mark.parametrize("page", ["edit", "words", "delete", "touchpoints"])
def test_a_default_one_is_never_edited_but_copied(admin_client, organisation, page):
    there = reverse(f"library:atmosphere_{page}", args=[organisation.slug, "luxury"])
    assert admin_client.get(there).url == f"{new_address(organisation)}?copy=luxury"
    assert admin_client.get(there.replace("luxury", "nowhere")).status_code == 404


def test_another_organisations_one_is_not_found(admin_client, organisation, stranger_client):
    make_sea(stranger_client.membership.organisation)
    for page in ("atmosphere", "atmosphere_edit", "atmosphere_export", "atmosphere_delete"):
        there = reverse(f"library:{page}", args=[organisation.slug, "sea"])
        assert admin_client.get(there).status_code == 404


def test_it_goes_out_and_comes_in_elsewhere(admin_client, sea, organisation):
    exported = admin_client.get(address("atmosphere_export", sea)).content
    assert json.loads(exported) == {"atmospheres": {"sea": sea_content()}}
    there = reverse("library:atmosphere_import", args=[organisation.slug])
    response = admin_client.post(there, {"file": io.BytesIO(exported)})
    made = organisation.atmospheres.get(key="sea_2")
    assert (response.url, content_of(made)) == (address("atmosphere", made), sea_content())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b'{"atmospheres": {}}',
        b'{"atmospheres": [1]}',
        b'{"atmospheres": {"sea": 3}}',
        b'{"atmospheres": {"sea": {"name": {"en": "\\ud800"}}}}',
        b"[" * 100_000,
        json.dumps({"atmospheres": {"sea": sea_content(), "bad": sea_content(palette=["red"])}}).encode(),
        json.dumps({"atmospheres": {f"sea{n}": sea_content() for n in range(31)}}).encode(),
        b'{"atmospheres": {"sea": {"axes": {"colour": NaN}}}}',
    ],
)
def test_a_bad_file_is_refused_whole(admin_client, organisation, content):
    there = reverse("library:atmosphere_import", args=[organisation.slug])
    response = admin_client.post(there, {"file": io.BytesIO(content)})
    assert (response.status_code, organisation.atmospheres.count()) == (422, 0)


def test_deleting_names_the_event_that_speaks_of_it(admin_client, organisation, event, sea):
    event.intentions.update(mixture={"sea": 1.0})
    there = address("atmosphere_delete", sea)
    page = admin_client.get(there).content.decode()
    assert event.name in page
    assert 'name="revision"' not in page
    assert admin_client.post(there, {"revision": 0}).status_code == 422
    event.intentions.update(mixture={"luxury": 1.0})
    assert admin_client.post(there, {"revision": 0}).status_code == 302
    assert not organisation.atmospheres.exists()
