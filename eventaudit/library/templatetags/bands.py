"""{% load bands %}: band|band_words, band|band_words:"banquet", band|worthless_words, key|variant_name,
key|grade_name."""

from django import template

from eventaudit.library.bands import band_words, variant_name, worthless_words
from eventaudit.library.grades import grade_name

register = template.Library()
register.filter("band_words", band_words)
register.filter("worthless_words", worthless_words)
register.filter("variant_name", variant_name)
register.filter("grade_name", grade_name)
