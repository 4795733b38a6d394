"""Who writes: threads that use the application as its users do, and one that goes past it, as scripts do."""

import json
import random
import threading
import time

from django.test import Client
from elasticsearch import TransportError, helpers
from elasticsearch.helpers import BulkIndexError

from legacy import connection

TEAMS, MEMBERS, CARDS = 8, 40, 30

# The share of writes after which their document is left as it is.
LAST_WORDS = 0.2


class Pace:
    """Requests a second, of all writers together; 0 for as many as come."""

    def __init__(self, rate):
        self.between = 1.0 / rate if rate else 0.0
        self.next = time.monotonic()
        self.lock = threading.Lock()

    def wait(self):
        if not self.between:
            return
        with self.lock:
            now = time.monotonic()
            self.next = max(self.next + self.between, now - 1.0)
            pause = self.next - now
        if pause > 0:
            time.sleep(pause)


class Writer(threading.Thread):
    """Owns its documents: nobody else writes to them, and it sends one request at a time."""

    def __init__(self, number, seed, histories, pace, situation, reads):
        super().__init__(daemon=True, name="writer-%d" % number)
        self.number = number
        self.random = random.Random("%s-%s" % (seed, number))
        self.histories = histories
        self.pace = pace
        self.situation = situation
        self.reads = reads
        self.client = Client()
        self.written = 0
        self.cards = []
        self.generation = {}
        self.parted = set()

    def run(self):
        try:
            while not self.histories.stop.is_set():
                self.pause()
                self.step()
                self.histories.count(requests=1)
        except Exception as error:
            self.histories.accuse("a writer has broken off", None, error=repr(error))
            raise

    def pause(self):
        self.pace.wait()

    def breathe(self):
        """While a server is away its clients do not try a thousand times a second."""
        self.histories.stop.wait(0.5)

    def step(self):
        if self.random.random() < self.reads:
            self.read()
            return
        dice = self.random.random()
        if dice < 0.36:
            self.save(self.mine(), self.random.random() < 0.2)
        elif dice < 0.52:
            self.change(self.mine())
        elif dice < 0.72:
            self.delete(self.mine())
        elif dice < 0.82:
            self.save_several()
        else:
            self.add_card()

    def own(self, kind, number):
        """
        After an outcome that stays open a document is left, and another one takes its place; and after some that do not:
        what was missed shows for as long as nothing newer is written there.
        """
        generation = self.generation.get((kind, number), 0)
        register = self.histories.register(kind, "w%d-%d-%d" % (self.number, number, generation))
        if register.unknown or register in self.parted:
            self.generation[(kind, number)] = generation + 1
            return self.own(kind, number)
        return register

    def mine(self):
        dice = self.random.random()
        if dice < 0.25:
            return self.own("teams", self.random.randrange(TEAMS))
        if dice < 0.75 or not self.cards:
            return self.own("members", self.random.randrange(MEMBERS))
        register = self.random.choice(self.cards)
        if register.unknown or register in self.parted:
            self.cards.remove(register)
            return self.mine()
        return register

    def document(self, kind):
        self.written += 1
        count = self.written
        if kind == "teams":
            pad = "lorem " * self.random.choice((1, 1, 1, 200))
            return {"name": "Team %d" % count, "count": count, "pad": pad}
        if kind == "members":
            phones = ["+33 %d" % n for n in self.random.sample(range(6), self.random.randrange(4))]
            return {"name": "Member %d" % count, "count": count, "team": self.any_team(), "phones": phones}
        return {"token": "w%d-%d" % (self.number, count), "count": count, "member": self.any_member()}

    def any_team(self):
        return "w%d-%d-0" % (self.random.randrange(max(1, self.number), self.number + 2), self.random.randrange(TEAMS))

    def any_member(self):
        return "w%d-%d-0" % (self.number, self.random.randrange(MEMBERS))

    def save(self, register, as_new):
        as_new = as_new and register.value is None
        document = self.document(register.kind)
        register.begin(document)
        path = "/%s/%s%s" % (register.kind, register.id, "/create" if as_new else "")
        status = self.send("put", path, document)
        if status == 409 and as_new and self.read_value(register) == document:
            # The client has tried again by itself, and met its own document.
            self.histories.count(own_conflicts=1)
            status = 204
        self.conclude(register, status, {204})

    def change(self, register):
        before = register.value
        self.written += 1
        part = {"count": self.written}
        register.begin({**before, **part} if before else None)
        status = self.send("patch", "/%s/%s" % (register.kind, register.id), part)
        if status == 404:
            self.not_there(register, before)
        elif status == 204 and before is None:
            self.histories.accuse("a document that was not there was changed", register)
        else:
            self.conclude(register, status, {204})

    def delete(self, register):
        before = register.value
        register.begin(None)
        status = self.send("delete", "/%s/%s" % (register.kind, register.id), None)
        if status == 404 and before is not None and self.situation.disturbed_lately():
            # The first try has deleted it, and its answer was lost.
            self.histories.count(own_conflicts=1)
            register.acknowledge()
        elif status == 404:
            self.not_there(register, before)
        elif status == 204 and before is None:
            self.histories.accuse("a document that was not there was deleted", register)
        else:
            self.conclude(register, status, {204})

    def not_there(self, register, before):
        register.refuse()
        if before is not None:
            self.histories.accuse("a document that was acknowledged is not there", register, acknowledged=before)
        self.histories.count(writes=1)

    def save_several(self):
        chosen = {register.id: register for register in (self.own("members", n) for n in self.random.sample(range(MEMBERS), 5))}
        documents = {id: self.document("members") for id in chosen}
        for id, register in chosen.items():
            register.begin(documents[id])
        status = self.send("put", "/members/", documents)
        for register in chosen.values():
            self.conclude(register, status, {204})

    def add_card(self):
        document = self.document("cards")
        answer = self.answer("post", "/cards/", document)
        if answer is None or answer.status_code == 504:
            self.histories.count(unknown=1)
            self.breathe()
            with self.histories.lock:
                self.histories.open_creations.add(document["token"])
        elif answer.status_code == 201:
            register = self.histories.register("cards", json.loads(answer.content)["id"])
            register.begin(document)
            register.acknowledge()
            self.cards.append(register)
            if len(self.cards) > CARDS:
                self.cards.pop(0)
            self.histories.count(writes=1)
            if self.situation.disturbed_lately():
                # The client may have tried twice: then there are two.
                with self.histories.lock:
                    self.histories.open_creations.add(document["token"])
        else:
            self.histories.accuse("a creation was refused", None, status=answer.status_code)

    def conclude(self, register, status, good):
        if status in good:
            register.acknowledge()
            self.histories.count(writes=1)
            if self.random.random() < LAST_WORDS:
                self.parted.add(register)
        elif status == 504 or status is None:
            register.leave_open()
            self.histories.count(unknown=1)
            self.breathe()
        else:
            self.histories.accuse("a write was refused", register, status=status)

    def read(self):
        register = self.random.choice(self.histories.some(self.random, 1) or [self.mine()])
        oldest, _ = register.span()
        value = self.read_value(register)
        if value is NOT_ANSWERED:
            return
        _, newest = register.span()
        self.histories.count(reads=1)
        if not register.allows(value, oldest, newest):
            self.histories.accuse(
                "a read of Elasticsearch is not what was acknowledged",
                register,
                acknowledged=register.states[oldest],
                read=value,
            )

    def read_value(self, register):
        answer = self.answer("get", "/%s/%s" % (register.kind, register.id), None)
        if answer is None or answer.status_code == 504:
            return NOT_ANSWERED
        return None if answer.status_code == 404 else json.loads(answer.content)

    def send(self, method, path, document):
        answer = self.answer(method, path, document)
        return None if answer is None else answer.status_code

    def answer(self, method, path, document):
        if document is None:
            return getattr(self.client, method)(path)
        return getattr(self.client, method)(path, data=json.dumps(document), content_type="application/json")


NOT_ANSWERED = object()


class Script(Writer):
    """Goes past the application, with a client of its own: neither its writes nor its deletes are known to anybody."""

    def __init__(self, *args):
        super().__init__(*args)
        self.name = "script"
        self.cluster = connection.client()

    def pause(self):
        self.histories.stop.wait(0.3)

    def step(self):
        deleted, saved = [], {}
        for number in self.random.sample(range(MEMBERS), 6):
            register = self.own("members", number)
            if register.value is not None and self.random.random() < 0.5:
                deleted.append(register)
                register.begin(None)
            else:
                saved[register.id] = register
                register.begin(self.document("members"))
        lines = [{"_op_type": "delete", "_index": "members", "_id": register.id} for register in deleted]
        lines += [{"_index": "members", "_id": id, **register.states[-1]} for id, register in saved.items()]
        try:
            helpers.bulk(self.cluster, lines)
            for register in [*deleted, *saved.values()]:
                register.acknowledge()
            self.histories.count(writes=len(lines))
        except (TransportError, BulkIndexError):
            for register in [*deleted, *saved.values()]:
                register.leave_open()
            self.histories.count(unknown=len(lines))
            self.breathe()
