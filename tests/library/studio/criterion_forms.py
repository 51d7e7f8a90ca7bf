"""Forms of the criterion editor as a browser would post them."""

from django.http import QueryDict
from django.urls import reverse

from eventaudit.accounts.models import Role
from eventaudit.library.content import content_of
from eventaudit.library.drafts import create_template
from eventaudit.library.models import TemplateVersion
from eventaudit.library.studio.criterion_form import NEW
from eventaudit.library.studio.criterion_typed import typed_of

from ...factories import make_membership


def make_draft(organisation) -> TemplateVersion:
    source = TemplateVersion.objects.get(template__organisation=None, number=1)
    by = make_membership(organisation, Role.ADMIN).user
    return create_template(organisation=organisation, key="own", name={"en": "Own"}, source=source, by=by)


def row_in(version: TemplateVersion, key: str) -> dict:
    return next(row for row in content_of(version)["criteria"] if row["key"] == key)


def address(version: TemplateVersion, key: str = "", *, touchpoint: str = "venue", name: str = "") -> str:
    organisation = version.template.organisation.slug
    if key:
        return reverse(
            f"library:{name or 'criterion_edit'}", args=[organisation, version.pk, touchpoint, key]
        )
    return reverse(f"library:{name or 'criterion_new'}", args=[organisation, version.pk, touchpoint])


def typed(row: dict | None = None, *, revision: int = 0, **changes: object) -> QueryDict:
    """The form of a row (None: of a new criterion) after changes; None takes a field away.

    Names are those of the form, with __ for what cannot stand in a Python name ("anchor_fit_1_en" can).
    """
    data = typed_of(row or NEW)
    data["revision"] = str(revision)
    for name, value in changes.items():
        if value is None:
            data.pop(name, None)
        elif isinstance(value, list):
            data.setlist(name, value)
        else:
            data[name] = str(value)
    return data


def encoded(data: QueryDict) -> dict:
    return {"data": data.urlencode(), "content_type": "application/x-www-form-urlencoded"}
