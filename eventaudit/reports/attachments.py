"""The audit's data inside its PDF, for whoever wants to reckon further: read by any PDF reader's clip."""

import json
from collections.abc import Mapping

from django.utils import translation
from django.utils.translation import gettext as _

from .tables import as_csv, table_of
from .typesetting.typesetter import Attachment


def attachments_of(snapshot: Mapping) -> list[Attachment]:
    """The event file and the answers, as they were when the snapshot was taken."""
    with translation.override(snapshot["language"]):
        found = []
        if "event_file" in snapshot:
            content = json.dumps(snapshot["event_file"], ensure_ascii=False, indent=1).encode()
            found.append(
                Attachment("event.json", "application/json", _("The whole audit as an event file"), content)
            )
        answers = as_csv(table_of(snapshot, "answers"))
        return [*found, Attachment("answers.csv", "text/csv", _("Every answer, a line each"), answers)]
