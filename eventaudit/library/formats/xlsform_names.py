"""What things are called in an XLSForm, for writing it, reading it and reading what is answered in it.

An XLSForm's names begin with a letter and stand once in the whole form; our keys need not.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

XML_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")

GROUP, AUDITOR, ROUND, PHASE = "walk", "walk_auditor", "walk_round", "walk_phase"
PHOTO, NOTE, SECOND, SHARE = "__photo", "__note", "__second", "__share"
"""Endings of what belongs to a question: evidence, and the second atmosphere of a mixture with the share of
the first one in per cent."""

UNOBSERVED = "unobserved"
"""The choice that stands for “could not observe”, unless an option has this key."""

RESERVED = {"meta", "audit", "start", "end", "instanceid", "instancename", GROUP, AUDITOR, ROUND, PHASE}
LANGUAGE_NAMES = {"en": "English (en)", "fi": "Suomi (fi)", "sv": "Svenska (sv)"}


@dataclass(frozen=True, slots=True)
class Names:
    """Key to name."""

    touchpoints: Mapping[str, str]
    criteria: Mapping[str, str]

    @property
    def keys(self) -> dict[str, str]:
        """The criteria's names to their keys."""
        return {name: key for key, name in self.criteria.items()}


def names_of(content: Mapping[str, Any]) -> Names:
    """The same for the same content: the answers to a form are read with them."""
    taken = set(RESERVED)
    criteria = {row["key"]: _free(row["key"], "q_", taken) for row in content["criteria"]}
    touchpoints = {row["key"]: _free(row["key"], "t_", taken) for row in content["touchpoints"]}
    return Names(touchpoints, criteria)


def _free(key: str, prefix: str, taken: set[str]) -> str:
    name = key
    while not XML_NAME.fullmatch(name) or taken & (own := _all_of(name)):
        name = prefix + name
    taken |= own
    return name


def _all_of(name: str) -> set[str]:
    """Compared in small letters: programs differ in whether A is a."""
    return {name.casefold() + ending for ending in ("", PHOTO, NOTE, SECOND, SHARE)}


def may_be_unobserved(criterion: Mapping[str, Any]) -> bool:
    """Whether its list of choices has one for “could not observe”."""
    options = criterion.get("options")
    own = [option["key"] for option in options] if isinstance(options, list) else []
    return criterion["kind"] != "measure" and UNOBSERVED not in own
