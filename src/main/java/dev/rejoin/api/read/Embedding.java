package dev.rejoin.api.read;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rejoin.api.Database;
import dev.rejoin.api.Sql;
import dev.rejoin.api.Type;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The related items of a whole page, read by one statement per relation, whatever the size of the page. */
final class Embedding {
    private static final int MOST_ROWS = 20_000;

    private final Expansion expansion;
    private final Selection selection;
    private final int ownerKey;
    private final Map<Object, List<Row>> rows;
    private final List<Embedding> inner;

    private Embedding(
            Expansion expansion,
            Selection selection,
            int ownerKey,
            Map<Object, List<Row>> rows,
            List<Embedding> inner) {
        this.expansion = expansion;
        this.selection = selection;
        this.ownerKey = ownerKey;
        this.rows = rows;
        this.inner = inner;
    }

    static List<Embedding> load(Database database, Selection owner, List<Row> owners) {
        return owner.shape().embedded().stream()
                .map(embedded -> load(database, embedded, owner, owners))
                .toList();
    }

    private static Embedding load(Database database, Shape.Embedded embedded, Selection owner, List<Row> owners) {
        var expansion = embedded.expansion();
        var target = embedded.shape().view().fields();
        var ownerKey =
                switch (expansion) {
                    case Expansion.One one -> owner.index(one.reference());
                    case Expansion.Many many -> owner.index("id");
                };
        var key =
                switch (expansion) {
                    case Expansion.One one -> Objects.requireNonNull(target.get("id"));
                    case Expansion.Many many -> many.reference();
                };
        var keys = new LinkedHashSet<Object>();
        for (var row : owners) {
            var value = row.at(ownerKey);
            if (value != null) {
                keys.add(value);
            }
        }
        var selection = new Selection(embedded.shape(), List.of(key));
        var found = new ArrayList<Row>();
        var byKey = new HashMap<Object, List<Row>>();
        if (!keys.isEmpty()) {
            var sql = Sql.of(
                    "select %s from %s t%s where %s = any(?) order by %s, t.id limit %d"
                            .formatted(
                                    selection.sql(),
                                    expansion.target().table(),
                                    Selection.joins(embedded.shape().view(), selection.columns()),
                                    key.sql(),
                                    key.sql(),
                                    MOST_ROWS + 1),
                    Sql.array(Type.UUID, keys));
            database.query(sql, result -> {
                while (result.next()) {
                    found.add(Row.read(result, selection.columns(), 0));
                }
                return null;
            });
        }
        if (found.size() > MOST_ROWS) {
            throw Parameters.malformed(
                    "expand",
                    "too_many_embedded",
                    "'%s' would embed more than %d items. Ask for smaller pages."
                            .formatted(expansion.name(), MOST_ROWS));
        }
        var keyIndex = selection.index(key);
        for (var row : found) {
            byKey.computeIfAbsent(Objects.requireNonNull(row.at(keyIndex)), value -> new ArrayList<>())
                    .add(row);
        }
        return new Embedding(expansion, selection, ownerKey, byKey, load(database, selection, found));
    }

    /** Writes an item with everything embedded in it. */
    static void write(JsonGenerator json, Selection selection, Row row, List<Embedding> embeddings) throws IOException {
        json.writeStartObject();
        selection.write(json, row);
        for (var embedding : embeddings) {
            json.writeFieldName(embedding.expansion.name());
            embedding.write(json, row);
        }
        json.writeEndObject();
    }

    private void write(JsonGenerator json, Row owner) throws IOException {
        var key = owner.at(ownerKey);
        var mine = key == null ? List.<Row>of() : rows.getOrDefault(key, List.of());
        switch (expansion) {
            case Expansion.One one -> {
                if (mine.isEmpty()) {
                    json.writeNull();
                } else {
                    write(json, selection, mine.getFirst(), inner);
                }
            }
            case Expansion.Many many -> {
                json.writeStartArray();
                for (var row : mine) {
                    write(json, selection, row, inner);
                }
                json.writeEndArray();
            }
        }
    }
}
