package dev.rejoin.api.read;

import dev.rejoin.api.Answer;
import dev.rejoin.api.Bytes;
import dev.rejoin.api.Catalog;
import dev.rejoin.api.Database;
import dev.rejoin.api.Resource;
import dev.rejoin.api.Sql;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Items as reads show them, for whoever has just written one. */
public final class Items {
    private final Views views;
    private final Map<String, Whole> selections = new ConcurrentHashMap<>();

    public Items(Catalog catalog) {
        this.views = new Views(catalog);
    }

    private record Whole(Selection selection, String sql) {}

    /** The item with its ETag, as its own address answers it; empty if there is none with this id. */
    public Optional<Answer.Whole> find(Database database, Resource resource, UUID id) {
        var whole = selections.computeIfAbsent(resource.name(), name -> whole(resource));
        return database.query(Sql.of(whole.sql, id), rows -> {
            if (!rows.next()) {
                return Optional.empty();
            }
            var row = Row.read(rows, whole.selection.columns(), 0);
            var body = Bytes.json(json -> {
                json.writeStartObject();
                whole.selection.write(json, row);
                json.writeEndObject();
            });
            var tag = EntityTag.of(whole.selection, row).text();
            return Optional.of(new Answer.Whole(200, Answer.JSON, Map.of("ETag", tag), body));
        });
    }

    private Whole whole(Resource resource) {
        var view = views.of(resource);
        var selection = new Selection(Shape.whole(view), java.util.List.of());
        return new Whole(
                selection,
                "select %s from %s t%s where t.id = ?"
                        .formatted(selection.sql(), resource.table(), Selection.joins(view, selection.columns())));
    }
}
