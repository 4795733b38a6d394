"""A service for tests that answers what it is told to, without a network. The client before it is the real one."""

from __future__ import annotations

import dataclasses
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import urllib3

from ._codec import UNSET, Item, encode
from ._transport import NDJSON, Retries
from .client import Client


@dataclass(frozen=True)
class Request:
    """What a client sent."""

    method: str
    path: str
    query: dict[str, list[str]]
    body: Any
    headers: dict[str, str]

    @property
    def actor(self) -> str | None:
        """The user in whose name it was sent."""
        return unquote(self.headers["Rejoin-Actor"]) if "Rejoin-Actor" in self.headers else None


@dataclass
class _Prepared:
    method: str
    path: str
    status: int
    body: Any
    etag: str | None
    left: int | None

    def fits(self, request: Request) -> bool:
        mine, its = self.path.split("/"), request.path.split("/")
        same = len(mine) == len(its) and all(part in ("*", other) for part, other in zip(mine, its))
        return same and self.method == request.method and self.left != 0


@dataclass
class FakeService:
    """Answers calls with what was prepared for their method and path; the newest that fits counts.

        service = FakeService()
        service.answer("GET", "/v1/members/*", rejoin.Member(id=id, status="ACTIVE", version=0))
        service.refuse("PATCH", "/v1/members/*", 412, "stale")
        api = service.client()

    A call for which nothing was prepared is an AssertionError. `requests` has what was sent.
    """

    requests: list[Request] = field(default_factory=list)
    _prepared: list[_Prepared] = field(default_factory=list)

    def client(self) -> Client:
        return Client("http://rejoin.invalid", "rj_fake_key", retries=Retries(sleep=lambda _: None), pool=self)  # type: ignore[arg-type]

    def answer(
        self, method: str, path: str, body: Any = None, *, status: int = 200, etag: str | None = None, times: int | None = None
    ) -> None:
        """
        :param path: without the query; `*` stands for one segment
        :param body: JSON, or an item
        :param times: how often, if not always
        """
        self._prepared.insert(0, _Prepared(method, path, status, _json(body), etag, times))

    def page(self, path: str, items: Iterable[Any], *, next_cursor: str | None = None, count: int | None = None) -> None:
        """Prepares a page of a collection, and its export."""
        body = {
            "results": list(items),
            "next": None if next_cursor is None else f"{path}?cursor={next_cursor}",
            "previous": None,
            "count": count,
            "count_kind": None if count is None else "exact",
        }
        self.answer("GET", path, body)

    def refuse(
        self,
        method: str,
        path: str,
        status: int,
        code: str,
        detail: str = "Refused.",
        *,
        errors: Iterable[Mapping[str, str]] = (),
        times: int | None = None,
        **more: Any,
    ) -> None:
        """Prepares a problem; each of `errors` has a `pointer` or `parameter`, and a `code` and `detail` like the problem's."""
        listed = [{"code": code, "detail": detail, **error} for error in errors]
        problem = {"type": f"/problems/{code}", "status": status, "code": code, "detail": detail, "errors": listed, **more}
        self.answer(method, path, problem, status=status, times=times)

    # What the client takes for its connections:

    def request(self, method: str, url: str, *, body: bytes | None, headers: dict[str, str], preload_content: bool, **_: Any) -> Any:
        parts = urlsplit(url)
        sent = Request(method, parts.path, parse_qs(parts.query), None if body is None else json.loads(body), dict(headers))
        self.requests.append(sent)
        prepared = next((each for each in self._prepared if each.fits(sent)), None)
        if prepared is None:
            known = ", ".join(f"{each.method} {each.path}" for each in self._prepared) or "nothing"
            raise AssertionError(f"no answer was prepared for {method} {parts.path}; there is one for {known}")
        if prepared.left is not None:
            prepared.left -= 1
        answer_headers = {} if prepared.etag is None else {"ETag": prepared.etag}
        data = prepared.body
        if headers.get("Accept") == NDJSON and prepared.status == 200:
            lines = [*data["results"], {"count": len(data["results"])}]
            content = "".join(json.dumps(line) + "\n" for line in lines)
        else:
            content = "" if data is None else json.dumps(data)
        return urllib3.HTTPResponse(
            io.BytesIO(content.encode()), status=prepared.status, headers=answer_headers, preload_content=preload_content
        )

    def clear(self) -> None:
        pass


def _json(value: Any) -> Any:
    """As `encode`, but with all of an item and not only with what can be written."""
    if isinstance(value, Item):
        names = [each.name for each in dataclasses.fields(value) if each.name not in ("etag", "_as_read")]
        return {name.removesuffix("_"): _json(item) for name in names if (item := getattr(value, name)) is not UNSET}
    if isinstance(value, Mapping):
        return {str(name): _json(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_json(item) for item in value]
    return encode(value)
