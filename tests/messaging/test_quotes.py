import json

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from eventaudit.messaging.file_names import clean_file_name
from eventaudit.messaging.quotes import clean_text, find_quote, move_quote, surroundings

VECTORS = json.loads((settings.BASE_DIR / "tests" / "vectors" / "quotes.json").read_text())
anything = st.text(st.characters(exclude_categories=[]))


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["case"])
def test_offsets_of_the_browser_mean_the_same_words_here(vector):
    """The same vectors run in tests/js/quote.test.js."""
    text, start, end = vector["text"], vector["start"], vector["end"]
    assert text[start:end] == vector["quote"]
    assert (start, end) in find_quote(text, vector["quote"])


@given(anything)
def test_cleaning_twice_is_cleaning_once_and_leaves_what_a_database_takes(text):
    clean = clean_text(text)
    assert clean_text(clean) == clean
    assert not set("\x00\r\ufeff") & set(clean)
    clean.encode()


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\x00b\ud83d", "ab\ufffd"),
        ("  a  \n\n\n\n\n b ", "a\n\n\n b"),
        ("dance 💃🕺 👩\u200d👧", "dance 💃🕺 👩\u200d👧"),
    ],
)
def test_the_stored_form(text, clean):
    assert clean_text(text) == clean


def test_a_run_of_a_million_spaces_is_cleaned_at_once():
    """By the square of its length it would take hours."""
    text = "a" + " " * 1_000_000 + "b"
    assert clean_text(text) == text


@pytest.mark.parametrize(
    ("text", "quote", "places"),
    [
        ("no queues, no queues", "no queues", [(0, 9), (11, 20)]),
        ("aaa", "aa", [(0, 2), (1, 3)]),
        ("🎉🧡 The Compass", "The Compass", [(3, 14)]),
        ("warm\nhall of\u00a0fire", "warm hall of fire", [(0, 17)]),
        ("warm hall", "warm hell", []),
        ("warm hall", "Warm hall", []),
        ("warm hall", " \n", []),
        ("1+1 (one)", "1+1  (one)", [(0, 9)]),
    ],
)
def test_places_of_a_quote(text, quote, places):
    assert find_quote(text, quote) == places


@given(st.text(), st.text(), st.text(), st.text())
def test_a_quote_that_still_occurs_moves_along_with_its_words(before, quote, after, added):
    if not quote:
        return
    old, new = before + quote + after, added + before + quote + after
    start, end = move_quote(old, new, len(before), len(before) + len(quote))
    assert new[start:end] == quote


@pytest.mark.parametrize(
    ("old", "new", "start", "place"),
    [
        ("no queues. no queues.", "Come! no queues. no queues.", 0, (6, 15)),
        ("no queues. no queues.", "Come! no queues. no queues.", 11, (17, 26)),
        ("no queues. no queues.", "no queues. Come! no queues.", 0, (0, 9)),
        ("no queues. no queues.", "no queues. Come! no queues.", 11, (17, 26)),
        ("no queues.", "few queues.", 0, None),
    ],
)
def test_of_several_places_the_one_its_surroundings_point_to(old, new, start, place):
    assert move_quote(old, new, start, start + 9) == place


def test_surroundings_are_on_one_line_and_short():
    assert surroundings("a\nb QUOTE c\nd", 4, 9, reach=3) == ("b ", " c")


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("menu.pdf", "menu.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\kutsu äö.docx", "kutsu äö.docx"),
        ("a\r\nSet-Cookie: x.txt", "aSet-Cookie x.txt"),
        ("menu\u202efdp.exe.txt", "menufdp.exe.txt"),
        ("", "message"),
        ("...", "message"),
        ("x" * 300 + ".eml", "x" * 116 + ".eml"),
    ],
)
def test_file_names_are_shown_harmless(name, clean):
    assert clean_file_name(name) == clean
