"""The notices after a message was added: what became of the files inside it."""

from collections.abc import Iterable, Sequence

from django.contrib import messages as notices
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eventaudit.messaging.attachments import UnreadAttachment
from eventaudit.messaging.models import Message

_MOST_NAMED = 12  # in one notice


def say_added(
    request: HttpRequest,
    message: Message,
    attached: Sequence[Message],
    unread: Sequence[UnreadAttachment],
    *,
    language_guessed: bool = False,
) -> None:
    notices.success(request, _("%s was added.") % message.key)
    if language_guessed:
        sentence = _(
            "Its words do not tell their language: %s is assumed. Edit the message if it is another."
        )
        notices.warning(request, sentence % message.get_language_display())
    if attached:
        sentence = ngettext(
            "Its attachment was added as a message of its own:",
            "Its %(number)d attachments were added as messages of their own:",
            len(attached),
        ) % {"number": len(attached)}
        notices.success(request, _listed(sentence, (_link(each) for each in attached)))
    if unread:
        sentence = ngettext(
            "An attachment was not read. If guests read it, add what it says as a message:",
            "Some attachments were not read. If guests read them, add what they say as messages:",
            len(unread),
        )
        notices.warning(request, _listed(sentence, list(_reasons(unread))))


def _link(message: Message) -> SafeString:
    name = message.title or message.original_name
    return format_html('<a href="{}">{} {}</a>', message.get_absolute_url(), message.key, name)


def _reasons(unread: Sequence[UnreadAttachment]) -> Iterable[str]:
    for each in unread[:_MOST_NAMED]:
        yield format_html("<strong>{}</strong>: {}", each.name, each.why)
    more = len(unread) - _MOST_NAMED
    if more > 0:
        yield ngettext("and one more", "and %(number)d more", more) % {"number": more}


def _listed(sentence: str, items: Iterable[str]) -> SafeString:
    return format_html(
        "{}<ul>{}</ul>", sentence, format_html_join("", "<li>{}</li>", ((each,) for each in items))
    )
