"""The studio as a test uses it: one admin, a draft, and what a page says."""

from dataclasses import dataclass

from django.test import Client
from django.urls import reverse

from eventaudit.library.drafts import create_template
from eventaudit.library.models import TemplateVersion


def default_version() -> TemplateVersion:
    return TemplateVersion.objects.get(template__organisation=None, number=1)


def copy_of_default(organisation, by, key: str = "own", name: str = "Own") -> TemplateVersion:
    name = {"en": name, "fi": f"{name} fi", "sv": f"{name} sv"}
    return create_template(organisation=organisation, key=key, name=name, source=default_version(), by=by)


@dataclass
class Studio:
    """An admin's way to the pages of one version; `at` makes an address, the rest asks for it."""

    client: Client
    version: TemplateVersion

    def at(self, name: str, *arguments) -> str:
        slug = self.version.template.organisation.slug
        return reverse(f"library:{name}", args=[slug, self.version.pk, *arguments])

    def get(self, name: str, *arguments, **query):
        return self.client.get(self.at(name, *arguments), query)

    def post(self, name: str, *arguments, revision: int | None = None, headers=None, **fields):
        """As a form made at `revision` would; None: the present one."""
        if revision is None:
            revision = TemplateVersion.objects.get(pk=self.version.pk).revision
        data = {"revision": revision, **fields}
        return self.client.post(self.at(name, *arguments), data, headers=headers)

    def now(self) -> TemplateVersion:
        return TemplateVersion.objects.get(pk=self.version.pk)
