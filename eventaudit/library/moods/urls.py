"""Under /o/<organisation>/library/atmospheres/, part of the namespace `library`."""

from django.urls import path

from . import edit_views, life_views, page_views

ONE = "<slug:atmosphere_key>/"

urlpatterns = [
    path("", page_views.atmospheres, name="atmospheres"),
    path("new/", life_views.new, name="atmosphere_new"),
    path("import/", life_views.import_file, name="atmosphere_import"),
    path(ONE, page_views.atmosphere, name="atmosphere"),
    path(f"{ONE}edit/", edit_views.edit, name="atmosphere_edit"),
    path(f"{ONE}look/", edit_views.look, name="atmosphere_look"),
    path(f"{ONE}touchpoints/", edit_views.touchpoints, name="atmosphere_touchpoints"),
    path(f"{ONE}touchpoints/<slug:touchpoint_key>/", edit_views.touchpoint, name="atmosphere_touchpoint"),
    path(f"{ONE}words/", edit_views.words, name="atmosphere_words"),
    path(f"{ONE}try/", edit_views.try_words, name="atmosphere_try"),
    path(f"{ONE}history/", page_views.history, name="atmosphere_history"),
    path(f"{ONE}export/", page_views.export, name="atmosphere_export"),
    path(f"{ONE}delete/", life_views.delete, name="atmosphere_delete"),
]
