from django.urls import path

from . import export_views, share_views, views

app_name = "reports"
urlpatterns = [
    path("", views.my_reports, name="mine"),
    path("events/<int:event_pk>/", views.report_list, name="list"),
    path("events/<int:event_pk>/create/", views.report_create, name="create"),
    path("events/<int:event_pk>/client/", export_views.branding_save, name="branding"),
    path("events/<int:event_pk>/data/photos.zip", export_views.event_photos, name="event_photos"),
    path(
        "events/<int:event_pk>/data/<slug:table>.<slug:ending>", export_views.event_table, name="event_table"
    ),
    path("<uuid:report_pk>/", views.report_detail, name="detail"),
    path("<uuid:report_pk>/progress/", views.report_progress, name="progress"),
    path("<uuid:report_pk>/report.pdf", views.report_pdf, name="pdf"),
    path("<uuid:report_pk>/photo/<uuid:photo_pk>.jpg", views.report_photo, name="photo"),
    path("<uuid:report_pk>/review/", views.report_review, name="review"),
    path("<uuid:report_pk>/release/", views.report_release, name="release"),
    path("<uuid:report_pk>/correct/", views.report_correct, name="correct"),
    path("<uuid:report_pk>/again/", views.report_again, name="again"),
    path("<uuid:report_pk>/links/", share_views.link_create, name="link_create"),
    path("<uuid:report_pk>/links/<uuid:link_pk>/revoke/", share_views.link_revoke, name="link_revoke"),
    path("<uuid:report_pk>/data/photos.zip", export_views.report_photos, name="photos"),
    path("<uuid:report_pk>/data/<slug:table>.<slug:ending>", export_views.report_table, name="table"),
]
