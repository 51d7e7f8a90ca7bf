"""One text read: invariants on any text, languages, negation, hedging, bad input."""

import os
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eventaudit.wording import UNKNOWN, advise, find_contradictions, read_text

WORDS = st.sampled_from(
    [
        "Champagne",
        "will",
        "be",
        "served",
        "under",
        "the",
        "chandeliers",
        ",",
        ".",
        "no",
        "please",
        "&auml;",
        "<b>",
        "</b>",
        "<p>",
        "<script>",
        "18.30",
        "at",
        "€",
        "5",
        "minutes",
        "kattokruunut",
        "ei",
        "jonoja",
        "takki",
        "narikasta",
        "kahvi",
        "!",
        "?",
        "—",
        "kristallkronorna",
        "serveras",
        "inga",
        "köer",
        "utan",
        "kappan",
        "🎉",
        "»",
        "«",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join))


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.sampled_from([None, "en", "fi", "sv", "de", ""]))
def test_every_quote_is_the_text_at_its_place(text, lang):
    reading = read_text(text, lang)
    for found in (*reading.promises, *advise(text, lang)):
        assert text[found.start : found.end] == found.quote != ""
    for each in reading.evidence:
        assert text[each.start : each.end] == each.words
    for pair in find_contradictions([("a", text, lang), ("b", text[::-1], lang)]):
        assert pair.a.quote == text[pair.a.start : pair.a.end]
        assert pair.b.quote == text[::-1][pair.b.start : pair.b.end]


@settings(deadline=None, max_examples=50)
@given(TEXTS)
def test_the_same_text_is_read_the_same(text):
    assert read_text(text) == read_text(text)


@settings(deadline=None, max_examples=50)
@given(TEXTS)
def test_shares_sum_to_one(text):
    shares = dict(read_text(text).atmosphere.shares)
    assert not shares or sum(shares.values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Doors open at six and coffee is served in the hall.", "en"),
        ("Ovet avataan kuudelta ja kahvi tarjoillaan aulassa.", "fi"),
        ("Dörrarna öppnas klockan sex och kaffe serveras i foajén.", "sv"),
        ("Glöm inte jackan!", "sv"),
        ("Nähdään perjantaina!", "fi"),
        ("See you on Friday!", "en"),
        ("Die Türen öffnen um sechs und der Kaffee wird im Saal serviert.", UNKNOWN),
        ("Les portes ouvrent à six heures et le café est servi dans la salle.", UNKNOWN),
        ("Dørene åpner klokken seks, og det er kaffe til alle når dere kommer.", UNKNOWN),
        ("مرحبا بكم في المؤتمر", UNKNOWN),
        ("ברוכים הבאים לכנס", UNKNOWN),
        ("", UNKNOWN),
        ("12.30 – 14.00", UNKNOWN),
    ],
)
def test_the_language_of_a_text(text, lang):
    assert read_text(text).lang == lang


def test_each_paragraph_of_a_mixed_text_is_read_in_its_own_language():
    text = (
        "Coffee is served in the foyer from nine o'clock and everyone is welcome to it.\n\n"
        "Kahvi tarjoillaan aulassa kello yhdeksästä ja kaikki ovat siihen tervetulleita.\n\n"
        "Kaffe serveras i foajén från klockan nio och alla är välkomna att ta för sig."
    )
    quotes = [promise.quote for promise in read_text(text).promises if promise.touchpoint == "catering"]
    assert [any(word in quote for quote in quotes) for word in ("Coffee", "Kahvi", "Kaffe")] == [True] * 3


@pytest.mark.parametrize(
    ("text", "negated", "hedged"),
    [
        ("Champagne will be served in crystal glasses.", False, False),
        ("No speeches will be held during dinner.", True, False),
        ("Weather permitting, dinner is served in the garden.", False, True),
        ("Samppanjaa tarjoillaan kristallilaseista.", False, False),
        ("Takkia ei tarvitse jonottaa narikasta.", True, False),
        ("Säävarauksella illallinen tarjoillaan puutarhassa.", False, True),
        ("Champagne serveras i kristallglas.", False, False),
        ("Inga köer till garderoben när kvällen är slut.", True, False),
        ("Om vädret tillåter serveras middagen i trädgården.", False, True),
    ],
)
def test_negated_and_hedged_promises_say_so(text, negated, hedged):
    promises = read_text(text).promises
    assert {(promise.negated, promise.hedged) for promise in promises} == {(negated, hedged)}


@pytest.mark.parametrize(
    "text",
    [
        "Under chandeliers a string quartet plays, champagne is poured and a sommelier tends the porcelain.",
        "Kattokruunujen alla soittaa jousikvartetto, samppanja kaadetaan ja sommelier kulkee pöydissä.",
        "Under kristallkronorna spelar en stråkkvartett, champagnen hälls upp och en sommelier går runt.",
    ],
)
def test_a_clear_text_signals_its_atmosphere_with_the_words(text):
    reading = read_text(text)
    assert reading.atmosphere.as_json() == {"luxury": 1.0}
    assert len({each.words for each in reading.evidence if each.atmosphere == "luxury"}) >= 3


@pytest.mark.parametrize(
    "text",
    [
        "No chandeliers, no string quartet, no champagne, no sommelier: just come.",
        "Ei kattokruunuja, ei jousikvartettoa, ei samppanjaa.",
        "Inga kristallkronor, ingen stråkkvartett, ingen champagne.",
    ],
)
def test_what_is_denied_is_not_signalled(text):
    assert "luxury" not in dict(read_text(text).atmosphere.shares)


@pytest.mark.parametrize(
    "text",
    [
        "Registration closes on 1 May. Late fees apply. The programme committee can be reached by e-mail.",
        "Kiitos!",
    ],
)
def test_logistics_signal_nothing(text):
    assert read_text(text).atmosphere.is_neutral


def test_offsets_count_in_the_markup_as_given():
    text = "<html><script>x = 1;</script><p>Champagne will be <b>served</b> on arrival.</p><p>T&auml;"
    assert [promise.quote for promise in read_text(text).promises] == [
        "Champagne will be <b>served</b> on arrival"
    ]


def test_data_is_not_read():
    reading = read_text(os.urandom(20_000).decode("latin-1"))
    assert (reading.lang, reading.readable, reading.promises) == (UNKNOWN, False, ())


def test_a_very_long_text_is_read_in_part():
    reading = read_text("Coffee is served all day. " * 200_000)
    assert (reading.lang, reading.cut) == ("en", True)


def test_requests_and_questions_promise_nothing():
    assert read_text("Please register by 1 May. Do you eat fish? Dear guests,").promises == ()


def test_every_promise_says_why():
    promise = read_text("Coats are back within five minutes.").promises[0]
    assert promise.why.startswith("“Coats” is about cloakroom.")
    assert (promise.touchpoint, promise.criterion, promise.strength) == (
        "cloakroom",
        "cloakroom_out_wait",
        "explicit",
    )


def test_nothing_is_loaded_before_a_text_is_read():
    code = (
        "import sys, eventaudit.wording.__main__; sys.exit({'simplemma', 'django'} & set(sys.modules) or 0)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")
