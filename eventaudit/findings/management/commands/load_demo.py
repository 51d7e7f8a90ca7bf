from django.core.management.base import BaseCommand, CommandError

from eventaudit.findings.demo.loading import PASSWORD, PEOPLE, NotADemoSite, email_of, load_demo
from eventaudit.findings.event_file import EventFileRefused


class Command(BaseCommand):
    help = "Load the demo organisation with its three events. Safe to repeat; touches no other organisation."

    def add_arguments(self, parser):
        parser.add_argument(
            "--force", action="store_true", help="also on a site that has other organisations"
        )

    def handle(self, *args, **options):
        try:
            done = load_demo(force=options["force"])
        except NotADemoSite as error:
            raise CommandError(str(error), returncode=2) from error
        except EventFileRefused as error:
            raise CommandError("\n".join(error.problems), returncode=2) from error
        for line in done or ["The demo is loaded already. Nothing was changed."]:
            self.stdout.write(line)
        self.stdout.write(f"Sign in with the password {PASSWORD} as")
        for role in PEOPLE:
            self.stdout.write(f"  {email_of(role):<30} {role.label}")
