"""Every test database holds the default library; everything else a test makes itself (tests/factories.py)."""

import json

import pytest
from django.conf import settings
from django.utils import translation
from pytest_django.plugin import blocking_manager_key

from eventaudit.accounts.models import Role

from . import factories


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        factories.load_default_library()


def pytest_collection_modifyitems(items):
    """Tests that see the database only through a fixture of the session need a test database too: where no
    test of a run is marked, pytest-django makes none, and such a fixture would write into the real one."""
    for item in items:
        names = getattr(item, "fixturenames", ())
        if "django_db_setup" in names and not item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.django_db)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """A transactional test leaves the database empty; the tests after it want the library back."""
    yield
    if nextitem is None:  # the last one: the database itself is gone
        return
    if "transactional_db" in item.fixturenames or any(
        mark.kwargs.get("transaction") for mark in item.iter_markers("django_db")
    ):
        with item.config.stash[blocking_manager_key].unblock():
            factories.load_default_library()


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    """Files of a test live and die with it; tasks run at once; plain static files."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STATIC_ROOT = tmp_path / "static"  # whitenoise warns of a folder that is not there
    settings.STATIC_ROOT.mkdir()
    settings.HTTPS = settings.SECURE_SSL_REDIRECT = False
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _english():
    """A page asked for in another language leaves that language behind in its thread."""
    with translation.override("en"):
        yield


@pytest.fixture
def organisation(db):
    return factories.make_organisation()


@pytest.fixture
def event(organisation):
    return factories.make_event(organisation)


def _client_for(organisation, role):
    from django.test import Client

    membership = factories.make_membership(organisation, role)
    client = Client()
    client.force_login(membership.user)
    client.membership = membership
    return client


@pytest.fixture
def admin_client(organisation):
    return _client_for(organisation, Role.ADMIN)


@pytest.fixture
def manager_client(organisation):
    """A test client signed in as a manager; `.membership` tells who."""
    return _client_for(organisation, Role.MANAGER)


@pytest.fixture
def auditor_client(organisation):
    return _client_for(organisation, Role.AUDITOR)


@pytest.fixture
def client_client(organisation):
    """Signed in as the client for whom the event is held (no event is theirs yet)."""
    return _client_for(organisation, Role.CLIENT)


@pytest.fixture
def stranger_client(db):
    """A manager of another organisation."""
    return _client_for(factories.make_organisation(), Role.MANAGER)


@pytest.fixture
def template_json():
    return json.loads((settings.BASE_DIR / "fixtures" / "template.json").read_text())
