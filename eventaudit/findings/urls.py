from django.urls import path

from . import (
    action_views,
    before_views,
    cause_views,
    finding_views,
    sureness_views,
    task_views,
    upgrade_views,
    views,
)

app_name = "findings"
urlpatterns = [
    path("events/import/", views.import_file, name="import"),
    path("events/<int:event_pk>/", views.overview, name="overview"),
    path("events/<int:event_pk>/version/", upgrade_views.upgrade, name="upgrade"),
    path("events/<int:event_pk>/version/earlier/", upgrade_views.earlier_answers, name="earlier_answers"),
    path("events/<int:event_pk>/event-file/", views.export, name="export"),
    path("events/<int:event_pk>/touchpoints/<slug:touchpoint_key>/", views.touchpoint, name="touchpoint"),
    path("events/<int:event_pk>/rounds/", views.rounds, name="rounds"),
    path("events/<int:event_pk>/before/", before_views.before, name="before"),
    path("events/<int:event_pk>/findings/", finding_views.finding_list, name="list"),
    path("events/<int:event_pk>/findings/<path:finding_id>/", finding_views.finding, name="finding"),
    path("events/<int:event_pk>/actions/", action_views.fix_list, name="actions"),
    path("events/<int:event_pk>/actions/take-on/", action_views.take_on_finding, name="take_on"),
    path("events/<int:event_pk>/actions/new/", action_views.action_create, name="action_create"),
    path("events/<int:event_pk>/actions/<uuid:action_pk>/", action_views.action, name="action"),
    path(
        "events/<int:event_pk>/actions/<uuid:action_pk>/edit/", action_views.action_edit, name="action_edit"
    ),
    path(
        "events/<int:event_pk>/actions/<uuid:action_pk>/second-look/",
        action_views.second_look,
        name="second_look",
    ),
    path("tasks/", task_views.tasks, name="tasks"),
    path("tasks/<uuid:action_pk>/", task_views.task, name="task"),
    path("events/<int:event_pk>/how-sure/", sureness_views.agreement, name="agreement"),
    path("events/<int:event_pk>/for-whom/", sureness_views.segments, name="segments"),
    path("events/<int:event_pk>/causes/", cause_views.causes, name="causes"),
    path("events/<int:event_pk>/causes/title/<path:cause_key>", cause_views.cause_title, name="cause_title"),
    path("events/<int:event_pk>/causes/merge/<path:cause_key>", cause_views.cause_merge, name="cause_merge"),
    path("events/<int:event_pk>/causes/move/<path:cause_key>", cause_views.cause_move, name="cause_move"),
    path("events/<int:event_pk>/causes/reset/<path:cause_key>", cause_views.cause_reset, name="cause_reset"),
    path("events/<int:event_pk>/causes/one/<path:cause_key>", cause_views.cause, name="cause"),
    path(
        "events/<int:event_pk>/causes/recommendation/<path:cause_key>",
        cause_views.recommendation,
        name="recommendation",
    ),
]
