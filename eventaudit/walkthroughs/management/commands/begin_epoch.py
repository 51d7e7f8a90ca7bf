from django.core.management.base import BaseCommand

from eventaudit.walkthroughs.models import Walkthrough
from eventaudit.walkthroughs.sync import begin_epoch


class Command(BaseCommand):
    help = "After putting back a backup: every tablet sends again what it still holds."

    def handle(self, *args, **options) -> None:
        number = 0
        for walkthrough in Walkthrough.objects.only("pk", "epoch").iterator():
            begin_epoch(walkthrough)
            number += 1
        self.stdout.write(f"Tablets send their changes of {number} walkthroughs again.")
