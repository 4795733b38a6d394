package dev.rejoin.api.replica;

import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A place in PostgreSQL's write-ahead log. After a fail-over the log goes on under a new timeline, and places of an old one that
 * lie behind the fork are of a log that no longer counts: the timeline decides first.
 *
 * @param lsn as PostgreSQL counts bytes
 */
public record LogPosition(long timeline, long lsn) implements Comparable<LogPosition> {
    /** Of answers to writes, and of reads that have to show what these wrote. */
    public static final String HEADER = "Rejoin-Position";

    /** Before all that was ever written. */
    static final LogPosition START = new LogPosition(0, 0);
    /** Behind all that will be: of a commit whose place is not known. */
    static final LogPosition UNKNOWN = new LogPosition(0xffff_ffffL, Long.MAX_VALUE);

    private static final Pattern TEXT = Pattern.compile("([0-9A-F]{1,8})-([0-9A-F]{1,8})/([0-9A-F]{1,8})");

    /**
     * @param timeline in hexadecimal
     * @param lsn as PostgreSQL prints it
     */
    static LogPosition of(String timeline, String lsn) {
        return read(timeline + "-" + lsn);
    }

    /** Reads the header. */
    public static LogPosition parse(String text) {
        if (!TEXT.matcher(text).matches()) {
            throw new ProblemException(Problem.Malformed.parameter(
                    HEADER, "invalid_header", "it is what the answer to a write said under this name."));
        }
        return read(text);
    }

    private static LogPosition read(String text) {
        var parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalStateException("no place in a log: " + text);
        }
        return new LogPosition(
                HexFormat.fromHexDigitsToLong(parts.group(1)),
                HexFormat.fromHexDigitsToLong(parts.group(2)) << Integer.SIZE
                        | HexFormat.fromHexDigitsToLong(parts.group(3)));
    }

    LogPosition orLater(LogPosition other) {
        return compareTo(other) < 0 ? other : this;
    }

    @Override
    public int compareTo(LogPosition other) {
        var first = Long.compare(timeline, other.timeline);
        return first == 0 ? Long.compareUnsigned(lsn, other.lsn) : first;
    }

    /** As the header has it. */
    @Override
    public String toString() {
        return "%X-%X/%X".formatted(timeline, lsn >>> Integer.SIZE, lsn & 0xffff_ffffL);
    }
}
