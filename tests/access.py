"""Walks every address of the site as everybody, and says in sentences what does not hold.

The addresses come from the URL resolver, so a new view is walked without a word here. Only a new kind of
argument needs one: add it to `World.arguments` (and to NOBODYS where it names nothing of an organisation).
"""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from http.cookies import SimpleCookie
from urllib.parse import quote

from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver
from django.utils import timezone

from eventaudit.accounts.actions import invite
from eventaudit.accounts.models import Membership, Role
from eventaudit.accounts.policies import Policy
from eventaudit.findings.models import ActionPhoto, CorrectiveAction
from eventaudit.library.models import AnalysisSettings, Template, TemplateVersion
from eventaudit.messaging.models import (
    Contradiction,
    ContradictionCandidate,
    ContradictionReading,
    DismissedAdvice,
    MessageReading,
    PromiseCandidate,
    PromisePhoto,
    ReadingMemory,
)
from eventaudit.photos.models import Photo
from eventaudit.reports.models import Report, ShareLink
from eventaudit.reports.sharing import create_link
from eventaudit.reports.snapshot import take_snapshot
from eventaudit.walkthroughs.models import AnswerPhoto, Conflict, Operation, Tablet, UnfinishedPhoto

from . import factories

# Arguments that mean the same in every organisation.
NOBODYS = {
    "organisation",
    "size",
    "criterion_key",
    "touchpoint_key",
    "atmosphere_key",
    "cause_key",
    "perceiver_key",
    "finding_id",
    "table",
    "ending",
    "format",
}
METHODS = ("get", "post")
# What a person who may open a page gets: the page, another page, or a sentence about a form left empty.
WELCOME = {"get": {200, 302, 405}, "post": {200, 201, 204, 302, 400, 405, 409, 413, 415, 422}}


@dataclass(frozen=True)
class Address:
    """One pattern of the URL configuration: `route` as Django writes it, arguments in angle brackets."""

    name: str
    route: str
    view: object

    @property
    def policy(self) -> Policy | None:
        return getattr(self.view, "policy", None)

    @property
    def arguments(self) -> list[str]:
        return re.findall(r"<(?:\w+:)?(\w+)>", self.route)

    @property
    def owned(self) -> set[str]:
        """Arguments that name something which belongs to an organisation."""
        return set(self.arguments) - NOBODYS

    def path(self, arguments: dict[str, object]) -> str:
        return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(arguments[found[1]]), self.route)


def addresses(patterns: list, route: str = "", namespace: str = "") -> Iterator[Address]:
    for pattern in patterns:
        here = route + _readable(str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern.url_patterns, here, inner)
        elif isinstance(pattern, URLPattern):
            yield Address(namespace + (pattern.name or here), here, pattern.callback)


def _readable(pattern: str) -> str:
    """A regular expression's named groups as `<name>`; routes stay as they are."""
    return re.sub(r"\(\?P(<\w+>)[^)]*\)", r"\1", pattern).removeprefix("^").removesuffix("$")


class World:
    """An organisation with one of everything, and the people around it."""

    def __init__(self):
        self.organisation = factories.make_organisation()
        self.people = {role: factories.make_membership(self.organisation, role) for role in Role}
        self.other_auditor = factories.make_membership(self.organisation, Role.AUDITOR)
        self.other_client = factories.make_membership(self.organisation, Role.CLIENT)
        self.event = factories.make_event(self.organisation)
        self.event.clients.add(self.people[Role.CLIENT])
        self.walkthrough = factories.make_walkthrough(self.event, self.people[Role.AUDITOR].user)
        self.message = factories.make_message(self.event, original_name="invitation.txt", sha256="0" * 64)
        self.message.original.save("invitation.txt", ContentFile(self.message.text.encode()))
        self.promise = factories.make_promise(self.message)
        version = self.event.template_version
        self.criterion = version.criteria.first()
        self.event.upgrades.create(old=version, new=version, by=self.people[Role.MANAGER].user)
        AnalysisSettings.objects.create(organisation=self.organisation, values={"g1_from": 0.3})

    @cached_property
    def arguments(self) -> dict[str, object]:
        """A value for every argument that an address can have."""
        return {
            "organisation": self.organisation.slug,
            "event_pk": self.event.pk,
            "message_pk": self.message.pk,
            "promise_pk": self.promise.pk,
            "contradiction_pk": self._contradiction().pk,
            "candidate_pk": self._candidate().pk,
            "pair_pk": self._pair().pk,
            "pk": self.walkthrough.pk,
            "walkthrough_pk": self.walkthrough.pk,
            "photo_pk": self.photo.pk,
            "report_pk": self.report.pk,
            "action_pk": self._action().pk,
            "tablet_pk": self._tablet().pk,
            "conflict_pk": self._conflict().pk,
            "version_pk": self.version.pk,
            "old_pk": self.version.pk,
            "new_pk": self.version.pk,
            "template_pk": self.version.template_id,
            "membership_pk": self.other_auditor.pk,
            "invitation_pk": self.invitation.pk,
            "token": self.invitation.token,
            "link_pk": self.link.pk,
            "share_token": self.link.token,
            "table": "answers",
            "ending": "csv",
            "format": "json",
            "size": "small",
            "criterion_key": self.criterion.key,
            "touchpoint_key": self.criterion.touchpoint.key,
            "atmosphere_key": "luxury",
            "perceiver_key": "all",
            "cause_key": "craft:food_order",  # of the contradiction about champagne
            "finding_id": "PP:C1",  # the same contradiction, which every world has
        }

    @cached_property
    def invitation(self):
        return invite(
            organisation=self.organisation,
            email=f"invited{self.organisation.pk}@example.org",
            role=Role.AUDITOR,
            language="en",
        )

    @cached_property
    def report(self) -> Report:
        report = Report(
            event=self.event,
            snapshot=take_snapshot(self.event, "en"),
            digest="0" * 64,
            work=Report.Work.READY,
            pages=4,
            state=Report.State.RELEASED,
            reviewed_at=timezone.now(),
            released_by=self.people[Role.MANAGER].user,
            released_at=timezone.now(),
        )
        report.pdf.save("report.pdf", ContentFile(b"%PDF-1.7\n"), save=False)
        report.save()
        return report

    @cached_property
    def link(self) -> ShareLink:
        return create_link(report=self.report, by=self.people[Role.MANAGER].user)

    def _contradiction(self) -> Contradiction:
        return Contradiction.objects.create(
            event=self.event,
            key="C1",
            touchpoint="catering",
            kind=Contradiction.Kind.FACT,
            first=self.message,
            first_quote="Champagne",
            second=self.message,
            second_quote="No queues",
        )

    def _candidate(self) -> PromiseCandidate:
        """What was read in the message, as it stands after somebody has opened it."""
        MessageReading.objects.create(message=self.message, digest="0" * 64, language="en")
        DismissedAdvice.objects.create(message=self.message, kind="superlative", quote="No queues")
        ReadingMemory.objects.create(organisation=self.organisation, forgotten_at=timezone.now())
        return PromiseCandidate.objects.create(
            message=self.message,
            start=26,
            end=35,
            quote="No queues",
            touchpoint="queues",
            strength="explicit",
        )

    def _pair(self) -> ContradictionCandidate:
        ContradictionReading.objects.create(event=self.event, digest="0" * 64)
        return ContradictionCandidate.objects.create(
            event=self.event,
            touchpoint="queues",
            kind=Contradiction.Kind.SOFT,
            first=self.message,
            first_quote="will be served",
            second=self.message,
            second_quote="No queues",
        )

    @cached_property
    def photo(self) -> Photo:
        photo = Photo(event=self.event, width=1, height=1, sha256="0" * 64, size=3)
        for rendition in ("original", "large", "small"):
            getattr(photo, rendition).save(f"{rendition}.jpg", ContentFile(b"JPG"), save=False)
        photo.save()
        AnswerPhoto.objects.create(walkthrough=self.walkthrough, criterion=self.criterion, photo=photo)
        PromisePhoto.objects.create(promise=self.promise, photo=photo)
        return photo

    def _action(self) -> CorrectiveAction:
        """Theirs to mend who walks through: an auditor's task, with a photo."""
        owner = self.people[Role.AUDITOR]
        action = CorrectiveAction.objects.create(event=self.event, title="Sweep the porch", owner=owner)
        ActionPhoto.objects.create(action=action, photo=self.photo)
        return action

    def _tablet(self) -> Tablet:
        """In the auditor's hands, with a change and a photo on it that have not come yet."""
        user = self.people[Role.AUDITOR].user
        tablet = Tablet.objects.create(organisation=self.organisation, user=user, device=uuid.uuid4())
        tablet.states.create(walkthrough=self.walkthrough, waiting=1, photos_waiting=1)
        UnfinishedPhoto.objects.create(
            id=uuid.uuid4(), walkthrough=self.walkthrough, criterion=self.criterion, sha256="0" * 64
        )
        return tablet

    def _conflict(self) -> Conflict:
        """Two answers given at once; the second one counts."""
        first, second = (
            Operation.objects.create(
                walkthrough=self.walkthrough,
                seq=seq,
                criterion=self.criterion.key,
                field=Operation.Field.NOTE,
                value=f"Note {seq}",
                made_at=timezone.now(),
            )
            for seq in (1, 2)
        )
        self.walkthrough.last_seq = 2
        self.walkthrough.save()
        self.walkthrough.answers.create(criterion=self.criterion, note="Note 2", note_operation=second)
        return Conflict.objects.create(walkthrough=self.walkthrough, criterion=self.criterion, lost=first)

    @cached_property
    def version(self) -> TemplateVersion:
        template = Template.objects.create(organisation=self.organisation, key="own", name={"en": "Own"})
        return TemplateVersion.objects.create(template=template, number=1, state="published")


def visitor(membership: Membership | None) -> Client:
    """Signed in as the member, once for all requests; None is somebody who is not signed in."""
    client = Client(raise_request_exception=False)
    if membership:
        client.force_login(membership.user)
    return client


def answer(client: Client, method: str, path: str):
    """The response to one request, whose effects are undone: every request meets the same world."""
    cookies = SimpleCookie(client.cookies)
    with transaction.atomic():
        response = getattr(client, method)(path)
        if response.streaming:
            b"".join(response.streaming_content)  # reading to the end closes the file
        transaction.set_rollback(True)
    client.cookies = cookies  # signing out was undone as well
    return response


def unwelcome(
    address: Address, client: Client, arguments: dict, expected: dict[str, set[int]], who: str
) -> Iterator[str]:
    """A sentence for each method whose status is not among the expected."""
    for method in METHODS:
        response = answer(client, method, address.path(arguments))
        if response.status_code not in expected[method]:
            wanted = ", ".join(map(str, sorted(expected[method])))
            crash = f" ({response.exc_info[1]!r})" if getattr(response, "exc_info", None) else ""
            yield (
                f"{method.upper()} {address.name} as {who} gives {response.status_code}{crash}; "
                f"expected {wanted}."
            )


def always(*statuses: int) -> dict[str, set[int]]:
    return {method: set(statuses) for method in METHODS}


def nowhere(address: Address) -> dict[str, set[int]]:
    """Nothing is there, or the view does not speak this method."""
    return always(404, 405)


def sent_to_sign_in(address: Address, nobody: Client, arguments: dict) -> Iterator[str]:
    path = address.path(arguments)
    for method in METHODS:
        response = answer(nobody, method, path)
        if (response.status_code, response.get("Location")) != (302, f"/accounts/login/?next={quote(path)}"):
            yield f"{method.upper()} {address.name} lets anybody in: {response.status_code}."


def missing(address: Address, world: World) -> Iterator[str]:
    """What this file or the view lacks."""
    if address.policy is None and not address.view.__module__.startswith(("allauth.", "django.")):
        yield f"{address.name} names no policy. Decorate the view with one of accounts/policies.py."
    for argument in sorted(set(address.arguments) - set(world.arguments)):
        yield (
            f"{address.name} has the argument <{argument}>, which the test does not know. "
            "Add it to World.arguments in tests/access.py."
        )


def may(address: Address, membership: Membership) -> bool:
    return not address.policy.roles or membership.role in address.policy.roles
