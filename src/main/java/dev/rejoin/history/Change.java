package dev.rejoin.history;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rejoin.api.Catalog;
import dev.rejoin.api.Examples;
import dev.rejoin.api.Field;
import dev.rejoin.api.Ordered;
import dev.rejoin.api.Resource;
import dev.rejoin.api.Schema;
import dev.rejoin.api.Type;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the change log, shown under the names and in the forms that the API has today.
 *
 * @param resource nothing for the entry that a whole import leaves
 */
record Change(
        long seq,
        String transactionId,
        OffsetDateTime at,
        @Nullable String actor,
        @Nullable String requestId,
        Optional<Resource> resource,
        @Nullable String id,
        String operation,
        RowImage before,
        RowImage after,
        Set<String> changed) {

    static final String IMPORTED = "IMPORTED";

    /** What {@link #read} needs of the row {@code c} of audit.change. */
    static final String COLUMNS = """
            c.seq, c.transaction_id::text, c.changed_at, c.actor, c.request_id, c.table_name, c.row_id, c.operation,
            c.old::text, c.new::text, c.changed""";

    private static final List<String> OPERATIONS = List.of("INSERT", "UPDATE", "DELETE", IMPORTED);

    /** What every write changes, or none; the entry itself says more. */
    private static final Set<String> SAID_OTHERWISE = Set.of("id", "version", "updated_at");

    static Change read(ResultSet rows, Map<String, Resource> byTable) throws SQLException {
        var table = rows.getString(6);
        var changed = rows.getArray(11);
        return new Change(
                rows.getLong(1),
                rows.getString(2),
                rows.getObject(3, OffsetDateTime.class),
                rows.getString(4),
                rows.getString(5),
                Optional.ofNullable(table).map(byTable::get),
                rows.getString(7),
                rows.getString(8),
                RowImage.parse(rows.getString(9)),
                RowImage.parse(rows.getString(10)),
                changed == null ? Set.of() : Set.of((String[]) changed.getArray()));
    }

    Position position() {
        return new Position(Long.parseLong(transactionId), seq);
    }

    void write(JsonGenerator json, Catalog catalog) throws IOException {
        json.writeStartObject();
        json.writeNumberField("seq", seq);
        json.writeStringField("transaction_id", transactionId);
        json.writeStringField("at", Type.INSTANT.print(at));
        json.writeStringField("actor", actor);
        json.writeStringField("request_id", requestId);
        json.writeStringField("operation", operation);
        json.writeStringField("resource", resource.map(Resource::name).orElse(null));
        json.writeStringField("id", id);
        json.writeStringField("url", resource.map(of -> url(catalog, of)).orElse(null));
        write(json, "version", present().get("version"));
        write(json, "run", operation.equals(IMPORTED) ? after.get("run") : null);
        json.writeObjectFieldStart("changes");
        if (resource.isPresent()) {
            for (var field : resource.get().fields()) {
                if (shows(field)) {
                    json.writeObjectFieldStart(field.name());
                    before.write(json, "old", field);
                    after.write(json, "new", field);
                    json.writeEndObject();
                }
            }
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, @Nullable String number) throws IOException {
        json.writeFieldName(name);
        if (number == null) {
            json.writeNull();
        } else {
            json.writeNumber(number);
        }
    }

    private String url(Catalog catalog, Resource of) {
        var owner = of.parent().map(parent -> present().get(parent.column())).orElse(null);
        return catalog.itemPath(of, owner, String.valueOf(id));
    }

    /** The row as the change left it, or as it was before it was deleted. */
    private RowImage present() {
        return operation.equals("DELETE") ? before : after;
    }

    private boolean shows(Field field) {
        if (!field.stored() || SAID_OTHERWISE.contains(field.name())) {
            return false;
        }
        return operation.equals("UPDATE")
                ? changed.contains(field.name())
                : present().get(field.name()) != null;
    }

    static Schema schema() {
        var any = new Schema(Map.of());
        var value = Schema.object()
                .property("old", any.is("The value before, null if there was none."))
                .property("new", any.is("The value after, null if there is none."));
        return Schema.object()
                .is("A change of an item.")
                .property("seq", Schema.integer().is("The change's own number, greater for later changes of an item."))
                .property("transaction_id", Schema.text().is("What was changed in one transaction has this in common."))
                .property("at", Schema.of(Type.INSTANT).is("When."))
                .property("actor", Schema.text().nullable().is("Who; null for a write beside the API."))
                .property("request_id", Schema.text().nullable().is("The trace id of the request."))
                .property("operation", Schema.text().among(OPERATIONS).is("What was done."))
                .property("resource", Schema.text().nullable().is("Of which resource; null for an import."))
                .property("id", Schema.of(Type.UUID).nullable().is("The item; null for an import."))
                .property(
                        "url",
                        Schema.text().with("format", "uri-reference").nullable().is("Where the item is, or was."))
                .property(
                        "version",
                        Schema.integer().nullable().is("The version that the item got, or had when it was deleted."))
                .property("run", Schema.integer().nullable().is("The run that imported, for IMPORTED."))
                .property(
                        "changes",
                        Schema.object()
                                .is("What was changed, by field; of a new or deleted item all that had a value.")
                                .with("additionalProperties", value.keywords()))
                .sharedAs("Change");
    }

    static Map<String, @Nullable Object> example() {
        return Ordered.map(
                "seq",
                4711,
                "transaction_id",
                "90210",
                "at",
                "2026-03-01T08:00:00Z",
                "actor",
                "key:django as zoe",
                "request_id",
                "4bf92f3577b34da6a3ce929d0e0e4736",
                "operation",
                "UPDATE",
                "resource",
                "members",
                "id",
                Examples.ID,
                "url",
                "/v1/members/" + Examples.ID,
                "version",
                4,
                "run",
                null,
                "changes",
                Ordered.map(
                        "status", Ordered.map("old", "ACTIVE", "new", "LEFT"),
                        "left_on", Ordered.map("old", null, "new", "2026-03-01")));
    }
}
