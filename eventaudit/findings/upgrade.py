"""Binding an event to another version of its template, all at once and without dropping an answer."""

import logging

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from eventaudit.accounts.models import Organisation, User
from eventaudit.events.models import Event, Upgrade
from eventaudit.library.models import TemplateVersion
from eventaudit.library.queries import published_versions

from .aside import SETTINGS, set_aside
from .earlier import move_rows, versions_of
from .upgrade_plan import Plan, plan_upgrade

logger = logging.getLogger(__name__)


class PlanChanged(Exception):
    """Something that the plan tells of has changed since it was shown; `plan` is what would happen now."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(str(plan.to))
        self.plan = plan


def check_can_upgrade(event: Event, to: TemplateVersion | None = None) -> None:
    if event.state == Event.State.ARCHIVED:
        raise ValidationError(
            _("This event is archived, so it stays as it is. Open or close it first, then upgrade it."),
            code="archived",
        )
    if to is not None and to.pk == event.template_version_id:
        raise ValidationError(_("The event has this version already."), code="same_version")


def targets_of(event: Event) -> list[TemplateVersion]:
    """The versions it may be upgraded or go back to: published ones, and those it was bound to before.

    Those of its own template come first, the newest first.
    """
    earlier = TemplateVersion.objects.filter(pk__in=event.earlier_versions).select_related("template")
    found = [
        version
        for version in published_versions(event.organisation) | earlier
        if version.pk != event.template_version_id
    ]
    own = event.template_version.template_id
    return sorted(found, key=lambda one: (one.template_id != own, one.template_id, -one.number))


@transaction.atomic
def upgrade_event(*, event: Event, to: TemplateVersion, digest: str, by: User) -> Upgrade:
    """digest: of the plan that was shown.

    Raises PlanChanged where that is no longer what would happen, ValidationError where it cannot be done.
    """
    # The event's form is saved under the first lock, changes from tablets under the last ones.
    Organisation.objects.select_for_update().get(pk=event.organisation_id)
    event = Event.objects.select_for_update(no_key=True).get(pk=event.pk)
    list(event.walkthroughs.select_for_update().order_by("pk").values_list("pk"))
    check_can_upgrade(event, to)
    plan, old = plan_upgrade(event, to), event.template_version
    if plan.digest != digest:
        raise PlanChanged(plan)
    move_rows(event, to, versions_of(event))
    set_aside(event, plan.split)
    event.earlier_versions = [pk for pk in event.earlier_versions if pk not in (old.pk, to.pk)] + [old.pk]
    event.template_version = to
    event.save(update_fields=["template_version", "earlier_versions", "set_aside", *SETTINGS])
    logger.info("event %s upgraded from version %s to %s by user %s", event.pk, old.pk, to.pk, by.pk)
    return Upgrade.objects.create(event=event, old=old, new=to, by=by)
