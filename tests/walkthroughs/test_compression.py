"""The page goes out compressed where the browser takes it."""

import gzip

import brotli
import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from eventaudit.walkthroughs.compression import compressed
from tests import factories

PAGE = b"<p>How warm is it?</p>" * 100
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}


def ask(*, method="get", status=200, **headers):
    view = compressed(lambda request: HttpResponse(PAGE, status=status))
    return view(getattr(RequestFactory(), method)("/", headers=headers))


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=0.5, br;q=1.0", "br"),
        ("gzip, br;q=0", "gzip"),
        ("br; q=0.0, gzip;q=0.1", "gzip"),
        ("identity", None),
        ("", None),
    ],
)
def test_as_the_browser_takes_it(accepted, encoding):
    response = ask(accept_encoding=accepted)
    assert (response.get("Content-Encoding"), response["Vary"]) == (encoding, "Accept-Encoding")
    assert UNPACK[encoding](response.content) == PAGE
    assert (len(response.content) < len(PAGE) / 10) == bool(encoding)


@pytest.mark.parametrize("what", [{"method": "post"}, {"status": 422}])
def test_what_answers_a_form_is_sent_as_it_is(what):
    response = ask(accept_encoding="br", **what)
    assert (response.get("Content-Encoding"), response.content) == (None, PAGE)


def test_the_walkthrough_is_sent_so(event, auditor_client):
    walkthrough = factories.make_walkthrough(event, auditor_client.membership.user)
    response = auditor_client.get(walkthrough.get_absolute_url(), headers={"accept-encoding": "br"})
    assert 'id="walk"' in brotli.decompress(response.content).decode()
    assert len(response.content) < 27_000  # of some 270,000
