import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from eventaudit.events.actions import set_intentions
from eventaudit.events.brief import Brief, brief_of
from eventaudit.events.models import Intention
from tests import factories

TOUCHPOINTS = [
    "venue",
    "mood",
    "ambience",
    "queues",
    "guidance",
    "cloakroom",
    "prints",
    "host",
    "programme",
    "catering",
    "toilets",
    "transport",
]


@pytest.fixture
def save(manager_client, organisation, event):
    def post(**shares):
        uses = {f"{key}-use": "everywhere" for key in TOUCHPOINTS}
        data = uses | {name.replace("__", "-"): value for name, value in shares.items()}
        return manager_client.post(reverse("events:brief", args=[organisation.slug, event.pk]), data)

    return post


def sentences(response):
    assert response.status_code == 422
    return [sentence for group in response.context["form"].errors.values() for sentence in group]


def test_a_mixture_for_everywhere_and_others_for_some(save, event):
    response = save(
        everywhere__luxury="70",
        everywhere__rustic="30",
        catering__use="own",
        catering__festive_gala="100",
        toilets__use="none",
        queues__luxury="55",  # left over from before the touchpoint was set back to 'as everywhere'
    )
    assert response.status_code == 302
    assert brief_of(event) == Brief(
        {"luxury": 0.7, "rustic": 0.3}, {"catering": {"festive_gala": 1.0}, "toilets": "neutral"}
    )


def test_every_touchpoint_of_its_own_needs_nothing_everywhere(save, event):
    own = {f"{key}__use": "own" for key in TOUCHPOINTS} | {f"{key}__luxury": "100" for key in TOUCHPOINTS}
    assert save(**own).status_code == 302
    assert brief_of(event) == Brief(None, {key: {"luxury": 1.0} for key in TOUCHPOINTS})
    assert event.intended == {"luxury": 1.0}


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ({}, ["Everywhere: Choose at least one atmosphere."]),
        (
            {"everywhere__luxury": "90"},
            ["Everywhere: The shares add up to 90 per cent. Change them so that they make 100."],
        ),
        (
            {"everywhere__luxury": "100", "catering__use": "own"},
            ["Food and drink: Choose at least one atmosphere."],
        ),
        (
            {"everywhere__luxury": "60", "queues__use": "own", "queues__rustic": "101"},
            [
                "Rustic and natural: a share is a number from 0 to 100 per cent.",
                "Queues: Choose at least one atmosphere.",
                "Everywhere: The shares add up to 60 per cent. Change them so that they make 100.",
            ],
        ),
    ],
)
def test_each_mistake_is_a_sentence_and_changes_nothing(save, event, shares, expected):
    assert sentences(save(**shares)) == expected
    assert brief_of(event) == Brief({"luxury": 1.0})


@pytest.mark.parametrize("shares", [("33", "33", "34"), ("33.33", "33.33", "33.34"), ("99.7", "", "")])
def test_shares_may_be_rounded(save, shares):
    keys = ("everywhere__luxury", "everywhere__rustic", "everywhere__colourful")
    assert save(**dict(zip(keys, shares, strict=True))).status_code == 302


@pytest.mark.parametrize(
    ("everywhere", "touchpoints", "expected"),
    [
        ({"gone": 1.0}, {}, "There is no atmosphere “gone”"),
        ({"luxury": 1.0}, {"cellar": {"luxury": 1.0}}, "The template has no touchpoint “cellar”"),
        ({"luxury": 1.0}, {"venue": {"luxury": 0.5}}, "The shares add up to 50 per cent"),
        (None, {"venue": {"luxury": 1.0}}, "Choose an atmosphere for everywhere, or one for each touchpoint"),
    ],
)
def test_the_action_refuses_what_makes_no_brief(event, everywhere, touchpoints, expected):
    with pytest.raises(ValidationError, match=expected):
        set_intentions(event=event, by=factories.make_user(), everywhere=everywhere, touchpoints=touchpoints)
    assert list(event.intentions.values_list("touchpoint", "mixture")) == [("", {"luxury": 1.0})]


@pytest.mark.parametrize("number", [1, 12])
def test_the_brief_takes_a_fixed_number_of_queries(
    manager_client, organisation, event, number, django_assert_num_queries
):
    for key in TOUCHPOINTS[:number]:
        Intention.objects.create(event=event, touchpoint=key, mixture={"rustic": 1.0})
    # session, user, membership, event, intentions, atmospheres, touchpoints, newer version
    with django_assert_num_queries(8):
        manager_client.get(reverse("events:brief", args=[organisation.slug, event.pk]))


def test_the_preview_shows_the_cues_of_what_is_typed_and_stores_nothing(manager_client, organisation, event):
    response = manager_client.post(
        reverse("events:brief_preview", args=[organisation.slug, event.pk]),
        {"everywhere-rustic": "30", "everywhere-luxury": "30", "venue-use": "none"},
    )
    rows = {row.touchpoint.key: row for row in response.context["form"].rows}
    assert rows["venue"].cues == []
    assert rows["queues"].mixture == {"luxury": 0.5, "rustic": 0.5}
    assert [cue.atmosphere for cue in rows["queues"].cues] == ["luxury", "rustic", "luxury", "rustic"]
    assert 'data-preview="everywhere"' in response.content.decode()
    assert brief_of(event) == Brief({"luxury": 1.0})


@pytest.mark.parametrize(
    ("brief", "overall"),
    [
        (Brief(), None),
        (Brief({"luxury": 1.0}, {"venue": {"rustic": 1.0}}), {"luxury": 1.0}),
        (
            Brief(None, {"venue": {"rustic": 1.0}, "queues": {"luxury": 1.0}, "mood": "neutral"}),
            {"rustic": 0.5, "luxury": 0.5},
        ),
        (Brief(None, {"venue": "neutral"}), None),
    ],
)
def test_what_stands_for_the_whole_event(brief, overall):
    assert brief.overall == overall
