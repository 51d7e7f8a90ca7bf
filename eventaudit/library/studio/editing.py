"""One change of a draft, from what its content is to what it is to be."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from eventaudit.accounts.models import User

from ..content import content_of
from ..drafts import ChangedByAnother, replace_content
from ..models import TemplateVersion


@transaction.atomic
def edit_draft(
    *, version: TemplateVersion, revision: int, by: User, change: Callable[[dict[str, Any]], None]
) -> TemplateVersion:
    """`change` alters the content (form of content.py) in place.

    Raises ChangedByAnother where the draft is no longer at `revision`; what `change` raises goes through.
    """
    now = TemplateVersion.objects.get(pk=version.pk)
    if now.revision != revision:  # before `change`, which may look for what is no longer there
        raise ChangedByAnother(now)
    content = content_of(version)
    change(content)
    return replace_content(version=version, content=content, revision=revision, by=by)
