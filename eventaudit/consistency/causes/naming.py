"""The same person or thing named in a promise and in an auditor's note (docs/root-causes.md).

Names are capitalised words that do not begin a sentence, two capitalised words wherever they stand, and
codes of letters and digits ('3B'). A name is found again in another case: Aurora - Auroran, Virtanen -
Virtasen. Places are left out: much happens in a hall that has nothing to do with the hall.
"""

from __future__ import annotations

from collections.abc import Iterator
from re import compile

from eventaudit.consistency.facts import EventFacts
from eventaudit.consistency.findings import Finding

from .case import Case
from .root_cause import Link

NAMED_AT_MOST = 6
"""A name in more findings than this is the event's own or a room's: it tells no cause from another."""

MOVABLE = frozenset({"craft", "announced", "words", "main_craft", "touchpoint"})

STEM = 4
ENDING = 4
NAMED = compile(r"(?<![\w'’-])(?:[A-ZÅÄÖÜÉ][\w'’-]+|\d+[A-Za-z]\w{0,3})")
RUN = compile(r"[A-ZÅÄÖÜÉ][\w'’-]+(?: [A-ZÅÄÖÜÉ][\w'’-]+)*")
CODE = compile(r"\b(?=[A-Za-z]*\d)(?=\d*[A-Za-z])(?![Aa]\d\b)[A-Za-z\d]{2,5}\b")
TIME = compile(r"\d+(?:h|min|pm|am|st|nd|rd|th|s)$")
SENTENCE_END = ".!?:–-"
AT_A_PLACE = frozenset(["in", "at", "from", "to", "near", "into", "on", "i", "på", "vid", "till", "från"])
IN_A_PLACE = ("ssa", "ssä", "sta", "stä")
CALENDAR = compile(
    r"(?i)(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|\w+ember"
    r"|october|english|finnish|swedish|christmas)$"
)


def follow_names(case: Case, placed: dict[str, Link]) -> dict[str, Link]:
    """The links after each named finding went to the largest cause that names the same."""
    sizes: dict[str, int] = {}
    for link in placed.values():
        sizes[link.cause] = sizes.get(link.cause, 0) + 1
    moved: dict[str, Link] = {}
    for name, named in _named(case, placed):
        causes = {placed[one.id].cause for one in named}
        if len(causes) > 1 and len(named) <= NAMED_AT_MOST:
            target = min(causes, key=lambda cause: (-sizes[cause], cause))
            for finding in named:
                if placed[finding.id].cause != target:
                    for one in _together(finding, case, placed):
                        moved.setdefault(one.id, Link("same_name", one.id, target, name, {"name": name}))
    return placed | moved


def _together(finding: Finding, case: Case, placed: dict[str, Link]) -> list[Finding]:
    """The finding and what else its criterion shows at the same cause."""
    cause = placed[finding.id].cause
    same = case.by_criterion.get(finding.criterion or "", [])
    return [finding, *(one for one in same if one is not finding and placed[one.id].cause == cause)]


def _named(case: Case, placed: dict[str, Link]) -> Iterator[tuple[str, list[Finding]]]:
    """Each name in a promise or contradiction with all findings that name it."""
    names: list[str] = []
    texts: list[tuple[Finding, str, str]] = []
    for finding in case.findings.values():
        if placed[finding.id].rule in MOVABLE:
            text = case.note(finding)
            if finding.gap in ("G2", "PP"):
                quotes = _quotes(finding)
                names += names_in(quotes)
                text = f"{quotes}. {text}"
            if text:
                texts.append((finding, text, _undoubled(text.lower())))
    if not names:
        return
    own = _undoubled(_own_names(case.facts).lower())
    for name in dict.fromkeys(names):
        beginning = _beginning(name)
        if beginning not in own:
            yield name, [one for one, text, plain in texts if beginning in plain and _names(text, name)]


def _quotes(finding: Finding) -> str:
    return f"{finding.params['quote']}. {finding.params.get('other_quote', '')}"


def _own_names(facts: EventFacts) -> str:
    return " ".join([facts.name, facts.venue, facts.organiser, *(one.label for one in facts.segments)])


def _names(text: str, name: str) -> bool:
    return any(_alike(name, word) for word in NAMED.findall(text))


def names_in(text: str) -> tuple[str, ...]:
    """The names in a quote, word by word: 'Our toastmaster Aurora Kuvittelija' -> Aurora, Kuvittelija."""
    found = [code for code in CODE.findall(text) if not TIME.match(code)]
    for run in RUN.finditer(text):
        words = run.group().split()
        before = text[: run.start()].rstrip()
        begins = not before or before[-1] in SENTENCE_END
        if begins and len(words) == 1:
            continue
        if before.split(" ")[-1].lower() in AT_A_PLACE or words[-1].endswith(IN_A_PLACE):
            continue
        found += [word for word in words if len(word) >= STEM and not CALENDAR.match(word)]
    return tuple(dict.fromkeys(found))


def _beginning(word: str) -> str:
    """What all cases of a name have in common; of a code the whole."""
    known = _undoubled(word.lower())
    return known if known[0].isdigit() or known[-1].isdigit() else known[:STEM]


def _alike(name: str, word: str) -> bool:
    """The same name in whatever case: the same beginning, and they differ in an ending at most."""
    if _beginning(name) != _beginning(word):
        return False
    one, other = _undoubled(name.lower()), _undoubled(word.lower())
    stem = max(len(one), len(other)) - ENDING
    return one[:stem] == other[:stem] if stem > 0 else True


def _undoubled(word: str) -> str:
    """'Pekka' as 'Peka', so that it meets 'Pekan': consonant gradation shortens kk, pp and tt."""
    return word.replace("kk", "k").replace("pp", "p").replace("tt", "t")
