"""What the keys of one event are called, in the language that is active."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from eventaudit.accounts.models import Organisation
from eventaudit.library.mixtures import mixture_words
from eventaudit.library.models import Atmosphere, Criterion, TemplateVersion, Touchpoint
from eventaudit.library.queries import atmospheres_of, criteria_by_key
from eventaudit.library.text import localised
from eventaudit.library.units import unit_name
from eventaudit.messaging.models import Channel

from .labels import BALANCE
from .numbers import number


@dataclass(frozen=True, slots=True)
class Glossary:
    """What the keys of one event are called. messages: id to the channel's key; segments: key to name."""

    touchpoints: Mapping[str, Touchpoint]
    criteria: Mapping[str, Criterion]
    atmospheres: Mapping[str, Atmosphere]
    messages: Mapping[str, str] = field(default_factory=dict)
    segments: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def load(
        cls,
        version: TemplateVersion,
        organisation: Organisation,
        messages: Mapping[str, str],
        segments: Mapping[str, str] | None = None,
    ) -> "Glossary":
        """In one query where the published version is known to this process, in two where not."""
        criteria = criteria_by_key(version)
        touchpoints = {criterion.touchpoint.key: criterion.touchpoint for criterion in criteria.values()}
        return cls(touchpoints, criteria, atmospheres_of(organisation), messages, segments or {})

    def touchpoint(self, key: str) -> str:
        if key == "message":
            return _("Messages")
        return localised(self.touchpoints[key].name) if key in self.touchpoints else key

    def criterion(self, key: str) -> str:
        return localised(self.criteria[key].wording) if key in self.criteria else key

    def atmosphere(self, mixture: Mapping[str, float] | str | None) -> str:
        return mixture_words(mixture, self.atmospheres)

    def message(self, key: str) -> str:
        """'Web page (A2)'"""
        channel = self.messages.get(key, "")
        name = Channel(channel).label if channel in Channel.values else _("Message")
        return f"{name} ({key})"

    def segment(self, key: str) -> str:
        return self.segments.get(key) or key

    def value(self, key: str, value: object) -> str:
        """An answer in words: '4 of 5', 'a little too little', '18 min', 'Yes', an option's label."""
        criterion = self.criteria.get(key)
        if value == "NA" or criterion is None:
            return _("not applicable") if value == "NA" else str(value)
        if criterion.kind == Criterion.Kind.YESNO:
            return pgettext("answer", "Yes") if value else pgettext("answer", "No")
        if criterion.kind == Criterion.Kind.FIT:
            return _("%d of 5") % value
        if criterion.kind == Criterion.Kind.BALANCE:
            return str(BALANCE.get(value, value))
        if criterion.kind == Criterion.Kind.MEASURE:
            return f"{number(value)}\u00a0{unit_name((criterion.band or {}).get('unit', ''))}".strip()
        options = criterion.options if isinstance(criterion.options, list) else []
        return next((localised(option["label"]) for option in options if option["key"] == value), str(value))

    def values(self, key: str, observed: list) -> str:
        """[[auditor, [value, ...]], ...] as '18 min (Aino), 16 min (Onni)'; the same value once for all."""
        by_auditor = [
            (auditor, ", ".join(dict.fromkeys(self.value(key, value) for value in values)))
            for auditor, values in observed
        ]
        if len({words for _auditor, words in by_auditor}) == 1 and len(by_auditor) > 1:
            auditors = ", ".join(auditor for auditor, _words in by_auditor)
            return f"{by_auditor[0][1]} ({auditors})"
        return ", ".join(f"{words} ({auditor})" for auditor, words in by_auditor)
