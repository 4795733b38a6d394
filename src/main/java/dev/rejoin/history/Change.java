package dev.rejoin.history;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rejoin.api.resource.Catalog;
import dev.rejoin.api.resource.ItemField;
import dev.rejoin.api.resource.ItemType;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An entry of the change log, shown under the names and in the forms that the API has today. */
@Schema(name = "Change", description = "A change of an item.")
public record Change(
        @Schema(description = "The change's own number, greater for later changes of an item.", examples = "4711")
        long seq,

        @Schema(description = "What was changed in one transaction has this in common.", examples = "90210")
        String transactionId,

        @Schema(description = "When.", examples = "2026-03-01T08:00:00Z")
        OffsetDateTime at,

        @Schema(description = "Who; null for a write beside the API.", examples = "key:django as zoe", nullable = true)
        @Nullable
        String actor,

        @Schema(
                description = "The trace id of the request.",
                examples = "4bf92f3577b34da6a3ce929d0e0e4736",
                nullable = true)
        @Nullable
        String requestId,

        @Schema(description = "What was done.", examples = "UPDATE")
        Operation operation,

        @Schema(description = "Of which resource; null for an import.", examples = "members", nullable = true) @Nullable
        String resource,

        @Schema(description = "The item; null for an import.", nullable = true) @Nullable
        UUID id,

        @Schema(
                description = "Where the item is, or was.",
                format = "uri-reference",
                examples = "/v1/members/0198c0de-7a11-7000-8000-000000000001",
                nullable = true)
        @Nullable
        String url,

        @Schema(
                description = "The version that the item got, or had when it was deleted.",
                examples = "4",
                nullable = true)
        @Nullable
        Long version,

        @Schema(description = "The run that imported, for IMPORTED.", nullable = true) @Nullable
        Long run,

        @Schema(description = "What was changed, by field; of a new or deleted item all that had a value.")
        Map<String, Values> changes) {

    /** What is done to an item, or to the whole database. */
    public enum Operation {
        INSERT,
        UPDATE,
        DELETE,
        IMPORTED
    }

    /** A field's values. */
    @Schema(name = "ChangedValues")
    public record Values(
            @Schema(description = "The value before, null if there was none.") @JsonProperty("old") @Nullable
            Object before,

            @Schema(description = "The value after, null if there is none.") @JsonProperty("new") @Nullable
            Object after) {}

    /** What {@link Logged} needs of the row {@code c} of audit.change. */
    static final String COLUMNS = """
            c.seq, c.transaction_id::text as transaction_id, c.changed_at, c.actor, c.request_id, c.table_name, c.row_id,
            c.operation, c.old as old_row, c.new as new_row, c.changed""";

    /** What every write changes, or none; the entry itself says more. */
    private static final Set<String> SAID_OTHERWISE = Set.of("id", "version", "updated_at");

    /** An entry as it is kept. */
    record Logged(
            long seq,
            String transactionId,
            OffsetDateTime changedAt,
            @Nullable String actor,
            @Nullable String requestId,
            @Nullable String tableName,
            @Nullable UUID rowId,
            Operation operation,
            @Nullable String oldRow,
            @Nullable String newRow,
            @Nullable List<String> changed) {
        Position position() {
            return new Position(Long.parseLong(transactionId), seq);
        }
    }

    static Change of(Logged entry, Catalog catalog) {
        var before = RowImage.parse(entry.oldRow);
        var after = RowImage.parse(entry.newRow);
        // The row as the change left it, or as it was before it was deleted.
        var present = entry.operation == Operation.DELETE ? before : after;
        var type = Optional.ofNullable(entry.tableName).flatMap(catalog::ofTable);
        var changes = new LinkedHashMap<String, Values>();
        type.stream()
                .flatMap(item -> item.fields().values().stream())
                .filter(ItemField::stored)
                .forEach(field -> {
                    var shown = entry.operation == Operation.UPDATE
                            ? Objects.requireNonNullElse(entry.changed, List.of())
                                    .contains(field.name())
                            : present.get(field.name()) != null;
                    if (shown && !SAID_OTHERWISE.contains(field.name())) {
                        changes.put(field.name(), new Values(before.shown(field), after.shown(field)));
                    }
                });
        return new Change(
                entry.seq,
                entry.transactionId,
                entry.changedAt,
                entry.actor,
                entry.requestId,
                entry.operation,
                type.map(ItemType::name).orElse(null),
                entry.rowId,
                type.map(item -> catalog.itemPath(
                                item,
                                item.owner()
                                        .map(owner ->
                                                present.get(owner.reference().name()))
                                        .orElse(null),
                                String.valueOf(entry.rowId)))
                        .orElse(null),
                present.number("version"),
                entry.operation == Operation.IMPORTED ? after.number("run") : null,
                changes);
    }
}
