"""How good the source behind a criterion is, in words; the library's file keeps plain keys."""

from django.utils.translation import pgettext_lazy

GRADES = {
    "primary": pgettext_lazy("source", "primary source"),
    "secondary": pgettext_lazy("source", "secondary source"),
    "mixed": pgettext_lazy("source", "primary and secondary sources"),
    "rule_of_thumb": pgettext_lazy("source", "rule of thumb"),
    "own_knowledge": pgettext_lazy("source", "own knowledge"),
}


def grade_name(key: str) -> str:
    """In the reader's language; a grade of an organisation's own is shown by its key."""
    return str(GRADES.get(key) or key.replace("_", " "))
