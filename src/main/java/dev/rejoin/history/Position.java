package dev.rejoin.history;

import dev.rejoin.api.query.Cursor;
import dev.rejoin.api.query.Signature;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A place in the feed: behind the change with this number in this transaction. */
record Position(long transaction, long seq) implements Comparable<Position> {
    static final Position START = new Position(0, 0);
    private static final String BINDING = "/v1/changes";
    private static final Comparator<Position> ORDER =
            Comparator.comparingLong(Position::transaction).thenComparingLong(Position::seq);

    /** Reads a cursor; it fits the feed with any filter, because it is a place in the log as a whole. */
    static Position parse(String text, Signature signature) {
        var values = Cursor.parse("after", text, BINDING, signature).values();
        return new Position(number(values, 0), number(values, 1));
    }

    String print(Signature signature) {
        return new Cursor(false, List.of(String.valueOf(transaction), String.valueOf(seq))).print(BINDING, signature);
    }

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }

    private static long number(List<@Nullable String> values, int index) {
        return Long.parseLong(Objects.requireNonNull(values.get(index)));
    }
}
