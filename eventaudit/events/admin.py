from django.contrib import admin

from .models import Event, Intention, ProgrammeItem, Round, Segment, Upgrade, Zone


class SegmentInline(admin.TabularInline):
    model = Segment
    extra = 0


class ZoneInline(admin.TabularInline):
    model = Zone
    extra = 0


class RoundInline(admin.TabularInline):
    model = Round
    extra = 0


class IntentionInline(admin.TabularInline):
    model = Intention
    extra = 0


@admin.register(Event)
class EventAdmin(admin.ModelAdmin):
    list_display = ["name", "organisation", "client_name", "starts_at", "state", "form", "template_version"]
    list_filter = ["state", "form", "language", "starts_at"]
    list_select_related = ["organisation", "template_version__template"]
    search_fields = ["name", "key", "client_name", "venue", "organisation__name"]
    autocomplete_fields = ["organisation", "template_version", "clients", "created_by"]
    readonly_fields = ["created_at"]
    date_hierarchy = "starts_at"
    inlines = [SegmentInline, ZoneInline, RoundInline, IntentionInline]


class EventPartAdmin(admin.ModelAdmin):
    list_select_related = ["event"]
    autocomplete_fields = ["event"]


@admin.register(Segment)
class SegmentAdmin(EventPartAdmin):
    list_display = ["name", "event", "size", "order"]
    search_fields = ["name", "key", "event__name"]


@admin.register(Zone)
class ZoneAdmin(EventPartAdmin):
    list_display = ["name", "event", "order"]
    search_fields = ["name", "event__name"]


@admin.register(Round)
class RoundAdmin(EventPartAdmin):
    list_display = ["name", "event", "starts_at", "order"]
    search_fields = ["name", "event__name"]


@admin.register(Intention)
class IntentionAdmin(EventPartAdmin):
    list_display = ["event", "touchpoint", "mixture"]
    search_fields = ["event__name", "touchpoint"]


@admin.register(ProgrammeItem)
class ProgrammeItemAdmin(EventPartAdmin):
    list_display = ["title", "event", "starts_at", "phase"]
    list_filter = ["phase"]
    search_fields = ["title", "event__name"]


@admin.register(Upgrade)
class UpgradeAdmin(admin.ModelAdmin):
    list_display = ["event", "old", "new", "by", "at"]
    list_select_related = ["event", "old__template", "new__template", "by"]
    search_fields = ["event__name"]
    date_hierarchy = "at"

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
