package dev.rejoin.api;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Forward paging for hand-written lists in a fixed order: {@code limit}, {@code cursor} and the link to the next page. */
public final class Paging {
    private static final int MOST = 500;

    private final Call call;
    private final int limit;
    private final String binding;
    private final @Nullable Cursor cursor;

    private Paging(Call call, int limit, String binding, @Nullable Cursor cursor) {
        this.call = call;
        this.limit = limit;
        this.binding = binding;
        this.cursor = cursor;
    }

    /** The parameters that an operation with paging takes. */
    public static List<Parameter> parameters(int absent) {
        return List.of(
                Parameter.query(
                        "limit",
                        Schema.integer()
                                .with("minimum", 1)
                                .with("maximum", MOST)
                                .with("default", absent),
                        "The size of the page."),
                Parameter.query("cursor", Schema.text(), "Where the page begins; comes with the link next.")
                        .sharedAs("cursor"));
    }

    public static Paging of(Call call, int absent) {
        var filters = new TreeMap<>(call.query());
        filters.remove("cursor");
        filters.remove("limit");
        var binding = call.uri() + "\n" + filters;
        var cursor = call.query("cursor")
                .map(text -> Cursor.parse(text, binding, call.signature()))
                .orElse(null);
        return new Paging(call, call.number("limit", absent, 1, MOST), binding, cursor);
    }

    public int limit() {
        return limit;
    }

    /** The last row of the page before, by the values given to {@link #next}. */
    public Optional<List<@Nullable String>> after() {
        return Optional.ofNullable(cursor).map(Cursor::values);
    }

    /** The link to the page after the row with these values. */
    public String next(@Nullable String... values) {
        return call.link(new Cursor(false, List.of(values)).print(binding, call.signature()));
    }
}
