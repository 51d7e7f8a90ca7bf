from django.utils import translation

from eventaudit.library.grades import grade_name


def test_the_grade_of_a_source_is_in_words():
    assert [grade_name(key) for key in ("rule_of_thumb", "found_on_a_napkin")] == [
        "rule of thumb",
        "found on a napkin",
    ]


def test_the_grade_of_a_source_is_in_the_readers_language():
    with translation.override("sv"):
        assert grade_name("secondary") == "sekundärkälla"
