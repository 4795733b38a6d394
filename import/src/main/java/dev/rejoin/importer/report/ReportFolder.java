package dev.rejoin.importer.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.rejoin.importer.stage.StageProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The folder that tells what a run has done: {@code report.html} for people, {@code report.json} for programs, and CSV
 * files with every single finding. It is drawn from the ledger alone, at any time, and does not grow in memory.
 */
public record ReportFolder(DataSource database) {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .registerModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance))
            .enable(SerializationFeature.INDENT_OUTPUT);

    private static final String STEP = "report";

    private static final List<CsvFile> FILES = List.of(
            CsvFile.of(
                    "accounts.csv",
                    "index, in_source, received, loaded, merged, quarantined, excluded, excluded_because, balances",
                    """
                    select name as index, expected as in_source, received, loaded, merged, quarantined, excluded,
                           null as excluded_because,
                           expected = received and received = loaded + merged + quarantined + excluded as balances
                    from rejoin_import.source_index where run_id = :run
                    union all
                    select name, null, null, null, null, null, null, because, null
                    from rejoin_import.excluded_index where run_id = :run order by 1
                    """),
            CsvFile.of("elements.csv", "index, path, table, read, loaded, merged, quarantined, ignored, balances", """
                    select index_name as index, path, table_name as "table", read, loaded, merged, quarantined, ignored,
                           read = loaded + merged + quarantined + ignored as balances
                    from rejoin_import.element_account where run_id = :run order by index_name, part
                    """),
            CsvFile.of(
                    "money.csv",
                    "name, table, sum, currency, rows, without_amount, in_documents, said_twice, set_aside, to_load, in_target, problem",
                    """
                    select m.name, m."table", m.sum, m.currency, m.rows, m.unread as without_amount, m.source as in_documents,
                           m.merged as said_twice, m."setAside" as set_aside, m.loaded as to_load,
                           case when r.loaded_at is not null then coalesce(t.amount, 0) end as in_target, m.problem
                    from rejoin_import.run r
                    cross join jsonb_to_recordset(r.summary -> 'money')
                        m(name text, "table" text, sum text, currency text, rows bigint, unread bigint, source numeric,
                          loaded numeric, merged numeric, "setAside" numeric, problem text)
                    left join jsonb_to_recordset(r.summary -> 'in_target') t(name text, currency text, amount numeric)
                        on t.name = m.name and t.currency is not distinct from m.currency
                    where r.id = :run
                    """),
            CsvFile.of("withheld.csv", "code, money, currency, rows, amount", """
                    select w.code, w.name as money, w.currency, w.rows, w.amount
                    from rejoin_import.run r
                    cross join jsonb_to_recordset(r.summary -> 'withheld')
                        w(code text, name text, currency text, rows bigint, amount numeric)
                    where r.id = :run order by 1, 2, 3
                    """),
            CsvFile.of("findings.csv", "no, severity, code, index, id, table, path, value, message, suggestion", """
                    select no, severity, code, index_name as index, id, table_name as "table", path, value, message,
                           suggestion
                    from rejoin_import.finding where run_id = :run order by no
                    """),
            CsvFile.of("kinds.csv", "severity, code, findings, documents", """
                    select severity, code, count(*) as findings, count(distinct doc) as documents
                    from rejoin_import.finding where run_id = :run group by severity, code order by severity, 3 desc
                    """),
            CsvFile.of("quarantine.csv", "index, id, code, path, value, message, suggestion, corrected", """
                    select d.index_name as index, d.id, f.code, f.path, f.value, f.message, f.suggestion, q.outcome as corrected
                    from rejoin_import.disposition d
                    join rejoin_import.quarantine q on q.run_id = d.run_id and q.doc = d.doc and q.elements is null
                    left join rejoin_import.finding f
                        on f.run_id = d.run_id and f.index_name = d.index_name and f.id = d.id and f.doc = d.doc
                        and f.severity = 'ERROR'
                    where d.run_id = :run and d.disposition = 'QUARANTINED' order by 1, 2, d.doc, f.no
                    """),
            CsvFile.of("copies.csv", "index, path, of, compared, agreeing, differing", """
                    select c.index, c.path, c.of, c.compared, c.compared - c.differing as agreeing, c.differing
                    from rejoin_import.run r, jsonb_to_recordset(r.summary -> 'copies')
                        c(index text, path text, of text, compared bigint, differing bigint)
                    where r.id = :run
                    """),
            CsvFile.of("drift.csv", "index, id, path, copy, original, copies_agreeing, copies_of_it", """
                    select index_name as index, id, path, detail ->> 'copy' as copy, detail ->> 'original' as original,
                           detail ->> 'agreeing' as copies_agreeing, detail ->> 'copies' as copies_of_it
                    from rejoin_import.finding where run_id = :run and code = 'copy_drift' order by no
                    """),
            CsvFile.of("totals.csv", "index, id, path, stored, computed", """
                    select index_name as index, id, path, detail ->> 'stored' as stored, detail ->> 'computed' as computed
                    from rejoin_import.finding where run_id = :run and code = 'aggregate_mismatch' order by no
                    """),
            CsvFile.of("resurrected.csv", "missing, path, index, id, message", """
                    select value as missing, path, index_name as index, id, message
                    from rejoin_import.finding where run_id = :run and code = 'resurrected' order by value, no
                    """),
            CsvFile.of("merged.csv", "code, index, id, path, kept, dropped, winner, message", """
                    select code, index_name as index, id, path, detail ->> 'kept' as kept, detail ->> 'dropped' as dropped,
                           detail ->> 'winner' as winner, message
                    from rejoin_import.finding
                    where run_id = :run and code in ('merged_duplicate', 'merge_conflict') order by no
                    """),
            CsvFile.of("relaxed.csv", "constraint, index, id, table, path, value, message", """
                    select f.code as constraint, f.index_name as index, f.id, f.table_name as "table", f.path, f.value, f.message
                    from rejoin_import.finding f
                    where f.run_id = :run and f.severity <> 'ERROR' and f.code in (
                        select jsonb_array_elements_text(r.summary -> 'grandfathered')
                        from rejoin_import.run r where r.id = :run)
                    order by f.code, f.no
                    """));

    /** A report as {@code report.json} has it, and where the folder with all files is. */
    public static String json(RunReport report, Path folder) throws IOException {
        return JSON.writeValueAsString(Map.of("folder", folder.toAbsolutePath().toString(), "report", report));
    }

    /** The last run, whatever became of it. */
    public Optional<Long> lastRun() throws SQLException {
        try (var connection = database.getConnection()) {
            return new RunReports(connection).last();
        }
    }

    /**
     * Writes the report of a run.
     *
     * @return the run's report, or nothing when there is no such run
     */
    public Optional<RunReport> write(long run, Path folder) throws SQLException, IOException {
        return write(run, folder, StageProgress.SILENT);
    }

    /** The same, with every file as a part of a step. */
    public Optional<RunReport> write(long run, Path folder, StageProgress progress) throws SQLException, IOException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            var reports = new RunReports(connection);
            if (!reports.exists(run)) {
                return Optional.empty();
            }
            Files.createDirectories(folder);
            // The last two are for programs and for people.
            progress.started(STEP, FILES.size() + 2L, 0);
            var rows = new LinkedHashMap<String, Long>();
            for (var file : FILES) {
                rows.put(file.name(), file.write(connection, run, folder));
                progress.advanced(STEP, 1, 0);
            }
            var report = reports.read(run, rows);
            JSON.writeValue(folder.resolve("report.json").toFile(), report.orElseThrow());
            progress.advanced(STEP, 1, 0);
            HtmlPage.write("report", Map.of("report", report.orElseThrow()), folder.resolve("report.html"));
            progress.advanced(STEP, 1, 0);
            progress.finished(STEP);
            connection.commit();
            return report;
        }
    }
}
