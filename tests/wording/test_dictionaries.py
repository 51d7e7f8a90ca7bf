"""simplemma's dictionaries, looked up in place, say what simplemma reads in them."""

from itertools import islice

import pytest
from simplemma.strategies.dictionaries import StreamDictionaryFactory

from eventaudit.wording import dictionaries
from eventaudit.wording.dictionaries import Dictionaries, Dictionary
from eventaudit.wording.tokens import tokenise

from .evaluate import labelled

WRITTEN = {"en": ("", "e", "the", "qqq", "Christmas"), "fi": ("juhlasalissa", "ö", "Turku"), "sv": ("åå",)}


@pytest.mark.parametrize("lang", WRITTEN)
def test_each_word_has_the_form_that_simplemma_gives_it(lang):
    ours, theirs = (each.get_dictionary(lang) for each in (Dictionaries(), StreamDictionaryFactory()))
    said = {token.form for each in labelled("test") for token in tokenise(each["text"])}
    listed = list(islice(theirs, 0, 100_000, 101))
    changed = [form + "x" for form in listed] + [form[:-1] for form in listed]
    forms = [*WRITTEN[lang], *said, *map(str.capitalize, said), *listed, *changed]
    assert {form: ours.get(form) for form in forms} == {form: theirs.get(form) for form in forms}


def test_a_dictionary_has_all_its_words_in_their_order():
    ours, theirs = (each.get_dictionary("en") for each in (Dictionaries(), StreamDictionaryFactory()))
    assert len(ours) == len(theirs)
    assert list(ours) == list(theirs)


def test_a_dictionary_of_another_form_is_left_to_simplemma(monkeypatch):
    monkeypatch.setattr(dictionaries, "HEAD", b"SMFC9\0")
    found = Dictionaries().get_dictionary("en")
    assert type(found) is not Dictionary
    assert found["mice"] == "mouse"


def test_a_language_without_dictionary_is_refused():
    with pytest.raises(ValueError, match="xx"):
        Dictionaries().get_dictionary("xx")
