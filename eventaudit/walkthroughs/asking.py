"""Which questions a walkthrough asks, by the conditions in its template (docs/templates.md).

What the brief or the phase leaves out is not on the page at all, and nothing says why: an auditor must not
know what is intended. What waits for another answer is there, with its condition.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from eventaudit.consistency import NEUTRAL, NOT_APPLICABLE, Mixture
from eventaudit.consistency.conditions import Asked, Question, asked_questions, conditions_of, given_values
from eventaudit.events.brief import EVERYWHERE
from eventaudit.events.phases import phase_at
from eventaudit.library.conditions import condition_words
from eventaudit.library.mixtures import NEUTRAL as NEUTRAL_KEY
from eventaudit.library.models import Atmosphere, Criterion

from .coding import fields_of, kind_of
from .models import Answer, Walkthrough

Gate = tuple[str, list[str]]


@dataclass(frozen=True, slots=True)
class Asking:
    """states: of every question of the form. left_out: what the brief or the phase does not ask for.

    gates: question to (question that it depends on, answers as the form codes them). words: its conditions on
    answers, to be read.
    """

    states: Mapping[str, Asked] = field(default_factory=dict)
    left_out: Collection[str] = frozenset()
    gates: Mapping[str, list[Gate]] = field(default_factory=dict)
    words: Mapping[str, list[str]] = field(default_factory=dict)

    def asks(self, key: str) -> bool:
        return self.states.get(key, "asked") == "asked"


def asking_of(
    walkthrough: Walkthrough,
    criteria: Sequence[Criterion],
    answers: Iterable[Answer],
    atmospheres: Mapping[str, Atmosphere],
) -> Asking:
    """criteria: those of the event's form. Brief and phase are read only where one has conditions."""
    if not any(criterion.conditions for criterion in criteria):
        return Asking()
    by_key = {criterion.key: criterion for criterion in criteria}
    keys = {criterion.pk: key for key, criterion in by_key.items()}
    given = {keys[answer.criterion_id]: _given(answer) for answer in answers if answer.criterion_id in keys}
    phase, intended = _phase(walkthrough), _intended(walkthrough, criteria)
    return asking_in(by_key, atmospheres, given=given, phase=phase, intended=intended)


def asking_in(
    by_key: Mapping[str, Criterion],
    atmospheres: Mapping[str, Atmosphere],
    *,
    given: Mapping[str, tuple] | None = None,
    phase: str = "",
    intended: Mapping[str, Mixture | None] | None = None,
) -> Asking:
    """by_key: the form's criteria; the rest as in consistency.conditions.asked_questions."""
    questions = {
        key: Question(one.touchpoint.key, conditions_of(one.conditions)) for key, one in by_key.items()
    }
    known = {"phase": phase, "intended": intended or {}}
    bare = asked_questions(questions, {}, **known)
    return Asking(
        states=asked_questions(questions, given or {}, **known),
        left_out=frozenset(key for key, state in bare.items() if state == "not_asked"),
        gates={key: gates for key, one in by_key.items() if (gates := _gates(one, by_key))},
        words={key: _words(one, by_key, atmospheres) for key, one in by_key.items() if one.conditions},
    )


def conditional_progress(walkthrough: Walkthrough, criteria: Sequence[Criterion]) -> dict[str, int]:
    """{"answered", "asked"}: what is not asked counts only where it was answered all the same."""
    answers = list(walkthrough.answers.exclude(state=Answer.State.UNANSWERED))
    asking = asking_of(walkthrough, criteria, answers, {})
    given = {answer.criterion_id for answer in answers}
    return {
        "answered": sum(criterion.pk in given for criterion in criteria),
        "asked": sum(criterion.pk in given or asking.asks(criterion.key) for criterion in criteria),
    }


def _given(answer: Answer) -> tuple:
    if answer.state == Answer.State.NOT_APPLICABLE:
        return (NOT_APPLICABLE,)
    return given_values(answer.value) if answer.state == Answer.State.ANSWERED else ()


def _phase(walkthrough: Walkthrough) -> str:
    start = walkthrough.round and walkthrough.round.starts_at
    if not start:
        return ""
    return phase_at(start, walkthrough.event.programme.values_list("starts_at", "phase"))


def _intended(walkthrough: Walkthrough, criteria: Iterable[Criterion]) -> dict[str, Mixture | None]:
    """By touchpoint; None where the brief says nothing."""
    stored = dict(walkthrough.event.intentions.values_list("touchpoint", "mixture"))
    touchpoints = {criterion.touchpoint.key for criterion in criteria}
    return {key: _mixture(stored.get(key, stored.get(EVERYWHERE))) for key in touchpoints}


def _mixture(stored: Mapping[str, float] | str | None) -> Mixture | None:
    if not stored:
        return None
    if isinstance(stored, str):
        return NEUTRAL if stored == NEUTRAL_KEY else Mixture.of({stored: 1.0})
    return Mixture.of(stored)


def _gates(criterion: Criterion, by_key: Mapping[str, Criterion]) -> list[Gate]:
    """Answers as the form codes them: what the page's script sees."""
    gates = []
    for condition in criterion.conditions:
        if condition["kind"] == "answer" and condition["criterion"] in by_key:
            kind = kind_of(by_key[condition["criterion"]])
            codes = [
                value if kind == "atmosphere" else fields_of(kind, value)["a"] for value in condition["is"]
            ]
            gates.append((condition["criterion"], codes))
    return gates


def _words(
    criterion: Criterion, by_key: Mapping[str, Criterion], atmospheres: Mapping[str, Atmosphere]
) -> list[str]:
    rows = {
        key: {"kind": one.kind, "wording": one.wording, "options": one.options}
        for key, one in by_key.items()
        if any(condition.get("criterion") == key for condition in criterion.conditions)
    }
    names = {key: str(atmosphere) for key, atmosphere in atmospheres.items()}
    return [condition_words(one, rows, names) for one in criterion.conditions if one["kind"] == "answer"]
