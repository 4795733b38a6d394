"""Several writes in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from ._api import Api
from ._codec import UNSET, Item, decode, encode
from ._transport import Answer, Call, Transport, new_key


class Later:
    """What an operation of a batch will answer. Before, a field of it stands for its value in the operations that
    follow (`"$0.id"`); after, it is the item's own."""

    def __init__(self, index: int, returns: Any):
        self._index = index
        self._returns = returns
        self._result: Any = UNSET

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return f"${self._index}.{name}" if self._result is UNSET else getattr(self._result, name)


class Batch(Api):
    """Writes that are sent together when the block ends, and done all or not at all.

        with client.batch() as batch:
            person = batch.people.create(given_name="Zoé", family_name="Dupont")
            batch.members.create(person_id=person.id, ...)
    """

    def __init__(self, transport: Transport, idempotency_key: str | None = None):
        self._recorder = _Recorder()
        super().__init__(self._recorder)
        self._target = transport
        self._key = idempotency_key

    def __enter__(self) -> Batch:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None and self._recorder.operations:
            self._run()

    def _run(self) -> None:
        body = {"operations": self._recorder.operations}
        key = new_key() if self._key is None else self._key
        answer = self._target.send(Call("POST", "/v1/batch", body=body, headers={"Idempotency-Key": key}))
        for later, result in zip(self._recorder.answers, answer.body["results"]):
            made = decode(later._returns, result.get("body")) if later._returns is not None else None
            if isinstance(made, Item):
                made.etag = result.get("etag")
            later._result = made


class _Recorder:
    """Keeps the calls that a batch is made of."""

    def __init__(self) -> None:
        self.operations: list[dict[str, Any]] = []
        self.answers: list[Later] = []

    def send(self, call: Call) -> Answer:
        if call.method == "GET":
            raise TypeError("a batch only writes; read before it")
        operation = {"method": call.method, "path": call.target()}
        if call.body is not UNSET:
            operation["body"] = encode(call.body)
        if "If-Match" in call.headers:
            operation["if_match"] = call.headers["If-Match"]
        self.operations.append(operation)
        return _Recorded(status=0, body=None, etag=None, recorder=self)

    def lines(self, call: Call) -> Iterator[Any]:
        raise TypeError("a batch only writes; read before it")


@dataclass(frozen=True)
class _Recorded(Answer):
    """Stands where an answer will be."""

    recorder: _Recorder

    def expect(self, returns: Any) -> Later:
        later = Later(len(self.recorder.operations) - 1, returns)
        self.recorder.answers.append(later)
        return later
