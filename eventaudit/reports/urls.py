from django.urls import path

from . import views

app_name = "reports"
urlpatterns = [
    path("", views.my_reports, name="mine"),
    path("events/<int:event_pk>/", views.report_list, name="list"),
    path("events/<int:event_pk>/create/", views.report_create, name="create"),
    path("<uuid:report_pk>/", views.report_detail, name="detail"),
    path("<uuid:report_pk>/progress/", views.report_progress, name="progress"),
    path("<uuid:report_pk>/report.pdf", views.report_pdf, name="pdf"),
    path("<uuid:report_pk>/release/", views.report_release, name="release"),
    path("<uuid:report_pk>/again/", views.report_again, name="again"),
]
