"""Uploads that are too large are turned away while they arrive: neither memory nor disk fills up."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect


class BoundedUpload(FileUploadHandler):
    """Passes a file on up to settings.MESSAGE_MAX_BYTES; then drops it and remembers that it came.

    The rest of the file is read off and thrown away, or the browser would show a broken connection in
    place of the page that says what was wrong.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        if start + len(raw_data) > settings.MESSAGE_MAX_BYTES:
            self.request.too_large = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None  # the handlers after this one make the file


def bounded_upload(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For views that take a message's file: sets `request.too_large`.

    Upload handlers must be in place before anything reads the form, and the check against forged requests
    reads it; so that check moves inside.
    """
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def bounded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        request.too_large = False
        request.upload_handlers.insert(0, BoundedUpload(request))
        try:
            return protected(request, *args, **kwargs)
        except RequestDataTooBig:  # megabytes pasted into the text field
            # Django has emptied the form. Nothing is stored, so it does not matter who sent it.
            request.too_large = True
            return view(request, *args, **kwargs)

    return bounded
