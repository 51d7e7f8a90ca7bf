from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from eventaudit.accounts.models import Organisation, Role, User
from eventaudit.library.formats.faults import FormatRefused
from eventaudit.library.formats.importing import import_as_new, import_into, revision_of, template_for
from eventaudit.library.formats.reading import read_template
from eventaudit.library.formats.workbook import MOST_BYTES
from eventaudit.library.management.arguments import organisation_named
from eventaudit.library.queries import atmospheres_of


class Command(BaseCommand):
    help = "Read a template (JSON, spreadsheet or XLSForm) into a draft: all of it, or nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--organisation", help="its short name in addresses; needed where there are several"
        )
        parser.add_argument(
            "--new", action="store_true", help="a new template, though there is one of this key"
        )

    def handle(self, *args, **options):
        organisation = organisation_named(options["organisation"]) or _only_one()
        try:
            reading = read_template(_read(options["file"]), atmospheres=atmospheres_of(organisation))
        except FormatRefused as error:
            raise CommandError(str(error), returncode=2) from None
        admin = _admin_of(organisation)
        template = None if options["new"] else template_for(organisation, reading)
        if template:
            revision = revision_of(template)
            draft = import_into(template=template, reading=reading, revision=revision, by=admin)
        else:
            draft = import_as_new(organisation=organisation, reading=reading, by=admin)
        for note in reading.notes:
            self.stdout.write(f"Not carried over: {note}")
        for problem in reading.mend:
            self.stdout.write(f"Before publishing: {problem}")
        self.stdout.write(f"Draft of {draft}: {len(reading.content['criteria'])} criteria.")


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.", returncode=2) from None


def _only_one() -> Organisation:
    found = list(Organisation.objects.order_by("slug")[:20])
    if len(found) != 1:
        known = ", ".join(each.slug for each in found)
        raise CommandError(
            f"Say which organisation: --organisation {known or '(there is none)'}.", returncode=2
        )
    return found[0]


def _admin_of(organisation: Organisation) -> User:
    """In whose name it is done: the first admin's."""
    membership = organisation.memberships.filter(role=Role.ADMIN).order_by("pk").first()
    if membership is None:
        raise CommandError(f"{organisation} has no admin in whose name to do it.", returncode=2)
    return membership.user
