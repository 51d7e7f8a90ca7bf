"""What the snapshot says in words, in the active language, and never with the names of those who looked."""

from collections.abc import Iterable

from eventaudit.consistency import Mixture
from eventaudit.findings.wording import Glossary


class NamelessGlossary(Glossary):
    """Says what was answered and not who answered: names stand in fields of their own (`who`, `owner`), so
    that an edition can leave them out."""

    @classmethod
    def of(cls, glossary: Glossary) -> "NamelessGlossary":
        return cls(
            touchpoints=glossary.touchpoints,
            criteria=glossary.criteria,
            atmospheres=glossary.atmospheres,
            messages=glossary.messages,
            segments=glossary.segments,
        )

    def values(self, key: str, observed: list) -> str:
        return joined(self.value(key, value) for _auditor, own in observed for value in own)


def joined(texts: Iterable[str]) -> str:
    """The different ones, '18 min / 16 min'."""
    return " / ".join(dict.fromkeys(text for text in texts if text))


def mixture_name(mixture: Mixture | None, glossary: Glossary) -> str:
    """'Luxury 50 % + Rustic 50 %', 'Neutral'; '' where there is none."""
    return "" if mixture is None else glossary.atmosphere(mixture.as_json())
