"""`relevant` of an XLSForm as conditions; what they cannot say is noted, and the question is always asked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from eventaudit.consistency import PHASES

from .faults import Fault
from .workbook import Row
from .xlsform_criteria import Criteria, Question
from .xlsform_extra_reading import conditions_of
from .xlsform_logic import Allowed, NotSayable, read_relevant, relevant_of
from .xlsform_names import PHASE

MOST_READ = 2_000_000  # letters of all expressions together: some seconds of work


class NotCarried(Exception):
    """The sentence says why."""


@dataclass(slots=True)
class Dependencies:
    """touchpoints: in their order, to tell what is asked earlier."""

    questions: Criteria
    notes: list[Fault]
    touchpoints: Mapping[str, Mapping[str, Any]]
    _by_name: dict[str, Question] = field(default_factory=dict, init=False)
    _letters: int = field(default=0, init=False)

    def read(self) -> None:
        found = self.questions.found
        self._by_name = {question.name: question for question in reversed(found.values())}
        names = {key: question.name for key, question in found.items()}
        contents = {key: question.content for key, question in found.items()}
        place = self._places(contents)
        for question in found.values():
            own = conditions_of(self.questions.taker, question.row, contents)
            said = self._relevant(question.row)
            known = all(one["kind"] != "answer" or one["criterion"] in names for one in own)
            if known and said == relevant_of(own, contents, names):
                conditions = own
            else:
                conditions = [one for one in own if one["kind"] == "atmosphere"]
                conditions += self._conditions(question.row, question, place)
            for row in question.above:
                more = self._conditions(row, question, place)
                conditions += [one for one in more if one not in conditions]
            if conditions:
                question.content["conditions"] = conditions

    def _places(self, contents: Mapping[str, Mapping[str, Any]]) -> dict[str, tuple[float, int]]:
        return {
            key: (self.touchpoints[row["touchpoint"]]["order"] or 0, number)
            for number, (key, row) in enumerate(contents.items())
        }

    def _relevant(self, row: Row) -> str:
        title = self.questions.titles.get("relevant")
        return self.questions.taker.text(row, title) if title else ""

    def _conditions(
        self, row: Row, question: Question, place: Mapping[str, tuple[float, int]]
    ) -> list[dict[str, Any]]:
        """Those that a row's `relevant` is; none where it says something else, which is noted."""
        try:
            text = self._relevant(row)
            return [self._condition(one, question, place) for one in self._read(text)]
        except NotSayable as part:
            why = _("“%s” cannot be said here. Only answers of choices can be asked for.") % str(part)[:40]
        except NotCarried as reason:
            why = str(reason)
        sentence = _("The condition is not carried over, so this is always asked: %s") % why
        fault = row.fault(self.questions.titles.get("relevant", ""), sentence)
        if fault not in self.notes:
            self.notes.append(fault)
        return []

    def _read(self, text: str) -> list[Allowed]:
        """Raises NotSayable, and NotCarried where a form made to keep the server busy goes on and on."""
        self._letters += len(text)
        if self._letters > MOST_READ:
            raise NotCarried(_("the form has more conditions than can be read."))
        return read_relevant(text) if text else []

    def _condition(
        self, allowed: Allowed, question: Question, place: Mapping[str, tuple[float, int]]
    ) -> dict[str, Any]:
        if allowed.question == PHASE:
            if allowed.but:
                phases = [phase for phase in PHASES if phase not in allowed.values]
            else:
                phases = [phase for phase in allowed.values if phase in PHASES]
            if not phases:
                raise NotCarried(_("“%s” has no such answer.") % PHASE)
            return {"kind": "phase", "phases": phases}
        gate = self._by_name.get(allowed.question)
        if gate is None:
            raise NotCarried(_("the question “%s” is not in the draft.") % allowed.question[:40])
        if place[gate.content["key"]] >= place[question.content["key"]]:
            raise NotCarried(_("“%s” is asked only later.") % allowed.question[:40])
        values = list(self._values(allowed, gate))
        if not values:
            raise NotCarried(_("“%s” has no such answer.") % allowed.question[:40])
        return {"kind": "answer", "criterion": gate.content["key"], "is": values}

    def _values(self, allowed: Allowed, gate: Question) -> Iterator[object]:
        if allowed.but:
            yield from (value for name, value in gate.values.items() if name not in allowed.values)
            return
        yield from (gate.values[name] for name in allowed.values if name in gate.values)
