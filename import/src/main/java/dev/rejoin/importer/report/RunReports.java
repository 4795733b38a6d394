package dev.rejoin.importer.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rejoin.importer.report.RunReport.Account;
import dev.rejoin.importer.report.RunReport.Compared;
import dev.rejoin.importer.report.RunReport.Corrected;
import dev.rejoin.importer.report.RunReport.Difference;
import dev.rejoin.importer.report.RunReport.Documents;
import dev.rejoin.importer.report.RunReport.ElementAccount;
import dev.rejoin.importer.report.RunReport.Example;
import dev.rejoin.importer.report.RunReport.Excluded;
import dev.rejoin.importer.report.RunReport.Kind;
import dev.rejoin.importer.report.RunReport.Lenience;
import dev.rejoin.importer.report.RunReport.Merged;
import dev.rejoin.importer.report.RunReport.Proof;
import dev.rejoin.importer.report.RunReport.Reason;
import dev.rejoin.importer.report.RunReport.Rebuilt;
import dev.rejoin.importer.report.RunReport.Run;
import dev.rejoin.importer.report.RunReport.Skew;
import dev.rejoin.importer.report.RunReport.Space;
import dev.rejoin.importer.report.RunReport.Step;
import dev.rejoin.importer.report.RunReport.TableRows;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Reads reports out of the ledger; a report holds at most so many examples of each kind, whatever there is. */
record RunReports(Connection connection) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_EXAMPLES = 200;
    private static final int LONGEST_VALUE = 300;

    Optional<Long> last() throws SQLException {
        return list("select id from rejoin_import.run order by id desc limit 1", row -> row.getLong(1)).stream()
                .findFirst();
    }

    boolean exists(long id) throws SQLException {
        return !list("select 1 from rejoin_import.run where id = ?", row -> row.getInt(1), id)
                .isEmpty();
    }

    Optional<RunReport> read(long id, Map<String, Long> files) throws SQLException {
        var runs = list("""
                select kind, phase, outcome, started_at, ended_at, source, mapping_digest, message, summary,
                       loaded_at is not null
                from rejoin_import.run where id = ?
                """, row -> new Facts(run(id, row), json(row.getString(9))), id);
        return runs.isEmpty() ? Optional.empty() : Optional.of(report(runs.getFirst(), files));
    }

    private record Facts(Run run, JsonNode summary) {}

    private RunReport report(Facts facts, Map<String, Long> files) throws SQLException {
        var run = facts.run;
        var accounts = accounts(run.id());
        var kinds = kinds(run.id());
        var copies = compared(facts.summary.path("copies"));
        var leniences = leniences(facts.summary.path("grandfathered"), kinds);
        var documents = documents(accounts, kinds);
        var proof = proof(facts.summary.path("proof"));
        return new RunReport(
                run,
                new Grading(run, documents, accounts, kinds, copies, leniences, proof).grade(),
                documents,
                accounts,
                excluded(run.id()),
                elements(run.id()),
                kinds,
                copies,
                compared(facts.summary.path("totals")),
                reasons(run.id()),
                leniences,
                merged(documents, kinds),
                rebuilt(run.id()),
                corrected(run.id()),
                tables(facts.summary.path("changes")),
                steps(facts.summary.path("seconds")),
                facts.summary
                        .path("remarks")
                        .valueStream()
                        .map(JsonNode::asText)
                        .toList(),
                space(facts.summary),
                skew(facts.summary.path("skew")),
                proof,
                files);
    }

    private static @Nullable Space space(JsonNode summary) {
        var space = summary.path("space");
        return space.isMissingNode() || summary.path("database").isMissingNode()
                ? null
                : new Space(
                        space.path("source").asLong(),
                        space.path("estimate").asLong(),
                        summary.path("database").asLong() - space.path("before").asLong());
    }

    private static @Nullable Skew skew(JsonNode kept) {
        if (kept.path("windows").isEmpty()) {
            return null;
        }
        var bounded =
                kept.path("windows").valueStream().filter(w -> !w.isEmpty()).toList();
        return new Skew(
                kept.path("marked").asLong(),
                kept.path("unjudged").asLong(),
                bounded.stream()
                        .map(w -> w.path("from").asText())
                        .min(Comparator.comparing(Instant::parse))
                        .orElse(null),
                bounded.stream()
                        .map(w -> w.path("until").asText())
                        .max(Comparator.comparing(Instant::parse))
                        .orElse(null),
                kept.path("windows").size() - bounded.size());
    }

    private static Run run(long id, ResultSet row) throws SQLException {
        var source = new LinkedHashMap<String, String>();
        json(row.getString(6))
                .properties()
                .forEach(p -> source.put(p.getKey(), p.getValue().asText()));
        var ended = row.getObject(5, OffsetDateTime.class);
        return new Run(
                id,
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                ended == null ? null : ended.toInstant(),
                row.getBoolean(10),
                source,
                row.getString(7),
                row.getString(8));
    }

    private List<Account> accounts(long run) throws SQLException {
        return list(
                """
                select name, expected, received, loaded, merged, quarantined, excluded
                from rejoin_import.source_index where run_id = ? order by name
                """,
                row -> new Account(
                        row.getString(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7)),
                run);
    }

    private List<Excluded> excluded(long run) throws SQLException {
        return list(
                "select name, because from rejoin_import.excluded_index where run_id = ? order by name",
                row -> new Excluded(row.getString(1), row.getString(2)),
                run);
    }

    private List<ElementAccount> elements(long run) throws SQLException {
        return list(
                """
                select index_name, path, table_name, read, loaded, merged, quarantined, ignored
                from rejoin_import.element_account where run_id = ? order by index_name, part
                """,
                row -> new ElementAccount(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8)),
                run);
    }

    private static Documents documents(List<Account> accounts, List<Kind> kinds) {
        return new Documents(
                sum(accounts, Account::expected),
                sum(accounts, Account::received),
                sum(accounts, Account::loaded),
                sum(accounts, Account::merged),
                sum(accounts, Account::quarantined),
                sum(accounts, Account::excluded),
                sum(kinds, Kind::findings));
    }

    private static <T> long sum(List<T> list, ToLongFunction<T> number) {
        return list.stream().mapToLong(number).sum();
    }

    private List<Kind> kinds(long run) throws SQLException {
        var kinds = list(
                """
                select severity, code, count(*), count(distinct doc), array_agg(distinct index_name order by index_name)
                from rejoin_import.finding where run_id = ? group by severity, code
                order by array_position(array['ERROR', 'WARNING', 'INFO'], severity), 3 desc, code
                """,
                row -> new Kind(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getLong(4),
                        names(row.getArray(5)),
                        List.of()),
                run);
        var filled = new ArrayList<Kind>();
        for (var kind : kinds) {
            filled.add(new Kind(
                    kind.severity(),
                    kind.code(),
                    kind.findings(),
                    kind.documents(),
                    kind.indices(),
                    examples(run, kind)));
        }
        return filled;
    }

    private List<Example> examples(long run, Kind kind) throws SQLException {
        return list(
                """
                select index_name, id, path, left(value, %1$d), left(message, %1$d), suggestion from rejoin_import.finding
                where run_id = ? and code = ? and severity = ? order by no limit %2$d
                """.formatted(LONGEST_VALUE, MOST_EXAMPLES),
                row -> new Example(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)),
                run,
                kind.code(),
                kind.severity());
    }

    private List<Reason> reasons(long run) throws SQLException {
        return list(
                """
                select f.code, array_agg(distinct f.index_name order by f.index_name), count(distinct f.doc),
                       (array_agg(left(f.message, 300) order by f.no))[1],
                       (array_agg(f.suggestion order by f.no) filter (where f.suggestion is not null))[1]
                from rejoin_import.finding f
                where f.run_id = ? and f.severity = 'ERROR'
                and exists (select from rejoin_import.disposition d
                            where d.run_id = f.run_id and d.doc = f.doc and d.disposition = 'QUARANTINED')
                group by f.code order by 3 desc, 1
                """,
                row -> new Reason(
                        row.getString(1),
                        names(row.getArray(2)),
                        row.getLong(3),
                        row.getString(4),
                        row.getString(5) == null ? "" : row.getString(5)),
                run);
    }

    private static List<Compared> compared(JsonNode fields) {
        var compared = new ArrayList<Compared>();
        for (var field : fields) {
            compared.add(new Compared(
                    field.path("index").asText(),
                    field.path("path").asText(),
                    field.path("of").asText(),
                    field.path("compared").asLong(),
                    field.path("differing").asLong()));
        }
        return compared;
    }

    private static List<Lenience> leniences(JsonNode names, List<Kind> kinds) {
        var leniences = new ArrayList<Lenience>();
        for (var name : names) {
            kinds.stream()
                    .filter(k -> k.code().equals(name.asText()) && !k.severity().equals("ERROR"))
                    .forEach(k -> leniences.add(new Lenience(
                            k.code(), k.findings(), k.examples().getFirst().message())));
        }
        return leniences;
    }

    private static Merged merged(Documents documents, List<Kind> kinds) {
        var examples = kinds.stream()
                .filter(k -> k.code().equals("merge_conflict"))
                .flatMap(k -> k.examples().stream())
                .toList();
        return new Merged(
                documents.merged(), count(kinds, "merged_duplicate"), count(kinds, "merge_conflict"), examples);
    }

    private static long count(List<Kind> kinds, String code) {
        return sum(kinds.stream().filter(k -> k.code().equals(code)).toList(), Kind::findings);
    }

    private List<Rebuilt> rebuilt(long run) throws SQLException {
        return list(
                """
                select value, path, index_name, count(*) from rejoin_import.finding
                where run_id = ? and code = 'resurrected' group by 1, 2, 3 order by 4 desc, 1 limit %d
                """.formatted(MOST_EXAMPLES),
                row -> new Rebuilt(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)),
                run);
    }

    private Corrected corrected(long run) throws SQLException {
        return list("""
                        select count(*), count(*) filter (where outcome = 'ADMITTED')
                        from rejoin_import.correction where run_id = ?
                        """, row -> new Corrected(row.getLong(1), row.getLong(2)), run)
                .getFirst();
    }

    private static List<TableRows> tables(JsonNode changes) {
        var tables = new ArrayList<TableRows>();
        changes.properties()
                .forEach(p -> tables.add(new TableRows(
                        p.getKey(),
                        p.getValue().path("inserted").asLong(),
                        p.getValue().path("updated").asLong(),
                        p.getValue().path("deleted").asLong(),
                        p.getValue().path("conflicts").asLong())));
        tables.sort(java.util.Comparator.comparing(TableRows::table));
        return tables;
    }

    /** In the order of the pipeline, which jsonb does not keep. */
    private static List<Step> steps(JsonNode seconds) {
        double whole = 0;
        for (var step : seconds) {
            whole += step.asDouble();
        }
        var steps = new ArrayList<Step>();
        for (var name : List.of("read and stage", "check", "load", "prove")) {
            if (seconds.has(name)) {
                double taken = seconds.path(name).asDouble();
                steps.add(new Step(name, taken, whole == 0 ? 0 : 100 * taken / whole));
            }
        }
        return steps;
    }

    private static @Nullable Proof proof(JsonNode proof) {
        if (!proof.isObject()) {
            return null;
        }
        var counts = new LinkedHashMap<String, Long>();
        proof.path("counts")
                .properties()
                .forEach(p -> counts.put(p.getKey(), p.getValue().asLong()));
        var first = new ArrayList<Difference>();
        proof.path("differences").forEach(d -> first.add(difference(d)));
        return new Proof(
                proof.path("proven").asBoolean(),
                proof.path("documents").asLong(),
                proof.path("rows").asLong(),
                proof.path("verified").asLong(),
                proof.path("skipped").asLong(),
                proof.path("unverifiable").asLong(),
                counts,
                first);
    }

    private static Difference difference(JsonNode node) {
        return new Difference(
                node.path("kind").asText(""),
                node.path("index").asText(""),
                node.path("id").asText(""),
                node.path("table").asText(""),
                node.path("column").asText(""),
                node.path("expected").asText(""),
                node.path("found").asText(""),
                node.path("message").asText(""));
    }

    /** Findings of rebuilt rows belong to no index. */
    private static List<String> names(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray())
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("PostgreSQL gave a jsonb that is not JSON", e);
        }
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> list(String sql, Reading<T> reading, Object... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            var list = new ArrayList<T>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    list.add(reading.of(rows));
                }
            }
            return list;
        }
    }
}
