"""What writes an organisation's own atmospheres. The default ones are never changed."""

from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from eventaudit.accounts.models import Organisation, User

from ..mixtures import NEUTRAL
from ..models import Atmosphere
from ..queries import atmospheres_of
from ..studio.keys import new_key
from .content import ANYWHERE, KEY, Content, problems_of, tidy
from .usage import Uses, uses_of

MOST_KEY = 60
MOST_OF_OWN = 60
NOT_KEYS = frozenset({NEUTRAL, ANYWHERE, "new", "import"})  # the last two are addresses


class ChangedByAnother(Exception):
    """Somebody else has changed it since the page was made; `atmosphere` is as it is now, None if deleted."""

    def __init__(self, atmosphere: Atmosphere | None) -> None:
        super().__init__(str(atmosphere))
        self.atmosphere = atmosphere


class InUse(Exception):
    """It cannot be deleted: `uses` says what speaks of it."""

    def __init__(self, uses: Uses) -> None:
        super().__init__(str(uses))
        self.uses = uses


@transaction.atomic
def create_atmosphere(
    *, organisation: Organisation, content: Mapping[str, Any], key: str = "", by: User | None
) -> Atmosphere:
    """One of the organisation's own. key: as a file has it; it is kept where it is free, else one is made.

    Raises ValidationError with a sentence for every problem.
    """
    Organisation.objects.select_for_update().get(pk=organisation.pk)  # so that keys stay unique
    own = organisation.atmospheres.count()
    if own >= MOST_OF_OWN:
        raise ValidationError(_("You have %d atmospheres of your own already. Delete one first.") % own)
    content = checked(content)
    taken = {*atmospheres_of(organisation), *NOT_KEYS}
    free = KEY.fullmatch(key) and key not in taken
    last = Atmosphere.objects.aggregate(last=Max("order"))["last"] or 0
    atmosphere = Atmosphere(
        organisation=organisation,
        key=key if free else new_key(content["name"], taken, otherwise="atmosphere", most=MOST_KEY),
        order=min(last + 1, 32_000),
        **content,
    )
    return _saved(atmosphere, by)


@transaction.atomic
def change_atmosphere(
    *, atmosphere: Atmosphere, content: Mapping[str, Any], revision: int, by: User
) -> Atmosphere:
    """It says what `content` says; nothing is written where it does already.

    revision: the one that the change began at. Raises ChangedByAnother, ValidationError.
    """
    locked = _take(atmosphere, revision)
    content = checked(content)
    changed = [name for name, value in content.items() if getattr(locked, name) != value]
    if not changed:
        return locked
    for name in changed:
        setattr(locked, name, content[name])
    locked.revision += 1
    return _saved(locked, by)


@transaction.atomic
def delete_atmosphere(*, atmosphere: Atmosphere, revision: int, by: User) -> None:
    """Raises InUse, ChangedByAnother. One that stands in for a default atmosphere gives its place back."""
    locked = _take(atmosphere, revision)
    uses = uses_of(locked)
    if uses and not stands_in(locked):
        raise InUse(uses)
    locked._history_user = by
    locked.delete()


def stands_in(atmosphere: Atmosphere) -> bool:
    """Whether a default atmosphere has the same key."""
    return Atmosphere.objects.filter(organisation=None, key=atmosphere.key).exists()


def checked(content: Mapping[str, Any]) -> Content:
    """Tidy. Raises ValidationError with a sentence for every problem."""
    content = tidy(content)
    problems = problems_of(content)
    if problems:
        raise ValidationError([f"{path}: {sentence}" for path, sentence in problems])
    return content


def free_keys(keys: Collection[str], organisation: Organisation) -> list[str]:
    return [key for key in keys if key not in {*atmospheres_of(organisation), *NOT_KEYS}]


def _take(atmosphere: Atmosphere, revision: int) -> Atmosphere:
    """Lock it for a change that began at `revision`."""
    locked = Atmosphere.objects.select_for_update().filter(pk=atmosphere.pk).first()
    if locked is None or locked.organisation_id is None or locked.revision != revision:
        raise ChangedByAnother(locked)
    return locked


def _saved(atmosphere: Atmosphere, by: User | None) -> Atmosphere:
    atmosphere._history_user = by
    atmosphere.save()
    return atmosphere
