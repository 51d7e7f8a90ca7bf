"""What the organisation's decisions have taught the reader, and how to have it forgotten."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from eventaudit.accounts.policies import managers
from eventaudit.library.models import Touchpoint
from eventaudit.messaging import learning
from eventaudit.messaging.reasons import feature_name, has_name


@managers
@require_safe
def learnt(request: HttpRequest) -> HttpResponse:
    organisation = request.membership.organisation
    found = learning.learnt_by(organisation)
    touchpoints = {
        each.key: str(each)
        for each in Touchpoint.objects.filter(version__events__organisation=organisation).distinct()
    }
    told = [lesson for lesson in found.lessons if has_name(lesson.feature)]
    lessons = [(lesson, feature_name(lesson.feature, touchpoints)) for lesson in told]
    context = {"lessons": lessons, "decisions": found.decisions}
    return render(request, "messaging/learnt.html", context)


@managers
@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    organisation = request.membership.organisation
    learning.forget(organisation=organisation, by=request.user)
    notices.success(request, _("Forgotten. The decisions themselves stay as they are."))
    return redirect("reading:learnt", organisation.slug)
