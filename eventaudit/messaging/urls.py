from django.urls import path

from .views import candidates, contradictions, messages, promises, said

app_name = "messaging"
urlpatterns = [
    path("", messages.message_list, name="list"),
    path("add/", messages.message_add, name="add"),
    path("<int:message_pk>/", messages.message_detail, name="detail"),
    path("<int:message_pk>/edit/", messages.message_edit, name="edit"),
    path("<int:message_pk>/delete/", messages.message_delete, name="delete"),
    path("<int:message_pk>/original/", messages.message_original, name="original"),
    path("<int:message_pk>/atmosphere/", messages.message_atmosphere, name="atmosphere"),
    path("<int:message_pk>/take-over/", said.message_take_over, name="take_over"),
    path("<int:message_pk>/promises/", promises.promise_record, name="promise_record"),
    path("<int:message_pk>/atmosphere/read/", candidates.atmosphere_take, name="atmosphere_take"),
    path("<int:message_pk>/read/", candidates.message_read, name="read"),
    path("<int:message_pk>/advice/", candidates.advice_dismiss, name="advice"),
    path("candidates/<int:candidate_pk>/", candidates.candidate_decide, name="candidate"),
    path("candidates/<int:candidate_pk>/change/", candidates.candidate_change, name="candidate_change"),
    path("promises/", promises.ledger, name="ledger"),
    path("promises/<int:promise_pk>/edit/", promises.promise_edit, name="promise_edit"),
    path("promises/<int:promise_pk>/delete/", promises.promise_delete, name="promise_delete"),
    path("promises/<int:promise_pk>/judge/", promises.promise_judge, name="judge"),
    path("contradictions/candidates/<int:pair_pk>/", contradictions.pair_decide, name="pair"),
    path("contradictions/compare/", contradictions.compare, name="compare"),
    path("contradictions/", contradictions.contradiction_add, name="contradiction_add"),
    path(
        "contradictions/<int:contradiction_pk>/delete/",
        contradictions.contradiction_delete,
        name="contradiction_delete",
    ),
]
