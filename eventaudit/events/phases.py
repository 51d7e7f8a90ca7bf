"""Which phase of an event a moment is in."""

from collections.abc import Iterable
from typing import Any


def phase_at(moment: Any, programme: Iterable[tuple[Any, str]]) -> str:
    """The phase of the last item that has begun by then; '' before the first one, and without a programme.

    programme: (when it starts, phase) of each item; moments of one kind, so that they can be compared.
    """
    begun = [(start, phase) for start, phase in programme if start <= moment]
    return max(begun, key=lambda item: item[0])[1] if begun else ""
