"""Texts of an XLSForm in all languages that the template has.

Where one is missing, another language's stands in its place, since a form would show a dash; and it is noted
which, so that reading the form back leaves it out.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils import translation

from ..problems import LANGUAGES, texts_of
from ..text import localised
from .xlsform_names import LANGUAGE_NAMES

Texts = dict[str, str]


def languages_of(content: Mapping[str, Any]) -> tuple[str, ...]:
    """Those in which there is any text, in the usual order; English where there is none."""
    found = {language for text in _texts(content) for language in texts_of(text)}
    return tuple(language for language in LANGUAGES if language in found) or LANGUAGES[:1]


def _texts(content: Mapping[str, Any]) -> Iterator[object]:
    for row in content["touchpoints"]:
        yield row["name"]
    for row in content["criteria"]:
        yield from (row["wording"], row.get("help"), *(row.get("anchors") or {}).values())
        options = row.get("options")
        yield from (option.get("label") for option in (options if isinstance(options, list) else ()))


def said(languages: tuple[str, ...], words: Callable[[], str]) -> Texts:
    """A text of our own in each language. words: gives it in the active one."""
    found = {}
    for language in languages:
        with translation.override(language):
            found[language] = str(words())
    return found


def filled(text: Mapping[str, str] | None, languages: tuple[str, ...]) -> Texts:
    """In every language; what is missing is another language's. Empty where there is none."""
    if not texts_of(text):
        return {}
    return {language: _harmless(localised(text, language)) for language in languages}


def missing(text: Mapping[str, str] | None, languages: tuple[str, ...]) -> list[str]:
    known = texts_of(text)
    return [language for language in languages if language not in known] if known else []


def columns(title: str, texts: Mapping[str, str]) -> dict[str, str]:
    return {f"{title}::{LANGUAGE_NAMES[language]}": text for language, text in texts.items()}


def missing_line(what: str, text: Mapping[str, str] | None, languages: tuple[str, ...]) -> Iterator[str]:
    """'help: fi, sv' for the column ea_missing."""
    if absent := missing(text, languages):
        yield f"{what}: {', '.join(absent)}"


def _harmless(text: str) -> str:
    """In an XLSForm ${…} is the answer to a question."""
    return text.replace("${", "$ {")
