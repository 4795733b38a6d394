package dev.rejoin.search;

import dev.rejoin.api.Json;
import dev.rejoin.api.query.Sql;
import dev.rejoin.api.resource.ScalarType;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which documents count, whatever the words.
 *
 * @param resources only these; all where there are none
 * @param facets the values that facets must have
 * @param from the earliest recency
 * @param before what the recency must be before
 */
record Criteria(
        List<String> resources,
        Map<Facet, String> facets,
        Optional<OffsetDateTime> from,
        Optional<OffsetDateTime> before) {

    /** Whether some documents do not count. */
    boolean limits() {
        return !resources.isEmpty() || !facets.isEmpty() || from.isPresent() || before.isPresent();
    }

    /** Further conditions on the document {@code d}. */
    Sql conditions(@Nullable String excludedWords) {
        var sql = new Sql();
        if (!resources.isEmpty()) {
            sql.add(" and d.resource = any(?)", Sql.array(ScalarType.TEXT, resources));
        }
        facets.forEach((facet, value) -> sql.add(" and d.facets @> ?::jsonb", contained(facet, value)));
        from.ifPresent(instant -> sql.add(" and d.recency >= ?", instant));
        before.ifPresent(instant -> sql.add(" and d.recency < ?", instant));
        if (excludedWords != null) {
            sql.add(" and not d.tsv @@ ?::tsquery", excludedWords);
        }
        return sql;
    }

    private static String contained(Facet facet, String value) {
        var object = Json.MAPPER.createObjectNode();
        switch (facet) {
            case TOPIC -> object.putArray(facet.key()).add(value);
            case ACTIVE -> object.put(facet.key(), Boolean.parseBoolean(value));
            default -> object.put(facet.key(), value);
        }
        return object.toString();
    }
}
