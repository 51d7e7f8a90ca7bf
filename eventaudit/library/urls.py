from django.urls import path

from . import views

app_name = "library"
urlpatterns = [
    path("", views.touchpoints, name="touchpoints"),
    path("versions/<int:version_pk>/", views.touchpoints, name="version"),
    path("atmospheres/", views.atmospheres, name="atmospheres"),
    path("atmospheres/<slug:atmosphere_key>/", views.atmosphere, name="atmosphere"),
]
