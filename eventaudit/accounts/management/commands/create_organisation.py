from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.text import slugify

from eventaudit.accounts.actions import create_organisation, invite
from eventaudit.accounts.models import Organisation, Role


class Command(BaseCommand):
    help = "Makes an organisation and prints the link with which its first admin joins (valid for 14 days)."

    def add_arguments(self, parser):
        parser.add_argument("name", help="what the organisation is called")
        parser.add_argument("--admin", required=True, metavar="EMAIL", help="the first admin's address")
        parser.add_argument("--language", default="en", choices=[code for code, _name in settings.LANGUAGES])

    def handle(self, *, name, admin, language, **options):
        name = " ".join(name.split())
        try:
            validate_email(admin)
        except ValidationError:
            raise CommandError(f"{admin!r} is not an e-mail address.", returncode=2) from None
        if not slugify(name):
            raise CommandError("The organisation's name needs at least one letter or digit.", returncode=2)
        limit = Organisation._meta.get_field("name").max_length
        if len(name) > limit:
            raise CommandError(f"The organisation's name is longer than {limit} characters.", returncode=2)
        if Organisation.objects.filter(name__iexact=name).exists():
            raise CommandError(f"There is an organisation called {name!r} already.", returncode=2)
        with transaction.atomic():
            organisation = create_organisation(name=name)
            invitation = invite(
                organisation=organisation, email=admin, role=Role.ADMIN, language=language, by=None
            )
        self.stdout.write(settings.SITE_URL + invitation.get_absolute_url())
