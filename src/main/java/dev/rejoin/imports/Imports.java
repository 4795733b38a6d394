package dev.rejoin.imports;

import static dev.rejoin.api.Type.INSTANT;
import static dev.rejoin.api.Type.INTEGER;
import static dev.rejoin.api.Type.TEXT;

import dev.rejoin.api.Answer;
import dev.rejoin.api.Bytes;
import dev.rejoin.api.Call;
import dev.rejoin.api.Operation;
import dev.rejoin.api.Ordered;
import dev.rejoin.api.Paging;
import dev.rejoin.api.Parameter;
import dev.rejoin.api.Problem;
import dev.rejoin.api.ProblemException;
import dev.rejoin.api.Role;
import dev.rejoin.api.Schema;
import dev.rejoin.api.Sql;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The runs of the importer with their findings and their quarantine, read from its schema as long as it is there. */
public final class Imports {
    private static final String PATH = "/v1/imports";
    private static final String TAG = "imports";
    private static final int DEFAULT_LIMIT = 100;

    /** A page of documents of 20 MB each would be more than anybody wants to read. */
    private static final int SHOWN = 10_000;

    private static final List<String> SEVERITIES = List.of("ERROR", "WARNING", "INFO");

    private static final List<Column> RUN = List.of(
            Column.of("id", "t.id", INTEGER, "The run's number.", 7),
            Column.of("kind", "t.kind", TEXT, "The first import, a newer snapshot, or corrected documents.", "FULL")
                    .among("FULL", "DELTA", "RETRY"),
            Column.of("phase", "t.phase", TEXT, "How far it came.", "DONE")
                    .among("READ", "CHECK", "LOAD", "PROVE", "DONE"),
            Column.of("outcome", "t.outcome", TEXT, "How it ended; null while it runs or can be resumed.", "PROVEN")
                    .nullable(),
            Column.of("started_at", "t.started_at", INSTANT, "When it began.", "2026-03-01T08:00:00Z"),
            Column.of("ended_at", "t.ended_at", INSTANT, "When it ended.", "2026-03-01T08:04:00Z")
                    .nullable(),
            Column.of("loaded_at", "t.loaded_at", INSTANT, "When its rows were committed.", "2026-03-01T08:03:00Z")
                    .nullable(),
            Column.of("message", "t.message", TEXT, "What stopped it, or came of it.", null)
                    .nullable(),
            Column.json("source", "t.source", "object", "Where the documents came from.", Map.of("kind", "cluster")),
            Column.json("summary", "t.summary", "object", "What the importer counted.", Map.of()),
            Column.of("mapping_digest", "t.mapping_digest", TEXT, "The digest of the mapping files.", "9f86d081"));

    private static final List<Column> INDEX = List.of(
            Column.of("name", "t.name", TEXT, "The source index.", "members"),
            Column.of("expected", "t.expected", INTEGER, "What the source counted.", 1200),
            Column.of("received", "t.received", INTEGER, "What was read.", 1200),
            Column.of("loaded", "t.loaded", INTEGER, "What became rows.", 1180),
            Column.of("merged", "t.merged", INTEGER, "What was merged into others' rows.", 12),
            Column.of("quarantined", "t.quarantined", INTEGER, "What was set aside.", 8),
            Column.of("excluded", "t.excluded", INTEGER, "What the mapping leaves out.", 0),
            Column.of("excluded_because", "t.excluded_because", TEXT, "Why the mapping leaves it out.", null)
                    .nullable());

    private static final List<Column> FINDING = List.of(
            Column.of("no", "t.no", INTEGER, "The finding's number.", 4711),
            Column.of("severity", "t.severity", TEXT, "How bad it is.", "WARNING")
                    .among("ERROR", "WARNING", "INFO"),
            Column.of("code", "t.code", TEXT, "What was found, for programs.", "orphan"),
            Column.of("index", "t.index_name", TEXT, "The source index.", "members")
                    .nullable(),
            Column.of("document_id", "t.id", TEXT, "The document.", "member-4711")
                    .nullable(),
            Column.of("table", "t.table_name", TEXT, "The table that it is about.", "member")
                    .nullable(),
            Column.of("path", "t.path", TEXT, "Where in the document.", "organization_id")
                    .nullable(),
            Column.of("value", "left(t.value, " + SHOWN + ")", TEXT, "What stands there.", "org-99")
                    .nullable(),
            Column.of("message", "t.message", TEXT, "What was found, for people.", "there is no organization org-99"),
            Column.of("suggestion", "t.suggestion", TEXT, "What may be done.", null)
                    .nullable(),
            Column.json("detail", "t.detail", "object", "More of it, by kind of finding.", null)
                    .nullable());

    private static final List<Column> QUARANTINED = List.of(
            Column.of("doc", "t.doc", INTEGER, "The document's number in the run.", 815),
            Column.of("index", "t.index_name", TEXT, "The source index.", "members"),
            Column.of("document_id", "t.id", TEXT, "The document's _id.", "member-4711"),
            Column.json(
                            "reasons",
                            "t.reasons",
                            "array",
                            "The errors found in it.",
                            List.of(Ordered.map("code", "orphan", "message", "there is no organization org-99")))
                    .nullable(),
            Column.of("outcome", "t.outcome", TEXT, "What came of its last correction.", null)
                    .nullable(),
            Column.of(
                            "source",
                            "left(t.source, " + SHOWN + ")",
                            TEXT,
                            "The document as it was received, its first 10,000 characters; null if it is no text.",
                            "{\"organization_id\": \"org-99\"}")
                    .nullable(),
            Column.of(
                    "source_length",
                    "coalesce(octet_length(t.source), length(t.source_bytes))",
                    INTEGER,
                    "How many bytes the whole document has.",
                    29));

    private Imports() {}

    public static List<Operation> operations() {
        return List.of(runs(), run(), findings(), quarantine());
    }

    private static Operation runs() {
        return declared(PATH, "listImports", "List the imports", "All runs of the importer, the last one first.")
                .takes(Paging.parameters(DEFAULT_LIMIT))
                .answers(200, "The runs.", page(Column.schema(RUN).sharedAs("ImportRun")), example(RUN))
                .handledBy(call -> {
                    check(call);
                    return page(
                            call, RUN, Column.select(RUN, "rejoin_import.run").add(" where true"), "id", true);
                });
    }

    private static Operation run() {
        var example = new LinkedHashMap<>(row(RUN));
        example.put("indices", List.of(row(INDEX)));
        return declared(
                        PATH + "/{run}",
                        "getImport",
                        "Get one import",
                        "With what became of the documents of each index: received = loaded + merged + quarantined +"
                                + " excluded.")
                .takes(number())
                .answers(
                        200,
                        "The run.",
                        Column.schema(RUN)
                                .property(
                                        "indices",
                                        Schema.array(Column.schema(INDEX)).is("The source indices.")),
                        example)
                .handledBy(Imports::run);
    }

    private static Operation findings() {
        return declared(
                        PATH + "/{run}/findings",
                        "listImportFindings",
                        "List what an import found",
                        "In the order in which it was found.")
                .takes(
                        number(),
                        Parameter.query("severity", Schema.text().among(SEVERITIES), "Only findings as bad as this."),
                        Parameter.query("code", Schema.text(), "Only findings with this code."),
                        index())
                .takes(Paging.parameters(DEFAULT_LIMIT))
                .answers(200, "The findings.", page(Column.schema(FINDING).sharedAs("ImportFinding")), example(FINDING))
                .handledBy(Imports::findings);
    }

    private static Operation quarantine() {
        return declared(
                        PATH + "/{run}/quarantine",
                        "listImportQuarantine",
                        "List what an import set aside",
                        "Documents that did not become rows, with the reasons; rejoin import quarantine corrects them.")
                .takes(number(), index())
                .takes(Paging.parameters(DEFAULT_LIMIT))
                .answers(
                        200,
                        "The documents.",
                        page(Column.schema(QUARANTINED).sharedAs("QuarantinedDocument")),
                        example(QUARANTINED))
                .handledBy(Imports::quarantine);
    }

    private static Operation.Declaration declared(String path, String id, String summary, String description) {
        return Operation.get(path, id)
                .permittedTo(Role.ADMIN)
                .tag(TAG)
                .is(summary, description + " Not found once the importer's schema is dropped.")
                .answers(404, "The importer's schema is not there.");
    }

    private static Parameter number() {
        return Parameter.path("run", Schema.integer(), "The run's number.").example(7);
    }

    private static Parameter index() {
        return Parameter.query("index", Schema.text(), "Only documents of this source index.");
    }

    private static Answer run(Call call) {
        var run = find(call);
        var indices = call.database()
                .query(
                        Column.select(INDEX, "rejoin_import.source_index")
                                .add(" where t.run_id = ? order by t.name", run(call, "run")),
                        rows -> Column.rows(INDEX, rows));
        return Answer.json(Bytes.json(json -> {
            json.writeStartObject();
            run.write(json);
            json.writeArrayFieldStart("indices");
            for (var index : indices) {
                json.writeStartObject();
                index.write(json);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }));
    }

    private static Answer findings(Call call) {
        find(call);
        var sql = Column.select(FINDING, "rejoin_import.finding").add(" where t.run_id = ?", run(call, "run"));
        call.query("severity").ifPresent(severity -> sql.add(" and t.severity = ?", severity(severity)));
        call.query("code").ifPresent(code -> sql.add(" and t.code = ?", TEXT.parse("code", code)));
        call.query("index").ifPresent(index -> sql.add(" and t.index_name = ?", TEXT.parse("index", index)));
        return page(call, FINDING, sql, "no", false);
    }

    private static Answer quarantine(Call call) {
        find(call);
        var sql = Column.select(QUARANTINED, "rejoin_import.quarantine").add(" where t.run_id = ?", run(call, "run"));
        call.query("index").ifPresent(index -> sql.add(" and t.index_name = ?", TEXT.parse("index", index)));
        return page(call, QUARANTINED, sql, "doc", false);
    }

    private static String severity(String text) {
        if (!SEVERITIES.contains(text)) {
            throw new ProblemException(Problem.Malformed.unknown("severity", "severity", text, Set.copyOf(SEVERITIES)));
        }
        return text;
    }

    private static long run(Call call, String name) {
        return (long) INTEGER.parse(name, call.path(name));
    }

    private static Column.Row find(Call call) {
        var number = run(call, "run");
        check(call);
        return call
                .database()
                .query(
                        Column.select(RUN, "rejoin_import.run").add(" where t.id = ?", number),
                        rows -> Column.rows(RUN, rows))
                .stream()
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.NotFound.item("import", "number", number)));
    }

    private static void check(Call call) {
        var there = call.database()
                .query(
                        Sql.of("select to_regclass('rejoin_import.quarantine') is not null"),
                        rows -> rows.next() && rows.getBoolean(1));
        if (!there) {
            throw new ProblemException(new Problem.NotFound(
                    "no_imports",
                    "Nothing was imported into this database, or what the importer keeps (the schema rejoin_import)"
                            + " has been dropped since."));
        }
    }

    /** @param key the column of the keyset, which is a number */
    private static Answer page(Call call, List<Column> columns, Sql sql, String key, boolean descending) {
        var paging = Paging.of(call, DEFAULT_LIMIT);
        paging.after()
                .ifPresent(values ->
                        sql.add(" and t." + key + (descending ? " <" : " >") + " ?::bigint", values.getFirst()));
        sql.add(" order by t." + key + (descending ? " desc" : "") + " limit ?", paging.limit() + 1);
        var rows = call.database().query(sql, result -> Column.rows(columns, result));
        var more = rows.size() > paging.limit();
        var page = more ? rows.subList(0, paging.limit()) : rows;
        return Answer.json(Bytes.json(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("results");
            for (var row : page) {
                json.writeStartObject();
                row.write(json);
                json.writeEndObject();
            }
            json.writeEndArray();
            // The key stands first in every list.
            json.writeStringField(
                    "next", more ? paging.next(String.valueOf(page.getLast().values()[0])) : null);
            json.writeEndObject();
        }));
    }

    private static Schema page(Schema items) {
        return Schema.object()
                .property("results", Schema.array(items))
                .property(
                        "next",
                        Schema.text().with("format", "uri-reference").nullable().is("The next page, if there is one."));
    }

    private static Object example(List<Column> columns) {
        return Ordered.map("results", List.of(row(columns)), "next", null);
    }

    private static Map<String, @Nullable Object> row(List<Column> columns) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        columns.forEach(column -> row.put(column.name(), column.example()));
        return row;
    }
}
