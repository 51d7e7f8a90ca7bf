"""What may be chosen for an edition: how much of the moment it shows, to whom, and how it looks."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

PHOTOS_PER_ROW = (2, 3, 4)


class Edition(TextChoices):
    FULL = "full", _("Full report")
    TWO_MINUTES = "two_minutes", _("Two minutes")
    SUPPLIER = "supplier", _("For a supplier")


@dataclass(frozen=True, slots=True)
class Choices:
    """touchpoints, supplier: keys and a name, for an edition of a supplier only.
    hide_full_marks: answers of quality 100. hide_comments: notes of auditors.
    withhold_free_text: all that people wrote about what they met; the messages' own words stay.
    small: photos of half the size, for mail."""

    edition: str = Edition.FULL
    touchpoints: tuple[str, ...] = ()
    supplier: str = ""
    anonymous: bool = False
    photos_per_row: int = 3
    hide_full_marks: bool = False
    hide_comments: bool = False
    withhold_free_text: bool = False
    small: bool = False

    @classmethod
    def read(cls, edition: str, options: Mapping) -> "Choices":
        """From what a report has stored; what is not known any more is left out."""
        known = {field.name for field in fields(cls)} - {"edition"}
        stored = {key: value for key, value in options.items() if key in known}
        return cls(edition, **{**stored, "touchpoints": tuple(stored.get("touchpoints", ()))})

    @property
    def options(self) -> dict:
        """To be stored as JSON: what differs from an ordinary full report."""
        usual = asdict(Choices())
        chosen = {key: value for key, value in asdict(self).items() if value != usual[key]}
        chosen.pop("edition", None)
        if "touchpoints" in chosen:
            chosen["touchpoints"] = list(self.touchpoints)
        return chosen
