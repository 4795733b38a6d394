"""For whom and for which request calls are made, as long as a block runs; each thread and task has its own."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from urllib.parse import quote

_actor: ContextVar[str | Callable[[], str | None] | None] = ContextVar("rejoin_actor", default=None)
_trace_id: ContextVar[str | None] = ContextVar("rejoin_trace_id", default=None)


def new_trace_id() -> str:
    return secrets.token_hex(16)


def trace_id(text: str | None) -> str | None:
    """The trace id that a `traceparent`, a UUID or 32 hexadecimal digits name; None for anything else."""
    if text is None:
        return None
    text = text.strip().lower()
    parent = re.fullmatch(r"[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*", text)
    digits = parent[1] if parent else text.replace("-", "")
    return digits if re.fullmatch(r"[0-9a-f]{32}", digits) and digits.strip("0") else None


@contextmanager
def calling(*, actor: str | Callable[[], str | None] | None = None, trace_id: str | None = None) -> Iterator[None]:
    """Calls made in this block, by any client, are made in the name of a user and belong to a request.

    :param actor: the user, or what tells who it is when a call is made; the client's key must be one that may act as others
    :param trace_id: 32 hexadecimal digits, with which the service logs what it does
    """
    actor_before, trace_before = _actor.set(actor), _trace_id.set(trace_id)
    try:
        yield
    finally:
        _actor.reset(actor_before)
        _trace_id.reset(trace_before)


def acting(user: str) -> dict[str, str]:
    return {"Rejoin-Actor": quote(user, safe="")}


def headers() -> dict[str, str]:
    """What the block around a call adds to its request."""
    found: dict[str, str] = {}
    trace, actor = _trace_id.get(), _actor.get()
    if trace is not None:
        found["traceparent"] = f"00-{trace}-{secrets.token_hex(8)}-01"
    user = actor() if callable(actor) else actor
    return {**found, **acting(user)} if user else found
