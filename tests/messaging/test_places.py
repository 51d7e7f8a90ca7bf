"""Places in a message's text: which words, which sentence, and how they are marked."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventaudit.library.models import Atmosphere
from eventaudit.library.queries import atmospheres_of
from eventaudit.messaging.places import LONG_TEXT, find_words, marked, sentence_around, words_of

HIDDEN = '<span class="visually-hidden">Marked: </span>'


def around(text, words):
    start = text.index(words)
    first, last = sentence_around(text, (start, start + len(words)))
    return text[first:last]


def found(text, *words):
    return [text[start:end] for start, end in find_words(text, words)]


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("Doors open at 18:00. Please come.", "open", "Doors open at 18:00."),
        ("Doors open at 18:00. Please come!", "come", "Please come!"),
        ("One\nTwo words\nThree", "words", "Two words"),
        ("No end of it", "end", "No end of it"),
        ("She said “come in!” Then we went. Home.", "went", "Then we went."),
        ("First. Second. Third.", "First. Second", "First. Second."),
    ],
)
def test_a_sentence_ends_at_its_stop_or_at_a_new_line(text, words, sentence):
    assert around(text, words) == sentence


@pytest.mark.parametrize(
    ("text", "words", "places"),
    [
        ("A DJ and beanbags.", ["dj", "beanbag"], ["DJ", "beanbags"]),
        ("The djinn is adjacent.", ["dj"], []),
        ("Kattokruunujen alla", ["kattokruun"], ["Kattokruunujen"]),
        ("a photo\nbooth, photo  booths", ["photo booth"], ["photo\nbooth", "photo  booths"]),
        ("Bean bags, not disco", ["disco"], ["disco"]),
        ("C++ (really)", ["c++"], []),
        ("anything", [], []),
    ],
)
def test_words_are_found_with_their_endings_and_short_ones_whole(text, words, places):
    assert found(text, *words) == places


def test_the_sentence_is_marked_and_the_words_are_strong():
    text = "Hello. We have a DJ & pink lights. Bye."
    assert marked(text, find_words(text, ["dj", "pink lights"])) == (
        f'Hello. <mark class="place">{HIDDEN}We have a <strong>DJ</strong> &amp; '
        "<strong>pink lights</strong>.</mark> Bye."
    )


def test_sentences_side_by_side_are_one_mark_and_only_they_remain_where_not_the_whole_is_wanted():
    text = "Hello. A DJ. Pink lights. Bye."
    assert marked(text, find_words(text, ["dj", "pink lights"]), whole=False) == (
        f'<mark class="place">{HIDDEN}A <strong>DJ</strong>. <strong>Pink lights</strong>.</mark>'
    )


def test_of_a_long_text_the_paragraphs_around_remain():
    rest = "word " * (LONG_TEXT // 5)
    text = f"{rest}\nWe have a DJ. Come.\n\n{rest}"
    assert marked(text, find_words(text, ["dj"])) == (
        f'…\n<mark class="place">{HIDDEN}We have a <strong>DJ</strong>.</mark> Come.\n…'
    )


def test_of_a_long_text_without_a_place_the_beginning_remains():
    shown = marked("word " * LONG_TEXT, [])
    assert (shown[:9], shown[-2:], len(shown) <= LONG_TEXT + 2) == ("word word", "\n…", True)


def test_markup_in_a_message_stays_text():
    text = "<b>DJ</b><script>"
    assert marked(text, find_words(text, ["dj"])) == (
        f'<mark class="place">{HIDDEN}&lt;b&gt;<strong>DJ</strong>&lt;/b&gt;&lt;script&gt;</mark>'
    )


@given(st.text("ab. \n!<", max_size=60), st.data())
def test_nothing_of_a_short_text_is_lost_or_said_twice(text, data):
    cuts = data.draw(st.lists(st.integers(0, len(text)), max_size=6))
    spans = [(start, end) for start, end in pairwise(cuts) if start < end]
    shown = marked(text, spans)
    for tag in (f'<mark class="place">{HIDDEN}', "</mark>", "<strong>", "</strong>"):
        shown = shown.replace(tag, "")
    assert shown.replace("&lt;", "<") == text


@pytest.mark.django_db
def test_the_words_of_another_atmosphere_are_its_triggers_that_the_brief_does_not_share():
    known = atmospheres_of(None)
    colourful = words_of(known, ["colourful"], language="en")
    assert "beanbag" in colourful
    both = words_of(known, ["classic_academic"], language="en", but_of=["minimalist_nordic"])
    assert ("quiet" in words_of(known, ["classic_academic"], language="en"), "quiet" in both) == (True, False)
    assert words_of(known, ["no_such"], language="en") == []


def test_an_atmosphere_without_triggers_has_no_words():
    bare = Atmosphere(key="bare", touchpoints={"venue": {"cues": []}})
    assert words_of({"bare": bare}, ["bare"], language="fi") == []
