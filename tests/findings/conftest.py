import json

import pytest
from django.conf import settings


@pytest.fixture(scope="session")
def demo_files():
    """The three events of fixtures/demo_events.json by their id."""
    content = (settings.BASE_DIR / "fixtures" / "demo_events.json").read_text()
    return {event["id"]: event for event in json.loads(content)["events"]}
