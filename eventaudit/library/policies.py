"""What may be changed in the library. The check raises the sentence that the page shows."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .models import TemplateVersion


def check_can_edit_version(version: TemplateVersion) -> None:
    """Only a draft changes: events are bound to what is published, and their numbers must not move."""
    if version.state != TemplateVersion.State.DRAFT:
        raise ValidationError(
            _("%s has been published and never changes. Make a new version instead.") % version,
            code="version_published",
        )


def can_edit_version(version: TemplateVersion) -> bool:
    try:
        check_can_edit_version(version)
    except ValidationError:
        return False
    return True
