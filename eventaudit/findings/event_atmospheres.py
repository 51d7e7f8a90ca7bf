"""The organisation's own atmospheres in event files: they go along, so that the numbers stay the same."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from eventaudit.consistency import EventFacts, Mixture
from eventaudit.library.models import Atmosphere
from eventaudit.library.moods.actions import MOST_OF_OWN, NOT_KEYS
from eventaudit.library.moods.content import KEY, content_of
from eventaudit.library.moods.files import file_problems
from eventaudit.library.text import localised

PART = "atmospheres"


def spoken_of(parts: Iterable[EventFacts], atmospheres: Mapping[str, Atmosphere]) -> dict[str, dict]:
    """Of the organisation's own atmospheres those that the event names, in the form of atmospheres.json."""
    named = {
        key for facts in parts for mixture in _mixtures(facts) if mixture for key, _share in mixture.shares
    }
    return {
        key: content_of(atmosphere)
        for key, atmosphere in atmospheres.items()
        if atmosphere.organisation_id and key in named
    }


def _mixtures(facts: EventFacts) -> Iterator[Mixture | None]:
    yield facts.intended
    yield from facts.intended_touchpoints.values()
    yield from (message.atmosphere for message in facts.messages)
    yield from (promise.atmosphere for promise in facts.promises)
    yield from (read.atmosphere for walkthrough in facts.walkthroughs for read in walkthrough.reads)


@dataclass(frozen=True, slots=True)
class Brought:
    """data: the event with those atmospheres alone that are new here, which are `atmospheres` too."""

    data: object
    atmospheres: dict[str, Any] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def brought(data: object, known: Mapping[str, Atmosphere]) -> Brought:
    """What a file brings to an organisation that has the known ones: these stay as they are."""
    own = data.get(PART) if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(own, dict) or not own:
        return Brought(data)
    new = {key: content for key, content in own.items() if key not in known}
    problems = [
        _("atmospheres: “%s” cannot be the key of an atmosphere. Use letters, digits and underscores.")
        % key[:60]
        for key in new
        if not KEY.fullmatch(key) or key in NOT_KEYS
    ]
    if new:
        problems += file_problems(new)
    if len(new) + sum(1 for each in known.values() if each.organisation_id) > MOST_OF_OWN:
        problems.append(_("atmospheres: you have no room for more of your own. Delete some first."))
    return Brought(
        data={**data, PART: {} if problems else new},
        atmospheres=new,
        warnings=[*_added(new), *_other(own, known)] if not problems else [],
        problems=problems,
    )


def _added(new: Mapping[str, Any]) -> Iterator[str]:
    for content in new.values():
        name = localised(content["name"])
        yield _("The atmosphere “%s” came with the file; it is one of your own now.") % name


def _other(own: Mapping[str, Any], known: Mapping[str, Atmosphere]) -> Iterator[str]:
    """Of a key that is here already: whose place on the axes decides."""
    for key, content in own.items():
        here = known.get(key)
        axes = content.get("axes") if isinstance(content, Mapping) else None
        if here and axes != here.axes:
            yield (_("The file has another “%s” than you: yours is used, so that numbers may differ.") % here)
