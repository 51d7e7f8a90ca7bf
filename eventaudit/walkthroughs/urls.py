from django.urls import path

from . import sync_views, views

app_name = "walkthroughs"
urlpatterns = [
    path("events/<int:event_pk>/walkthroughs/", views.walkthrough_list, name="list"),
    path("walkthroughs/", views.my_walkthroughs, name="mine"),
    path("walkthroughs/<uuid:pk>/", views.walk, name="walk"),
    path("walkthroughs/<uuid:pk>/operations/", sync_views.operations, name="operations"),
    path("walkthroughs/<uuid:pk>/photos/<slug:criterion_key>/", sync_views.photo, name="photo"),
    path("walkthroughs/<uuid:pk>/finish/", views.finish, name="finish"),
    path("walkthroughs/<uuid:pk>/reopen/", views.reopen, name="reopen"),
    path("walkthroughs/<uuid:pk>/delete/", views.delete, name="delete"),
]
