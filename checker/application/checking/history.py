"""
What is known of each document: every state that was ever written to it, in order, and how many of them are acknowledged.

A document belongs to one writer, so that its states have one order. Each state says a number that no other state of the
document says: whatever is read later tells by it which state it is.
"""

import threading
import time


class Register:
    """One document. The first state is that there is none."""

    def __init__(self, kind, id):
        self.kind = kind
        self.id = id
        self.states = [None]
        self.current = 0
        self.acknowledged_at = 0.0
        self.unknown = False
        self.seen_in_database = 0
        self.lock = threading.Lock()

    def begin(self, state):
        """A state is on its way from now on: it may be read before it is acknowledged."""
        with self.lock:
            self.states.append(state)

    def acknowledge(self):
        with self.lock:
            self.current = len(self.states) - 1
            self.acknowledged_at = time.monotonic()

    def refuse(self):
        """The last write has not happened."""
        with self.lock:
            self.states.pop()

    def leave_open(self):
        """
        Whether the last write has happened, or is still to happen, is not known, and will not be until nothing is on its way
        any more: nobody writes to this document again, and both states are right until then.
        """
        with self.lock:
            self.unknown = True

    @property
    def value(self):
        return self.states[self.current]

    def span(self):
        with self.lock:
            return self.current, len(self.states) - 1

    def allows(self, value, oldest, newest):
        return any(same(state, value) for state in self.states[oldest : newest + 1])


def same(state, document):
    if state is None or document is None:
        return state is document
    return state == document


class Histories:
    """All documents, and everything that was found to be wrong."""

    def __init__(self):
        self.lock = threading.Lock()
        self.registers = {}
        self.wrong = []
        self.requests = self.reads = self.writes = self.database_reads = self.unknown = self.own_conflicts = 0
        self.open_creations = set()
        self.stop = threading.Event()

    def register(self, kind, id):
        with self.lock:
            return self.registers.setdefault((kind, id), Register(kind, id))

    def find(self, kind, id):
        return self.registers.get((kind, id))

    def some(self, random, number):
        with self.lock:
            keys = list(self.registers)
        return [self.registers[key] for key in random.sample(keys, min(number, len(keys)))]

    def count(self, **numbers):
        with self.lock:
            for name, number in numbers.items():
                setattr(self, name, getattr(self, name) + number)

    def accuse(self, what, register, **facts):
        with self.lock:
            self.wrong.append(
                {"what": what, "document": "%s/%s" % (register.kind, register.id) if register else None, **facts}
            )
        self.stop.set()
