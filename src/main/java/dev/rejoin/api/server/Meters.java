package dev.rejoin.api.server;

/** Counts and times the requests of each operation. */
@FunctionalInterface
public interface Meters {
    void record(String operation, int status, long nanoseconds, int statements);
}
