"""
Writes to the cluster and holds everything that is read against what was acknowledged; at the end, both stores.

It is told by lines on its standard input what happens around it, and tells what it finds by lines of JSON on its standard
output; whoever starts it (the checker's own program) does what has to be done to the servers meanwhile.
"""

import json
import os
import sys
import threading
import time

from checking.comparison import elasticsearch_against, rejoin_against
from checking.database import LagMeter, Situation, Watcher
from checking.history import Histories
from checking.writers import Pace, Script, Writer
from django.core.management.base import BaseCommand
from legacy.dao import DAOS


AT_THE_SNAPSHOT = 300


class Command(BaseCommand):
    help = "Writes, reads, and holds what is read against what was acknowledged."

    def add_arguments(self, parser):
        parser.add_argument("--requests", type=int, default=2000)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--threads", type=int, default=6)
        parser.add_argument("--rate", type=float, default=0.0, help="requests a second; 0 for as many as come")
        parser.add_argument("--reads", type=float, default=0.3, help="share of requests that read")
        parser.add_argument("--patience", type=float, default=300.0, help="seconds until what was written last must have come")

    def handle(self, *args, **options):
        histories = Histories()
        situation = Situation()
        threading.Thread(target=self.listen, args=(situation,), daemon=True).start()
        for dao in DAOS.values():
            dao.create_index()
        pace = Pace(options["rate"])
        writers = [
            kind(number, options["seed"], histories, pace, situation, options["reads"])
            for number, kind in enumerate([Writer] * options["threads"] + [Script])
        ]
        for writer in writers:
            writer.start()
        helpers = self.write(histories, situation, options, writers)
        for writer in writers:
            writer.join(60)
        tell("written", **numbers(histories))
        self.settle(histories, situation, options["patience"])
        for helper in helpers:
            helper.end.set()
            helper.join(30)
        stores = self.compare(histories, situation)
        tell(
            "verdict",
            green=not histories.wrong,
            wrong=histories.wrong[:5],
            found=len(histories.wrong),
            stores=stores,
            lag=helpers[1].figures() if helpers else {},
            **numbers(histories),
        )

    def listen(self, situation):
        for line in sys.stdin:
            situation.hear(line)
        # Whoever started us has gone.
        os._exit(3)

    def write(self, histories, situation, options, writers):
        """Until there are enough requests since it is followed, and whoever started us has done what there is to do."""
        said = time.monotonic()
        prepared = False
        counted_from = None
        helpers = []
        while not histories.stop.wait(0.2):
            if not prepared and histories.requests >= AT_THE_SNAPSHOT:
                prepared = True
                tell("prepared", documents=len(histories.registers))
            if counted_from is None and situation.followed.is_set():
                counted_from = histories.requests
                helpers = [Watcher(options["seed"], histories, situation), LagMeter(histories, situation)]
                for helper in helpers:
                    helper.start()
            if time.monotonic() - said > 2:
                tell("progress", **numbers(histories))
                said = time.monotonic()
            if (
                counted_from is not None
                and situation.enough.is_set()
                and histories.requests - counted_from >= options["requests"]
            ):
                break
        histories.stop.set()
        return helpers

    def settle(self, histories, situation, patience):
        """Waits until all that was written must have come, however slow the machine is."""
        began = time.monotonic()
        while not histories.wrong and not situation.overdue(began, 0.0):
            if time.monotonic() - began > patience:
                histories.accuse("what was written last does not come", None, seconds=round(patience))
            tell("settling", seconds=round(time.monotonic() - began))
            time.sleep(1)

    def compare(self, histories, situation):
        """Only what the lag was measured by may be on its way yet."""
        stores, wrong = elasticsearch_against(histories)
        sizes = {kind: len(documents) for kind, documents in stores.items()}
        if not wrong and situation.address:
            wrong, sizes = rejoin_against(stores, histories, situation.address)
        for kind, id, why, facts in wrong:
            register = histories.register(kind, id)
            if not id.startswith("lag-") or situation.overdue(register.acknowledged_at, 0.0):
                histories.accuse("at the end: " + why, register, **facts)
        return sizes


def numbers(histories):
    return {
        name: getattr(histories, name)
        for name in ("requests", "writes", "reads", "database_reads", "unknown", "own_conflicts")
    }


output = threading.Lock()


def tell(event, **facts):
    with output:
        print(json.dumps({"event": event, **facts}, default=str), flush=True)
