"""The running service, items with valid defaults, and a proxy that does what networks do."""

from __future__ import annotations

import datetime
import os
import threading
import unittest
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import urllib3

import rejoin
from rejoin._transport import Retries

URL = os.environ.get("REJOIN_URL", "")
KEY = os.environ.get("REJOIN_KEY", "")


_clients: list[rejoin.Client] = []


def client(url: str = URL, attempts: int = 5) -> rejoin.Client:
    """A client that is too impatient to make tests slow."""
    made = rejoin.Client(url, KEY, retries=Retries(attempts, first_wait=0.01, longest_wait=0.05))
    _clients.append(made)
    return made


def unique(prefix: str = "py") -> str:
    return f"{prefix}-{uuid.uuid4().hex[:12]}"


class LiveTest(unittest.TestCase):
    """A test against the running service."""

    api: rejoin.Client

    @classmethod
    def setUpClass(cls) -> None:
        if not URL:
            raise unittest.SkipTest("set REJOIN_URL and REJOIN_KEY to a running service and a key of the role ADMIN")
        cls.api = client()

    def tearDown(self) -> None:
        for made in _clients:
            made.close()

    def organization(self, **values: object) -> rejoin.Organization:
        return self.api.organizations.create(**{"name": unique("Org"), "status": "ACTIVE", **values})  # type: ignore[arg-type]

    def member(self, **values: object) -> rejoin.Member:
        person = self.api.people.create(family_name=unique("Dupont"))
        defaults = {
            "person_id": person.id,
            "organization_id": self.organization().id,
            "member_number": unique("M"),
            "status": "ACTIVE",
            "joined_on": datetime.date(2021, 1, 15),
        }
        return self.api.members.create(**{**defaults, **values})  # type: ignore[arg-type]


class Proxy:
    """Stands before the service and does to the first requests what `faults` say, one each, then only forwards."""

    def __init__(self, *faults: str):
        self.faults = list(faults)
        self.requests: list[tuple[str, str, dict[str, str]]] = []
        pool = self._pool = urllib3.PoolManager()
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_any(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                proxy.requests.append((self.command, self.path, dict(self.headers)))
                fault = proxy.faults.pop(0) if proxy.faults else "none"
                if fault in ("429", "503"):
                    self.refuse(int(fault))
                    return
                headers = {name: value for name, value in self.headers.items() if name.lower() != "host"}
                answer = pool.request(self.command, URL + self.path, body=body or None, headers=headers, retries=False)
                if fault == "lose the answer":
                    self.hang_up()
                    return
                data = answer.data
                if fault == "lose the last line":
                    data = data[: data[:-1].rindex(b"\n") + 1]
                elif fault == "lose an item":
                    data = data[data.index(b"\n") + 1 :]
                self.send_response(answer.status)
                for name in ("Content-Type", "ETag", "Location", "Retry-After"):
                    if name in answer.headers:
                        self.send_header(name, answer.headers[name])
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                if fault == "cut the body":
                    self.wfile.write(data[: len(data) // 2])
                    self.hang_up()
                    return
                self.wfile.write(data)

            def refuse(self, status: int) -> None:
                problem = b'{"type":"about:blank","title":"","status":%d,"detail":"later","code":"busy","trace_id":"0"}' % status
                self.send_response(status)
                self.send_header("Content-Type", "application/problem+json")
                self.send_header("Content-Length", str(len(problem)))
                self.send_header("Retry-After", "1")
                self.end_headers()
                self.wfile.write(problem)

            def hang_up(self) -> None:
                self.close_connection = True
                self.wfile.flush()
                self.connection.close()

            do_GET = do_POST = do_PATCH = do_DELETE = handle_any

            def log_message(self, format: str, *arguments: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Proxy:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *failure: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._pool.clear()
