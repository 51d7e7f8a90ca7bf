from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet

from eventaudit.library.formats.faults import FormatRefused
from eventaudit.library.formats.writing import FORMATS, write_template
from eventaudit.library.management.arguments import organisation_named
from eventaudit.library.models import Template, TemplateVersion


class Command(BaseCommand):
    help = "Write a template into a file: JSON, a spreadsheet to edit, or an XLSForm for ODK and Kobo."

    def add_arguments(self, parser):
        parser.add_argument("key", help="of the template; the default library's is 'default'")
        parser.add_argument("--format", choices=FORMATS, default="json")
        parser.add_argument("--out", type=Path, required=True, help="the file; an old one is replaced")
        parser.add_argument(
            "--organisation", help="its short name in addresses; without, the default library"
        )
        parser.add_argument("--number", type=int, help="of the version; without, the newest published one")

    def handle(self, *args, **options):
        version = _version(options["key"], options["organisation"], options["number"])
        try:
            content = write_template(version, options["format"])
        except FormatRefused as error:
            raise CommandError(str(error), returncode=2) from None
        try:
            options["out"].write_bytes(content)
        except OSError as error:
            raise CommandError(
                f"{options['out']} cannot be written: {error.strerror}.", returncode=2
            ) from None
        self.stdout.write(f"{version}: {options['out']}, {len(content)} bytes.")


def _version(key: str, slug: str | None, number: int | None) -> TemplateVersion:
    organisation = organisation_named(slug)
    template = Template.objects.filter(organisation=organisation, key=key).first()
    if template is None:
        known = ", ".join(Template.objects.filter(organisation=organisation).values_list("key", flat=True))
        raise CommandError(f"There is no template {key!r} there. There are: {known or 'none'}.", returncode=2)
    versions: QuerySet[TemplateVersion] = template.versions.select_related("template__organisation")
    if number is not None:
        found = versions.filter(number=number).first()
    else:
        found = versions.filter(state=TemplateVersion.State.PUBLISHED).first() or versions.first()
    if found is None:
        raise CommandError(f"{key} has no such version.", returncode=2)
    return found
