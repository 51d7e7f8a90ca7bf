import pytest
from django.utils import translation

from eventaudit.library.bands import band_words, variant_name, worthless_words
from eventaudit.library.units import unit_name

AREA = {
    "unit": "m2",
    "hard_lo": 0.5,
    "lo": 1,
    "hi": 2.5,
    "hard_hi": 3.0,
    "variants": {"theatre": [None, 2, None, None]},
}


@pytest.mark.parametrize(
    ("band", "variant", "best", "worthless"),
    [
        (AREA, "", "best 1–2.5 m2", "no points under 0.5 or over 3 m2"),
        (AREA, "theatre", "best from 2 m2", ""),
        ({"unit": "m", "hi": 400, "hard_hi": 1200}, "", "best up to 400 m", "no points over 1200 m"),
        ({"unit": "mm/m", "hard_lo": 4, "lo": 8}, "", "best from 8 mm/m", "no points under 4 mm/m"),
        ({"unit": "min"}, "", "", ""),
    ],
)
def test_a_band_in_words(band, variant, best, worthless):
    assert (band_words(band, variant), worthless_words(band, variant)) == (best, worthless)


def test_numbers_are_written_as_the_reader_does():
    with translation.override("fi"):
        assert "2,5" in band_words(AREA)


def test_an_unknown_variant_is_shown_by_its_key():
    assert (variant_name("banquet"), variant_name("roof_top")) == ("banquet tables", "roof top")


def test_units_made_of_words_are_named_and_others_stay():
    assert [unit_name(unit) for unit in ("m2/person", "people/point", "dB(A)", "cups/guest")] == [
        "m²/person",
        "people/point",
        "dB(A)",
        "cups/guest",
    ]


def test_units_are_in_the_readers_language():
    with translation.override("fi"):
        assert band_words({"unit": "people/point", "hi": 50}) == "paras enintään 50 hlö/piste"
