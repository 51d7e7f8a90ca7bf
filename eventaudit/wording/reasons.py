"""Why something was found: a key with parameters, and the English sentence. The site words the same keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "touchpoint": "“{words}” is about {touchpoint}.",
        "section": "It stands under the heading “{words}”, which is about {touchpoint}.",
        "before": "The words before it are about {touchpoint}.",
        "likely": "Its wording is most like those about {touchpoint}.",
        "atmosphere": "“{words}” sounds like {atmosphere}.",
        "atmosphere_denied": "“{words}” is denied, which speaks against {atmosphere}.",
        "promise": "“{words}” says that the guest will get or meet it.",
        "quality": "“{words}” names a manner that can be felt on site.",
        "quantity": "“{words}” can be checked on site.",
        "negated": "“{words}” promises that something will be absent.",
        "hedged": "“{words}” makes it weaker.",
        "criterion": "{criterion} asks the same.",
        "disagree": "They say different things of {topic}: “{a}” and “{b}”.",
        "tones": "One sounds like {a}, the other like {b}.",
        "request": "“{words}” asks something of the reader.",
        "outside": "“{words}” is not about the event itself.",
        "distance": "“{words}” speaks of another time or place.",
        "advice_superlative": "“{words}” promises what nobody can check. Say what there is.",
        "advice_elsewhere": "“{words}” sends the reader elsewhere. Give the answer here.",
        "advice_refusal": "“{words}” is a bare no. Say what is possible instead.",
        "advice_impersonal": "The reader is “{words}” and never addressed. Write to one person.",
        "advice_bureaucratic": "“{words}” is office language. Say it as you would at the door.",
        "advice_long": "This sentence has {count} words. Cut it in two.",
        "advice_shouting": "“{words}” shouts. One exclamation mark is enough.",
        "learned": "Your organisation {verb} candidates like this ({feature}).",
    }
)


@dataclass(frozen=True, slots=True)
class Reason:
    """One ground. key: one of SENTENCES; params: what its sentence names, as sorted pairs."""

    key: str
    params: tuple[tuple[str, str], ...] = ()

    def sentence(self) -> str:
        return SENTENCES[self.key].format_map(dict(self.params))


def because(key: str, **params: str) -> Reason:
    return Reason(key, tuple(sorted(params.items())))


def in_words(reasons: tuple[Reason, ...]) -> str:
    return " ".join(reason.sentence() for reason in reasons)
