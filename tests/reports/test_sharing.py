"""A link opens one released report for whoever has it, until it expires or is revoked."""

import datetime

import pytest
from django.core.cache import cache
from django.core.signing import Signer
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from eventaudit.reports.actions import ReportNotReady
from eventaudit.reports.models import KeptPage, ShareLink, Visit
from eventaudit.reports.sharing import VISITS_KEPT, browser_family, create_link, note_visit, revoke_link
from tests import factories

from .test_pages import address, make_ready, make_released

SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile/15E148 Safari/604.1"


@pytest.fixture(autouse=True)
def _fresh_rate_limits():
    cache.clear()


@pytest.fixture
def link(event):
    factories.make_promise(factories.make_message(event))
    return create_link(report=make_released(event), by=factories.make_user())


def opened(token, what="shared"):
    response = Client(headers={"User-Agent": SAFARI}).get(reverse(what, args=[token]))
    response.getvalue()  # a file is closed when it has been read
    return response


def test_the_link_shows_the_page_and_the_pdf_without_signing_in(link):
    page, pdf = opened(link.token), opened(link.token, "shared_pdf")
    assert (page.status_code, "Champagne will be served" in page.content.decode()) == (200, True)
    assert (pdf.status_code, pdf["Content-Type"]) == (200, "application/pdf")
    for response in (page, pdf):
        told = [response[name] for name in ("X-Robots-Tag", "Referrer-Policy", "Cache-Control")]
        assert told == ["noindex, nofollow, noarchive", "no-referrer", "private, no-store"]


def test_visits_are_kept_without_anything_that_tells_people_apart(link):
    opened(link.token)
    opened(link.token, "shared_pdf")
    assert list(Visit.objects.order_by("pk").values_list("link", "what", "client")) == [
        (link.pk, "page", "Safari"),
        (link.pk, "pdf", "Safari"),
    ]
    assert {field.name for field in Visit._meta.fields} == {"id", "link", "what", "client", "at"}


def test_of_many_visits_the_latest_are_kept_and_the_others_counted(link, manager_client):
    for _time in range(VISITS_KEPT + 5):
        note_visit(link, "page", SAFARI)
    opened(link.token, "shared_pdf")
    assert (link.visits.count(), link.visits.filter(what="pdf").count()) == (VISITS_KEPT, 1)
    assert list(link.daily_visits.values_list("day", "what", "count")) == [
        (timezone.localdate(), "page", VISITS_KEPT + 5),
        (timezone.localdate(), "pdf", 1),
    ]
    assert f"{VISITS_KEPT + 6} visits" in manager_client.get(address("detail", link.report)).content.decode()


def test_the_page_is_kept_as_it_was_made(link, manager_client):
    """Whatever today's templates say: what is kept is shown, and cannot be changed even past the program."""
    first = opened(link.token).content.decode()
    assert 'class="web-report"' in first
    kept = KeptPage.objects.get(report=link.report)
    with pytest.raises(IntegrityError, match="a kept page never changes"), transaction.atomic():
        KeptPage.objects.filter(pk=kept.pk).update(html="Another report")
    kept.delete()
    KeptPage.objects.create(report=link.report, html="<p>As it was</p>")
    for page in (opened(link.token), manager_client.get(address("detail", link.report))):
        assert "<p>As it was</p>" in page.content.decode()
        assert 'class="web-report"' not in page.content.decode()


def test_expired_revoked_forged_and_unknown_links_look_all_the_same(link):
    other = create_link(report=link.report, by=factories.make_user())
    revoke_link(link=other, by=factories.make_user())
    late = create_link(
        report=link.report,
        by=factories.make_user(),
        expires_at=timezone.now() - datetime.timedelta(seconds=1),
    )
    forged = f"{link.pk.hex}.{Signer(salt='another', sep='.').sign(link.pk.hex).partition('.')[2]}"
    tokens = (other.token, late.token, forged, link.token[:-1], link.pk.hex, "x")
    pages = {(page.status_code, page.content) for page in map(opened, tokens)}
    assert [status for status, _content in pages] == [404]
    assert opened(forged, "shared_pdf").status_code == 404
    assert Visit.objects.count() == 0


def test_who_tries_too_many_links_is_told_the_same_as_of_a_wrong_one(link, settings):
    settings.ACCOUNT_RATE_LIMITS = {"report_link": "2/m/ip"}
    assert [opened(token).status_code for token in ("x", link.token, link.token)] == [404, 200, 404]


def test_only_a_released_report_is_shared(event):
    with pytest.raises(ReportNotReady):
        create_link(report=make_ready(event), by=factories.make_user())


def test_a_manager_makes_and_revokes_links_and_sees_visits(link, manager_client):
    page = manager_client.get(address("detail", link.report)).content.decode()
    assert (f"/shared/{link.token}/" in page, "Not opened yet." in page) == (True, True)
    manager_client.post(address("link_create", link.report), {"note": "Board", "days": "7"})
    made = ShareLink.objects.get(note="Board")
    assert made.expires_at - made.created_at < datetime.timedelta(days=7, minutes=1)
    opened(made.token)
    assert "read the page · Safari" in manager_client.get(address("detail", link.report)).content.decode()
    manager_client.post(
        reverse("reports:link_revoke", args=[link.report.event.organisation.slug, link.report.pk, made.pk])
    )
    assert opened(made.token).status_code == 404


def test_photos_come_by_the_link_and_only_those_of_its_report(demo_event):
    report = make_released(demo_event)
    token = create_link(report=report, by=factories.make_user()).token
    shown = next(iter(report.snapshot["photos"]))
    strange = factories.make_event(demo_event.organisation)
    photo = reverse("shared_photo", args=[token, shown])
    assert f'src="{photo}"' in opened(token).content.decode()
    assert (Client().get(photo).status_code, Client().get(photo)["Content-Type"]) == (200, "image/jpeg")
    assert Client().get(reverse("shared_photo", args=[token, make_ready(strange).pk])).status_code == 404


@pytest.mark.parametrize(
    ("agent", "family"),
    [
        (SAFARI, "Safari"),
        ("Mozilla/5.0 Chrome/120.0 Safari/537.36 Edg/120.0", "Edge"),
        ("Mozilla/5.0 Chrome/120.0 Safari/537.36", "Chrome"),
        ("Slackbot-LinkExpanding 1.0", "Robot"),
        ("", ""),
    ],
)
def test_of_a_browser_only_the_family_is_told(agent, family):
    assert browser_family(agent) == family
