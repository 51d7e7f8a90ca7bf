from django.urls import path

from . import people_views, views

urlpatterns = [
    path("", views.home, name="home"),
    path("profile/", views.profile, name="profile"),
    path("language/", views.set_language, name="set_language"),
    path("brightness/", views.set_brightness, name="set_brightness"),
    path("organisations/new/", views.organisation_create, name="organisation_create"),
    path("invitations/<str:token>/", people_views.invitation, name="invitation"),
]
