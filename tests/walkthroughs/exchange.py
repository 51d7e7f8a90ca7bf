"""Speaking with the server as a tablet does (docs/sync-protocol.md, protocol 2)."""

import json
import time
import uuid

from django.test import Client
from django.urls import reverse

FETCH = {"sec-fetch-dest": "empty", "sec-fetch-site": "same-origin"}


def address(walkthrough, name="operations", *more):
    return reverse(f"walkthroughs:{name}", args=[walkthrough.event.organisation.slug, walkthrough.pk, *more])


def op(value=4, key="venue_image_fit", field="answer", at=None, **more):
    at = int(time.time() * 1000) if at is None else at
    return {"id": str(uuid.uuid4()), "k": key, "f": field, "v": value, "at": at} | more


def post(client, walkthrough, *ops, headers=None, name="operations", **more):
    body = {"p": 2, "ops": list(ops), "now": int(time.time() * 1000)} | more
    return client.post(
        address(walkthrough, name),
        json.dumps(body),
        content_type="application/json",
        headers=FETCH | (headers or {}),
    )


def send(client, walkthrough, *ops, **more):
    response = post(client, walkthrough, *ops, **more)
    assert response.status_code == 200, response.content
    return response.json()


def value(walkthrough, key="venue_image_fit"):
    return walkthrough.answers.get(criterion__key=key).value


def signed_out(client):
    """The same browser after its login has expired: the tablet's cookie is what is left."""
    left = Client()
    for name, cookie in client.cookies.items():
        if name.startswith("tablet-"):
            left.cookies[name] = cookie.value
    return left


def as_person(client):
    return {"x-person": str(client.membership.user.pk)}
