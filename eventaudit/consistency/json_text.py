"""Strict JSON: what Python's reader lets pass but would lose or spoil an answer is refused."""

from __future__ import annotations

import json
from typing import Any, NoReturn

BYTE_ORDER_MARK = "\ufeff"


class JsonError(ValueError):
    """The text is not usable JSON; the message says what is wrong and where."""


def load_json(content: bytes | str) -> Any:
    """Raises JsonError, also for NaN and infinities, a key twice in one object, and what is no UTF-8."""
    try:
        text = content.decode() if isinstance(content, bytes) else content
        return json.loads(
            text.removeprefix(BYTE_ORDER_MARK),
            parse_constant=_refuse_constant,
            object_pairs_hook=each_key_once,
        )
    except JsonError:
        raise
    except UnicodeDecodeError as error:
        raise JsonError(f"is not UTF-8 text (byte {error.start}). Save it as UTF-8.") from error
    except json.JSONDecodeError as error:
        raise JsonError(f"is not JSON: {error.msg} at line {error.lineno}, column {error.colno}.") from error
    except RecursionError as error:
        raise JsonError("is nested too deeply to be read.") from error
    except ValueError as error:  # a number of thousands of digits
        raise JsonError("holds a number too long to read.") from error


def _refuse_constant(constant: str) -> NoReturn:
    raise JsonError(f"holds {constant}, which is not a number. Use null where there is no value.")


def each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object_pairs_hook: of two values under one key, json.loads would lose the first."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise JsonError(f"has the key {twice!r} twice in one object. Keep one of them.")
    return found
