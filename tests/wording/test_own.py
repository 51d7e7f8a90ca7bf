"""Atmospheres of an organisation's own: their words lead there, beside those that everybody has."""

import json

import pytest

from eventaudit.consistency import Likeness, Mixture
from eventaudit.wording import OwnAtmosphere, OwnWord, find_contradictions, own_of, read_text

SEA = OwnAtmosphere(
    "sea",
    (
        *(OwnWord("en", word) for word in ("jetty", "salt", "archipelago", "smoked fish", "sail")),
        OwnWord("fi", "saaristo"),
        OwnWord("fi", "laituri"),
        OwnWord("fi", "köysi", ("köyde",)),
        *(OwnWord("sv", word) for word in ("skärgård", "segel", "kobbe")),
    ),
)
AT_THE_JETTY = "Come down to the jetty at dusk. Salt wind and smoked fish from the archipelago."


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        (AT_THE_JETTY, "en"),
        ("Ilta alkaa saariston laiturilla, ja köydet narisevat tuulessa.", "fi"),
        ("Vi ses i skärgården, under seglen och på kobbarna.", "sv"),
    ],
)
def test_a_text_with_the_words_reads_as_the_own_atmosphere(text, lang):
    assert "sea" not in dict(read_text(text).atmosphere.shares)
    reading = read_text(text, own=(SEA,))
    assert (reading.lang, reading.atmosphere) == (lang, Mixture.of({"sea": 1}))


def test_the_evidence_names_the_words_in_the_text():
    found = read_text(AT_THE_JETTY, own=(SEA,)).evidence
    assert [each.words for each in found if each.atmosphere == "sea"] == [
        "jetty",
        "Salt",
        "smoked fish",
        "archipelago",
    ]
    assert all(AT_THE_JETTY[each.start : each.end] == each.words for each in found)


def test_a_text_without_the_words_reads_as_before():
    text = "Champagne under the chandeliers of the grand ballroom; a string quartet plays."
    assert read_text(text, own=(SEA,)) == read_text(text)


def test_a_denied_word_speaks_against_it():
    reading = read_text("There is no jetty and no archipelago here. Parking is behind the house.", own=(SEA,))
    assert [each.weight < 0 for each in reading.evidence if each.atmosphere == "sea"] == [True, True]
    assert reading.atmosphere.is_neutral


def test_a_short_word_is_found_whole_and_a_long_one_with_its_endings():
    own = (OwnAtmosphere("sea", (OwnWord("en", "sail"), OwnWord("en", "lantern"))),)
    found = read_text("The sailor brings lanterns for you to sail by.", own=own).evidence
    assert [each.words for each in found if each.atmosphere == "sea"] == ["lanterns", "sail"]


def test_a_promise_takes_the_own_atmosphere_it_speaks():
    promises = read_text("Lunch will be served at the jetty of the archipelago.", own=(SEA,)).promises
    assert [(each.touchpoint, each.atmosphere) for each in promises] == [("catering", "sea")]


def test_a_word_that_others_claim_says_less():
    alone, shared = (
        read_text("A velvet sofa and a jetty.", own=own).evidence
        for own in (
            (OwnAtmosphere("sea", (OwnWord("en", "jetty"),)),),
            (
                OwnAtmosphere("sea", (OwnWord("en", "jetty"),)),
                OwnAtmosphere("pier", (OwnWord("en", "jetty"),)),
            ),
        )
    )
    assert [each.weight for each in alone if each.atmosphere == "sea"] == [2.0]
    assert [each.weight for each in shared if each.atmosphere == "sea"] == [1.0]
    velvet = (OwnAtmosphere("sea", (OwnWord("en", "velvet"),)),)
    found = read_text("A velvet sofa and a jetty.", own=velvet).evidence
    assert [each.weight for each in found if each.atmosphere == "sea"] == [1.0]  # luxury claims it as well


def test_own_words_add_to_a_default_atmosphere_of_the_same_key():
    own = (OwnAtmosphere("luxury", (OwnWord("en", "yacht"), OwnWord("en", "regatta"))),)
    reading = read_text("Board the yacht, watch the regatta from a yacht of your own.", own=own)
    assert dict(reading.atmosphere.shares).keys() == {"luxury"}


@pytest.mark.parametrize(
    "word", ["*", "..", "a|b", "<b>", "", "   ", "(((", "\\", "jetty .. salt", "🎉", "*" * 9]
)
def test_signs_of_patterns_mean_nothing(word):
    own = (OwnAtmosphere("sea", (OwnWord("en", word), OwnWord("xx", "jetty"))),)
    assert read_text(AT_THE_JETTY, own=own).lang == "en"


def test_the_tones_of_two_messages_clash_over_an_own_atmosphere():
    palace = "Champagne under the chandeliers of the grand ballroom; a string quartet plays, velvet and gold."
    texts = [("M1", AT_THE_JETTY, "en"), ("M2", palace, "en")]
    likeness = Likeness(
        {"sea": (0.0, 4.0), "luxury": (4.0, 0.0), "rustic": (0.0, 4.0), "festive_gala": (4.0, 0.0)}, 4
    )
    found = find_contradictions(texts, (SEA,), likeness)
    assert [(pair.kind, pair.reason.params) for pair in found] == [("tone", (("a", "sea"), ("b", "luxury")))]
    near = Likeness({"sea": (4.0,), "luxury": (4.0,), "rustic": (4.0,), "festive_gala": (4.0,)}, 4)
    assert find_contradictions(texts, (SEA,), near) == []


def test_words_are_taken_from_the_form_of_files_and_what_is_no_word_is_passed_over():
    content = {
        "sea": {
            "touchpoints": {
                "venue": {"triggers": {"fi": [{"lemma": "köysi", "stems": ["köyde", 3]}, "x", {"lemma": 1}]}},
                "mood": {"triggers": []},
                "host": None,
            }
        },
        "bare": 1,
    }
    assert own_of(json.loads(json.dumps(content))) == (
        OwnAtmosphere("sea", (OwnWord("fi", "köysi", ("köyde",), "venue"),)),
        OwnAtmosphere("bare"),
    )
    assert own_of(None) == own_of([1]) == ()
