"""The page that takes in a tablet's file: first the file, then what will come in, then it is done."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from eventaudit.accounts.policies import auditors

from . import shelf
from .archive import FileGone, FileRefused
from .forms import TabletFileForm
from .taking import Plan, look_at, take_in_file

REFUSED = 422
MOST_SHOWN = 200  # changes left out, of one walkthrough


@auditors
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tablet_file(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _show(request)
    if "discard" in request.POST:
        shelf.remove(request.membership)
        return _again(request)
    if "take" in request.POST:
        return _take(request)
    form = TabletFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "walkthroughs/tablet_file/choose.html", {"form": form}, status=REFUSED)
    path = shelf.put(request.membership, form.cleaned_data["file"])
    try:
        look_at(path, request.membership)
    except FileGone:
        pass  # another one of the same person's, which came at the same moment, is shown
    except FileRefused as refusal:
        shelf.remove(request.membership)
        form.add_error("file", str(refusal))
        return render(request, "walkthroughs/tablet_file/choose.html", {"form": form}, status=REFUSED)
    return _again(request)


def _show(request: HttpRequest) -> HttpResponse:
    path = shelf.find(request.membership)
    if path is None:
        return render(request, "walkthroughs/tablet_file/choose.html", {"form": TabletFileForm()})
    try:
        plan = look_at(path, request.membership)
    except FileGone as gone:
        messages.error(request, str(gone))
        return _again(request)
    except FileRefused as refusal:
        shelf.remove(request.membership)
        messages.error(request, str(refusal))
        return _again(request)
    context = {"plan": plan, "digest": shelf.digest_of(path), "most_shown": MOST_SHOWN}
    return render(request, "walkthroughs/tablet_file/plan.html", context)


def _take(request: HttpRequest) -> HttpResponse:
    path = shelf.find(request.membership)
    if path is None or shelf.digest_of(path) != request.POST["take"]:
        messages.error(request, _("Another file was chosen since, or a day has passed. Look at it again."))
        return _again(request)
    try:
        plan = take_in_file(path, request.membership)
    except FileRefused as refusal:
        messages.error(request, str(refusal))
        return _again(request)
    _tell(request, plan)
    if not plan.coming and not plan.left_out:
        shelf.remove(request.membership)
    return _again(request)


def _tell(request: HttpRequest, plan: Plan) -> None:
    if plan.coming:
        words = ngettext(
            "%d photo is still to come. Go on.", "%d photos are still to come. Go on.", plan.coming
        )
        messages.info(request, words % plan.coming)
    elif plan.left_out:
        messages.warning(request, _("What could come in is here. What was left out is listed below."))
    else:
        messages.success(request, _("Everything of the file is here. Nothing was left out."))


def _again(request: HttpRequest) -> HttpResponse:
    return redirect("walkthroughs:tablet_file", request.membership.organisation.slug)
