"""What words are like: letters shared by compounds and inflected forms, and the word that told."""

import pytest

from eventaudit.wording import read_text
from eventaudit.wording.lexicon import ATMOSPHERES, LANGUAGES, TOUCHPOINTS
from eventaudit.wording.likeness import WIDTHS, likeness, trait_weights, traits, weightiest


def test_compounds_share_traits_with_their_parts():
    one, other = (traits(form, "fi") for form in ("narikkajono", "narikasta"))
    assert {"^nar", "narik"} <= one.keys() & other.keys()
    assert "jono$" in one.keys() - other.keys()


def test_all_numbers_are_one_word():
    assert traits("15", "en") == traits("2000", "en") == {"=0": 1.0}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_trait_has_a_weight_for_each_class_and_one_more(lang):
    clause, tone = (
        {len(weights) for weights in trait_weights(model, lang).values()}
        for model in ("clause", "atmosphere")
    )
    assert clause == {WIDTHS["clause"]} == {len(TOUCHPOINTS) + 1}
    assert tone == {WIDTHS["atmosphere"]} == {len(ATMOSPHERES) + 1}


@pytest.mark.parametrize(
    ("form", "lang", "touchpoint"),
    [
        ("coatroom", "en", "cloakroom"),
        ("bussikyytejä", "fi", "transport"),
        ("vegetarrätter", "sv", "catering"),
        ("busschauffören", "sv", "transport"),
    ],
)
def test_a_form_no_list_names_is_read_by_its_letters(form, lang, touchpoint):
    said = dict(zip(TOUCHPOINTS, likeness((("", [form]),), lang)[:-1], strict=True))
    assert max(said, key=said.get) == touchpoint
    assert weightiest([form], lang, touchpoint) == 0


def test_a_word_that_says_nothing_is_not_named():
    assert weightiest([], "en", "venue") is None
    assert weightiest(["zzz"], "en", "venue") is None


def test_a_text_without_known_words_is_read():
    assert read_text("Qwxz vbnm jklq.", "en").promises == ()
