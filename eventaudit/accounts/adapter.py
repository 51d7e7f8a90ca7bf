from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request) -> bool:
        """New accounts come by invitation, unless the site is open to everybody (OPEN_SIGNUP)."""
        return settings.OPEN_SIGNUP
