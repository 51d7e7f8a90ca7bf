"""Atmospheres from files in the form of fixtures/atmospheres.json: {"atmospheres": {key: atmosphere}}."""

import json
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from eventaudit.accounts.models import Organisation, User

from ..models import Atmosphere
from .actions import create_atmosphere
from .content import problems_of, tidy

MOST_IN_A_FILE = 30


class FileRefused(Exception):
    """Nothing is imported; `problems` holds one sentence for each fault."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def import_atmospheres(*, organisation: Organisation, content: bytes, by: User | None) -> list[Atmosphere]:
    """All of a file, each with a free key, or nothing. Raises FileRefused with every problem."""
    found = _parsed(content)
    problems = file_problems(found)
    if problems:
        raise FileRefused(problems)
    return add_atmospheres(organisation=organisation, contents=found, by=by)


@transaction.atomic
def add_atmospheres(
    *, organisation: Organisation, contents: Mapping[str, Mapping[str, Any]], by: User | None
) -> list[Atmosphere]:
    """contents: without problems (file_problems). Raises FileRefused where there is no room for them."""
    try:
        return [
            create_atmosphere(organisation=organisation, content=content, key=key, by=by)
            for key, content in contents.items()
        ]
    except ValidationError as error:
        raise FileRefused(error.messages) from error


def file_problems(contents: object) -> list[str]:
    """A sentence for everything in the `atmospheres` of a file that cannot be stored."""
    if not isinstance(contents, Mapping) or not contents:
        return [_("The file holds no atmospheres. Export one, and look at its form.")]
    if len(contents) > MOST_IN_A_FILE:
        return [_("The file holds more than %d atmospheres. Cut it into several.") % MOST_IN_A_FILE]
    problems = []
    for key, content in contents.items():
        path = f"atmospheres.{str(key)[:60]}"
        if not isinstance(content, Mapping):
            problems.append(_("%s is no atmosphere. Write it as {...}.") % path)
            continue
        problems += [f"{path}.{where}: {sentence}" for where, sentence in problems_of(tidy(content))]
    return problems


def _parsed(content: bytes) -> Any:
    try:
        data = json.loads(content.decode("utf-8-sig"))
        json.dumps(data, ensure_ascii=False).encode()  # halves of signs cannot be stored
    except (UnicodeError, ValueError, RecursionError) as error:
        raise FileRefused([_("This is not a JSON file in UTF-8. Export the atmosphere again.")]) from error
    return data.get("atmospheres") if isinstance(data, dict) else None
