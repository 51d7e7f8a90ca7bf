"""Collects the strings to translate into locale/*/LC_MESSAGES/django.po, without gettext's programs.

Usage: messages.py [LOCALE ...]. Django turns a template into what looks like Python to an extractor; Babel
extracts and merges.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = {"fi": "Finnish", "sv": "Swedish"}
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}


def _sources() -> Iterator[tuple[Path, str]]:
    for path in sorted((ROOT / "eventaudit").rglob("*.py")):
        yield path, path.read_text()
    for suffix in ("*.html", "*.txt", "*.svg"):
        for path in sorted((ROOT / "templates").rglob(suffix)):
            python = templatize(path.read_text(), origin=str(path))
            yield path, "\n".join(line.strip() for line in python.splitlines())  # indentation means nothing


def collect() -> Catalog:
    """All strings of the Python files and templates."""
    if not settings.configured:
        settings.configure(USE_I18N=False)
        django.setup()
    catalog = Catalog(charset="utf-8")
    for path, text in _sources():
        for _line, message, comments, context in extract("python", io.BytesIO(text.encode()), KEYWORDS):
            flags = ["python-format"] if path.suffix != ".py" and "%(" in str(message) else []
            catalog.add(message, flags=flags, auto_comments=comments, context=context)
    return catalog


def _new(locale: str) -> Catalog:
    return Catalog(
        locale=locale,
        project="Eventaudit",
        version="1",
        charset="utf-8",
        fuzzy=False,
        header_comment=f"# Eventaudit in {LANGUAGES[locale]}.",
        msgid_bugs_address="developers@eventaudit.example",
        last_translator="Eventaudit's developers",
        language_team=locale,
        revision_date="2026-11-22 00:00+0000",
    )


def po_file(locale: str) -> Path:
    return ROOT / "locale" / locale / "LC_MESSAGES" / "django.po"


def read(locale: str) -> Catalog:
    with po_file(locale).open("rb") as file:
        return read_po(file, locale=locale)


def main() -> int:
    collected = collect()
    for locale in sys.argv[1:] or LANGUAGES:
        path = po_file(locale)
        path.parent.mkdir(parents=True, exist_ok=True)
        catalog = read(locale) if path.exists() else _new(locale)
        catalog.update(collected, no_fuzzy_matching=True, update_creation_date=False)
        catalog.fuzzy = False
        catalog.obsolete.clear()
        with path.open("wb") as file:
            write_po(file, catalog, width=0, omit_header=False, sort_output=True, ignore_obsolete=True)
        missing = sum(not message.string for message in catalog if message.id and isinstance(message.id, str))
        missing += sum(not all(message.string) for message in catalog if isinstance(message.id, tuple))
        print(f"{locale}: {len(catalog)} strings, {missing} to translate")
    return 0


if __name__ == "__main__":
    sys.exit(main())
