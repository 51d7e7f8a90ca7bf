"""What an event file may say and the site cannot keep: told in sentences before anything is stored."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db.models import Model
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from eventaudit.consistency import EventFacts, MessageFact, PromiseFact, WalkthroughFact
from eventaudit.events.models import Event, ProgrammeItem, Round, Segment, Zone
from eventaudit.messaging.models import Channel, Contradiction, Message, Promise
from eventaudit.walkthroughs.models import Answer, Walkthrough

from .event_dates import YEARS
from .facts import VERDICT_VALUES

LANGUAGES = [code for code, _name in settings.LANGUAGES]
MOST_PEOPLE = 10_000_000


def site_problems(facts: EventFacts) -> Iterator[str]:
    yield from _too_long("name", facts.name, Event, "name")
    yield from _too_long("venue", facts.venue, Event, "venue")
    yield from _too_long("organiser", facts.organiser, Event, "client_name")
    yield from _language("lang", facts.lang)
    yield from _segments(facts)
    for message in facts.messages:
        yield from _message(message)
    for promise in facts.promises:
        yield from _promise(promise)
    for contradiction in facts.contradictions:
        yield from _too_long("contradictions", contradiction.id, Contradiction, "key")
    yield from _programme(facts)
    for number, walkthrough in enumerate(facts.walkthroughs):
        yield from _walkthrough(f"walkthroughs[{number}]", walkthrough)


def warnings_about(facts: EventFacts, earlier: Iterable[EventFacts] = ()) -> Iterator[str]:
    """What is not kept, where that is no reason to refuse the file. earlier: what its earlier parts say."""
    yield from facts.warnings
    if photos := sum(_photos(part) for part in (facts, *earlier)):
        yield _("The file counts %d photos but holds none. Add them by hand: they are evidence.") % photos
    if facts.comments and not facts.walkthroughs:
        yield _("The comments were left out: there is no walkthrough that could hold them.")


def _photos(facts: EventFacts) -> int:
    of_walkthroughs = (count for one in facts.walkthroughs for count in one.photos.values())
    return sum(facts.photos.values()) + sum(one.photos for one in facts.promises) + sum(of_walkthroughs)


def _too_long(path: str, text: str, model: type[Model], field: str) -> Iterator[str]:
    most = model._meta.get_field(field).max_length
    if len(text) > most:
        yield _("%(path)s: “%(start)s…” is longer than %(most)d characters. Shorten it.") % {
            "path": path,
            "start": text[:30],
            "most": most,
        }


def _language(path: str, code: str) -> Iterator[str]:
    if code and code not in LANGUAGES:
        yield _("%(path)s: “%(code)s” is not a language of this site. Use %(known)s.") % {
            "path": path,
            "code": code[:20],
            "known": ", ".join(LANGUAGES),
        }


def _segments(facts: EventFacts) -> Iterator[str]:
    for segment in facts.segments:
        path = f"segments.{segment.key[:30]}"
        yield from _too_long(path, segment.key, Segment, "key")
        yield from _too_long(path, segment.label, Segment, "name")
        if segment.size is not None and segment.size > MOST_PEOPLE:
            yield _("%s: the size is too large. Give how many people belong to it.") % path
        try:
            validate_slug(segment.key)
        except ValidationError:
            yield _("%s: is not a key. Use letters, digits, hyphens and underscores.") % path


def _programme(facts: EventFacts) -> Iterator[str]:
    for number, item in enumerate(facts.programme):
        yield from _too_long(f"programme[{number}].title", item.title, ProgrammeItem, "title")
        if int(item.at[:4]) not in YEARS:
            yield _("programme[%(number)d].at: the year %(year)s cannot be right. Correct the date.") % {
                "number": number,
                "year": item.at[:4],
            }
    for number, name in enumerate(facts.rounds):
        yield from _too_long(f"rounds[{number}]", name, Round, "name")


def _message(message: MessageFact) -> Iterator[str]:
    path = f"messages {message.id[:20]}"
    yield from _too_long(path, message.id, Message, "key")
    yield from _too_long(path, message.title, Message, "title")
    yield from _too_long(path, message.audience, Message, "audience")
    yield from _language(path, message.lang)
    if message.channel not in Channel.values:
        yield _("%(path)s: “%(channel)s” is not a channel of this site. Use one of %(known)s.") % {
            "path": path,
            "channel": message.channel[:30],
            "known": ", ".join(Channel.values),
        }
    if message.date and not _is_date(message.date):
        yield _("%(path)s: “%(date)s” is not a date. Write it as 2031-11-14.") % {
            "path": path,
            "date": message.date[:30],
        }


def _is_date(text: str) -> bool:
    try:
        return parse_date(text) is not None
    except ValueError:
        return False


def _promise(promise: PromiseFact) -> Iterator[str]:
    path = f"promises {promise.id[:20]}"
    yield from _too_long(path, promise.id, Promise, "key")
    if promise.manual_q not in VERDICT_VALUES.values():
        yield _("%s: manual_q is kept 1, partly 0.5 or broken 0 on this site. Use the nearest.") % path
    if promise.weight is not None and promise.weight not in (1, 2, 3):
        yield _("%s: the weight is 1, 2 or 3 on this site.") % path
    if promise.atmosphere is not None and len(promise.atmosphere.shares) > 1:
        yield _("%s: a promise has one atmosphere on this site. Keep the strongest.") % path
    if promise.verdict_from not in (None, _decided_by(promise)):
        yield _(
            "%(path)s: verdict_from says “%(said)s”, but on this site the criterion decides where there is "
            "one, the reading where a mood promise has an atmosphere, and else a person: “%(here)s”. "
            "Change one of them."
        ) % {"path": path, "said": promise.verdict_from, "here": _decided_by(promise)}


def _decided_by(promise: PromiseFact) -> str:
    if promise.criterion:
        return "criterion"
    return "atmosphere_read" if promise.strength == "mood" and promise.atmosphere else "manual"


def _walkthrough(path: str, walkthrough: WalkthroughFact) -> Iterator[str]:
    yield from _too_long(f"{path}.auditor", walkthrough.auditor, Walkthrough, "auditor_name")
    yield from _too_long(f"{path}.round", walkthrough.round, Round, "name")
    yield from _too_long(f"{path}.zone", walkthrough.zone, Zone, "name")
    for key, reason in walkthrough.reasons.items():
        yield from _too_long(f"{path}.reasons.{key}", reason, Answer, "reason")
