"""The library in the site administration; templates are there for reading."""

from django.contrib import admin

from .models import AnalysisSettings, Atmosphere, Criterion, Template, TemplateVersion, Touchpoint


class ForReading:
    """A version and its parts change in the studio alone: there a change raises the draft's revision, which
    tells other admins of it, and nothing is published that the check has not let through.
    """

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


@admin.register(Atmosphere)
class AtmosphereAdmin(admin.ModelAdmin):
    list_display = ["__str__", "key", "organisation", "order"]
    list_filter = [("organisation", admin.EmptyFieldListFilter)]
    list_select_related = ["organisation"]
    search_fields = ["key", "organisation__name"]
    autocomplete_fields = ["organisation"]

    def save_model(self, request, obj, form, change) -> None:
        """A page of the organisation's own that was made before must not write over it unseen."""
        if change:
            obj.revision = Atmosphere.objects.values_list("revision", flat=True).get(pk=obj.pk) + 1
        super().save_model(request, obj, form, change)


@admin.register(Template)
class TemplateAdmin(admin.ModelAdmin):
    list_display = ["__str__", "key", "organisation"]
    list_filter = [("organisation", admin.EmptyFieldListFilter)]
    list_select_related = ["organisation"]
    search_fields = ["key", "organisation__name"]
    autocomplete_fields = ["organisation"]


class TouchpointInline(ForReading, admin.TabularInline):
    model = Touchpoint
    extra = 0
    show_change_link = True


@admin.register(TemplateVersion)
class TemplateVersionAdmin(ForReading, admin.ModelAdmin):
    list_display = ["__str__", "template", "number", "label", "state", "published_at"]
    list_filter = ["state"]
    list_select_related = ["template"]
    search_fields = ["label", "template__key"]
    inlines = [TouchpointInline]


@admin.register(Touchpoint)
class TouchpointAdmin(ForReading, admin.ModelAdmin):
    list_display = ["__str__", "key", "version", "order", "weight"]
    list_filter = ["version__state"]
    list_select_related = ["version__template"]
    search_fields = ["key"]


@admin.register(Criterion)
class CriterionAdmin(ForReading, admin.ModelAdmin):
    list_display = ["__str__", "key", "touchpoint", "version", "kind", "weight", "core", "hard_fail"]
    list_filter = ["version__state", "kind", "core", "hard_fail", "scored", "evidence"]
    list_select_related = ["touchpoint", "version__template"]
    search_fields = ["key", "touchpoint__key"]


@admin.register(AnalysisSettings)
class AnalysisSettingsAdmin(admin.ModelAdmin):
    """The organisation's own page checks what is allowed; here it is for reading."""

    list_display = ["__str__", "changed_by", "changed_at"]
    list_select_related = ["organisation", "changed_by"]
    search_fields = ["organisation__name", "organisation__slug"]
    readonly_fields = ["organisation", "values", "changed_by", "changed_at"]

    def has_add_permission(self, request) -> bool:
        return False
