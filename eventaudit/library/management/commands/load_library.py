import json

from django.conf import settings
from django.core.management.base import BaseCommand

from eventaudit.library.actions import load_library


class Command(BaseCommand):
    help = "Load the default library (touchpoints, criteria, atmospheres) from fixtures/. Safe to repeat."

    def handle(self, *args, **options):
        fixtures = settings.BASE_DIR / "fixtures"
        version = load_library(
            template=json.loads((fixtures / "template.json").read_text()),
            atmospheres=json.loads((fixtures / "atmospheres.json").read_text()),
        )
        self.stdout.write(f"Library: {version} with {version.criteria.count()} criteria.")
