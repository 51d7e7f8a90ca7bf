"""Kinds of words: the same in three languages, found in compounds and inflected forms."""

import tomllib

import pytest

from eventaudit.wording.clauses import runs
from eventaudit.wording.concepts import kinds_of
from eventaudit.wording.lexicon import DATA, LANGUAGES
from eventaudit.wording.likeness import KIND, likeness, trait_weights
from eventaudit.wording.marking import mark
from eventaudit.wording.source import read_source
from eventaudit.wording.subjects import Context, roles_of, said_by, spoken

TEXT = {
    "en": "Practical matters\nFive desks hand out badges, so nobody waits, and a harpist plays.",
    "fi": "Saapuminen\nViisi tiskiä jakaa nimikyltit, joten kukaan ei odota, ja harpisti soittaa.",
    "sv": "Ankomst\nFem diskar delar ut namnbrickor, så ingen väntar, och en harpist spelar.",
}


@pytest.mark.parametrize(
    ("form", "lang", "kind"),
    [
        ("trumpets", "en", "instrument"),
        ("trumpetteja", "fi", "instrument"),
        ("trumpeterna", "sv", "instrument"),
        ("lohikeitolla", "fi", "dish"),
        ("musikkapell", "sv", "music+"),
    ],
)
def test_a_word_is_of_its_kind_inflected_or_compounded(form, lang, kind):
    assert kind in kinds_of(form, lang)


def test_a_word_of_no_kind_has_none():
    assert kinds_of("zzz", "en") == kinds_of("zzz", "fi") == {}


def test_every_kind_has_words_in_each_language_and_no_word_twice():
    names = []
    for path in sorted((DATA / "concepts").glob("*.toml")):
        for kind, words in tomllib.loads(path.read_text(encoding="utf-8")).items():
            names.append(kind)
            assert set(words) == set(LANGUAGES), kind
            for lang in LANGUAGES:
                listed = words[lang].split()
                assert listed, (kind, lang)
                assert len(set(listed)) == len(listed), (kind, lang)
    assert len(set(names)) == len(names)


def test_what_a_kind_says_is_the_same_in_all_languages():
    said = [
        {trait: row for trait, row in trait_weights("clause", lang).items() if KIND in trait}
        for lang in LANGUAGES
    ]
    assert said[0]
    assert said[0] == said[1] == said[2]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sums_along_a_sentence_say_what_its_words_say_one_by_one(lang):
    text = mark(read_source(TEXT[lang]), lang)
    context = Context(heading=("practical", "matters"))
    for marked in text.sentences:
        whole = spoken(text, marked)
        for run in runs(text, marked):
            slowly = likeness(roles_of(text, marked, run.clause, context), lang)
            assert said_by(text, marked, run.clause, context, whole) == pytest.approx(slowly)
