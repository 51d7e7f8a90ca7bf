"""`python -m eventaudit.wording`: read texts, print what they signal and promise as JSON.

Standard input holds one object a line, {"id", "text", "lang"?}; each gives one line {"id", "lang",
"atmospheres", "promises"}. `--contradictions EVENT.json` prints the pairs of an event file's messages that
cannot both be true, one a line. Exit code 2 where a line could not be read: it prints {"id", "line", "error"}
and a sentence on standard error, the others go on.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from eventaudit.consistency import EventFileError, MessageFact, default_library, library_for, parse_event
from eventaudit.consistency.json_text import JsonError, load_json

from .contradictions import Contradiction, find_contradictions
from .own import own_of
from .promises import Candidate
from .reading import Reading, read_text

BAD_INPUT = 2
BROKEN_PIPE = 141


class InputError(ValueError):
    """A line or file cannot be used; the message says what to do."""


def main(arguments: list[str] | None = None) -> int:
    """Returns the exit code: 0, or 2 where something could not be read."""
    options = _options(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        if options.contradictions:
            return _print_contradictions(options.contradictions)
        return _read_lines(sys.stdin.buffer)
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except InputError as error:
        return _complain(str(error))
    except OSError as error:
        return _complain(f"{error.filename}: cannot be read: {error.strerror}.")


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m eventaudit.wording",
        description='Read texts: one {"id", "text", "lang"?} a line on standard input, a JSON result a line.',
    )
    parser.add_argument(
        "--contradictions", metavar="EVENT.json", help="print pairs of an event's messages that disagree"
    )
    return parser.parse_args(arguments)


def _read_lines(lines: Iterable[bytes]) -> int:
    code = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        data: Any = None
        try:
            data = load_json(line)
            text, lang = _checked(data)
        except (InputError, JsonError) as error:
            message_id = data.get("id") if isinstance(data, dict) else None
            _print({"id": message_id, "line": number, "error": f"line {number}: {error}"})
            code = _complain(f"line {number}: {error}")
            continue
        reading = read_text(text, lang)
        _remark(number, reading)
        _print(reading_json(data.get("id"), reading))
    return code


def _checked(data: Any) -> tuple[str, str | None]:
    """The text and the language of one line. Raises InputError."""
    if not isinstance(data, dict):
        raise InputError('is not a JSON object. Write {"id": ..., "text": ...}.')
    text, lang = data.get("text"), data.get("lang")
    if not isinstance(text, str):
        raise InputError("has no text. Give the message as a string under 'text'.")
    if lang is not None and not isinstance(lang, str):
        raise InputError("has a lang that is no string. Write 'en', 'fi' or 'sv', or leave it out.")
    return text, lang


def _remark(number: int, reading: Reading) -> None:
    """What the reader of the result should know, though nothing failed."""
    if not reading.readable:
        _complain(f"line {number}: is no text but data, so nothing was read in it.")
    if reading.cut:
        _complain(f"line {number}: is too long; only its beginning was read.")


def reading_json(message_id: Any, reading: Reading) -> dict[str, Any]:
    return {
        "id": message_id,
        "lang": reading.lang,
        "atmospheres": reading.atmosphere.as_json(),
        "promises": [_promise_json(candidate) for candidate in reading.promises],
    }


def _promise_json(candidate: Candidate) -> dict[str, Any]:
    return {
        "start": candidate.start,
        "end": candidate.end,
        "quote": candidate.quote,
        "touchpoint": candidate.touchpoint,
        "strength": candidate.strength,
        "atmosphere": candidate.atmosphere,
        "criterion": candidate.criterion,
        "hedged": candidate.hedged,
        "negated": candidate.negated,
        "why": candidate.why,
    }


def _print_contradictions(path: str) -> int:
    try:
        data = load_json(Path(path).read_bytes())
    except JsonError as error:
        raise InputError(f"{path}: {error}") from error
    events = data["events"] if isinstance(data, dict) and isinstance(data.get("events"), list) else [data]
    for event in events:
        try:
            facts = parse_event(event, default_library())
        except EventFileError as error:
            raise InputError("\n".join(f"{path}: {problem}" for problem in error.problems)) from error
        likeness = library_for(event, default_library()).likeness(0.5)
        for found in find_contradictions(_texts(facts.messages), own_of(event.get("atmospheres")), likeness):
            _print(_contradiction_json(found))
    return 0


def _texts(messages: Iterable[MessageFact]) -> list[tuple[str, str, str | None]]:
    return [(message.id, message.text, message.lang or None) for message in messages]


def _contradiction_json(found: Contradiction) -> dict[str, Any]:
    return {
        "touchpoint": found.touchpoint,
        "kind": found.kind,
        "a": {"message": found.a.message, "start": found.a.start, "end": found.a.end, "quote": found.a.quote},
        "b": {"message": found.b.message, "start": found.b.start, "end": found.b.end, "quote": found.b.quote},
        "why": found.why,
    }


def _print(found: dict[str, Any]) -> None:
    print(json.dumps(found, ensure_ascii=False, separators=(",", ":")))  # noqa: T201 - the command's output


def _complain(said: str) -> int:
    print(said, file=sys.stderr)  # noqa: T201 - the command's errors
    return BAD_INPUT


if __name__ == "__main__":
    sys.exit(main())
