package dev.rejoin.history;

import dev.rejoin.api.endpoint.ItemHistory;
import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import dev.rejoin.api.query.Database;
import dev.rejoin.api.query.Paged;
import dev.rejoin.api.query.Paging;
import dev.rejoin.api.query.Sql;
import dev.rejoin.api.resource.Catalog;
import dev.rejoin.api.resource.ItemType;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The changes of one item, newest first, for every resource alike. */
@Singleton
public class ChangeLog implements ItemHistory {
    private static final int DEFAULT_LIMIT = 50;

    private final Database database;
    private final Paging paging;
    private final Catalog catalog;

    ChangeLog(Database database, Paging paging, Catalog catalog) {
        this.database = database;
        this.paging = paging;
        this.catalog = catalog;
    }

    /** One page of them. */
    @Schema(name = "History")
    public record History(
            List<Change> results,

            @Schema(description = Paged.NEXT, format = Paged.URI_REFERENCE, nullable = true) @Nullable
            String next) {}

    @Override
    public History page(ItemType<?, ?> type, UUID id, Optional<UUID> owner) {
        var wanted = paging.wanted(DEFAULT_LIMIT);
        if (owner.isPresent()) {
            check(type, id, owner);
        }
        var entries = read(type, id, wanted);
        if (entries.isEmpty() && wanted.after().isEmpty()) {
            check(type, id, owner);
        }
        return new History(
                wanted.shown(entries).stream()
                        .map(entry -> Change.of(entry, catalog))
                        .toList(),
                wanted.next(entries, last -> List.of(String.valueOf(last.seq()))));
    }

    /**
     * By the number and not by the transaction: of two transactions that wrote the same row, the one that began first
     * may have written last; the number is given while the row is locked.
     */
    private List<Change.Logged> read(ItemType<?, ?> type, UUID id, Paging.Wanted wanted) {
        // Only imported rows have name-based ids (version 8), and nobody has inserted them since.
        var sql = Sql.of(
                """
                with own as (select * from audit.change where table_name = ? and row_id = ?),
                imported as (
                    select * from audit.change
                    where table_name is null and row_id is null and operation = 'IMPORTED'
                      and seq < coalesce((select min(seq) from own), 9223372036854775807)
                      and uuid_extract_version(?) = 8
                      and coalesce((select operation <> 'INSERT' from own order by seq limit 1),
                                   exists (select from %s where id = ?))
                    order by seq desc limit 1)
                select %s from (select * from own union all select * from imported) c
                where c.seq < coalesce(?::bigint, 9223372036854775807)
                order by c.seq desc limit ?""".formatted(type.table(), Change.COLUMNS),
                type.table(),
                id,
                id,
                id,
                wanted.after().map(List::getFirst).orElse(null),
                wanted.limit() + 1);
        return database.list(sql, Change.Logged.class);
    }

    /** There is, or was, such an item; a nested one under the owner that the path names. */
    private void check(ItemType<?, ?> type, UUID id, Optional<UUID> owner) {
        var column = type.owner().map(reference -> reference.reference().name());
        var mine =
                column.map(name -> Sql.of(name + " = ?", owner.orElseThrow())).orElse(Sql.of("true"));
        var was = column.map(name ->
                        Sql.of("old ->> '" + name + "' = ?", owner.orElseThrow().toString()))
                .orElse(Sql.of("true"));
        var sql = Sql.of("select coalesce((select ")
                .add(mine)
                .add(" from " + type.table() + " where id = ?), (select ", id)
                .add(was)
                .add("""
                         from audit.change where table_name = ? and row_id = ? and operation = 'DELETE'
                        order by seq desc limit 1), false)""", type.table(), id);
        database.query(sql, rows -> {
            if (!rows.next() || !rows.getBoolean(1)) {
                throw new ProblemException(Problem.NotFound.item(type.names().singular(), "id", id));
            }
            return null;
        });
    }
}
