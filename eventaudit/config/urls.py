from django.contrib import admin
from django.urls import include, path

organisation_urls = [
    path("", include("eventaudit.accounts.organisation_urls")),
    path("library/", include("eventaudit.library.urls")),
    path("events/", include("eventaudit.events.urls")),
    path("events/<int:event_pk>/messages/", include("eventaudit.messaging.urls")),
    path("", include("eventaudit.findings.urls")),
    path("", include("eventaudit.photos.urls")),
    path("", include("eventaudit.walkthroughs.urls")),
    path("reports/", include("eventaudit.reports.urls")),
]

urlpatterns = [
    path("", include("eventaudit.accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("o/<slug:organisation>/", include(organisation_urls)),
]
