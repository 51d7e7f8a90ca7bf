from django.urls import path

from . import sureness_views, views

app_name = "findings"
urlpatterns = [
    path("events/import/", views.import_file, name="import"),
    path("events/<int:event_pk>/", views.overview, name="overview"),
    path("events/<int:event_pk>/event-file/", views.export, name="export"),
    path("events/<int:event_pk>/touchpoints/<slug:touchpoint_key>/", views.touchpoint, name="touchpoint"),
    path("events/<int:event_pk>/how-sure/", sureness_views.agreement, name="agreement"),
    path("events/<int:event_pk>/for-whom/", sureness_views.segments, name="segments"),
]
