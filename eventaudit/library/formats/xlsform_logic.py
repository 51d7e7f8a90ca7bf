"""Conditions of questions as `relevant` of an XLSForm, and back as far as it says what conditions can say."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..conditions import READS_ATMOSPHERE
from .xlsform_names import PHASE, SECOND

TOKEN = re.compile(r"""\s*(?:\$\{\s*([\w.-]+)\s*\}|'([^']*)'|"([^"]*)"|(!=|=|\(|\)|,)|([\w.+-]+))""")


MOST_LETTERS = 4000  # of one expression: far more than the conditions of one question ever need


class NotSayable(ValueError):
    """The expression says what conditions cannot. The text is the part that does."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """The answer to the question of this name is one of the values; or, with `but`, any other one."""

    question: str
    values: tuple[str, ...]
    but: bool = False


# Writing


def relevant_of(
    conditions: Sequence[Mapping[str, Any]],
    criteria: Mapping[str, Mapping[str, Any]],
    names: Mapping[str, str],
) -> str:
    """'' where nothing is asked for that a form can know: what is intended must not be seen in it."""
    terms = []
    for condition in conditions:
        if condition["kind"] == "phase":
            terms.append(_either([(PHASE, ""), *((PHASE, phase) for phase in condition["phases"])]))
        elif condition["kind"] == "answer":
            name = names[condition["criterion"]]
            values = [choice_name(value) for value in condition["is"]]
            asked = [(name, value) for value in values]
            if criteria[condition["criterion"]].get("options") == READS_ATMOSPHERE:
                asked += [(name + SECOND, value) for value in values]
            terms.append(_either(asked))
    return " and ".join(f"({term})" if " or " in term and len(terms) > 1 else term for term in terms)


def choice_name(value: object) -> str:
    """What an answer is called among a form's choices."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _either(pairs: Sequence[tuple[str, str]]) -> str:
    return " or ".join(f"${{{name}}} = '{value}'" for name, value in pairs)


# Reading


def read_relevant(text: str) -> list[Allowed]:
    """All of them must hold. Raises NotSayable."""
    if len(text) > MOST_LETTERS:
        raise NotSayable(f"{text[:20].strip()}…")
    tokens = list(_tokens(text))
    parser = _Parser(tokens)
    found = parser.either()
    if parser.at < len(tokens):
        raise NotSayable(str(tokens[parser.at][1]))
    return found


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at, text = 0, text.strip()
    while at < len(text):
        found = TOKEN.match(text, at)
        if not found:
            raise NotSayable(text[at : at + 20].strip())
        at = found.end()
        name, single, double, sign, word = found.groups()
        if name is not None:
            yield "name", name
        elif single is not None or double is not None:
            yield "value", single if single is not None else double
        elif sign:
            yield "sign", sign
        elif re.fullmatch(r"[+-]?\d+(\.\d+)?", word):
            yield "value", word
        else:
            yield "word", word.casefold()


@dataclass(slots=True)
class _Parser:
    """either: both {or both}; both: term {and term}; term: (either), not(either), selected(q, v), q = v."""

    tokens: Sequence[tuple[str, str]]
    at: int = 0
    depth: int = 0

    def either(self) -> list[Allowed]:
        self.depth += 1
        if self.depth > 50:
            raise NotSayable("(")
        parts = self._parts("or", self.both)
        self.depth -= 1
        return parts[0] if len(parts) == 1 else [_union(parts)]

    def both(self) -> list[Allowed]:
        return [one for part in self._parts("and", self.term) for one in part]

    def _parts(self, word: str, part: Callable[[], list[Allowed]]) -> list[list[Allowed]]:
        parts = [part()]
        while self._is("word", word):
            self.at += 1
            parts.append(part())
        return parts

    def term(self) -> list[Allowed]:
        if self._is("sign", "("):
            return self._in_brackets(self.either)
        if self._is("word", "not"):
            self.at += 1
            inner = self._in_brackets(self.either)
            if len(inner) != 1:
                raise NotSayable("not")
            return [Allowed(inner[0].question, inner[0].values, not inner[0].but)]
        if self._is("word", "selected"):
            self.at += 1
            return self._in_brackets(self._selected)
        question, sign, value = self._take("name"), self._take("sign"), self._take("value")
        if sign not in ("=", "!="):
            raise NotSayable(sign)
        return [Allowed(question, (value,), sign == "!=")]

    def _selected(self) -> list[Allowed]:
        question = self._take("name")
        self._sign(",")
        return [Allowed(question, (self._take("value"),))]

    def _in_brackets(self, inner: Callable[[], list[Allowed]]) -> list[Allowed]:
        self._sign("(")
        found = inner()
        self._sign(")")
        return found

    def _is(self, kind: str, text: str) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at] == (kind, text)

    def _take(self, kind: str) -> str:
        if self.at >= len(self.tokens) or self.tokens[self.at][0] != kind:
            raise NotSayable(self.tokens[self.at][1] if self.at < len(self.tokens) else "…")
        self.at += 1
        return self.tokens[self.at - 1][1]

    def _sign(self, sign: str) -> None:
        if self._take("sign") != sign:
            raise NotSayable(sign)


def _union(parts: Collection[Sequence[Allowed]]) -> Allowed:
    """One of several answers to the same question; of a mixture the second atmosphere is it, too."""
    single = [part[0] for part in parts if len(part) == 1]
    questions = {one.question.removesuffix(SECOND) for one in single}
    if len(single) != len(parts) or len(questions) != 1 or any(one.but for one in single):
        raise NotSayable("or")
    return Allowed(questions.pop(), tuple(dict.fromkeys(value for one in single for value in one.values)))
