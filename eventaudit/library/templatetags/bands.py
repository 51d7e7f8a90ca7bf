"""{% load bands %}: band|band_words, band|band_words:"banquet", band|worthless_words, key|variant_name."""

from django import template

from eventaudit.library.bands import band_words, variant_name, worthless_words

register = template.Library()
register.filter("band_words", band_words)
register.filter("worthless_words", worthless_words)
register.filter("variant_name", variant_name)
