from django.urls import include, path

from . import settings_views, views

app_name = "library"
urlpatterns = [
    path("", views.touchpoints, name="touchpoints"),
    path("versions/<int:version_pk>/", views.touchpoints, name="version"),
    path("studio/", include("eventaudit.library.studio.urls")),
    path("settings/", settings_views.settings_page, name="settings"),
    path("settings/change/", settings_views.change, name="change_settings"),
    path("atmospheres/", views.atmospheres, name="atmospheres"),
    path("atmospheres/<slug:atmosphere_key>/", views.atmosphere, name="atmosphere"),
]
