"""A text that is tried with words that are not stored: read at once, and nothing is kept."""

import pytest

from eventaudit.library.models import Atmosphere
from eventaudit.library.moods.trying import LONGEST, try_out
from eventaudit.library.queries import atmospheres_of

from .atmospheres import make_sea

pytestmark = pytest.mark.django_db

TEXT = "Come down to the jetty at dusk, where salt & sails meet. Bring no umbrella."


def tried(organisation, text, *words, **changes):
    sea = make_sea(organisation, **changes)
    sea.touchpoints = {"any": {"triggers": {"en": [{"lemma": word} for word in words]}}}
    return try_out(text, sea, atmospheres_of(organisation))


def test_the_unsaved_words_lead_there(organisation):
    found = tried(organisation, TEXT, "jetty", "salt", "sail")
    assert [(str(part.atmosphere), part.percent, part.words) for part in found.parts] == [
        ("Sea", 100, ["jetty", "salt", "sails"])
    ]
    assert (found.language, found.own, found.denied) == ("English", ["jetty", "salt", "sails"], [])
    stored = Atmosphere.objects.get(organisation=organisation)
    assert stored.touchpoints["any"]["triggers"]["en"] == [{"lemma": "jetty"}]


def test_the_text_is_shown_whole_with_its_words_marked(organisation):
    marked = tried(organisation, TEXT, "jetty", "salt").marked
    assert '<mark class="tried tried--own">jetty</mark>' in marked
    assert '<mark class="tried tried--own">salt</mark> &amp; sails' in marked


def test_denied_words_are_told_apart(organisation):
    found = tried(
        organisation, "There is no jetty and no harbour here, ladies and gentlemen.", "jetty", "harbour"
    )
    assert (found.own, found.denied, found.parts) == ([], ["jetty", "harbour"], [])
    assert '<mark class="tried tried--denied">jetty</mark>' in found.marked


def test_html_in_the_text_stays_text(organisation):
    found = tried(
        organisation, "<script>alert('jetty')</script> Come to the jetty with us, dear guests.", "jetty"
    )
    assert "<script" not in found.marked


@pytest.mark.parametrize("text", ["桟橋", "…", "\x00", "qwrt zxcv " * 20])
def test_a_text_without_a_language_reads_as_nothing(organisation, text):
    assert tried(organisation, text, "jetty").parts == []


def test_of_a_long_text_the_beginning_is_read(organisation):
    found = tried(organisation, "The jetty is lit by lanterns for you. " * 500, "jetty")
    assert found.cut
    assert len(found.marked) > LONGEST


def test_a_copy_reads_beside_what_it_was_copied_from(organisation):
    luxury = Atmosphere.objects.get(organisation=None, key="luxury")
    copy = make_sea(organisation, touchpoints=luxury.touchpoints, name={"en": "Ours"})
    text = "Champagne under the chandeliers of the ballroom; a string quartet plays among velvet and gold."
    found = try_out(text, copy, atmospheres_of(organisation))
    assert "luxury" in {part.atmosphere.key for part in found.parts}
    assert {"chandeliers", "ballroom", "string quartet", "velvet"} <= set(found.own)
