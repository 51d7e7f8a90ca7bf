"""Who gets in where: every address, as everybody (the machinery is in tests/access.py)."""

import uuid

import pytest
from django.core.cache import cache
from django.urls import get_resolver

from eventaudit.accounts.models import Role
from eventaudit.reports.models import Report

from .access import (
    WELCOME,
    World,
    addresses,
    always,
    answer,
    may,
    missing,
    nowhere,
    sent_to_sign_in,
    unwelcome,
    visitor,
)

# Addresses of ours that anybody may open. A new one is added here on purpose, or not at all.
PUBLIC = {
    "invitation",
    "set_brightness",
    "set_language",
    "worker",
    "manifest",
    "offline",
    "shared",
    "shared_pdf",
    "shared_photo",
}
# Addresses of allauth that show a page to somebody who is not signed in.
ENTRANCE = {
    "account_login",
    "account_inactive",
    "account_signup",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
}
# Where the thing itself, not the role, decides: what somebody with the right role gets all the same.
BY_OBJECT = {
    ("photos:photo", Role.CLIENT): {404},
}


@pytest.fixture(autouse=True)
def _fresh_rate_limits():
    cache.clear()


@pytest.fixture
def here(db):
    return World()


@pytest.fixture
def elsewhere(db):
    return World()


def _all() -> list:
    return list(addresses(get_resolver().url_patterns))


def _ours() -> list:
    return [address for address in _all() if address.policy]


def _in_organisations() -> list:
    return [address for address in _ours() if "organisation" in address.arguments]


def _problems_of_strangers(here: World, elsewhere: World) -> list[str]:
    """What a manager of another organisation gets here that is not 'no such page'."""
    manager = visitor(elsewhere.people[Role.MANAGER])
    return [
        problem
        for address in _in_organisations()
        for problem in unwelcome(address, manager, here.arguments, always(404), "a manager from elsewhere")
    ]


def _problems_of_foreign_objects(here: World, elsewhere: World) -> list[str]:
    """What a manager gets of another organisation's things by putting their number into the own address."""
    manager = visitor(elsewhere.people[Role.MANAGER])
    problems = []
    for address in _in_organisations():
        for stolen in sorted(address.owned):
            mixed = elsewhere.arguments | {stolen: here.arguments[stolen]}
            who = f"a manager who puts a foreign {stolen} into the address"
            if may(address, elsewhere.people[Role.MANAGER]):
                problems += unwelcome(address, manager, mixed, nowhere(address), who)
    return problems


def _problems_of_wiring(here: World) -> list[str]:
    known = [address for address in _all() if not address.name.startswith(("admin:", "account_", "mfa_"))]
    return [problem for address in known for problem in missing(address, here)]


def test_every_view_names_a_policy_and_has_known_arguments(here):
    assert _problems_of_wiring(here) == []


def test_every_thing_of_an_organisation_lies_under_its_address():
    loose = [address.name for address in _ours() if "organisation" not in address.arguments]
    assert sorted(loose) == [
        "home",
        "install",
        "invitation",
        "manifest",
        "offline",
        "organisation_create",
        "profile",
        "set_brightness",
        "set_language",
        "shared",
        "shared_pdf",
        "shared_photo",
        "worker",
    ]


def test_views_of_an_organisation_name_the_roles_they_serve():
    assert [address.name for address in _in_organisations() if not address.policy.roles] == []


def test_only_these_addresses_are_public():
    assert {address.name for address in _ours() if address.policy.public} == PUBLIC


def test_whoever_is_not_signed_in_is_sent_to_sign_in(here):
    closed = [address for address in _ours() if not address.policy.public]
    nobody = visitor(None)
    assert [
        problem for address in closed for problem in sent_to_sign_in(address, nobody, here.arguments)
    ] == []


@pytest.mark.parametrize("role", Role)
def test_each_role_opens_what_it_may_and_nothing_else(here, role):
    client = visitor(here.people[role])
    problems = []
    for address in _in_organisations():
        if may(address, here.people[role]):
            exception = BY_OBJECT.get((address.name, role))
            expected = always(*exception) if exception else WELCOME
        else:
            expected = always(403)
        problems += unwelcome(address, client, here.arguments, expected, f"the {role}")
    assert not problems, "\n".join(problems)


def test_another_organisation_does_not_exist(here, elsewhere):
    assert _problems_of_strangers(here, elsewhere) == []


def test_things_of_another_organisation_do_not_exist_under_the_own_address(here, elsewhere):
    assert _problems_of_foreign_objects(here, elsewhere) == []


@pytest.mark.parametrize("bystander", ["other_auditor", "other_client"])
def test_auditors_and_clients_see_nothing_of_what_is_not_theirs(here, bystander):
    client = visitor(getattr(here, bystander))
    problems = []
    for address in _in_organisations():
        if address.owned - {"version_pk"}:
            refused = always(403, 404, 405)
            problems += unwelcome(address, client, here.arguments, refused, f"the {bystander}")
    assert not problems, "\n".join(problems)


def test_clients_see_nothing_of_a_report_before_its_release(here):
    here.arguments  # noqa: B018  everything is made first, its link of the released report too
    draft = here.report
    draft.pk, draft.digest, draft.state = uuid.uuid4(), "1" * 64, Report.State.DRAFT
    draft.reviewed_at = draft.released_at = draft.released_by = None
    draft.save(force_insert=True)
    here.arguments["report_pk"] = draft.pk
    client = visitor(here.people[Role.CLIENT])
    problems = []
    for address in _in_organisations():
        if "report_pk" in address.arguments:
            problems += unwelcome(address, client, here.arguments, always(403, 404, 405), "the client")
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("role", [None, *Role])
def test_addresses_outside_organisations_never_break(here, role):
    client = visitor(here.people.get(role))
    outside = [address for address in _ours() if "organisation" not in address.arguments]
    expected = {method: WELCOME[method] | {403} for method in WELCOME}
    who = f"the {role}" if role else "nobody"
    assert [
        problem
        for address in outside
        for problem in unwelcome(address, client, here.arguments, expected, who)
    ] == []


@pytest.mark.parametrize("role", [None, *Role])
def test_pages_of_signing_in_never_break(here, role):
    client = visitor(here.people.get(role))
    problems = []
    for address in _all():
        if address.name.startswith(("account_", "mfa_")):
            arguments = {"key": "no-such-key", "uidb36": "1"}
            shown = {200} if role or address.name in ENTRANCE else set()
            expected = {"get": {302, 404, 405} | shown, "post": {200, 302, 404, 405}}
            problems += unwelcome(address, client, arguments, expected, f"the {role}" if role else "nobody")
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("role", [None, *Role])
def test_the_site_administration_is_for_staff_alone(here, role):
    client = visitor(here.people.get(role))
    arguments = {"id": 1, "object_id": 1, "app_label": "events", "content_type_id": 1, "url": "x/"}
    open_pages = [
        (address.name, response.status_code)
        for address in _all()
        if address.name.startswith("admin:")
        and address.name not in ("admin:login", "admin:logout")
        and (response := answer(client, "get", address.path(arguments))).status_code != 302
    ]
    assert open_pages == []


# The test of the test: planted mistakes are found.


@pytest.fixture
def leaky(settings):
    settings.ROOT_URLCONF = "tests.leaky_urls"


@pytest.mark.usefixtures("leaky")
def test_a_view_without_a_policy_or_with_an_unknown_argument_is_found(here):
    assert _problems_of_wiring(here) == [
        "no_policy names no policy. Decorate the view with one of accounts/policies.py.",
        "unknown has the argument <wishes>, which the test does not know. "
        "Add it to World.arguments in tests/access.py.",
    ]


@pytest.mark.usefixtures("leaky")
def test_a_view_that_fetches_by_a_bare_number_is_found(here, elsewhere):
    who = "a manager who puts a foreign event_pk into the address"
    assert _problems_of_foreign_objects(here, elsewhere) == [
        f"GET bare_number as {who} gives 200; expected 404, 405.",
        f"POST bare_number as {who} gives 200; expected 404, 405.",
    ]


@pytest.mark.usefixtures("leaky")
def test_a_public_view_in_an_organisation_is_found(here, elsewhere):
    assert _problems_of_strangers(here, elsewhere) == [
        "GET open as a manager from elsewhere gives 200; expected 404.",
        "POST open as a manager from elsewhere gives 200; expected 404.",
    ]
