import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from eventaudit.consistency import LibraryError
from eventaudit.library.actions import load_library


class Command(BaseCommand):
    help = "Load the default library (touchpoints, criteria, atmospheres) from its files. Safe to repeat."

    def add_arguments(self, parser):
        fixtures = settings.BASE_DIR / "fixtures"
        parser.add_argument("--template", type=Path, default=fixtures / "template.json")
        parser.add_argument("--atmospheres", type=Path, default=fixtures / "atmospheres.json")

    def handle(self, *args, **options):
        template, atmospheres = _read(options["template"]), _read(options["atmospheres"])
        try:
            version = load_library(template=template, atmospheres=atmospheres)
        except LibraryError as error:
            raise CommandError("\n".join(error.problems), returncode=2) from None
        self.stdout.write(f"Library: {version} with {version.criteria.count()} criteria.")


def _read(path: Path) -> dict:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.", returncode=2) from None
    except ValueError as error:
        raise CommandError(f"{path} is no JSON: {error}.", returncode=2) from None
    if not isinstance(content, dict):
        raise CommandError(f"{path} is not one JSON object.", returncode=2)
    return content
