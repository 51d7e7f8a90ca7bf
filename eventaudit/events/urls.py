from django.urls import path

from . import views

app_name = "events"
urlpatterns = [
    path("", views.event_list, name="list"),
    path("new/", views.create, name="create"),
    path("<int:event_pk>/edit/", views.edit, name="edit"),
    path("<int:event_pk>/brief/", views.brief, name="brief"),
    path("<int:event_pk>/brief/preview/", views.brief_preview, name="brief_preview"),
]
