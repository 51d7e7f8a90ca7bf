from django.contrib import admin

from .models import Atmosphere, Criterion, Template, TemplateVersion, Touchpoint
from .policies import can_edit_version


class OfAVersion:
    """What belongs to a published version can be looked at only."""

    def has_change_permission(self, request, obj=None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or can_edit_version(obj.version))

    has_delete_permission = has_change_permission


@admin.register(Atmosphere)
class AtmosphereAdmin(admin.ModelAdmin):
    list_display = ["__str__", "key", "organisation"]
    list_filter = ["organisation"]


@admin.register(Template)
class TemplateAdmin(admin.ModelAdmin):
    list_display = ["__str__", "key", "organisation"]
    list_filter = ["organisation"]


@admin.register(TemplateVersion)
class TemplateVersionAdmin(admin.ModelAdmin):
    list_display = ["__str__", "number", "state", "published_at"]
    list_filter = ["state"]
    list_select_related = ["template"]

    def has_change_permission(self, request, obj=None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or can_edit_version(obj))

    has_delete_permission = has_change_permission


@admin.register(Touchpoint)
class TouchpointAdmin(OfAVersion, admin.ModelAdmin):
    list_display = ["__str__", "key", "version", "weight"]
    list_filter = ["version"]
    list_select_related = ["version__template"]


@admin.register(Criterion)
class CriterionAdmin(OfAVersion, admin.ModelAdmin):
    list_display = ["__str__", "key", "touchpoint", "kind", "weight", "core", "hard_fail"]
    list_filter = ["version", "kind", "core", "hard_fail"]
    list_select_related = ["touchpoint", "version__template"]
    search_fields = ["key"]
