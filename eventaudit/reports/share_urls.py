"""Outside all organisations: whoever has the link need not know whose report it is."""

from django.urls import path

from . import share_views

urlpatterns = [
    path("<str:share_token>/", share_views.shared_page, name="shared"),
    path("<str:share_token>/report.pdf", share_views.shared_pdf, name="shared_pdf"),
    path("<str:share_token>/photo/<uuid:photo_pk>.jpg", share_views.shared_photo, name="shared_photo"),
]
