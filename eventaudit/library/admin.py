"""The library in the site administration. What is published never changes, here neither."""

from django.contrib import admin

from .models import AnalysisSettings, Atmosphere, Criterion, Template, TemplateVersion, Touchpoint
from .policies import can_edit_version


class DraftsOnly:
    """A version, or a part of one (`obj.version`), changes while it is a draft; later it is for reading."""

    def _open(self, obj) -> bool:
        return obj is None or can_edit_version(getattr(obj, "version", obj))

    def has_change_permission(self, request, obj=None) -> bool:
        return super().has_change_permission(request, obj) and self._open(obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        return super().has_delete_permission(request, obj) and self._open(obj)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Nothing is added to, or moved into, a version that is no draft."""
        drafts = TemplateVersion.objects.filter(state=TemplateVersion.State.DRAFT)
        if db_field.name == "version":
            kwargs["queryset"] = drafts
        if db_field.name == "touchpoint":
            kwargs["queryset"] = Touchpoint.objects.filter(version__in=drafts)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Atmosphere)
class AtmosphereAdmin(admin.ModelAdmin):
    list_display = ["__str__", "key", "organisation", "order"]
    list_filter = [("organisation", admin.EmptyFieldListFilter)]
    list_select_related = ["organisation"]
    search_fields = ["key", "organisation__name"]
    autocomplete_fields = ["organisation"]


@admin.register(Template)
class TemplateAdmin(admin.ModelAdmin):
    list_display = ["__str__", "key", "organisation"]
    list_filter = [("organisation", admin.EmptyFieldListFilter)]
    list_select_related = ["organisation"]
    search_fields = ["key", "organisation__name"]
    autocomplete_fields = ["organisation"]


class TouchpointInline(DraftsOnly, admin.TabularInline):
    """Asked about the version it stands in, so `obj` is that version."""

    model = Touchpoint
    extra = 0
    show_change_link = True

    def has_add_permission(self, request, obj=None) -> bool:
        return super().has_add_permission(request, obj) and self._open(obj)


@admin.register(TemplateVersion)
class TemplateVersionAdmin(DraftsOnly, admin.ModelAdmin):
    """Publishing is more than a word in a field, so `state` is not changed here."""

    list_display = ["__str__", "template", "number", "label", "state", "published_at"]
    list_filter = ["state"]
    list_select_related = ["template"]
    search_fields = ["label", "template__key"]
    autocomplete_fields = ["template"]
    readonly_fields = ["state", "digest", "published_at", "created_at"]
    inlines = [TouchpointInline]


@admin.register(Touchpoint)
class TouchpointAdmin(DraftsOnly, admin.ModelAdmin):
    list_display = ["__str__", "key", "version", "order", "weight"]
    list_filter = ["version__state"]
    list_select_related = ["version__template"]
    search_fields = ["key"]
    raw_id_fields = ["version"]


@admin.register(Criterion)
class CriterionAdmin(DraftsOnly, admin.ModelAdmin):
    list_display = ["__str__", "key", "touchpoint", "version", "kind", "weight", "core", "hard_fail"]
    list_filter = ["version__state", "kind", "core", "hard_fail", "scored", "evidence"]
    list_select_related = ["touchpoint", "version__template"]
    search_fields = ["key", "touchpoint__key"]
    raw_id_fields = ["version", "touchpoint"]


@admin.register(AnalysisSettings)
class AnalysisSettingsAdmin(admin.ModelAdmin):
    """The organisation's own page checks what is allowed; here it is for reading."""

    list_display = ["__str__", "changed_by", "changed_at"]
    list_select_related = ["organisation", "changed_by"]
    search_fields = ["organisation__name", "organisation__slug"]
    readonly_fields = ["organisation", "values", "changed_by", "changed_at"]

    def has_add_permission(self, request) -> bool:
        return False
