"""Calls over HTTP: one logical call is tried again where that is safe."""

from __future__ import annotations

import copy
import json
import random
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import urllib3
from urllib3.exceptions import HTTPError, NewConnectionError

from . import _calling, errors
from ._codec import UNSET, encode, text

NDJSON = "application/x-ndjson"


@dataclass
class Call:
    """One logical call, whatever number of requests it takes."""

    method: str
    path: str
    query: Mapping[str, Any] = field(default_factory=dict)
    body: Any = UNSET
    headers: dict[str, str] = field(default_factory=dict)

    def target(self) -> str:
        query = {name: _parameter(value) for name, value in self.query.items() if value is not None and value is not UNSET}
        return self.path + ("?" + urlencode(query) if query else "")

    def raised(self, problem: errors.Problem) -> errors.ProblemError:
        """The exception for a problem with this call."""
        if self._names_nothing(problem):
            return errors.NotFound(replace(problem, status=404, code="not_found"))
        return errors.raised(problem)

    def _names_nothing(self, problem: errors.Problem) -> bool:
        """Whether a key in the path is not even of the form of one, as where a user has typed it."""
        asked = parse_qs(urlsplit(self.target()).query, keep_blank_values=True)
        return (
            problem.status == 400
            and problem.code == "invalid_value"
            and bool(problem.errors)
            and all(error.parameter is not None and error.parameter not in asked for error in problem.errors)
        )

    def repeatable(self) -> bool:
        """Whether doing it twice is the same as doing it once."""
        return (
            self.method == "GET"
            or "Idempotency-Key" in self.headers
            or (self.method in ("PATCH", "DELETE") and self.headers.get("If-Match", "*") != "*")
        )


@dataclass(frozen=True)
class Answer:
    """An answer that is no problem; or, after a lost answer, one that may mean that it is done already."""

    status: int
    body: Any
    etag: str | None


class Transport(Protocol):
    """Takes calls: over HTTP, or into a batch."""

    def send(self, call: Call) -> Answer: ...

    def lines(self, call: Call) -> Iterator[Any]: ...


@dataclass(frozen=True)
class Retries:
    """How often and how patiently a call is tried again; `sleep` can be another one in tests."""

    attempts: int = 5
    first_wait: float = 0.2
    longest_wait: float = 30.0
    sleep: Callable[[float], None] = time.sleep

    def wait(self, attempt: int, retry_after: str | None) -> None:
        backoff = self.first_wait * 2**attempt * random.uniform(0.5, 1.0)
        asked = float(retry_after) if retry_after and retry_after.isdigit() else 0.0
        # Not all at the same moment that were refused at one.
        asked *= random.uniform(1.0, 1.5)
        self.sleep(min(max(backoff, asked), self.longest_wait))


class HttpTransport:
    """Over HTTP with urllib3, from as many threads as you like."""

    def __init__(self, url: str, key: str, *, timeout: urllib3.Timeout, retries: Retries, pool: urllib3.PoolManager):
        self._url = url.rstrip("/")
        self._headers = {"Authorization": f"Bearer {key}", "Accept": "application/json"}
        self._timeout = timeout
        self._retries = retries
        self._pool = pool

    def acting_as(self, user: str) -> HttpTransport:
        other = copy.copy(self)
        other._headers = {**self._headers, **_calling.acting(user)}
        return other

    def send(self, call: Call) -> Answer:
        lost = False
        for attempt in range(self._retries.attempts):
            last = attempt + 1 == self._retries.attempts
            try:
                response = self._request(call, preload_content=True)
            except HTTPError as failure:
                never_sent = isinstance(failure, NewConnectionError)
                lost |= not never_sent
                if last or not (never_sent or call.repeatable()):
                    raise errors.unreachable(f"{call.method} {call.path}: {failure}") from failure
                self._retries.wait(attempt, None)
                continue
            if response.status < 400:
                return Answer(response.status, _json(response.data), response.headers.get("ETag"))
            problem = _problem(response.status, response.data)
            if lost and _done_before(call, problem):
                return Answer(response.status, None, None)
            if last or not self._worth_repeating(call, problem, lost):
                raise call.raised(problem)
            lost |= response.status != 429
            self._retries.wait(attempt, response.headers.get("Retry-After"))
        raise AssertionError("a call is tried at least once")

    @staticmethod
    def _worth_repeating(call: Call, problem: errors.Problem, lost: bool) -> bool:
        if problem.status == 429:
            return True
        if problem.status in (502, 503, 504):
            return call.repeatable()
        # The request whose answer was lost is still being worked on.
        return lost and problem.code == "request_in_progress"

    def lines(self, call: Call) -> Iterator[Any]:
        """The items of an export. Raises IncompleteExport unless its last line says how many there were."""
        call.headers["Accept"] = NDJSON
        response = self._open(call)
        count = 0
        closing = None
        try:
            for line in _lines(response):
                if closing is not None:
                    raise errors.IncompleteExport("the export goes on after its closing line")
                item = json.loads(line)
                if item.keys() == {"count"}:
                    closing = item["count"]
                else:
                    count += 1
                    yield item
        except (HTTPError, ValueError) as failure:
            raise errors.IncompleteExport(f"the export broke off after {count} items: {failure}") from failure
        finally:
            # What is left unread is not waited for.
            response.close()
        if closing is None:
            raise errors.IncompleteExport(f"the export ended after {count} items without its closing line")
        if closing != count:
            raise errors.IncompleteExport(f"the export had {count} items, and its closing line says {closing}")

    def _open(self, call: Call) -> Any:
        for attempt in range(self._retries.attempts):
            last = attempt + 1 == self._retries.attempts
            try:
                response = self._request(call, preload_content=False)
            except HTTPError as failure:
                if last:
                    raise errors.unreachable(f"{call.method} {call.path}: {failure}") from failure
                self._retries.wait(attempt, None)
                continue
            if response.status == 200:
                return response
            problem = _problem(response.status, response.read())
            if last or problem.status not in (429, 502, 503, 504):
                raise call.raised(problem)
            self._retries.wait(attempt, response.headers.get("Retry-After"))
        raise AssertionError("a call is tried at least once")

    def _request(self, call: Call, preload_content: bool) -> Any:
        headers = {**_calling.headers(), **self._headers, **call.headers}
        body = None
        if call.body is not UNSET:
            body = json.dumps(encode(call.body), ensure_ascii=False, allow_nan=False).encode()
            headers.setdefault("Content-Type", "application/json")
        return self._pool.request(
            call.method,
            self._url + call.target(),
            body=body,
            headers=headers,
            retries=False,
            redirect=False,
            timeout=self._timeout,
            preload_content=preload_content,
        )


def new_key() -> str:
    """An idempotency key: one for each logical call."""
    return str(uuid.uuid4())


def _parameter(value: Any) -> str:
    if isinstance(value, (list, tuple, set, frozenset)):
        return ",".join(_escaped(text(part)) for part in value)
    return text(value)


def _escaped(part: str) -> str:
    """A value of a list as the service reads it: commas separate, unless a backslash stands before them."""
    escaped = part.replace("\\", "\\\\").replace(",", "\\,")
    return "\\" + escaped if escaped.startswith(" ") else escaped


def _done_before(call: Call, problem: errors.Problem) -> bool:
    """Whether a refusal may only mean that the request before, whose answer was lost, has done it."""
    return (call.method == "PATCH" and problem.status == 412) or (call.method == "DELETE" and problem.status == 404)


def _json(data: bytes) -> Any:
    return json.loads(data) if data else None


def _problem(status: int, data: bytes) -> errors.Problem:
    try:
        body = json.loads(data)
    except ValueError:
        body = {}
    return errors.Problem.of(status, body if isinstance(body, dict) else {})


def _lines(response: Any) -> Iterator[bytes]:
    rest = b""
    for chunk in response.stream(1 << 16):
        *whole, rest = (rest + chunk).split(b"\n")
        yield from whole
    if rest:
        yield rest
