package dev.rejoin.importer.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rejoin.importer.finding.FindingCode;
import dev.rejoin.importer.report.RunReport.ComparedField;
import dev.rejoin.importer.report.RunReport.Corrected;
import dev.rejoin.importer.report.RunReport.DifferenceShown;
import dev.rejoin.importer.report.RunReport.Documents;
import dev.rejoin.importer.report.RunReport.ElementAccount;
import dev.rejoin.importer.report.RunReport.Example;
import dev.rejoin.importer.report.RunReport.Excluded;
import dev.rejoin.importer.report.RunReport.FindingsOfCode;
import dev.rejoin.importer.report.RunReport.IndexAccount;
import dev.rejoin.importer.report.RunReport.Lenience;
import dev.rejoin.importer.report.RunReport.Merged;
import dev.rejoin.importer.report.RunReport.Money;
import dev.rejoin.importer.report.RunReport.ProofShown;
import dev.rejoin.importer.report.RunReport.Reason;
import dev.rejoin.importer.report.RunReport.Rebuilt;
import dev.rejoin.importer.report.RunReport.Run;
import dev.rejoin.importer.report.RunReport.Skew;
import dev.rejoin.importer.report.RunReport.Space;
import dev.rejoin.importer.report.RunReport.Stake;
import dev.rejoin.importer.report.RunReport.StepTime;
import dev.rejoin.importer.report.RunReport.TableRows;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Reads reports out of the ledger; a report holds at most so many examples of each kind, whatever there is. */
record RunReports(Connection connection) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_EXAMPLES = 200;
    private static final int LONGEST_VALUE = 300;

    /** Findings whose value is an id that nothing has, or nothing that was loaded. */
    private static final Set<String> MISSING = Set.of(
            FindingCode.ORPHAN_REFERENCE.code(),
            FindingCode.DEPENDENT_OF_QUARANTINED.code(),
            FindingCode.RESURRECTED.code());

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
        var kinds = kinds(run.id(), new Keepers(facts.summary.path("named")));
        var copies = compared(facts.summary.path("copies"));
        var leniences = leniences(facts.summary.path("grandfathered"), kinds);
        var documents = documents(accounts, kinds);
        var proof = proof(facts.summary.path("proof"));
        var keepers = new Keepers(facts.summary.path("named"));
        var reasons = reasons(run.id(), kinds);
        var withheld = withheld(facts.summary.path("withheld"));
        var rebuilt = rebuilt(run.id(), keepers);
        return new RunReport(
                run,
                new Grading(run, documents, accounts, kinds, copies, leniences, proof).grade(),
                documents,
                accounts,
                excluded(run.id()),
                elements(run.id()),
                money(facts.summary.path("money"), facts.summary.path("in_target"), run.loaded()),
                new Decisions(keepers, kinds, reasons, leniences, copies, withheld).all(),
                kinds,
                copies,
                compared(facts.summary.path("totals")),
                reasons,
                leniences,
                merged(documents, kinds),
                rebuilt,
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

    private List<IndexAccount> accounts(long run) throws SQLException {
        return list(
                """
                select name, expected, received, loaded, merged, quarantined, excluded
                from rejoin_import.source_index where run_id = ? order by name
                """,
                row -> new IndexAccount(
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

    private static Documents documents(List<IndexAccount> accounts, List<FindingsOfCode> kinds) {
        return new Documents(
                sum(accounts, IndexAccount::expected),
                sum(accounts, IndexAccount::received),
                sum(accounts, IndexAccount::loaded),
                sum(accounts, IndexAccount::merged),
                sum(accounts, IndexAccount::quarantined),
                sum(accounts, IndexAccount::excluded),
                sum(kinds, FindingsOfCode::findings));
    }

    private static <T> long sum(List<T> list, ToLongFunction<T> number) {
        return list.stream().mapToLong(number).sum();
    }

    private List<FindingsOfCode> kinds(long run, Keepers keepers) throws SQLException {
        var kinds = list(
                """
                select severity, code, count(*), count(distinct doc), array_agg(distinct index_name order by index_name)
                from rejoin_import.finding where run_id = ? group by severity, code
                order by array_position(array['ERROR', 'WARNING', 'INFO'], severity), 3 desc, code
                """,
                row -> new FindingsOfCode(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getLong(4),
                        names(row.getArray(5)),
                        List.of()),
                run);
        var filled = new ArrayList<FindingsOfCode>();
        for (var kind : kinds) {
            filled.add(new FindingsOfCode(
                    kind.severity(),
                    kind.code(),
                    kind.findings(),
                    kind.documents(),
                    kind.indices(),
                    examples(run, kind, keepers)));
        }
        return filled;
    }

    private List<Example> examples(long run, FindingsOfCode kind, Keepers keepers) throws SQLException {
        return list(
                """
                select f.index_name, f.id, f.path, left(f.value, %1$d), left(f.message, %1$d), f.suggestion, d.source
                from rejoin_import.finding f
                left join rejoin_import.document d on d.run_id = f.run_id and d.doc = f.doc
                where f.run_id = ? and f.code = ? and f.severity = ? order by f.no limit %2$d
                """.formatted(LONGEST_VALUE, MOST_EXAMPLES),
                row -> example(row, kind.code(), keepers),
                run,
                kind.code(),
                kind.severity());
    }

    private static Example example(ResultSet row, String code, Keepers keepers) throws SQLException {
        var index = row.getString(1);
        var path = row.getString(3);
        var value = row.getString(4);
        var document = OriginalDocument.of(row.getString(7));
        return new Example(
                index,
                row.getString(2),
                document.flatMap(d -> d.called(keepers.called(index)))
                        .map(RunReports::cut)
                        .orElse(null),
                path,
                value,
                path == null ? null : document.map(d -> cut(d.at(path))).orElse(null),
                MISSING.contains(code) ? value : null,
                MISSING.contains(code) && path != null
                        ? document.flatMap(d -> d.called(keepers.missing(index, path)))
                                .map(RunReports::cut)
                                .orElse(null)
                        : null,
                row.getString(5),
                row.getString(6));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
    }

    /** Each with the example that is shown of its kind. */
    private List<Reason> reasons(long run, List<FindingsOfCode> kinds) throws SQLException {
        return list(
                """
                select f.code, array_agg(distinct f.index_name order by f.index_name), count(distinct f.doc),
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
                        first(kinds, row.getString(1)),
                        row.getString(4) == null ? "" : row.getString(4)),
                run);
    }

    private static Example first(List<FindingsOfCode> kinds, String code) {
        return kinds.stream()
                .filter(k -> k.severity().equals("ERROR") && k.code().equals(code))
                .findFirst()
                .orElseThrow()
                .examples()
                .getFirst();
    }

    private static List<Money> money(JsonNode sums, JsonNode inTarget, boolean loaded) {
        var found = new HashMap<String, BigDecimal>();
        inTarget.forEach(s -> found.put(key(s), new BigDecimal(s.path("amount").asText())));
        var money = new ArrayList<Money>();
        for (var s : sums) {
            money.add(new Money(
                    s.path("name").asText(),
                    s.path("table").asText() + ": " + s.path("sum").asText(),
                    textOrNull(s.path("currency")),
                    s.path("rows").asLong(),
                    s.path("unread").asLong(),
                    amount(s, "source"),
                    amount(s, "loaded"),
                    amount(s, "merged"),
                    amount(s, "setAside"),
                    loaded && !inTarget.isMissingNode() ? found.getOrDefault(key(s), BigDecimal.ZERO) : null,
                    textOrNull(s.path("problem"))));
        }
        return money;
    }

    private static String key(JsonNode sum) {
        return sum.path("name").asText() + "\0" + sum.path("currency").asText("");
    }

    private static BigDecimal amount(JsonNode sum, String name) {
        return new BigDecimal(sum.path(name).asText());
    }

    private static @Nullable String textOrNull(JsonNode value) {
        return value.isTextual() ? value.asText() : null;
    }

    private static Map<String, List<Stake>> withheld(JsonNode kept) {
        var withheld = new HashMap<String, List<Stake>>();
        for (var w : kept) {
            var amount = amount(w, "amount");
            if (amount.signum() != 0) {
                withheld.computeIfAbsent(w.path("code").asText(), code -> new ArrayList<>())
                        .add(new Stake(w.path("name").asText(), textOrNull(w.path("currency")), amount));
            }
        }
        return withheld;
    }

    private static List<ComparedField> compared(JsonNode fields) {
        var compared = new ArrayList<ComparedField>();
        for (var field : fields) {
            compared.add(new ComparedField(
                    field.path("index").asText(),
                    field.path("path").asText(),
                    field.path("of").asText(),
                    field.path("compared").asLong(),
                    field.path("differing").asLong()));
        }
        return compared;
    }

    private static List<Lenience> leniences(JsonNode names, List<FindingsOfCode> kinds) {
        var leniences = new ArrayList<Lenience>();
        for (var name : names) {
            kinds.stream()
                    .filter(k -> k.code().equals(name.asText()) && !k.severity().equals("ERROR"))
                    .forEach(k -> leniences.add(new Lenience(
                            k.code(), k.findings(), k.examples().getFirst().message())));
        }
        return leniences;
    }

    private static Merged merged(Documents documents, List<FindingsOfCode> kinds) {
        var examples = kinds.stream()
                .filter(k -> k.code().equals(FindingCode.MERGE_CONFLICT.code()))
                .flatMap(k -> k.examples().stream())
                .toList();
        return new Merged(
                documents.merged(),
                count(kinds, FindingCode.MERGED_DUPLICATE.code()),
                count(kinds, FindingCode.MERGE_CONFLICT.code()),
                examples);
    }

    private static long count(List<FindingsOfCode> kinds, String code) {
        return sum(kinds.stream().filter(k -> k.code().equals(code)).toList(), FindingsOfCode::findings);
    }

    private List<Rebuilt> rebuilt(long run, Keepers keepers) throws SQLException {
        return list("""
                select r.value, r.path, r.index_name, r.n, d.source
                from (select value, path, index_name, count(*) as n, min(doc) as doc from rejoin_import.finding
                      where run_id = ? and code = 'resurrected' group by 1, 2, 3 order by 4 desc, 1 limit %d) r
                left join rejoin_import.document d on d.run_id = ? and d.doc = r.doc
                order by r.n desc, r.value
                """.formatted(MOST_EXAMPLES), row -> rebuilt(row, keepers), run, run);
    }

    private static Rebuilt rebuilt(ResultSet row, Keepers keepers) throws SQLException {
        var path = row.getString(2);
        var index = row.getString(3);
        return new Rebuilt(
                row.getString(1),
                OriginalDocument.of(row.getString(5))
                        .flatMap(d -> d.called(keepers.missing(index, path)))
                        .map(RunReports::cut)
                        .orElse(null),
                path,
                index,
                row.getLong(4));
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
    private static List<StepTime> steps(JsonNode seconds) {
        double whole = 0;
        for (var step : seconds) {
            whole += step.asDouble();
        }
        var steps = new ArrayList<StepTime>();
        for (var name : List.of("read and stage", "check", "load", "prove")) {
            if (seconds.has(name)) {
                double taken = seconds.path(name).asDouble();
                steps.add(new StepTime(name, taken, whole == 0 ? 0 : 100 * taken / whole));
            }
        }
        return steps;
    }

    private static @Nullable ProofShown proof(JsonNode proof) {
        if (!proof.isObject()) {
            return null;
        }
        var counts = new LinkedHashMap<String, Long>();
        proof.path("counts")
                .properties()
                .forEach(p -> counts.put(p.getKey(), p.getValue().asLong()));
        var first = new ArrayList<DifferenceShown>();
        proof.path("differences").forEach(d -> first.add(difference(d)));
        return new ProofShown(
                proof.path("proven").asBoolean(),
                proof.path("documents").asLong(),
                proof.path("rows").asLong(),
                proof.path("verified").asLong(),
                proof.path("skipped").asLong(),
                proof.path("unverifiable").asLong(),
                counts,
                first);
    }

    private static DifferenceShown difference(JsonNode node) {
        return new DifferenceShown(
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

    private interface RowReading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> list(String sql, RowReading<T> reading, Object... parameters) throws SQLException {
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
