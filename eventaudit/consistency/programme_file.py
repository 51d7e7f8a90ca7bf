"""Reading the programme and the names of the rounds from an event file: when what takes place."""

from __future__ import annotations

import re
from calendar import monthrange

from .facts import PHASES, Phase, ProgrammeFact
from .fields import Fields, show
from .library import Library

LOCAL_TIME = re.compile(
    r"([1-9]\d{3})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?", re.ASCII
)


def read_rounds(root: Fields) -> tuple[str, ...]:
    """The names of the rounds in order, each once."""
    names: dict[str, None] = {}
    for number, name in enumerate(root.elements("rounds")):
        if not isinstance(name, str) or not name:
            root.note(f"rounds[{number}]", name, "is not the name of a round. Put it in quotation marks.")
        elif name in names:
            root.note(f"rounds[{number}]", name, "is named twice. Name each round once.")
        else:
            names[name] = None
    return tuple(names)


def read_programme(root: Fields, library: Library) -> tuple[ProgrammeFact, ...]:
    return tuple(
        ProgrammeFact(
            at=_local_time(item),
            title=item.text("title", required=True),
            phase=_phase(item),
            touchpoints=_touchpoints(item, library),
        )
        for item in root.objects("programme")
    )


def _local_time(item: Fields) -> str:
    """ISO date and time without a zone: the programme is on the wall of the venue."""
    at = item.text("at", required=True)
    found = LOCAL_TIME.fullmatch(at)
    if at and (not found or int(found[3]) > monthrange(int(found[1]), int(found[2]))[1]):
        item.note("at", at, "is not a local date and time. Write it as 2031-11-14T18:00.")
    return at


def _phase(item: Fields) -> Phase:
    value = item.one_of("phase", PHASES)
    return next((phase for phase in PHASES if phase == value), "session")


def _touchpoints(item: Fields, library: Library) -> tuple[str, ...]:
    given = item.elements("touchpoints")
    for key in given:
        if not isinstance(key, str) or key not in library.touchpoints:
            item.problems.append(
                f"{item.at('touchpoints')}: {show(key)} is not in the library. Correct the key or remove it."
            )
    return tuple(dict.fromkeys(key for key in given if isinstance(key, str)))
