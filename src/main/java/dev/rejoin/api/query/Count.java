package dev.rejoin.api.query;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.rejoin.api.Json;
import dev.rejoin.api.http.Call;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** How many items a collection has, and how well that is known. */
record Count(@Nullable Long value, @Nullable Kind kind) {
    static final Count NONE = new Count(null, null);
    private static final int COUNTED_AT_MOST = 10_000;

    enum Kind {
        EXACT,
        ESTIMATED,
        AT_LEAST;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What the parameter {@code count} asks for. */
    enum Wanted {
        NONE,
        EXACT,
        ESTIMATED;

        static final Set<String> NAMES = Set.of("none", "exact", "estimated");

        static Wanted of(Call call) {
            var text = call.query("count").orElse("none");
            if (!NAMES.contains(text)) {
                throw Parameters.unknown("count", "count", text, NAMES);
            }
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    static Count exact(StatelessSession session, Condition condition) {
        var hql = new Hql();
        hql.add("select count(*)").add(condition.from(hql, "e"));
        return new Count(hql.on(session, Long.class).getSingleResult(), Kind.EXACT);
    }

    void write(JsonGenerator json) throws IOException {
        if (value == null || kind == null) {
            json.writeNullField("count");
            json.writeNullField("count_kind");
        } else {
            json.writeNumberField("count", value);
            json.writeStringField("count_kind", kind.text());
        }
    }

    /**
     * Counts up to a bound, which is exact for small collections; beyond it takes the planner's estimate, or, if that
     * contradicts what was counted, only says that there are more.
     */
    static Count estimate(StatelessSession session, Condition condition) {
        var bounded = new Hql();
        bounded.add("select count(*) from (select e.id as id")
                .add(condition.from(bounded, "e"))
                .add(" order by e.id limit " + (COUNTED_AT_MOST + 1) + ") bounded");
        var counted = bounded.on(session, Long.class).getSingleResult();
        if (counted <= COUNTED_AT_MOST) {
            return new Count(counted, Kind.EXACT);
        }
        var planned = plannedRows(Statements.explained(() -> {
            var all = new Hql();
            all.add("select ''").add(condition.from(all, "e"));
            return all.on(session, String.class).getSingleResult();
        }));
        return planned > COUNTED_AT_MOST
                ? new Count(planned, Kind.ESTIMATED)
                : new Count((long) COUNTED_AT_MOST, Kind.AT_LEAST);
    }

    private static long plannedRows(String plan) {
        try {
            return Json.MAPPER.readTree(plan).at("/0/Plan/Plan Rows").asLong();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("PostgreSQL explained in something else than JSON", e);
        }
    }
}
