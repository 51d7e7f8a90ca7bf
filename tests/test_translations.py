"""Finnish and Swedish are first-class: nothing untranslated, nothing half translated."""

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
spec = importlib.util.spec_from_file_location("messages", ROOT / "bin" / "messages.py")
messages = importlib.util.module_from_spec(spec)
spec.loader.exec_module(messages)

LANGUAGES = pytest.mark.parametrize("locale", ["fi", "sv"])
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def _key(message):
    return message.id if isinstance(message.id, str) else message.id[0], message.context


@LANGUAGES
def test_every_string_of_the_source_is_in_the_catalogue(locale):
    known = {_key(message) for message in messages.read(locale)}
    assert {_key(message) for message in messages.collect()} - known == set()


@LANGUAGES
def test_every_string_is_translated(locale):
    missing = [
        message.id
        for message in messages.read(locale)
        if message.id
        and (message.fuzzy or not all([message.string] if isinstance(message.id, str) else message.string))
    ]
    assert missing == []


@LANGUAGES
def test_translations_keep_the_placeholders(locale):
    wrong = []
    for message in messages.read(locale):
        ids = [message.id] if isinstance(message.id, str) else message.id
        strings = [message.string] if isinstance(message.id, str) else message.string
        wanted = set(PLACEHOLDER.findall(ids[-1]))
        if message.id and any(set(PLACEHOLDER.findall(string)) - wanted for string in strings):
            wrong.append(message.id)
        if message.id and not set(PLACEHOLDER.findall(strings[-1])) >= wanted:
            wrong.append(message.id)
    assert wrong == []
