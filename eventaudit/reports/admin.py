from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from .models import Branding, DailyVisits, KeptPage, Moment, Report, ShareLink, Visit


class ForLooking(admin.ModelAdmin):
    """Nothing is added or changed here: each has its own page, or writes itself."""

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False


class Kept(ForLooking):
    """Nor is it deleted: released reports and their links rest on it."""

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


@admin.register(Moment)
class MomentAdmin(Kept):
    list_display = ["event", "taken_at"]
    list_select_related = ["event"]
    search_fields = ["event__name", "digest"]
    exclude = ["contents", "names"]


@admin.register(Branding)
class BrandingAdmin(ForLooking):
    list_display = ["event", "client_name", "accent"]
    list_select_related = ["event"]
    search_fields = ["event__name", "client_name"]


@admin.register(ShareLink)
class ShareLinkAdmin(Kept):
    list_display = ["report", "note", "created_at", "expires_at", "revoked_at"]
    list_select_related = ["report__event"]
    search_fields = ["note", "report__event__name"]


@admin.register(Visit)
class VisitAdmin(Kept):
    list_display = ["link", "what", "client", "at"]
    list_select_related = ["link__report__event"]
    search_fields = ["link__note", "client"]


@admin.register(DailyVisits)
class DailyVisitsAdmin(Kept):
    list_display = ["link", "day", "what", "count"]
    list_select_related = ["link__report__event"]
    search_fields = ["link__note"]


@admin.register(KeptPage)
class KeptPageAdmin(ForLooking):
    """Goes with its report, and stays with a released one."""

    list_display = ["report", "made_at"]
    list_select_related = ["report__event"]
    search_fields = ["report__event__name"]
    exclude = ["html"]

    def has_delete_permission(self, request, obj=None) -> bool:
        released = obj is not None and obj.report.state == Report.State.RELEASED
        return super().has_delete_permission(request, obj) and not released


@admin.register(Report)
class ReportAdmin(ForLooking):
    """A report is frozen when it is asked for, and released on its own page."""

    list_display = ["event", "language", "state", "work", "pages", "created_at", "released_at"]
    list_filter = ["state", "work", "language"]
    list_select_related = ["event"]
    search_fields = ["event__name", "digest"]
    exclude = ["pdf", "snapshot"]
    readonly_fields = ["stored_file"]

    def has_delete_permission(self, request, obj=None) -> bool:
        """A released one stays, and its links with it."""
        released = obj is not None and obj.state == Report.State.RELEASED
        return super().has_delete_permission(request, obj) and not released

    @admin.display(description=_("stored file"))
    def stored_file(self, report: Report) -> str:
        return report.pdf.name or "–"
