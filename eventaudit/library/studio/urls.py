"""Under /o/<organisation>/library/studio/, part of the namespace `library`."""

from django.urls import include, path

from . import (
    check_views,
    history_views,
    outline_views,
    part_views,
    template_views,
)

DRAFT = "<int:version_pk>/"
TOUCHPOINT = f"{DRAFT}touchpoints/<slug:touchpoint_key>/"
GROUP = f"{DRAFT}groups/<slug:perceiver_key>/"

urlpatterns = [
    path(DRAFT, include("eventaudit.library.studio.criterion_urls")),
    path("", template_views.studio, name="studio"),
    path("new/", template_views.template_new, name="template_new"),
    path("templates/<int:template_pk>/name/", template_views.template_name, name="template_name"),
    path("templates/<int:template_pk>/draft/", template_views.draft_start, name="draft_start"),
    path(DRAFT, outline_views.draft, name="draft"),
    path(f"{DRAFT}move/", outline_views.outline_move, name="outline_move"),
    path(f"{DRAFT}new-touchpoint/", part_views.touchpoint_new, name="touchpoint_new"),
    path(TOUCHPOINT, part_views.touchpoint_edit, name="touchpoint_edit"),
    path(f"{TOUCHPOINT}delete/", part_views.touchpoint_delete, name="touchpoint_delete"),
    path(f"{DRAFT}new-group/", part_views.perceiver_new, name="perceiver_new"),
    path(GROUP, part_views.perceiver_edit, name="perceiver_edit"),
    path(f"{GROUP}delete/", part_views.perceiver_delete, name="perceiver_delete"),
    path(f"{DRAFT}check/", check_views.check, name="check"),
    path(f"{DRAFT}publish/", check_views.publish_draft, name="publish"),
    path(f"{DRAFT}history/", history_views.version_history, name="version_history"),
    path(f"{DRAFT}archive/", template_views.archive_version, name="archive"),
    path(f"{DRAFT}offer-again/", template_views.offer_version_again, name="offer_again"),
    path(f"{DRAFT}delete/", template_views.draft_delete, name="draft_delete"),
]
