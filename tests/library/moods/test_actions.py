"""What writes an organisation's own atmospheres, who may lose what, and what is remembered of it."""

import pytest
from django.core.exceptions import ValidationError

from eventaudit.library.models import Atmosphere, Criterion, Template
from eventaudit.library.moods import actions
from eventaudit.library.moods.actions import (
    ChangedByAnother,
    InUse,
    change_atmosphere,
    create_atmosphere,
    delete_atmosphere,
)
from eventaudit.library.moods.changes import content_at, history_of
from eventaudit.library.moods.content import content_of
from eventaudit.library.moods.usage import uses_of
from eventaudit.walkthroughs.models import Answer
from tests import factories

from .atmospheres import AXES, make_sea, sea_content

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ({"en": "Sea"}, "sea"),
        ({"fi": "Meri yö"}, "meri_yo"),
        ({"en": "Luxury"}, "luxury_2"),
        ({"en": "New"}, "new_2"),
        ({"en": "Neutral"}, "neutral_2"),
        ({"en": "Import"}, "import_2"),
        ({"en": "海"}, "atmosphere"),
    ],
)
def test_the_key_comes_from_the_name_and_is_nobody_elses(organisation, name, key):
    assert make_sea(organisation, name=name).key == key


def test_a_second_one_of_the_same_name_gets_a_number(organisation):
    assert [make_sea(organisation).key for _time in range(3)] == ["sea", "sea_2", "sea_3"]


def test_a_copy_of_a_default_one_leaves_it_as_it_is(organisation):
    luxury = Atmosphere.objects.get(organisation=None, key="luxury")
    before = content_of(luxury)
    own = create_atmosphere(organisation=organisation, content={**before, "name": {"en": "Ours"}}, by=None)
    change_atmosphere(
        atmosphere=own, content={**content_of(own), "palette": ["#FFFFFF"]}, revision=0, by=None
    )
    luxury.refresh_from_db()
    assert content_of(luxury) == before
    assert content_of(own) == {**before, "name": {"en": "Ours"}}


def test_a_default_one_cannot_be_changed(organisation):
    luxury = Atmosphere.objects.get(organisation=None, key="luxury")
    with pytest.raises(ChangedByAnother):
        change_atmosphere(atmosphere=luxury, content=sea_content(), revision=0, by=None)


def test_the_second_of_two_admins_is_refused(organisation):
    sea = make_sea(organisation)
    change_atmosphere(atmosphere=sea, content=sea_content(palette=["#111111"]), revision=0, by=None)
    with pytest.raises(ChangedByAnother) as refused:
        change_atmosphere(atmosphere=sea, content=sea_content(palette=["#222222"]), revision=0, by=None)
    assert (refused.value.atmosphere.palette, refused.value.atmosphere.revision) == (["#111111"], 1)


def test_saying_the_same_again_is_no_change(organisation):
    sea = make_sea(organisation)
    same = change_atmosphere(atmosphere=sea, content=sea_content(), revision=0, by=None)
    assert (same.revision, Atmosphere.history.filter(id=sea.pk).count()) == (0, 1)


def test_what_is_wrong_is_not_stored(organisation):
    with pytest.raises(ValidationError, match=r"axes\.colour"):
        make_sea(organisation, axes={**AXES, "colour": 5})
    assert not organisation.atmospheres.exists()


def test_there_is_room_for_so_many(organisation, monkeypatch):
    monkeypatch.setattr(actions, "MOST_OF_OWN", 1)
    make_sea(organisation)
    with pytest.raises(ValidationError, match="Delete one first"):
        make_sea(organisation)


def test_the_history_says_who_changed_what(organisation, admin_client):
    by = admin_client.membership.user
    sea = make_sea(organisation)
    points = {**sea.touchpoints, "venue": {"cues": [{"en": "a jetty", "fi": "laituri", "sv": "en brygga"}]}}
    changed = sea_content(name={"en": "Sea", "fi": "Aava"}, axes={**AXES, "energy": 3}, touchpoints=points)
    change_atmosphere(atmosphere=sea, content=changed, revision=0, by=by)
    last, first = history_of(sea, {"venue": "Venue"})
    assert (last.by, first.changes) == (by, None)
    assert [(one.label, one.old, one.new, one.language) for one in last.changes] == [
        ("Name", "Meri", "Aava", "Finnish"),
        ("Energy", "1.5", "3", ""),
        ("Venue: show", "a jetty / laituri", "a jetty / laituri / en brygga", ""),
        ("Venue: avoid", "carpets", "", ""),
    ]
    assert content_at(sea, 0) == sea_content()
    assert content_at(sea, 7) is None


# Deleting


def _in_the_brief(event):
    event.intentions.update(mixture={"sea": 0.5, "luxury": 0.5})


def _in_a_message(event):
    factories.make_message(event, atmosphere={"sea": 1.0})


def _in_a_promise(event):
    factories.make_promise(factories.make_message(event), atmosphere="sea")


def _in_a_reading(event):
    criterion = event.template_version.criteria.filter(options="ATMOSPHERES").first()
    walkthrough = factories.make_walkthrough(event)
    Answer.objects.create(walkthrough=walkthrough, criterion=criterion, state="answered", value={"sea": 1.0})


def _aside_for_an_earlier_version(event):
    event.set_aside = [
        {"part": "intentions", "key": "sauna", "version": 1, "value": {"sea": 1.0}, "row": None}
    ]
    event.save()


@pytest.mark.parametrize(
    ("speak", "where"),
    [
        (_in_the_brief, "brief"),
        (_in_a_message, "messages"),
        (_in_a_promise, "promises"),
        (_in_a_reading, "walkthroughs"),
        (_aside_for_an_earlier_version, "brief"),
    ],
)
def test_one_that_an_event_speaks_of_stays(organisation, event, speak, where):
    sea = make_sea(organisation)
    speak(event)
    factories.make_event(organisation)  # which speaks of luxury alone
    with pytest.raises(InUse) as refused:
        delete_atmosphere(atmosphere=sea, revision=0, by=None)
    assert [(use.event, use.where) for use in refused.value.uses.events] == [(event, [where])]
    assert organisation.atmospheres.get() == sea


@pytest.mark.parametrize(
    "condition",
    [
        {"kind": "atmosphere", "atmospheres": ["sea"]},
        {"kind": "answer", "criterion": "venue_atmosphere_read", "is": ["sea"]},
    ],
)
def test_one_that_a_condition_asks_for_stays(organisation, condition):
    sea = make_sea(organisation)
    template = Template.objects.create(organisation=organisation, key="own", name={"en": "Own"})
    version = template.versions.create(number=1)
    point = version.touchpoints.create(key="venue", name={"en": "Venue"})
    criteria = [
        Criterion.objects.create(
            version=version,
            touchpoint=point,
            key=key,
            kind="yesno",
            wording={"en": key},
            conditions=conditions,
        )
        for key, conditions in (("asks", [condition]), ("other", [{"kind": "phase", "phases": ["meal"]}]))
    ]
    assert uses_of(sea).criteria == criteria[:1]
    with pytest.raises(InUse):
        delete_atmosphere(atmosphere=sea, revision=0, by=None)


def test_another_organisations_event_of_the_same_key_holds_nothing(organisation, stranger_client):
    sea = make_sea(organisation)
    theirs = stranger_client.membership.organisation
    make_sea(theirs)
    _in_the_brief(factories.make_event(theirs))
    delete_atmosphere(atmosphere=sea, revision=0, by=None)
    assert (organisation.atmospheres.count(), theirs.atmospheres.count()) == (0, 1)


def test_one_that_somebody_has_changed_meanwhile_is_not_deleted(organisation):
    sea = make_sea(organisation)
    change_atmosphere(atmosphere=sea, content=sea_content(palette=["#111111"]), revision=0, by=None)
    with pytest.raises(ChangedByAnother):
        delete_atmosphere(atmosphere=sea, revision=0, by=None)


def test_one_that_stands_in_for_a_default_one_can_go_at_any_time(organisation, event):
    own = organisation.atmospheres.create(key="luxury", **sea_content())
    delete_atmosphere(atmosphere=own, revision=0, by=None)  # the event speaks of luxury, which is still there
    assert not organisation.atmospheres.exists()
