"""Which question a key stands for, in an event that was upgraded to another version of its template.

An answer is stored at the criterion of the event's own version wherever that asks the same question
(library.sameness), else at the one of the version that was left last. An upgrade (findings.upgrade) moves
what is stored, so that this always holds.
"""

import re
from functools import cached_property

from eventaudit.events.models import Event
from eventaudit.library.models import Criterion, TemplateVersion
from eventaudit.library.queries import criteria_by_key
from eventaudit.library.sameness import question_asked


class Questions:
    """Of one event. One query where its version is not known to this process, and two for earlier ones."""

    def __init__(self, event: Event):
        self.event = event
        self.own = criteria_by_key(event.template_version)

    @cached_property
    def _earlier(self) -> dict[int, dict[str, Criterion]]:
        """Number of the version to its criteria, the one left last first."""
        numbers = self.event.earlier_versions
        versions = TemplateVersion.objects.in_bulk(numbers) if numbers else {}
        return {number: criteria_by_key(versions[number]) for number in reversed(numbers)}

    def version_of(self, told: object) -> int:
        """The version that a page says it shows, if the event is or was bound to it, else the event's own."""
        known = isinstance(told, int) and not isinstance(told, bool) and told in self.event.earlier_versions
        return told if known else self.event.template_version_id

    def shown_by(self, told: str) -> TemplateVersion | None:
        """The earlier version that a form says it shows; None for the event's own, and for anything else."""
        number = self.version_of(int(told)) if re.fullmatch(r"[0-9]{1,18}", told) else None
        if number in (None, self.event.template_version_id):
            return None
        return TemplateVersion.objects.get(pk=number)

    def place(self, key: str, version: int | None) -> Criterion | None:
        """Where an answer to the key belongs that was given to `version`; None: no version has the key."""
        if version in (None, self.event.template_version_id) and key in self.own:
            return self.own[key]
        asked = self._asked(key, version)
        if asked is None:
            return None
        question = question_asked(asked)
        places = [self.own, *self._earlier.values()]
        same = (rows[key] for rows in places if key in rows and question_asked(rows[key]) == question)
        return next(same, asked)

    def _asked(self, key: str, version: int | None) -> Criterion | None:
        if version in self._earlier and key in self._earlier[version]:
            return self._earlier[version][key]
        return next((rows[key] for rows in (self.own, *self._earlier.values()) if key in rows), None)

    @property
    def anew(self) -> list[str]:
        """Keys that stand for another question than in an earlier version, sorted."""
        return sorted(
            {
                key
                for rows in self._earlier.values()
                for key in rows.keys() & self.own.keys()
                if question_asked(rows[key]) != question_asked(self.own[key])
            }
        )
