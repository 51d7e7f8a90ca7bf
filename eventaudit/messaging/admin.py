from django.contrib import admin

from .models import Contradiction, Message, Promise


@admin.register(Message)
class MessageAdmin(admin.ModelAdmin):
    list_display = ["key", "event", "channel", "language", "title", "sent_on"]
    list_filter = ["channel", "language"]
    list_select_related = ["event"]
    search_fields = ["title", "text", "event__name"]
    # The text and its promises' offsets change together, in the messages' own pages only.
    readonly_fields = ["text", "html", "original", "original_name", "sha256"]


@admin.register(Promise)
class PromiseAdmin(admin.ModelAdmin):
    list_display = ["key", "quote", "message", "touchpoint", "strength", "verdict"]
    list_filter = ["strength", "verdict", "touchpoint"]
    list_select_related = ["message"]
    search_fields = ["quote", "message__event__name"]
    readonly_fields = ["message", "start", "end", "quote"]

    def has_add_permission(self, request) -> bool:
        return False


@admin.register(Contradiction)
class ContradictionAdmin(admin.ModelAdmin):
    list_display = ["key", "event", "touchpoint", "kind"]
    list_select_related = ["event"]
