"""An event with its audit, as every page about findings begins."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from eventaudit.consistency import Audit, EventFacts, Library, Likeness, audit
from eventaudit.events.models import Event
from eventaudit.library.own_settings import settings_of

from .facts import library_with, load_facts
from .wording import Glossary


@dataclass(frozen=True, slots=True)
class AuditedEvent:
    event: Event
    facts: EventFacts
    library: Library
    audit: Audit
    glossary: Glossary

    @property
    def likeness(self) -> Likeness:
        return self.library.likeness(self.audit.settings.neutral_similarity)


def event_or_404(request: HttpRequest, event_pk: int) -> Event:
    """The event, if it is one of the organisation's in the address."""
    events = request.membership.organisation.events.select_related(
        "organisation__analysis_settings", "template_version"
    )
    return get_object_or_404(events, pk=event_pk)


def audit_of(event: Event) -> AuditedEvent:
    """Load and judge the event as it is stored now, in a fixed number of queries."""
    facts = load_facts(event)
    glossary = Glossary.load(
        event.template_version,
        event.organisation,
        messages={message.id: message.channel for message in facts.messages},
        segments={segment.key: segment.label for segment in facts.segments},
    )
    library = library_with(glossary.atmospheres, event.template_version)
    judged = audit(facts, library, settings_of(event.organisation))
    return AuditedEvent(event, facts, library, judged, glossary)
