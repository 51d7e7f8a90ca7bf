"""Starting without a network: the worker, the manifest, the page shown offline, and how to install."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from eventaudit.accounts.policies import public, signed_in

from .shell import as_copy, for_the_tablet, mark_kept, stamp_of, worker_off_script, worker_script
from .shell_headers import strict_scripts

BACKGROUND, THEME = "#fbfaf7", "#0e4f52"  # paper and accent of tokens.css


@public
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """/sw.js, asked for anew at every visit; where OFFLINE is off, the one that takes itself away."""
    script = (
        worker_script(offline=reverse("offline"), start=reverse("home"), leave=reverse("account_logout"))
        if settings.OFFLINE
        else worker_off_script()
    )
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@public
@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    icons = [("192x192", "icon-192.png", "any"), ("512x512", "icon-512.png", "any")]
    icons.append(("512x512", "icon-512-maskable.png", "maskable"))
    content = {
        "id": "/",
        "name": "Eventaudit",
        "short_name": "Eventaudit",
        "description": _("Walk through an event and note what is delivered, with or without a network."),
        "lang": get_language(),
        "start_url": reverse("home"),
        "scope": "/",
        "display": "standalone",
        "background_color": BACKGROUND,
        "theme_color": THEME,
        "icons": [
            {"src": static(f"img/{name}"), "sizes": sizes, "type": "image/png", "purpose": purpose}
            for sizes, name, purpose in icons
        ],
    }
    response = JsonResponse(content, content_type="application/manifest+json")
    response["Cache-Control"] = "private, no-cache"
    return response


@public
@require_safe
@never_cache
@strict_scripts
def offline(request: HttpRequest) -> HttpResponse:
    """Shown in place of a page that cannot be reached; names nobody, since anybody may hold the tablet."""
    response = render(request, "walkthroughs/offline.html")
    return mark_kept(response, "offline", title="", stamp=stamp_of())


@signed_in
@require_safe
@never_cache
@strict_scripts
def install(request: HttpRequest) -> HttpResponse:
    context = {"tablet": for_the_tablet(stamp=stamp_of())} | as_copy(request)
    response = render(request, "walkthroughs/install.html", context)
    return mark_kept(response, "install", title=_("Install and use offline"), stamp=stamp_of())
