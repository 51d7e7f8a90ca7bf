"""Addresses with the mistakes that tests/test_access.py must find."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import include, path

from eventaudit.accounts.policies import managers, public
from eventaudit.config.urls import urlpatterns as real_urlpatterns
from eventaudit.events.models import Event


def no_policy(request):
    return HttpResponse("anybody's")


@managers
def bare_number(request, event_pk):
    return HttpResponse(get_object_or_404(Event, pk=event_pk).name)


@public
def everybody(request):
    return HttpResponse(request.path)


@managers
def wishing(request, wishes):
    return HttpResponse(wishes)


sound = [pattern for pattern in real_urlpatterns if not str(pattern.pattern).startswith("o/")]
urlpatterns = [
    *sound,
    path("no-policy/", no_policy, name="no_policy"),
    path(
        "o/<slug:organisation>/",
        include(
            [
                path("bare/<int:event_pk>/", bare_number, name="bare_number"),
                path("open/", everybody, name="open"),
            ]
        ),
    ),
    path("wishes/<str:wishes>/", wishing, name="unknown"),
]
