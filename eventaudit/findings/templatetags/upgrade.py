from django import template

from eventaudit.findings.upgrade_page import given_words

register = template.Library()
register.filter("given_words", given_words)
