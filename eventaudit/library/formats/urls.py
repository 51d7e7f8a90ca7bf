"""Under /o/<organisation>/library/, part of the namespace `library`."""

from django.urls import path

from . import views

urlpatterns = [
    path("versions/<int:version_pk>/export/<slug:format>/", views.export, name="export"),
    path("import/", views.import_template, name="import"),
]
