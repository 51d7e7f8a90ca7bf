"""Under the address of one version: the editor of a criterion, and previews on the tablet."""

from django.urls import path

from . import criterion_views, preview_views

TOUCHPOINT = "touchpoints/<slug:touchpoint_key>/"
NEW = f"{TOUCHPOINT}new-criterion/"
CRITERION = f"{TOUCHPOINT}criteria/<slug:criterion_key>/"

urlpatterns = [
    path(NEW, criterion_views.criterion_new, name="criterion_new"),
    path(f"{NEW}preview/", preview_views.criterion_preview, name="criterion_preview"),
    path(CRITERION, criterion_views.criterion_edit, name="criterion_edit"),
    path(f"{CRITERION}preview/", preview_views.criterion_preview, name="criterion_preview"),
    path(f"{CRITERION}delete/", criterion_views.criterion_delete, name="criterion_delete"),
    path("preview/", preview_views.preview, name="preview"),
    path("preview/sheet/", preview_views.preview_sheet, name="preview_sheet"),
]
