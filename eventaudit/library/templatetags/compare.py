from django import template
from django.utils.translation import get_language_info

from eventaudit.library.compare_page import STATES
from eventaudit.library.comparing import Change
from eventaudit.library.word_diff import Part, word_diff

register = template.Library()
TEXTS = frozenset(("name", "label", "wording", "help", "anchors", "options", "band", "conditions", "sources"))


@register.filter
def words_changed(change: Change) -> list[Part]:
    """The parts of a text that changed; none for a value, which is read whole."""
    return word_diff(change.old, change.new) if change.language or change.field in TEXTS else []


@register.filter
def language_name(code: str) -> str:
    return get_language_info(code)["name_translated"] if code else ""


@register.filter
def state_name(state: str) -> str:
    return str(STATES[state])
