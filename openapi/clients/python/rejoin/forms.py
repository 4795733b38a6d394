"""Problems shown in Django's forms; Django itself is not needed here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from .errors import ProblemError


class Form(Protocol):
    """As much of a Django form as is needed."""

    fields: Any

    def add_error(self, field: str | None, error: Any) -> None: ...


def apply_errors(
    form: Form, exc: ProblemError, names: Mapping[str, str] | None = None, language: str | None = None
) -> None:
    """Adds each error to the form's field that its pointer names, all others to the form as a whole.

    :param names: the form's name of a field, where it is not the API's
    :param language: of the sentences that users read, as `fr`; without it they are the service's own, which say more
    """
    if not exc.errors:
        form.add_error(None, exc.problem.detail if language is None else exc.sentence(language))
    for error in exc.errors:
        first = (error.pointer or "").removeprefix("/").split("/")[0].replace("~1", "/").replace("~0", "~")
        name = (names or {}).get(first, first)
        told = error.detail if language is None else error.sentence(language)
        form.add_error(name if name in form.fields else None, told)
