from django.urls import include, path

from . import compare_views, settings_views, views

app_name = "library"
urlpatterns = [
    path("", views.touchpoints, name="touchpoints"),
    path("versions/<int:version_pk>/", views.touchpoints, name="version"),
    path("compare/", compare_views.compare, name="compare"),
    path("compare/<int:old_pk>/<int:new_pk>/", compare_views.compare, name="compare"),
    path("", include("eventaudit.library.formats.urls")),
    path("studio/", include("eventaudit.library.studio.urls")),
    path("settings/", settings_views.settings_page, name="settings"),
    path("settings/change/", settings_views.change, name="change_settings"),
    path("atmospheres/", include("eventaudit.library.moods.urls")),
]
