from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from eventaudit.accounts.models import Organisation
from eventaudit.findings.event_file import EventFileRefused, parse_json, read_event_file, store_event_file


class Command(BaseCommand):
    help = "Import the event of an event file (docs/event-file.md) into an organisation."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--organisation", metavar="SLUG", required=True)
        parser.add_argument("--key", default="", help="the event's key, instead of the file's id")

    def handle(self, *args, **options):
        organisation = Organisation.objects.filter(slug=options["organisation"]).first()
        if organisation is None:
            known = ", ".join(Organisation.objects.values_list("slug", flat=True)) or "none yet"
            raise CommandError(
                f"There is no organisation “{options['organisation']}”. Known are: {known}.", returncode=2
            )
        try:
            content = Path(options["file"]).read_bytes()
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}.", returncode=2) from error
        try:
            file = read_event_file(organisation=organisation, data=parse_json(content), key=options["key"])
        except EventFileRefused as error:
            raise CommandError("\n".join(error.problems), returncode=2) from error
        event = store_event_file(file, by=None)
        for warning in file.warnings:
            self.stderr.write(warning)
        self.stdout.write(f"Imported {event} as {event.key}.")
