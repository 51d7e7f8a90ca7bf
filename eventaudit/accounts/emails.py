"""The e-mails we write ourselves; those of signing in are allauth's."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation

from .models import Invitation


def send_invitation(invitation: Invitation) -> None:
    """Sends the link in the invitation's language. Raises OSError when no mail server takes it."""
    context = {
        "invitation": invitation,
        "organisation": invitation.organisation,
        "inviter": invitation.invited_by,
        "link": settings.SITE_URL + invitation.get_absolute_url(),
        "last_day": timezone.localdate(invitation.expires_at),
    }
    with translation.override(invitation.language):
        subject = render_to_string("accounts/email/invitation_subject.txt", context)
        message = EmailMultiAlternatives(
            subject=" ".join(subject.split()),  # a line break in a name must not become a header
            body=render_to_string("accounts/email/invitation.txt", context),
            to=[invitation.email],
        )
        html = render_to_string("accounts/email/invitation.html", context)
    message.attach_alternative(html, "text/html")
    message.send()
