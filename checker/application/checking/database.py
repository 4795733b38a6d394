"""Rejoin's side: what its rows say while they follow, held against the same histories."""

import json
import random
import threading
import time

import psycopg2
from django.test import Client

ROWS = {
    "teams": "select legacy_id, count from checked.team where legacy_id = any(%s)",
    "members": "select legacy_id, count from checked.member where legacy_id = any(%s)",
    "cards": "select legacy_id, count from checked.card where legacy_id = any(%s)",
}


class Situation:
    """What happens around the writers, as whoever started us tells."""

    def __init__(self):
        self.address = None
        self.settled = 0.0
        self.calm_since = None
        self.last_disturbed = 0.0
        self.enough = threading.Event()
        self.followed = threading.Event()

    def hear(self, line):
        word, _, rest = line.strip().partition(" ")
        if word == "followed":
            self.address = rest
            self.calm_since = time.monotonic()
            self.followed.set()
        elif word == "disturbed":
            self.calm_since = None
            self.last_disturbed = time.monotonic()
        elif word == "calm":
            self.last_disturbed = self.calm_since = time.monotonic()
            if rest:
                self.address = rest
        elif word == "moved":
            self.address = rest
        elif word == "enough":
            self.enough.set()

    def disturbed_lately(self):
        return self.last_disturbed and (self.calm_since is None or time.monotonic() - self.last_disturbed < 30)

    def overdue(self, acknowledged_at, slack):
        """
        Whether a write of then must have arrived, however slow the machine is: a later write has, and after that was seen yet
        another one was written and has arrived. So the look at the cluster that brought the first of them has come to its end.
        """
        return self.calm_since is not None and self.calm_since < self.settled and acknowledged_at + 1.0 < self.settled


class Watcher(threading.Thread):
    """Reads rows all the time. A row may be late; it may not go back, say what nobody wrote, or stay behind for long."""

    def __init__(self, seed, histories, situation):
        super().__init__(daemon=True, name="watcher")
        self.random = random.Random("watcher-%s" % seed)
        self.histories = histories
        self.situation = situation
        self.end = threading.Event()

    def run(self):
        connection = None
        while not self.end.is_set():
            try:
                if connection is None:
                    connection = psycopg2.connect(self.situation.address, connect_timeout=5)
                    connection.autocommit = True
                self.look(connection)
                self.end.wait(0.1)
            except psycopg2.Error:
                connection = None
                self.end.wait(0.5)

    def look(self, connection):
        registers = self.histories.some(self.random, 60)
        before = {id(register): register.span() for register in registers}
        with connection.cursor() as cursor:
            for kind, sql in ROWS.items():
                wanted = {register.id: register for register in registers if register.kind == kind}
                began = time.monotonic()
                cursor.execute(sql, (list(wanted),))
                found = dict(cursor.fetchall())
                for register in wanted.values():
                    self.judge(register, found.get(register.id), before[id(register)][0], began)
                self.histories.count(database_reads=len(wanted))

    def judge(self, register, count, current_before, began):
        with register.lock:
            matching = [
                number
                for number, state in enumerate(register.states)
                if (state is None and count is None) or (state is not None and state["count"] == count)
            ]
            later = [number for number in matching if number >= register.seen_in_database]
            if not matching and count is not None:
                self.histories.accuse("a row says what nobody has written", register, count=count)
            elif not later and not self.may_be_absent(register, count):
                self.histories.accuse(
                    "a row has gone back", register, count=count, seen_before=register.states[register.seen_in_database]
                )
            elif later:
                register.seen_in_database = later[0]
            if (
                register.kind == "teams"
                and not register.unknown
                and len(register.states) - 1 == register.current
                and current_before == register.current
                # The row of a team that has gone may stay, where a row that stays refers to it.
                and register.value is not None
                and register.current not in matching
                and self.situation.overdue(register.acknowledged_at, 10.0)
            ):
                self.histories.accuse(
                    "a write was passed by",
                    register,
                    acknowledged=register.value,
                    seconds_ago=round(began - register.acknowledged_at, 1),
                    count=count,
                )

    @staticmethod
    def may_be_absent(register, count):
        """A card whose member has gone is set aside; it then may never have had a row."""
        return register.kind == "cards" and count is None


class LagMeter(threading.Thread):
    """
    How long after the answer to a write its row is there. It writes documents of its own, each once, so that a write which
    arrives late is measured as any other.
    """

    def __init__(self, histories, situation):
        super().__init__(daemon=True, name="lag")
        self.histories = histories
        self.situation = situation
        self.client = Client()
        self.seconds = []
        self.waiting = {}
        self.seen = []
        self.written = 0
        self.end = threading.Event()

    def run(self):
        connection, next_write = None, 0.0
        while not self.end.is_set():
            if self.situation.calm_since and time.monotonic() > next_write:
                self.write()
                next_write = time.monotonic() + 0.2
            try:
                if connection is None:
                    connection = psycopg2.connect(self.situation.address, connect_timeout=5)
                    connection.autocommit = True
                if self.situation.calm_since is None:
                    self.waiting.clear()
                self.look(connection)
                self.end.wait(0.02)
            except psycopg2.Error:
                connection = None
                self.end.wait(0.5)

    def write(self):
        self.written += 1
        register = self.histories.register("teams", "lag-%d" % self.written)
        document = {"name": "Lag", "count": self.written, "pad": ""}
        register.begin(document)
        answer = self.client.put("/teams/" + register.id, data=json.dumps(document), content_type="application/json")
        if answer.status_code == 204:
            register.acknowledge()
            self.histories.count(writes=1)
            self.waiting[register.id] = time.monotonic()
        else:
            register.leave_open()
            self.histories.count(unknown=1)

    def look(self, connection):
        if not self.waiting:
            return
        with connection.cursor() as cursor:
            cursor.execute(ROWS["teams"], (list(self.waiting),))
            now = time.monotonic()
            for id, _ in cursor.fetchall():
                written_at = self.waiting.pop(id)
                self.seconds.append(now - written_at)
                self.seen.append((now, written_at))
        if self.seen:
            latest = max(written_at for _, written_at in self.seen)
            before = [written_at for seen_at, written_at in self.seen if seen_at < latest]
            self.situation.settled = max([self.situation.settled, *before])
            self.seen = [each for each in self.seen if each[0] >= latest or each[1] == latest]

    def figures(self):
        """
        Seconds; a write that is still awaited counts as long as it has waited. And those of the later half alone: a follower
        that begins has to catch up first.
        """
        now = time.monotonic()
        arrived = self.seconds + [now - since for since in self.waiting.values()]
        if not arrived:
            return {}

        def share(seconds, share):
            ordered = sorted(seconds)
            return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))], 2)

        later = arrived[len(arrived) // 2 :]
        return {
            "samples": len(arrived),
            "p50": share(arrived, 0.5),
            "p99": share(arrived, 0.99),
            "most": share(arrived, 1),
            "later_p50": share(later, 0.5),
            "later_p99": share(later, 0.99),
        }
