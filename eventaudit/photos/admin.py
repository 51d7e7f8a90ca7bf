from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from .models import Photo


@admin.register(Photo)
class PhotoAdmin(admin.ModelAdmin):
    """Photos arrive through their own pages, which strip them of metadata; here only the caption changes."""

    list_display = ["__str__", "event", "width", "height", "size", "uploaded_by", "created_at"]
    list_filter = ["created_at"]
    list_select_related = ["event", "uploaded_by"]
    search_fields = ["caption", "event__name", "sha256"]
    exclude = ["original", "large", "small"]
    readonly_fields = [
        "id",
        "event",
        "stored_files",
        "width",
        "height",
        "sha256",
        "size",
        "uploaded_by",
        "taken_at",
        "created_at",
    ]

    def has_add_permission(self, request) -> bool:
        return False

    @admin.display(description=_("stored files"))
    def stored_files(self, photo: Photo) -> str:
        return ", ".join([photo.original.name, photo.large.name, photo.small.name])
