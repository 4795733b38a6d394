"""What the collections of all resources have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar, cast
from urllib.parse import quote
from uuid import UUID

from . import errors
from ._codec import UNSET, Item, cursor, decode, encode, text
from ._transport import Answer, Call, Transport, new_key

T = TypeVar("T", bound=Item)

MERGE_PATCH = "application/merge-patch+json"


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of a collection; `next` and `previous` are links, or None at the end."""

    results: list[T]
    next: str | None
    previous: str | None
    count: int | None
    count_kind: str | None

    @property
    def next_cursor(self) -> str | None:
        """What `cursor` is for the page after this one; None at the end."""
        return cursor(self.next)

    @property
    def previous_cursor(self) -> str | None:
        """What `cursor` is for the page before this one; None at the beginning."""
        return cursor(self.previous)


@dataclass(frozen=True)
class Outcome:
    """What became of one item of a bulk."""

    id: UUID
    legacy_id: str
    outcome: Literal["CREATED", "UPDATED", "UNCHANGED"]


@dataclass(frozen=True)
class BulkResult:
    """What became of a bulk, in the order of its items."""

    results: list[Outcome]
    created: int
    updated: int
    unchanged: int


@dataclass(frozen=True)
class Aggregation:
    """Groups with their metrics by name; `groups` says how many there are in all."""

    results: list[dict[str, Any]]
    groups: int


def path(template: str, *parts: Any) -> str:
    """A path with its parameters; `$` stays, as in a batch it refers to an earlier operation."""
    return template.format(*(_segment(text(getattr(part, "id", part))) for part in parts))


def _segment(key: str) -> str:
    # These would make another path of it: that of the collection, or one further up.
    if key in ("", ".", ".."):
        raise errors.NotFound(errors.Problem(404, "not_found", f"There is no item with the key '{key}'."))
    return quote(key, safe="$")


class Caller:
    """Makes calls and gives their answers a type."""

    def __init__(self, transport: Transport):
        self._transport = transport

    def _call(
        self,
        method: str,
        path: str,
        returns: Any,
        query: Mapping[str, Any] | None = None,
        body: Any = UNSET,
        idempotency_key: str | None = UNSET,
        if_match: str | None = None,
    ) -> Any:
        headers = {}
        if idempotency_key is not UNSET:
            headers["Idempotency-Key"] = new_key() if idempotency_key is None else idempotency_key
        if if_match is not None:
            headers["If-Match"] = if_match
        return self._typed(returns, self._transport.send(Call(method, path, query or {}, body, headers)))

    @staticmethod
    def _typed(returns: Any, answer: Answer) -> Any:
        if hasattr(answer, "expect"):
            return answer.expect(returns)
        if returns is None:
            return None
        made = decode(returns, answer.body)
        if isinstance(made, Item):
            made.etag = answer.etag
        return made

    def walk(self, answer: Any) -> Iterator[Any]:
        """All results of an answer that has a `next`: its own and, when it comes to them, those that follow."""
        while True:
            yield from answer.results
            if answer.next is None:
                return
            answer = decode(type(answer), self._transport.send(Call("GET", answer.next)).body)


class Resource(Caller, Generic[T]):
    """A collection of items of one type."""

    _type: type[T]

    def _list(self, path: str, query: Mapping[str, Any]) -> Page[T]:
        return self._page(self._transport.send(Call("GET", path, query)))

    def _page(self, answer: Answer) -> Page[T]:
        body = answer.body
        items = [decode(self._type, item) for item in body["results"]]
        return Page(items, body["next"], body["previous"], body["count"], body["count_kind"])

    def _iterate(self, path: str, query: Mapping[str, Any]) -> Iterator[T]:
        page = self._list(path, query)
        while True:
            yield from page.results
            if page.next is None:
                return
            page = self._page(self._transport.send(Call("GET", page.next)))

    def _export(self, path: str, query: Mapping[str, Any]) -> Iterator[T]:
        for item in self._transport.lines(Call("GET", path, query)):
            yield decode(self._type, item)

    def _update(self, path: str, item: T | UUID | str, values: Mapping[str, Any], if_match: str | None) -> T:
        changes = {name: value for name, value in values.items() if value is not UNSET}
        if isinstance(item, Item):
            changes = {name: value for name, value in changes.items() if value != item._as_read.get(name, UNSET)}
            if not changes and if_match is None:
                return cast(T, item)
        tag = if_match or _tag(item)
        call = Call("PATCH", path, body=changes, headers={"If-Match": tag, "Content-Type": MERGE_PATCH})
        answer = self._transport.send(call)
        if answer.status == 412:
            return self._settle(path, tag, changes)
        return self._typed(self._type, answer)

    def _settle(self, path: str, tag: str, changes: Mapping[str, Any]) -> T:
        """After a lost answer: the patch was done if the item is one version on and is as the patch wants it."""
        present = self._typed(self._type, self._transport.send(Call("GET", path)))
        wanted = decode(self._type, encode(changes))
        same = all(getattr(present, name) == getattr(wanted, name) for name in changes)
        if same and present.version == int(tag.strip('"').split("-")[0]) + 1:
            return present
        raise errors.raised(
            errors.Problem(412, "stale", f"The item has changed since it was read: its version is {present.version} now.")
        )

    def _delete(self, path: str, item: T | UUID | str, if_match: str | None) -> None:
        self._call("DELETE", path, None, if_match=if_match or _tag(item))

    def _bulk(self, path: str, items: Iterable[Mapping[str, Any] | T], idempotency_key: str | None) -> BulkResult:
        return self._call("POST", path, BulkResult, body={"items": list(items)}, idempotency_key=idempotency_key)

    def _aggregate(self, path: str, query: Mapping[str, Any]) -> Aggregation:
        return self._call("GET", path, Aggregation, query=query)


def _tag(item: Any) -> str:
    if isinstance(item, Item):
        if item.etag is not None:
            return item.etag
        if (version := getattr(item, "version", UNSET)) is not UNSET:
            return f'"{version}"'
    raise TypeError('give the item as it was read, or if_match: its ETag, or "*" for whatever it is now')
