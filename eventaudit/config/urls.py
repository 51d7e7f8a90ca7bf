from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from eventaudit.library import urls as library
from eventaudit.reports.checklist_views import checklist

# Staff sign in like everybody else, with the same rate limits and second step.
admin.site.login = secure_admin_login(admin.site.login)
admin.site.site_header = admin.site.site_title = "Eventaudit"

# The checklist is a page of the library, made by what makes the reports, which the library must not know.
library_urls = [
    *library.urlpatterns,
    path("versions/<int:version_pk>/checklist/", checklist, name="checklist"),
]
organisation_urls = [
    path("", include("eventaudit.accounts.organisation_urls")),
    path("library/", include((library_urls, library.app_name))),
    path("events/", include("eventaudit.events.urls")),
    path("events/<int:event_pk>/messages/", include("eventaudit.messaging.urls")),
    path("reading/", include("eventaudit.messaging.organisation_urls")),
    path("", include("eventaudit.findings.urls")),
    path("", include("eventaudit.photos.urls")),
    path("", include("eventaudit.walkthroughs.urls")),
    path("reports/", include("eventaudit.reports.urls")),
]

urlpatterns = [
    path("", include("eventaudit.accounts.urls")),
    path("", include("eventaudit.walkthroughs.shell_urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("shared/", include("eventaudit.reports.share_urls")),
    path("o/<slug:organisation>/", include(organisation_urls)),
]
