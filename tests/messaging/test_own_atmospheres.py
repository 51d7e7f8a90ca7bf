"""Messages where an organisation has atmospheres of its own: read with their words, and anew with others."""

import pytest

from eventaudit.library.models import Atmosphere
from eventaudit.messaging.contradiction_reading import find_pairs, pairs_of
from eventaudit.messaging.models import ContradictionCandidate
from eventaudit.messaging.queries import messages_of
from eventaudit.messaging.reading import kept_reading, read_message
from tests import factories

pytestmark = pytest.mark.django_db

JETTY = "Come down to the jetty at dusk. Salt wind, and supper by the boats of the archipelago."
PALACE = "Champagne under the chandeliers of the grand ballroom; a string quartet plays, velvet and gold."


@pytest.fixture
def sea(organisation) -> Atmosphere:
    words = [{"lemma": word} for word in ("jetty", "salt", "archipelago")]
    return organisation.atmospheres.create(
        key="sea",
        name={"en": "Sea"},
        axes={"formality": 0, "ornament": 0, "naturalness": 4, "colour": 3, "energy": 3, "technology": 0},
        palette=["#102030"],
        touchpoints={"any": {"triggers": {"en": words}}},
    )


def test_a_message_reads_as_the_own_atmosphere_and_the_reading_is_kept(event, sea):
    message = factories.make_message(event, text=JETTY)
    reading = read_message(message=message)
    assert reading.atmosphere == {"sea": 1.0}
    words = {JETTY[each["start"] : each["end"]].lower() for each in reading.evidence}
    assert words == {"jetty", "salt", "archipelago"}
    assert kept_reading(message) == reading


def test_the_page_names_the_own_atmosphere(event, sea, manager_client):
    message = factories.make_message(event, text=JETTY)
    read_message(message=message)
    page = manager_client.get(message.get_absolute_url()).context["read"]
    assert page.proposal == {"sea": 1.0}
    assert [(str(atmosphere), words) for atmosphere, words in page.words] == [
        ("Sea", ["jetty", "salt", "archipelago"])
    ]


def test_a_reading_is_stale_once_trigger_words_change_and_true_again_with_the_old_ones(event, sea):
    message = factories.make_message(event, text=JETTY)
    reading = read_message(message=message)
    words, sea.touchpoints = sea.touchpoints, {}
    sea.save()
    assert kept_reading(message) is None
    assert read_message(message=message).atmosphere != {"sea": 1.0}
    sea.touchpoints = words
    sea.save()
    assert kept_reading(message) is None
    assert read_message(message=message).digest == reading.digest


def test_what_does_not_change_the_words_leaves_readings_true(event, sea):
    message = factories.make_message(event, text=JETTY)
    read_message(message=message)
    sea.palette, sea.axes = ["#FFFFFF"], {**sea.axes, "colour": 4}
    sea.save()
    assert kept_reading(message) is not None


def test_an_atmosphere_of_another_organisation_changes_nothing(event, stranger_client):
    message = factories.make_message(event, text=JETTY)
    before = read_message(message=message)
    stranger_client.membership.organisation.atmospheres.create(
        key="sea",
        name={"en": "Theirs"},
        axes={},
        palette=[],
        touchpoints={"any": {"triggers": {"en": [{"lemma": "jetty"}, {"lemma": "salt"}]}}},
    )
    assert kept_reading(message) == before
    assert read_message(message=message).atmosphere == before.atmosphere


def test_tones_clash_by_where_the_own_atmosphere_stands(event, sea, manager_client):
    one, other = (factories.make_message(event, text=text) for text in (JETTY, PALACE))
    rows = list(messages_of(event))
    find_pairs(event=event, messages=rows)
    found = ContradictionCandidate.objects.get(event=event)
    assert (found.kind, {found.first, found.second}) == ("tone", {one, other})

    luxury = Atmosphere.objects.get(organisation=None, key="luxury")
    sea.axes = luxury.axes
    sea.save()
    names = {"touchpoint": {}, "atmosphere": {"sea": sea}}
    by = manager_client.membership.user
    assert pairs_of(event, rows, [], names=names, by=by).stale
    find_pairs(event=event, messages=rows)
    assert not ContradictionCandidate.objects.filter(event=event).exists()
