package dev.rejoin.importer.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * Two transactions that stood in each other's way: PostgreSQL ends one of them, which may simply be done again. So it is with
 * a deadlock, with one that cannot be put in a row with others, and with a lock that could not be had in the time that the
 * database or its user gives.
 */
public final class Contention {
    /** Whoever holds something for longer than that does not give it back for waiting. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final long SHORTEST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    private static final String LOCK_TIMEOUT = "55P03";

    private Contention() {}

    /** Work that has not happened when it fails. */
    public interface Work<T> {
        T work() throws SQLException;
    }

    /** Whether a failure is nothing but that somebody else was there. */
    public static boolean isReasonOf(Throwable failure) {
        return Stream.iterate(failure, f -> f != null, Throwable::getCause)
                .anyMatch(f -> f instanceof SQLException e && isState(String.valueOf(e.getSQLState())));
    }

    private static boolean isState(String state) {
        return state.matches("40001|40P01|" + LOCK_TIMEOUT);
    }

    /**
     * Does something as often as somebody else stands in its way, for a minute after its first failure: what itself takes
     * long is done again, too.
     */
    public static <T> T survive(Work<T> work) throws SQLException {
        long failed = 0;
        for (int attempt = 1; ; attempt++) {
            try {
                return work.work();
            } catch (SQLException e) {
                if (attempt == 1) {
                    failed = System.nanoTime();
                }
                if (!isReasonOf(e) || System.nanoTime() - failed > LONGEST.toNanos() || !pause(attempt)) {
                    throw e;
                }
            }
        }
    }

    /** Whether a lock could not be had in its time, and nothing else. */
    public static boolean isLockTimeout(SQLException failure) {
        return LOCK_TIMEOUT.equals(failure.getSQLState());
    }

    /**
     * Of another length each time: two that give way to each other would else meet again.
     *
     * @return whether nobody has interrupted it
     */
    public static boolean pause(int attempt) {
        long most = Math.min(LONGEST_PAUSE_MILLIS, SHORTEST_PAUSE_MILLIS * attempt);
        try {
            Thread.sleep(most / 2 + ThreadLocalRandom.current().nextLong(most));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
