import pytest
from django.urls import reverse

from tests import factories


@pytest.fixture
def auditor(auditor_client):
    return auditor_client.membership.user


@pytest.fixture
def walkthrough(event, auditor):
    return factories.make_walkthrough(event, auditor)


@pytest.fixture
def address(organisation):
    return reverse("walkthroughs:tablet_file", args=[organisation.slug])
