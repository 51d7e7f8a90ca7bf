from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from .models import Report


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin):
    """For looking: a report is frozen when it is asked for, and released on its own page."""

    list_display = ["event", "language", "state", "work", "pages", "created_at", "released_at"]
    list_filter = ["state", "work", "language"]
    list_select_related = ["event"]
    search_fields = ["event__name", "digest"]
    exclude = ["pdf", "snapshot"]
    readonly_fields = ["stored_file"]

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        """A released one stays, and its links with it."""
        released = obj is not None and obj.state == Report.State.RELEASED
        return super().has_delete_permission(request, obj) and not released

    @admin.display(description=_("stored file"))
    def stored_file(self, report: Report) -> str:
        return report.pdf.name or "–"
