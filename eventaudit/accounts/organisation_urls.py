from django.urls import path

from . import people_views, views

urlpatterns = [
    path("", views.organisation, name="organisation"),
    path("people/", people_views.people, name="people"),
    path("people/<int:membership_pk>/role/", people_views.membership_role, name="membership_role"),
    path("people/<int:membership_pk>/remove/", people_views.membership_remove, name="membership_remove"),
    path(
        "people/invitations/<int:invitation_pk>/send/",
        people_views.invitation_resend,
        name="invitation_resend",
    ),
    path(
        "people/invitations/<int:invitation_pk>/revoke/",
        people_views.invitation_revoke,
        name="invitation_revoke",
    ),
]
