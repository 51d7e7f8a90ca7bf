"""An upgrade's plan in words: what is lost from sight first, then what is counted otherwise, then the new."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext

from eventaudit.library.models import Touchpoint

from .aside import Held
from .earlier import Given
from .upgrade_plan import Effect, Plan, Touched

Words = Callable[[int], str]
FEW = 12  # questions of a group that stand open on the page


@dataclass(frozen=True, slots=True)
class Group:
    """The questions that one thing happens to, by touchpoint. tone: for its colour, beside its title."""

    effect: Effect
    tone: str
    title: str
    meaning: Promise
    places: list[tuple[Touchpoint, list[Touched]]]
    number: int

    @property
    def few(self) -> bool:
        return self.number <= FEW


@dataclass(frozen=True, slots=True)
class UpgradePage:
    """asides: sentences about what is set aside besides answers, returns: about what comes back."""

    groups: list[Group]
    asides: list[str]
    returns: list[str]


MEANINGS: dict[Effect, tuple[str, Promise, Promise]] = {
    "dropped": (
        "critical",
        gettext_lazy("No longer asked"),
        gettext_lazy("Their answers go out of sight, out of the numbers and out of new reports."),
    ),
    "different": (
        "critical",
        gettext_lazy("Another question now"),
        gettext_lazy("The new question begins without answers. Those to the old one go out of sight."),
    ),
    "rescored": (
        "major",
        gettext_lazy("Scored otherwise"),
        gettext_lazy("The answers stay. The same answer may give another score, so the numbers may change."),
    ),
    "reworded": (
        "note",
        gettext_lazy("In other words"),
        gettext_lazy("The answers stay and count as before, though they were given to other words."),
    ),
    "back": (
        "good",
        gettext_lazy("Asked again"),
        gettext_lazy("Answers that waited for this question come back."),
    ),
    "added": (
        "good",
        gettext_lazy("New questions"),
        gettext_lazy("Nobody has answered them yet, so what is assured may go down."),
    ),
}


def build_upgrade_page(plan: Plan) -> UpgradePage:
    groups = (_group(effect, plan.of(effect)) for effect in MEANINGS)
    return UpgradePage(
        groups=[group for group in groups if group.number],
        asides=[*_sentences(plan.split.leaving, WORDS | LEAVING), *_homeless(plan)],
        returns=list(_sentences(plan.split.returning, WORDS | RETURNING)),
    )


def _group(effect: Effect, touched: list[Touched]) -> Group:
    tone, title, meaning = MEANINGS[effect]
    places = groupby(touched, key=lambda one: one.criterion.touchpoint)
    return Group(
        effect=effect,
        tone=tone,
        title=str(title),
        meaning=meaning,
        places=[(touchpoint, list(questions)) for touchpoint, questions in places],
        number=len(touched),
    )


def given_words(given: Given) -> str:
    """'2 answers, 1 note, 3 photos'; '' where there is nothing."""
    parts = [
        (given.answers, ngettext("%d answer", "%d answers", given.answers)),
        (given.notes, ngettext("%d note", "%d notes", given.notes)),
        (given.photos, ngettext("%d photo", "%d photos", given.photos)),
    ]
    return ", ".join(words % number for number, words in parts if number)


def _sentences(held: Iterable[Held], words: Mapping[str, Words]) -> Iterator[str]:
    numbers = Counter(one.part for one in held)
    for part, sentence in words.items():
        if number := numbers[part]:
            yield sentence(number) % number


def _homeless(plan: Plan) -> Iterator[str]:
    promises, contradictions = plan.homeless.promises, plan.homeless.contradictions
    if promises:
        yield (
            ngettext(
                "%d promise about a touchpoint that this version does not have: it stays with its message "
                "and is not measured",
                "%d promises about touchpoints that this version does not have: they stay with their "
                "messages and are not measured",
                promises,
            )
            % promises
        )
    if contradictions:
        yield (
            ngettext(
                "%d contradiction about a touchpoint that this version does not have",
                "%d contradictions about touchpoints that this version does not have",
                contradictions,
            )
            % contradictions
        )


LEAVING: dict[str, Words] = {
    "promises": lambda n: ngettext(
        "%d promise loses the question that decides it, and waits for a verdict by hand",
        "%d promises lose the questions that decide them, and wait for verdicts by hand",
        n,
    ),
    "actions": lambda n: ngettext(
        "%d corrective action loses the question of its second look, and is judged by eye",
        "%d corrective actions lose the questions of their second looks, and are judged by eye",
        n,
    ),
}
RETURNING: dict[str, Words] = {
    "promises": lambda n: ngettext(
        "%d promise is decided by its question again", "%d promises are decided by their questions again", n
    ),
    "actions": lambda n: ngettext(
        "%d corrective action has the question of its second look again",
        "%d corrective actions have the questions of their second looks again",
        n,
    ),
}
WORDS: dict[str, Words] = {
    "attendee_results": lambda n: ngettext(
        "Attendees’ results of %d question", "Attendees’ results of %d questions", n
    ),
    "previous_results": lambda n: ngettext(
        "Results of the earlier edition for %d question",
        "Results of the earlier edition for %d questions",
        n,
    ),
    "variants": lambda n: ngettext("%d chosen variant of a band", "%d chosen variants of bands", n),
    "intentions": lambda n: ngettext(
        "The intended atmosphere of %d touchpoint", "The intended atmospheres of %d touchpoints", n
    ),
    "touchpoint_weights": lambda n: ngettext(
        "The weight of %d touchpoint", "The weights of %d touchpoints", n
    ),
    "reach": lambda n: ngettext(
        "The share of %d group of attendees", "The shares of %d groups of attendees", n
    ),
}
