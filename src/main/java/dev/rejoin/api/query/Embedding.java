package dev.rejoin.api.query;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rejoin.api.resource.ItemField;
import dev.rejoin.api.resource.Relation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The related items of a whole page, read by one statement per relation, whatever the size of the page. */
final class Embedding {
    private static final int MOST_ROWS = 20_000;

    private final Relation relation;
    private final Selection selection;
    private final int ownerKey;
    private final Map<Object, List<Object[]>> rows;
    private final List<Embedding> inner;

    private Embedding(
            Relation relation,
            Selection selection,
            int ownerKey,
            Map<Object, List<Object[]>> rows,
            List<Embedding> inner) {
        this.relation = relation;
        this.selection = selection;
        this.ownerKey = ownerKey;
        this.rows = rows;
        this.inner = inner;
    }

    static List<Embedding> load(StatelessSession session, Selection owner, List<Object[]> owners) {
        return owner.embedded().stream()
                .map(embedded -> load(session, embedded, owner, owners))
                .toList();
    }

    private static Embedding load(
            StatelessSession session, Selection.Embedded embedded, Selection owner, List<Object[]> owners) {
        var relation = embedded.relation();
        var selection = embedded.selection();
        var ownerKey =
                switch (relation) {
                    case Relation.ToOne one -> owner.index(one.reference());
                    case Relation.ToMany many -> owner.index("id");
                };
        ItemField key =
                switch (relation) {
                    case Relation.ToOne one -> selection.type().get("id");
                    case Relation.ToMany many -> many.reference();
                };
        var keys = new LinkedHashSet<UUID>();
        for (var row : owners) {
            if (row[ownerKey] instanceof UUID id) {
                keys.add(id);
            }
        }
        var byKey = new HashMap<Object, List<Object[]>>();
        var found = keys.isEmpty() ? List.<Object[]>of() : read(session, embedded, key, keys);
        if (found.size() > MOST_ROWS) {
            throw Parameters.malformed(
                    "expand",
                    "too_many_embedded",
                    "'%s' would embed more than %d items. Ask for smaller pages, or for fewer in each: %1$s(limit:10)."
                            .formatted(relation.name(), MOST_ROWS));
        }
        var keyIndex = selection.index(key);
        for (var row : found) {
            byKey.computeIfAbsent(Objects.requireNonNull(row[keyIndex]), value -> new ArrayList<>())
                    .add(row);
        }
        return new Embedding(relation, selection, ownerKey, byKey, load(session, selection, found));
    }

    private static List<Object[]> read(
            StatelessSession session, Selection.Embedded embedded, ItemField key, LinkedHashSet<UUID> keys) {
        var hql = new Hql();
        var selection = embedded.selection();
        var entity = selection.type().entity().getName();
        var owners = hql.bind(keys.toArray(UUID[]::new));
        hql.add(selection.select())
                .add(selection.from())
                .add(" where is_any_of(e.%s, %s)".formatted(key.path(), owners));
        if (embedded.most() > 0) {
            hql.add("""
                     and e.id in (
                        select b.id from (
                            select i.id as id, row_number() over (partition by i.%1$s order by %2$s) as place
                            from %3$s i where is_any_of(i.%1$s, %4$s)) b
                        where b.place <= %5$s)""".formatted(
                            key.path(), embedded.order().hql("i"), entity, owners, hql.bind((long) embedded.most())));
        }
        hql.add(" order by e.%s, %s".formatted(key.path(), embedded.order().hql()));
        return hql.on(session).setMaxResults(MOST_ROWS + 1).getResultList();
    }

    /** Writes an item with everything embedded in it. */
    static void write(JsonGenerator json, Selection selection, @Nullable Object[] row, List<Embedding> embeddings)
            throws IOException {
        json.writeStartObject();
        selection.write(json, row);
        for (var embedding : embeddings) {
            json.writeFieldName(embedding.relation.name());
            embedding.write(json, row);
        }
        json.writeEndObject();
    }

    private void write(JsonGenerator json, @Nullable Object[] owner) throws IOException {
        var key = owner[ownerKey];
        var mine = key == null ? List.<Object[]>of() : rows.getOrDefault(key, List.of());
        switch (relation) {
            case Relation.ToOne one -> {
                if (mine.isEmpty()) {
                    json.writeNull();
                } else {
                    write(json, selection, mine.getFirst(), inner);
                }
            }
            case Relation.ToMany many -> {
                json.writeStartArray();
                for (var row : mine) {
                    write(json, selection, row, inner);
                }
                json.writeEndArray();
            }
        }
    }
}
