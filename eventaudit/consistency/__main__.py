"""`python -m eventaudit.consistency EVENT.json`: audit the events described in a file, print JSON.

A file with one event prints one indented object. {"events": [...]}, a .jsonl file and `-` (standard input,
one event a line) print one line for each event. Exit code 2 where anything could not be read: a JSON file
then prints nothing; in line files that line prints {"id", "line", "error"} and the others go on.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from .auditing import audit
from .event_file import EventFileError, parse_event
from .json_text import JsonError, load_json
from .library import Library, LibraryError
from .library_file import FIXTURES
from .output import audit_json
from .own_atmospheres import library_for
from .walkthrough_file import WalkthroughReader

LINE_SUFFIXES = (".jsonl", ".ndjson")
BAD_INPUT = 2
BROKEN_PIPE = 141
STANDARD_INPUT = "-"
ON_ONE_LINE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class InputError(ValueError):
    """A file cannot be used; the message names it and says what to do."""


def main(arguments: list[str] | None = None) -> int:
    """Returns the exit code: 0, or 2 where something could not be read."""
    options = _options(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        library = _library(options.template, options.atmospheres)
        if options.event == STANDARD_INPUT:
            return _audit_lines("standard input", sys.stdin.buffer, WalkthroughReader(library))
        if options.event.endswith(LINE_SUFFIXES):
            with Path(options.event).open("rb") as lines:
                return _audit_lines(options.event, lines, WalkthroughReader(library))
        _print(*_audit_file(options.event, WalkthroughReader(library)))
    except InputError as error:
        return _complain(str(error))
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except OSError as error:
        return _complain(f"{error.filename}: cannot be read: {error.strerror}.")
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m eventaudit.consistency",
        description="Audit the events described in a file and print the audits as JSON.",
    )
    parser.add_argument(
        "event", metavar="EVENT.json", help="one event, many (.jsonl), or - for standard input"
    )
    for name in ("template", "atmospheres"):
        default = str(FIXTURES / f"{name}.json")
        parser.add_argument(f"--{name}", metavar="FILE", default=default, help=f"another {name}.json")
    return parser.parse_args(arguments)


def _library(template: str, atmospheres: str) -> Library:
    try:
        return Library.from_json(_load(template), _load(atmospheres))
    except LibraryError as error:
        raise InputError(_sentences(f"{template} with {atmospheres}", error.problems)) from error


def _load(path: str) -> Any:
    try:
        return load_json(Path(path).read_bytes())
    except JsonError as error:
        raise InputError(f"{path}: {error}") from error


def _audit_file(path: str, reader: WalkthroughReader) -> list[str]:
    """All events of the file or, raising InputError, none."""
    data = _load(path)
    if isinstance(data, dict) and isinstance(data.get("events"), list):
        return [
            _line(_audited(f"{path}, event {n}", event, reader)) for n, event in enumerate(data["events"], 1)
        ]
    return [json.dumps(_audited(path, data, reader), ensure_ascii=False, indent=2)]


def _audit_lines(name: str, lines: Iterable[bytes], reader: WalkthroughReader) -> int:
    code = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where, data = f"{name}, line {number}", None
        try:
            data = load_json(line)
            _print(_line(_audited(where, data, reader)))
        except (InputError, JsonError) as error:
            said = str(error) if isinstance(error, InputError) else f"{where}: {error}"
            event_id = data.get("id") if isinstance(data, dict) else None
            _print(_line({"id": event_id, "line": number, "error": said}))
            code = _complain(said)
    return code


def _audited(where: str, data: Any, reader: WalkthroughReader) -> dict[str, Any]:
    try:
        facts = parse_event(data, reader.library, reader)
    except EventFileError as error:
        raise InputError(_sentences(where, error.problems)) from error
    for warning in facts.warnings:
        _complain(f"{where}: {warning}")
    return audit_json(audit(facts, library_for(data, reader.library)))


def _line(found: dict[str, Any]) -> str:
    return ON_ONE_LINE.encode(found)


def _sentences(where: str, problems: tuple[str, ...]) -> str:
    return "\n".join(f"{where}: {problem}" for problem in problems)


def _print(*lines: str) -> None:
    for line in lines:
        print(line)  # noqa: T201 - the command's output


def _complain(said: str) -> int:
    print(said, file=sys.stderr)  # noqa: T201 - the command's errors
    return BAD_INPUT


if __name__ == "__main__":
    gc.set_threshold(50_000)  # an event leaves no cycles behind: looking for them less often saves a tenth
    sys.exit(main())
