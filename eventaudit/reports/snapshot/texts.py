"""Mixtures as a reader of the report meets them, in the active language."""

from eventaudit.consistency import Mixture
from eventaudit.findings.wording import Glossary


def mixture_name(mixture: Mixture | None, glossary: Glossary) -> str:
    """'Luxury 50 % + Rustic 50 %', 'Neutral'; '' where there is none."""
    return "" if mixture is None else glossary.atmosphere(mixture.as_json())
