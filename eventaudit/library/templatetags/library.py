from django import template

from eventaudit.library.text import localised

register = template.Library()
register.filter("localised", localised)
