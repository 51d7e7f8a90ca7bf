from django.contrib import admin

from .models import Event, Intention, Round, Segment, Zone


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
    list_display = ["name", "key", "organisation", "starts_at", "attendance", "state"]
    list_filter = ["organisation", "state"]
    list_select_related = ["organisation"]
    search_fields = ["name", "key", "client_name", "venue"]
    date_hierarchy = "starts_at"
    filter_horizontal = ["clients"]
    inlines = [SegmentInline, ZoneInline, RoundInline, IntentionInline]
