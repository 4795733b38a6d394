package dev.rejoin.api.query;

import dev.rejoin.api.http.Call;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Forward paging of lists in a fixed order that are SQL of their own: {@code limit}, {@code cursor}, link to the next page. */
@Singleton
public class Paging {
    /** The largest page. */
    public static final int MOST = 500;

    private final Call call;
    private final Signing signing;

    Paging(Call call, Signing signing) {
        this.call = call;
        this.signing = signing;
    }

    /**
     * What the call wants of a list.
     *
     * @param absent the limit where none is sent
     */
    public Wanted wanted(int absent) {
        var filters = new TreeMap<>(call.query());
        filters.remove("cursor");
        filters.remove("limit");
        // Where a body says what is looked for, its next page is asked for with the same body.
        var binding = call.uri() + "\n" + filters + new String(call.body(), StandardCharsets.UTF_8);
        var signature = signing.signature();
        var cursor = call.query("cursor")
                .map(text -> Cursor.parse("cursor", text, binding, signature))
                .orElse(null);
        return new Wanted(
                call.number("limit", absent, 1, MOST),
                Optional.ofNullable(cursor).map(Cursor::values),
                values -> call.link(new Cursor(false, values).print(binding, signature)));
    }

    /** Prints the link to the page after the row with these values. */
    @FunctionalInterface
    private interface Linked {
        String to(List<@Nullable String> values);
    }

    /** One page of such a list. */
    public static final class Wanted {
        private final int limit;
        private final Optional<List<@Nullable String>> after;
        private final Linked link;

        private Wanted(int limit, Optional<List<@Nullable String>> after, Linked link) {
            this.limit = limit;
            this.after = after;
            this.link = link;
        }

        /** Rows on the page at most; a statement asks for one more, to know whether there is another page. */
        public int limit() {
            return limit;
        }

        /** The last row of the page before, by the values given to {@link #next}. */
        public Optional<List<@Nullable String>> after() {
            return after;
        }

        /** The rows that the page shows. */
        public <T> List<T> shown(List<T> rows) {
            return rows.size() > limit ? rows.subList(0, limit) : rows;
        }

        /** The page, where nothing else is said beside it; see {@link #next}. */
        public <T extends Record> Paged<T> page(List<T> rows, Function<T, List<@Nullable String>> values) {
            return new Paged<>(shown(rows), next(rows, values));
        }

        /** The link to the next page, if there is one; {@code values} says where a page's last row stands. */
        public <T> @Nullable String next(List<T> rows, Function<T, List<@Nullable String>> values) {
            return rows.size() > limit ? link.to(values.apply(rows.get(limit - 1))) : null;
        }
    }
}
