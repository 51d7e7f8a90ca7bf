from django import template

from eventaudit.findings.wording import number

register = template.Library()
register.filter("decimal", number)
