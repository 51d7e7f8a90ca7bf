from django.contrib import admin

from .models import ActionChange, ActionPhoto, Cause, CausePin, CorrectiveAction, Recommendation, SecondLook


class CausePinInline(admin.TabularInline):
    model = CausePin
    extra = 0


@admin.register(Cause)
class CauseAdmin(admin.ModelAdmin):
    list_display = ["__str__", "event", "key", "changed_by", "changed_at"]
    list_select_related = ["event", "changed_by"]
    search_fields = ["title", "key", "event__name"]
    autocomplete_fields = ["event", "changed_by"]
    inlines = [CausePinInline]


@admin.register(CausePin)
class CausePinAdmin(admin.ModelAdmin):
    list_display = ["finding", "event", "cause"]
    list_select_related = ["event", "cause"]
    search_fields = ["finding", "event__name"]
    autocomplete_fields = ["event", "cause"]


@admin.register(Recommendation)
class RecommendationAdmin(admin.ModelAdmin):
    list_display = ["__str__", "owner", "deadline", "effort", "edited_by", "edited_at"]
    list_select_related = ["cause", "edited_by"]
    search_fields = ["action", "owner", "cause__event__name"]
    autocomplete_fields = ["cause", "edited_by"]


class SecondLookInline(admin.TabularInline):
    """Never changed, never removed: what was seen stays."""

    model = SecondLook
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(CorrectiveAction)
class CorrectiveActionAdmin(admin.ModelAdmin):
    list_display = ["title", "event", "owner", "owner_name", "due_at", "status"]
    list_select_related = ["event", "owner__user"]
    list_filter = ["status"]
    search_fields = ["title", "event__name", "owner_name"]
    autocomplete_fields = ["event", "created_by"]
    raw_id_fields = ["owner"]
    inlines = [SecondLookInline]


@admin.register(ActionPhoto)
class ActionPhotoAdmin(admin.ModelAdmin):
    list_display = ["photo", "action"]
    list_select_related = ["photo", "action"]
    search_fields = ["action__title"]
    raw_id_fields = ["photo", "action"]


class HistoryAdmin(admin.ModelAdmin):
    """What was done and seen: to be read, never changed."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(SecondLook)
class SecondLookAdmin(HistoryAdmin):
    list_display = ["action", "mended", "quality", "by", "made_at"]
    list_select_related = ["action", "by"]
    search_fields = ["action__title", "note"]


@admin.register(ActionChange)
class ActionChangeAdmin(HistoryAdmin):
    list_display = [field.name for field in ActionChange._meta.fields if field.name != "id"]
    search_fields = ["action__title"]
