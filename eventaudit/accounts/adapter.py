from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.utils import translation

from .queries import person_with_address


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request) -> bool:
        """New accounts come by invitation, unless the site is open to everybody (OPEN_SIGNUP)."""
        return settings.OPEN_SIGNUP

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """In the language of the person who gets it, whatever the language of the page that asked."""
        person = context.get("user") or person_with_address(email)
        with translation.override(person.language if person else translation.get_language()):
            super().send_mail(template_prefix, email, context)
