"""Messages are added on their own page, which checks and cleans what arrives; here they are looked after."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from .models import (
    Contradiction,
    ContradictionCandidate,
    ContradictionReading,
    DismissedAdvice,
    Message,
    MessagePicture,
    MessageReading,
    Promise,
    PromiseCandidate,
    PromisePhoto,
    ReadingMemory,
)


class PromiseInline(admin.TabularInline):
    model = Promise
    fields = ["key", "quote", "touchpoint", "strength", "atmosphere", "verdict"]
    readonly_fields = ["key", "quote"]
    extra = 0
    show_change_link = True

    def has_add_permission(self, request, obj=None) -> bool:
        return False


@admin.register(Message)
class MessageAdmin(admin.ModelAdmin):
    """The words stay: promises point at them by position, and HTML is clean only as it was stored."""

    list_display = ["__str__", "event", "channel", "language", "sent_on", "audience"]
    list_filter = ["channel", "language", "sent_on"]
    list_select_related = ["event"]
    search_fields = ["title", "key", "text", "event__name"]
    autocomplete_fields = ["event", "created_by"]
    exclude = ["original"]
    readonly_fields = ["text", "html", "event_data", "stored_file", "original_name", "sha256", "created_at"]
    inlines = [PromiseInline]

    def has_add_permission(self, request) -> bool:
        return False

    @admin.display(description=_("stored file"))
    def stored_file(self, message: Message) -> str:
        return message.original.name or "–"


class PromisePhotoInline(admin.TabularInline):
    model = PromisePhoto
    raw_id_fields = ["photo"]
    extra = 0


@admin.register(Promise)
class PromiseAdmin(admin.ModelAdmin):
    list_display = ["quote", "message", "touchpoint", "strength", "atmosphere", "verdict"]
    list_filter = ["verdict", "strength", "touchpoint", "hedged", "negated"]
    list_select_related = ["message"]
    search_fields = ["quote", "key", "message__title", "message__event__name"]
    autocomplete_fields = ["judged_by", "approved_by"]
    readonly_fields = ["message", "start", "end", "quote", "created_at"]
    inlines = [PromisePhotoInline]

    def has_add_permission(self, request) -> bool:
        return False


@admin.register(PromisePhoto)
class PromisePhotoAdmin(admin.ModelAdmin):
    list_display = ["__str__", "promise"]
    list_select_related = ["promise", "photo"]
    search_fields = ["promise__quote", "photo__caption"]
    raw_id_fields = ["promise", "photo"]


@admin.register(Contradiction)
class ContradictionAdmin(admin.ModelAdmin):
    list_display = ["key", "event", "touchpoint", "kind", "first_quote", "second_quote"]
    list_filter = ["kind", "touchpoint"]
    list_select_related = ["event"]
    search_fields = ["first_quote", "second_quote", "event__name"]
    autocomplete_fields = ["event", "first", "second"]


class ReadOnlyAdmin(admin.ModelAdmin):
    """What the machine found and people decided on it: to be looked at and removed, not written by hand."""

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False


@admin.register(MessageReading)
class MessageReadingAdmin(ReadOnlyAdmin):
    list_display = ["message", "language", "atmosphere", "cut", "readable", "failed", "read_at"]
    list_filter = ["failed", "language"]
    list_select_related = ["message"]
    search_fields = ["message__title", "message__key", "message__event__name"]


@admin.register(MessagePicture)
class MessagePictureAdmin(ReadOnlyAdmin):
    """Removed, it is made anew with the next report."""

    list_display = ["message", "name"]
    list_select_related = ["message"]
    search_fields = ["message__key", "message__title", "name"]


@admin.register(PromiseCandidate)
class PromiseCandidateAdmin(ReadOnlyAdmin):
    list_display = ["quote", "message", "touchpoint", "strength", "score", "decision", "decided_by"]
    list_filter = ["decision", "strength", "touchpoint"]
    list_select_related = ["message", "decided_by"]
    search_fields = ["quote", "message__title", "message__event__name"]


@admin.register(DismissedAdvice)
class DismissedAdviceAdmin(ReadOnlyAdmin):
    list_display = ["kind", "quote", "message"]
    list_filter = ["kind"]
    list_select_related = ["message"]
    search_fields = ["quote", "message__title"]


@admin.register(ContradictionReading)
class ContradictionReadingAdmin(ReadOnlyAdmin):
    list_display = ["event", "failed", "read_at"]
    list_select_related = ["event"]
    search_fields = ["event__name"]


@admin.register(ContradictionCandidate)
class ContradictionCandidateAdmin(ReadOnlyAdmin):
    list_display = ["first_quote", "second_quote", "event", "touchpoint", "kind", "decision", "decided_by"]
    list_filter = ["decision", "kind", "touchpoint"]
    list_select_related = ["event", "decided_by"]
    search_fields = ["first_quote", "second_quote", "event__name"]


@admin.register(ReadingMemory)
class ReadingMemoryAdmin(ReadOnlyAdmin):
    list_display = ["organisation", "forgotten_at", "forgotten_by"]
    list_select_related = ["organisation", "forgotten_by"]
    search_fields = ["organisation__name"]
