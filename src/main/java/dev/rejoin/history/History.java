package dev.rejoin.history;

import dev.rejoin.api.Answer;
import dev.rejoin.api.Bytes;
import dev.rejoin.api.Call;
import dev.rejoin.api.Catalog;
import dev.rejoin.api.Examples;
import dev.rejoin.api.Operation;
import dev.rejoin.api.Ordered;
import dev.rejoin.api.Paging;
import dev.rejoin.api.Parameter;
import dev.rejoin.api.Problem;
import dev.rejoin.api.ProblemException;
import dev.rejoin.api.Resource;
import dev.rejoin.api.Schema;
import dev.rejoin.api.Sql;
import dev.rejoin.api.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The changes of one item, newest first, for every resource alike. */
public final class History {
    private static final int DEFAULT_LIMIT = 50;

    private final Catalog catalog;
    private final Resource resource;

    private History(Catalog catalog, Resource resource) {
        this.catalog = catalog;
        this.resource = resource;
    }

    public static List<Operation> of(Catalog catalog) {
        return catalog.resources().stream()
                .map(resource -> new History(catalog, resource).operation())
                .toList();
    }

    private Operation operation() {
        var parameters = new ArrayList<Parameter>();
        resource.parent().ifPresent(parent -> parameters.add(id("id", catalog.get(parent.resource()))));
        parameters.add(id(catalog.itemParameter(resource), resource));
        return Operation.get(catalog.itemPath(resource) + "/history", "get" + resource.schema() + "History")
                .permittedTo(resource.reader())
                .tag(resource.name())
                .is(
                        "Get the history of one %s".formatted(resource.noun()),
                        "Its changes, newest first; also of one that is deleted. One that was imported begins with the"
                                + " entry IMPORTED, which stands for the whole run.")
                .takes(parameters)
                .takes(Paging.parameters(DEFAULT_LIMIT))
                .answers(
                        200,
                        "The changes.",
                        Schema.object()
                                .property("results", Schema.array(Change.schema()))
                                .property(
                                        "next",
                                        Schema.text()
                                                .with("format", "uri-reference")
                                                .nullable()
                                                .is("The next page, if there is one."))
                                .sharedAs("History"),
                        Ordered.map("results", List.of(Change.example()), "next", null))
                .handledBy(this::answer);
    }

    private static Parameter id(String name, Resource resource) {
        return Parameter.path(name, Schema.of(Type.UUID), "The %s's id.".formatted(resource.noun()))
                .example(Examples.ID);
    }

    private Answer answer(Call call) {
        var id = call.id(catalog.itemParameter(resource));
        var paging = Paging.of(call, DEFAULT_LIMIT);
        if (resource.parent().isPresent()) {
            check(call, id);
        }
        var changes = read(call, id, paging);
        if (changes.isEmpty() && paging.after().isEmpty()) {
            check(call, id);
        }
        var more = changes.size() > paging.limit();
        var page = more ? changes.subList(0, paging.limit()) : changes;
        return Answer.json(Bytes.json(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("results");
            for (var change : page) {
                change.write(json, catalog);
            }
            json.writeEndArray();
            json.writeStringField(
                    "next", more ? paging.next(String.valueOf(page.getLast().seq())) : null);
            json.writeEndObject();
        }));
    }

    /**
     * By the number and not by the transaction: of two transactions that wrote the same row, the one that began first
     * may have written last; the number is given while the row is locked.
     */
    private List<Change> read(Call call, UUID id, Paging paging) {
        var table = resource.table();
        var sql = Sql.of("with own as (select * from audit.change where table_name = ? and row_id = ?)", table, id)
                // Only imported rows have name-based ids (version 8), and nobody has inserted them since.
                .add("""
                        , imported as (
                            select * from audit.change
                            where table_name is null and row_id is null and operation = 'IMPORTED'
                              and seq < coalesce((select min(seq) from own), 9223372036854775807)
                              and uuid_extract_version(?) = 8
                              and coalesce((select operation <> 'INSERT' from own order by seq limit 1),
                                           exists (select from """, id)
                .add(" " + table + " where id = ?)) order by seq desc limit 1)", id)
                .add(" select " + Change.COLUMNS + " from (select * from own union all select * from imported) c");
        paging.after().ifPresent(values -> sql.add(" where c.seq < ?::bigint", values.getFirst()));
        sql.add(" order by c.seq desc limit ?", paging.limit() + 1);
        var byTable = Map.of(table, resource);
        return call.database().query(sql, rows -> {
            var changes = new ArrayList<Change>();
            while (rows.next()) {
                changes.add(Change.read(rows, byTable));
            }
            return changes;
        });
    }

    /** There is, or was, such an item; a nested one under the owner that the path names. */
    private void check(Call call, UUID id) {
        var owner = resource.parent().map(parent -> parent.column());
        var table = resource.table();
        var mine = owner.map(column -> Sql.of(column + " = ?", call.id("id"))).orElse(Sql.of("true"));
        var was = owner.map(column -> Sql.of("old ->> '" + column + "' = ?", String.valueOf(call.id("id"))))
                .orElse(Sql.of("true"));
        var sql = Sql.of("select coalesce((select ")
                .add(mine)
                .add(" from " + table + " where id = ?), (select ", id)
                .add(was)
                .add("""
                         from audit.change where table_name = ? and row_id = ? and operation = 'DELETE'
                        order by seq desc limit 1), false)""", table, id);
        if (!call.database().query(sql, rows -> rows.next() && rows.getBoolean(1))) {
            throw new ProblemException(Problem.NotFound.item(resource.singular(), "id", id));
        }
    }
}
