"""Under /o/<organisation>/library/studio/, part of the namespace `library`."""

from django.urls import path

from . import outline_views

DRAFT = "<int:version_pk>/"

urlpatterns = [
    path(DRAFT, outline_views.draft, name="draft"),
]
