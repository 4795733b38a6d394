"""What networks and busy services do, and what the client makes of it."""

from __future__ import annotations

import random
import socket
from concurrent.futures import ThreadPoolExecutor

import rejoin
from rejoin._transport import Retries

from .support import KEY, LiveTest, Proxy, client, unique


class FaultTest(LiveTest):
    def test_an_answer_lost_after_the_commit_makes_no_second_row(self) -> None:
        name = unique("Once")
        with Proxy("lose the answer", "lose the answer") as proxy:
            made = client(proxy.url).organizations.create(name=name, status="ACTIVE")
            keys = {headers["Idempotency-Key"] for _, _, headers in proxy.requests}
        self.assertEqual((len(proxy.requests), len(keys)), (3, 1))
        self.assertEqual([item.id for item in self.api.organizations.list(name=name).results], [made.id])

    def test_when_a_fifth_of_all_answers_is_lost_every_call_makes_one_row(self) -> None:
        name, calls = unique("Fifth"), 100
        faults = random.Random(5).choices(["lose the answer", "none"], [1, 4], k=2 * calls)
        with Proxy(*faults) as proxy, ThreadPoolExecutor(4) as threads:
            through = client(proxy.url, attempts=20)
            create = lambda number: through.organizations.create(name=f"{name} {number}", status="ACTIVE").id
            made = set(threads.map(create, range(calls)))
        found = list(self.api.organizations.iterate(name__startswith=name, limit=500))
        self.assertEqual((len(found), {item.id for item in found}), (calls, made))

    def test_every_call_has_a_key_of_its_own(self) -> None:
        with Proxy() as proxy:
            through = client(proxy.url)
            for _ in range(2):
                through.organizations.create(name=unique(), status="ACTIVE")
            self.assertEqual(len({headers["Idempotency-Key"] for _, _, headers in proxy.requests}), 2)

    def test_a_batch_whose_answer_is_lost_is_done_once(self) -> None:
        name = unique("Batch")
        with Proxy("lose the answer") as proxy:
            with client(proxy.url).batch() as batch:
                batch.organizations.create(name=name, status="ACTIVE")
        self.assertEqual(len(self.api.organizations.list(name=name).results), 1)

    def test_a_patch_whose_answer_is_lost_is_found_done(self) -> None:
        made = self.organization()
        with Proxy("lose the answer") as proxy:
            changed = client(proxy.url).organizations.update(made, industry="Law")
        self.assertEqual((changed.industry, changed.version), ("Law", made.version + 1))

    def test_a_patch_whose_answer_is_lost_does_not_overwrite_another_one(self) -> None:
        made = self.organization()
        self.api.organizations.update(made, industry="Banking")
        with Proxy("lose the answer") as proxy:
            with self.assertRaises(rejoin.Stale):
                client(proxy.url).organizations.update(made, industry="Law")
        self.assertEqual(self.api.organizations.get(made.id).industry, "Banking")

    def test_a_delete_whose_answer_is_lost_is_found_done(self) -> None:
        made = self.organization()
        with Proxy("lose the answer") as proxy:
            client(proxy.url).organizations.delete(made)
        with self.assertRaises(rejoin.NotFound):
            self.api.organizations.get(made.id)

    def test_what_cannot_be_repeated_safely_is_not(self) -> None:
        name = unique("key")
        with Proxy("lose the answer") as proxy:
            with self.assertRaises(rejoin.Unavailable):
                client(proxy.url).create_api_key(name=name, role="READER")
            self.assertEqual(len(proxy.requests), 1)
        made = self.organization()
        with Proxy("lose the answer") as proxy:
            with self.assertRaises(rejoin.Unavailable):
                client(proxy.url).organizations.update(made, industry="Law", if_match="*")
            self.assertEqual(len(proxy.requests), 1)

    def test_a_busy_service_is_asked_again_as_late_as_it_says(self) -> None:
        waits: list[float] = []
        patient = Retries(first_wait=0.01, sleep=waits.append)
        with Proxy("503", "429") as proxy, rejoin.Client(proxy.url, KEY, retries=patient) as through:
            self.assertTrue(through.organizations.create(name=unique(), status="ACTIVE").id)
            self.assertEqual(len(proxy.requests), 3)
        self.assertTrue(all(1.0 <= wait <= 1.5 for wait in waits), waits)
        self.assertEqual(len(set(waits)), 2, "whoever was refused together does not come back together")

    def test_patience_ends(self) -> None:
        with Proxy(*["503"] * 5) as proxy:
            with self.assertRaises(rejoin.Unavailable) as busy:
                client(proxy.url).organizations.list()
            self.assertEqual((busy.exception.code, len(proxy.requests)), ("busy", 5))
        with Proxy(*["429"] * 5) as proxy, self.assertRaises(rejoin.RateLimited):
            client(proxy.url).organizations.list()

    def test_a_service_that_is_not_there_is_unavailable(self) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            with self.assertRaises(rejoin.Unavailable):
                client(f"http://127.0.0.1:{taken.getsockname()[1]}").organizations.list()

    def test_an_export_that_is_not_whole_is_noticed(self) -> None:
        name = unique("Export")
        for _ in range(3):
            self.organization(name=name)
        for fault in ("cut the body", "lose the last line", "lose an item"):
            with self.subTest(fault), Proxy(fault) as proxy:
                with self.assertRaises(rejoin.IncompleteExport):
                    list(client(proxy.url).organizations.export(name=name))

    def test_an_export_begins_again_while_the_service_is_busy(self) -> None:
        name = unique("Export")
        self.organization(name=name)
        with Proxy("503") as proxy:
            self.assertEqual(len(list(client(proxy.url).organizations.export(name=name))), 1)
