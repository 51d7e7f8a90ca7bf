"""What a tablet starts from without a network: the worker, the manifest, the marks of kept pages."""

import json
import re

import pytest

from tests import factories

STATIC = re.compile(r'"(/static/[^"]+)"')


@pytest.fixture
def walkthrough(event, auditor_client):
    return factories.make_walkthrough(event, auditor_client.membership.user)


def shell(client) -> dict:
    """What stands in front of the worker."""
    first = client.get("/sw.js").text.partition(";\n")[0]
    return json.loads(first.removeprefix("const SHELL = "))


def marks(response) -> tuple:
    names = ("X-Walkthrough", "X-App-Version", "X-Person", "X-Stamp")
    return tuple(response.get(name) for name in names)


def test_the_worker_is_asked_for_anew_at_every_visit(client, db):
    response = client.get("/sw.js")
    assert (response["Content-Type"], response["Cache-Control"]) == (
        "text/javascript; charset=utf-8",
        "no-cache",
    )
    assert "addEventListener" in response.text


def test_where_offline_is_off_the_worker_takes_itself_away(client, db, settings):
    settings.OFFLINE = False
    response = client.get("/sw.js")
    assert ("registration.unregister()" in response.text, "fetch" in response.text) == (True, False)


def test_another_release_is_another_version(client, db, settings):
    before = shell(client)["version"]
    settings.RELEASE = "2"
    assert shell(client)["version"] != before


def test_the_worker_loads_every_file_that_a_kept_page_asks_for(auditor_client, walkthrough):
    files = set(shell(auditor_client)["files"])
    org = walkthrough.event.organisation.slug
    pages = [walkthrough.get_absolute_url(), f"/o/{org}/walkthroughs/", "/offline/", "/install/"]
    asked = {address for page in pages for address in STATIC.findall(auditor_client.get(page).text)}
    assert asked - files == set()
    assert {"/static/js/ui/walk.js", "/static/vendor/idb.js", "/static/css/walk.css"} < files


def test_kept_pages_say_what_they_are_of_which_version_and_for_whom(auditor_client, walkthrough):
    me, version = str(auditor_client.membership.user.pk), shell(auditor_client)["version"]
    questions = f"{walkthrough.event.template_version_id}{walkthrough.event.form}"
    address = walkthrough.get_absolute_url()
    assert marks(auditor_client.get(address)) == (str(walkthrough.pk), version, me, f"en.{questions}.open.0")
    mine = f"/o/{walkthrough.event.organisation.slug}/walkthroughs/"
    assert marks(auditor_client.get(mine)) == ("list", version, me, "en")
    assert f'data-stamp="en.{questions}.open.0"' in auditor_client.get(mine).text


def test_the_pages_to_sign_in_and_offline_are_nobodys(client, auditor_client, db):
    assert marks(client.get("/accounts/login/")) == (None, None, "nobody", None)
    assert marks(client.get("/offline/")) == ("offline", shell(client)["version"], "nobody", "en")
    assert str(auditor_client.membership.user) not in auditor_client.get("/offline/").text


def test_a_copy_takes_no_message_away_from_the_page_it_is_meant_for(auditor_client, walkthrough):
    address = walkthrough.get_absolute_url()
    auditor_client.post(address, {"shown": "{}", "seen": "0", "a-venue_image_fit": "4"})
    assert "1 change saved." not in auditor_client.get(address, headers={"x-keep": "1"}).text
    assert "1 change saved." in auditor_client.get(address).text


def test_no_text_becomes_script_on_the_pages_of_a_tablet(auditor_client, walkthrough):
    policy = auditor_client.get(walkthrough.get_absolute_url())["Content-Security-Policy"]
    directives = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    assert directives["require-trusted-types-for"] == "'script'"
    assert directives["trusted-types"] == "eventaudit"
    assert (directives["worker-src"], directives["manifest-src"]) == ("'self'", "'self'")


@pytest.mark.parametrize("language", ["en", "fi"])
def test_the_manifest_names_icons_that_are_there(client, db, language):
    response = client.get("/manifest.webmanifest", headers={"accept-language": language})
    manifest = response.json()
    assert response["Content-Type"] == "application/manifest+json"
    assert (manifest["lang"], manifest["display"], manifest["start_url"]) == (language, "standalone", "/")
    assert [(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]] == [
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    ]
