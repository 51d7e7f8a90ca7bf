"""Assigning a walkthrough, and reading the walkthrough's own form when it comes without JavaScript."""

import json
import re
import uuid
from collections.abc import Mapping

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from eventaudit.accounts.models import Role, User
from eventaudit.events.models import Event

from .coding import SPECIAL, value_of
from .models import Walkthrough
from .sheet import Sheet

PARTS = "ambhrn"  # see coding.py; n is the note


class AssignForm(forms.ModelForm):
    class Meta:
        model = Walkthrough
        fields = ["auditor", "round", "segment", "zone", "lead"]
        labels = {"auditor": _("Auditor"), "round": _("Round"), "segment": _("Segment"), "zone": _("Zone")}

    def __init__(self, *args, event: Event, **kwargs):
        super().__init__(*args, **kwargs)
        able = User.objects.filter(
            memberships__organisation=event.organisation,
            memberships__role__in=[Role.AUDITOR, Role.MANAGER, Role.ADMIN],
        )
        self.fields["auditor"].queryset = able.order_by("name", "email")
        self.fields["auditor"].required = True
        self.fields["auditor"].empty_label = _("Choose a person")
        for name in ("round", "segment", "zone"):
            self.fields[name].queryset = getattr(event, f"{name}s").all()
        self.fields["round"].empty_label = _("The whole event")
        for name in ("segment", "zone"):
            self.fields[name].empty_label = _("No particular one")
            if not self.fields[name].queryset:
                del self.fields[name]
        self.helper = FormHelper()
        self.helper.add_input(Submit("assign", _("Assign the walkthrough")))


def posted_fields(post: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Criterion key to its posted fields: 'a-venue_condition': '4' -> {'venue_condition': {'a': '4'}}."""
    fields: dict[str, dict[str, str]] = {}
    for name, value in post.items():
        if found := re.fullmatch(rf"([{PARTS}])-([\w-]+)", name, re.ASCII):
            fields.setdefault(found[2], {})[found[1]] = value.replace("\r\n", "\n")
    return fields


def changes_in(post: Mapping[str, str], sheet: Sheet) -> list[dict]:
    """The operations that lead from what the form showed to what was posted.

    What stayed as it was shown gives none: another tablet may have answered it since. The same form posted
    twice gives the same ids.
    """
    shown, nonce, fields = _shown(post), _nonce(post), posted_fields(post)
    operations = []
    for question in sheet.questions:
        now, before = fields.get(question.key, {}), shown.get(question.key, {})
        if now.get("a") in SPECIAL and now.get("a") == before.get("a") and now.get("m", "").strip():
            now = now | {"a": ""}  # a number was typed over 'could not observe'
        value = value_of(question.kind, now)
        if value != value_of(question.kind, before):
            operations.append(_operation(nonce, question.key, "answer", value))
        if "n" in now and now["n"] != before.get("n", ""):
            operations.append(_operation(nonce, question.key, "note", now["n"]))
    return operations


def _operation(nonce: uuid.UUID, key: str, field: str, value: object) -> dict:
    name = json.dumps([key, field, value], sort_keys=True)
    return {"id": str(uuid.uuid5(nonce, name)), "k": key, "f": field, "v": value}


def _shown(post: Mapping[str, str]) -> dict[str, dict[str, str]]:
    try:
        shown = json.loads(post.get("shown", "{}"))
    except (ValueError, RecursionError):
        return {}
    if not isinstance(shown, dict):
        return {}
    return {key: fields for key, fields in shown.items() if _is_text_map(fields)}


def _is_text_map(fields: object) -> bool:
    return isinstance(fields, dict) and all(isinstance(value, str) for value in fields.values())


def _nonce(post: Mapping[str, str]) -> uuid.UUID:
    try:
        return uuid.UUID(post.get("nonce", ""))
    except ValueError:
        return uuid.uuid4()
