from django.urls import path

from . import live_views, sync_views, views
from .odk.views import submissions
from .tablet_file.views import tablet_file

app_name = "walkthroughs"
urlpatterns = [
    path("events/<int:event_pk>/walkthroughs/", views.walkthrough_list, name="list"),
    path("events/<int:event_pk>/walkthroughs/import/", submissions, name="import_submissions"),
    path("events/<int:event_pk>/walkthroughs/progress/", live_views.progress, name="progress"),
    path("walkthroughs/tablets/", live_views.tablets, name="tablets"),
    path("walkthroughs/tablets/file/", tablet_file, name="tablet_file"),
    path("walkthroughs/tablets/<int:tablet_pk>/", live_views.tablet_cookie, name="tablet_cookie"),
    path("walkthroughs/", views.my_walkthroughs, name="mine"),
    path("walkthroughs/<uuid:pk>/", views.walk, name="walk"),
    path("walkthroughs/<uuid:pk>/operations/", sync_views.operations, name="operations"),
    path("walkthroughs/<uuid:pk>/photos/<slug:criterion_key>/", sync_views.photo, name="photo"),
    path("walkthroughs/<uuid:pk>/bytes/<uuid:photo_pk>/", sync_views.photo_bytes, name="photo_bytes"),
    path("walkthroughs/<uuid:pk>/receipt/", sync_views.receipt, name="receipt"),
    path("walkthroughs/<uuid:pk>/conflicts/<int:conflict_pk>/", live_views.settle, name="settle"),
    path("walkthroughs/<uuid:pk>/finish/", views.finish, name="finish"),
    path("walkthroughs/<uuid:pk>/reopen/", views.reopen, name="reopen"),
    path("walkthroughs/<uuid:pk>/delete/", views.delete, name="delete"),
]
