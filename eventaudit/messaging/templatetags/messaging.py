from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def named(names: Mapping[str, object], key: str) -> object:
    """What a stored key stands for; the key itself where its template no longer has it."""
    return names.get(key, key)
