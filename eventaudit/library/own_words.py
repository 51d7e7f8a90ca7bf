"""The trigger words of an organisation's own atmospheres, in the form in which texts are read."""

from collections.abc import Mapping

from eventaudit.wording import Own, own_of

from .models import Atmosphere


def own_words(atmospheres: Mapping[str, Atmosphere]) -> Own:
    """Of those that are the organisation's own; of the default ones the reader knows more than their rows."""
    return own_of(
        {
            key: {"touchpoints": atmosphere.touchpoints}
            for key, atmosphere in sorted(atmospheres.items())
            if atmosphere.organisation_id
        }
    )
