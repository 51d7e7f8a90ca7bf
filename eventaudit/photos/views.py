import mimetypes

from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404

from eventaudit.accounts.policies import auditors

from .queries import photos_seen_by


@auditors
def photo(request: HttpRequest, photo_pk, size: str) -> FileResponse:
    """A rendition to look at, or the original to keep: a file, never a page that a browser would run."""
    found = get_object_or_404(photos_seen_by(request.membership), pk=photo_pk)
    file = getattr(found, size)
    response = FileResponse(
        file.open("rb"),
        as_attachment=size == "original",
        filename=f"{found.pk}.{file.name.rpartition('.')[2]}",
        content_type=mimetypes.guess_type(file.name)[0] or "application/octet-stream",
    )
    # A photo's bytes never change under its number.
    response["Cache-Control"] = "private, max-age=31536000, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    return response
