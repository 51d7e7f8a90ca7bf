import re

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from eventaudit.library.colours import colour_name
from eventaudit.library.models import Atmosphere
from eventaudit.library.queries import atmospheres_of


def render(source, **context):
    return Template("{% load mixtures %}" + source).render(Context(context)).strip()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "value", "words"),
    [
        ("en", {"luxury": 1.0}, "Luxury"),
        ("en", {"rustic": 0.5, "luxury": 0.5}, "Luxury 50\u00a0% + Rustic and natural 50\u00a0%"),
        ("fi", {"rustic": 0.3, "luxury": 0.7}, "Luksus 70\u00a0% + Rustiikki ja luonnonmukainen 30\u00a0%"),
        ("en", "neutral", "Neutral"),
        ("en", None, ""),
        ("en", {}, ""),
        ("en", {"gone": 1.0}, "gone"),
    ],
)
def test_a_mixture_as_words(language, value, words):
    with translation.override(language):
        assert render("{% mixture value %}", value=value) == words


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "fi"])
def test_a_palette_divides_the_strip_by_the_shares(language):
    with translation.override(language):
        svg = render("{% palette value %}", value={"luxury": 0.75, "rustic": 0.25})
    stripes = re.findall(r'<rect x="([^"]+)" y="0" width="([^"]+)" height="8" fill="([^"]+)" />', svg)
    assert stripes[0] == ("0.00", "15.00", "#0B1D2A")
    assert stripes[-1] == ("95.00", "5.00", "#B5652B")
    assert sum(float(width) for _x, width, _colour in stripes) == pytest.approx(100)


@pytest.mark.django_db
def test_a_palette_names_its_colours():
    svg = render("{% palette atmosphere %}", atmosphere=Atmosphere.objects.get(key="luxury"))
    label = re.search(r'aria-label="([^"]+)"', svg).group(1)
    assert label == "Palette of Luxury: dark blue, gold, cream, dark red, black"


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["neutral", None, {}, {"gone": 1.0}])
def test_what_has_no_colours_has_no_strip(value):
    assert render("{% palette value %}", value=value) == ""


@pytest.mark.django_db
def test_many_mixtures_cost_one_query(django_assert_num_queries):
    request = RequestFactory().get("/")
    with django_assert_num_queries(1):
        render(
            "{% mixture value %}{% mixture value %}{% palette value %}",
            value={"luxury": 1.0},
            request=request,
        )


@pytest.mark.django_db
def test_given_atmospheres_cost_no_query(django_assert_num_queries):
    atmospheres = atmospheres_of(None)
    with django_assert_num_queries(0):
        render("{% mixture value %}", value={"luxury": 1.0}, atmospheres=atmospheres)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("#000000", "black"),
        ("#FFFFFF", "white"),
        ("#4A4A4A", "dark grey"),
        ("#F7F6F2", "white"),
        ("#B3001B", "red"),
        ("#00E5FF", "turquoise"),
        ("#6B4F3A", "brown"),
        ("#3F5B3A", "dark green"),
        ("#B5652B", "brown"),
        ("#F8961E", "orange"),
        ("#C9A227", "gold"),
    ],
)
def test_a_colour_in_words(code, name):
    assert colour_name(code) == name


@pytest.mark.parametrize("code", ["", "red", "#FFF", "#GGGGGG", "#0000000"])
def test_only_six_digits_are_a_colour(code):
    with pytest.raises(ValueError, match="is no colour"):
        colour_name(code)
