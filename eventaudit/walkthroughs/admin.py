"""Walkthroughs in the site administration. What was observed is for reading: its history is the evidence."""

from django.contrib import admin

from .models import (
    Answer,
    AnswerPhoto,
    Conflict,
    Operation,
    Tablet,
    TabletState,
    UnfinishedPhoto,
    Walkthrough,
)


class ReadOnly:
    def has_add_permission(self, request, obj=None) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


class AnswerInline(ReadOnly, admin.TabularInline):
    model = Answer
    fields = ["criterion", "state", "value", "reason", "note", "answered_at"]
    readonly_fields = fields
    extra = 0

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("criterion")


@admin.register(Walkthrough)
class WalkthroughAdmin(admin.ModelAdmin):
    list_display = ["event", "auditor_name", "auditor", "round", "lead", "started_at", "finished_at"]
    list_filter = ["lead", ("finished_at", admin.EmptyFieldListFilter)]
    list_select_related = ["event", "auditor", "round"]
    search_fields = ["event__name", "auditor_name", "auditor__email"]
    autocomplete_fields = ["event", "auditor", "round", "segment", "zone"]
    readonly_fields = ["id", "last_seq", "epoch", "created_at"]
    inlines = [AnswerInline]


@admin.register(Operation)
class OperationAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["criterion", "field", "value", "walkthrough", "seq", "author", "made_at", "received_at"]
    list_filter = ["field", "received_at"]
    list_select_related = ["walkthrough__event", "walkthrough__round", "author"]
    search_fields = ["criterion", "walkthrough__event__name", "walkthrough__auditor_name"]


@admin.register(Answer)
class AnswerAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["criterion", "state", "value", "reason", "walkthrough", "answered_at"]
    list_filter = ["state", "criterion__kind"]
    list_select_related = ["criterion", "walkthrough__event", "walkthrough__round"]
    search_fields = ["criterion__key", "note", "walkthrough__event__name", "walkthrough__auditor_name"]


@admin.register(AnswerPhoto)
class AnswerPhotoAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["__str__", "criterion", "walkthrough"]
    list_select_related = ["photo", "criterion", "walkthrough__event", "walkthrough__round"]
    search_fields = ["criterion__key", "photo__caption", "walkthrough__event__name"]


@admin.register(UnfinishedPhoto)
class UnfinishedPhotoAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["id", "walkthrough", "criterion", "photo", "since"]
    list_select_related = ["walkthrough__event", "walkthrough__round", "criterion", "photo"]
    search_fields = ["walkthrough__event__name", "walkthrough__auditor_name"]


@admin.register(Conflict)
class ConflictAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["criterion", "walkthrough", "lost", "found_at", "settled_at", "settled_by"]
    list_select_related = ["criterion", "walkthrough__event", "walkthrough__round", "lost", "settled_by"]
    search_fields = ["criterion__key", "walkthrough__event__name", "walkthrough__auditor_name"]


@admin.register(Tablet)
class TabletAdmin(ReadOnly, admin.ModelAdmin):
    """Taken back on the site's own page, which says what that means."""

    list_display = [
        "__str__",
        "organisation",
        "user",
        "last_seen",
        "app_version",
        "granted_until",
        "revoked_at",
    ]
    list_select_related = ["organisation", "user"]
    search_fields = ["label", "user__name", "user__email"]


@admin.register(TabletState)
class TabletStateAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["tablet", "walkthrough", "waiting", "photos_waiting", "stuck", "last_seen"]
    list_select_related = ["tablet", "walkthrough__event", "walkthrough__round"]
    search_fields = ["tablet__label", "tablet__user__name", "walkthrough__event__name"]
