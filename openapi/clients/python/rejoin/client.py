"""The way in."""

from __future__ import annotations

import copy
from types import TracebackType

import urllib3

from ._api import Api
from ._transport import HttpTransport, Retries
from .batch import Batch


class Client(Api):
    """All operations of the API. One client serves a whole program, from any number of threads.

    :param url: where the service is, without `/v1`
    :param key: the API key, as `rj_…`
    :param timeout: seconds to wait for an answer
    :param retries: how often and how patiently a call is tried again where that is safe
    :param pool: connections of your own, for example with another CA
    """

    def __init__(
        self,
        url: str,
        key: str,
        *,
        timeout: float = 35.0,
        retries: Retries = Retries(),
        pool: urllib3.PoolManager | None = None,
    ):
        self._pool = pool or urllib3.PoolManager(maxsize=16)
        limits = urllib3.Timeout(connect=min(5.0, timeout), read=timeout)
        self._http = HttpTransport(url, key, timeout=limits, retries=retries, pool=self._pool)
        super().__init__(self._http)

    def acting_as(self, user: str) -> Client:
        """This client in the name of a user, whom the change log names too; its key must be one that may act as others."""
        acting = copy.copy(self)
        acting._http = self._http.acting_as(user)
        Api.__init__(acting, acting._http)
        return acting

    def batch(self, idempotency_key: str | None = None) -> Batch:
        """Several writes in one transaction; see Batch."""
        return Batch(self._transport, idempotency_key)

    def close(self) -> None:
        """Closes the connections that are open; a later call opens new ones."""
        self._pool.clear()

    def __enter__(self) -> Client:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
