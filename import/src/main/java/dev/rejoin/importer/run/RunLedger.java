package dev.rejoin.importer.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rejoin.importer.load.Load.Change;
import dev.rejoin.importer.mapping.Mapping;
import dev.rejoin.importer.read.SourceIndex;
import dev.rejoin.importer.read.SourceInfo;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;

/** The rows of {@code rejoin_import.run} and {@code source_index}: what is being imported, and how far it is. */
public record RunLedger(DataSource database) {
    static final String STATEMENTS_OF_CHECK = "statements_of_check";

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A run that did not come to its end.
     *
     * @param loaded whether its load is committed, so that only the proof is missing
     * @param mappingFiles the mapping it was begun with, by file
     */
    record Unfinished(
            long id,
            boolean delta,
            boolean loaded,
            String mappingDigest,
            Map<String, String> mappingFiles,
            Map<String, String> fingerprints) {}

    long begin(String kind, SourceInfo source, Mapping mapping, Assignments assignments) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            long run;
            try (var statement = connection.prepareStatement(
                    "insert into rejoin_import.run (kind, source, mapping_digest) values (?, ?::jsonb, ?) returning id")) {
                statement.setString(1, kind);
                statement.setString(
                        2,
                        JSON.valueToTree(Map.of(
                                        "kind", source.kind(),
                                        "version", source.version(),
                                        "name", source.name(),
                                        "address", source.address()))
                                .toString());
                statement.setString(3, mapping.digest());
                try (var row = statement.executeQuery()) {
                    row.next();
                    run = row.getLong(1);
                }
            }
            try (var statement = connection.prepareStatement("""
                    insert into rejoin_import.source_index (run_id, name, uuid, fingerprint, mapping_file, expected,
                                                            index_mapping)
                    values (?, ?, ?, ?, ?, ?, ?::json)
                    """)) {
                for (var assignment : assignments.read()) {
                    SourceIndex index = assignment.index();
                    statement.setLong(1, run);
                    statement.setString(2, assignment.name());
                    statement.setString(3, index.uuid());
                    statement.setString(4, index.fingerprint());
                    statement.setString(5, assignment.mapping().place().file());
                    statement.setLong(6, index.count());
                    statement.setString(
                            7, index.mapping() == null ? null : index.mapping().toString());
                    statement.addBatch();
                }
                statement.executeBatch();
            }
            try (var statement =
                    connection.prepareStatement("insert into rejoin_import.excluded_index values (?, ?, ?)")) {
                for (var left : assignments.excluded().entrySet()) {
                    statement.setLong(1, run);
                    statement.setString(2, left.getKey());
                    statement.setString(3, left.getValue());
                    statement.addBatch();
                }
                statement.executeBatch();
            }
            try (var statement =
                    connection.prepareStatement("insert into rejoin_import.mapping_file values (?, ?, ?)")) {
                for (var file : mapping.files().entrySet()) {
                    statement.setLong(1, run);
                    statement.setString(2, file.getKey());
                    statement.setString(3, file.getValue());
                    statement.addBatch();
                }
                statement.executeBatch();
            }
            connection.commit();
            return run;
        }
    }

    Optional<Unfinished> unfinished() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select r.id, r.kind = 'DELTA', r.loaded_at is not null, r.mapping_digest from rejoin_import.run r
                        where (r.outcome is null or r.outcome in ('INCOMPLETE', 'FAILED'))
                        and not exists (select from rejoin_import.run later where later.id > r.id
                                        and later.loaded_at is not null)
                        order by r.id desc limit 1
                        """)) {
            if (!row.next()) {
                return Optional.empty();
            }
            long run = row.getLong(1);
            return Optional.of(new Unfinished(
                    run,
                    row.getBoolean(2),
                    row.getBoolean(3),
                    row.getString(4),
                    pairs(connection, "select name, content from rejoin_import.mapping_file where run_id = " + run),
                    pairs(
                            connection,
                            "select name, fingerprint from rejoin_import.source_index where run_id = " + run)));
        }
    }

    private static Map<String, String> pairs(Connection connection, String query) throws SQLException {
        var pairs = new TreeMap<String, String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                pairs.put(rows.getString(1), rows.getString(2));
            }
        }
        return pairs;
    }

    /** The indices that were left out, each with the mapping's reason. */
    Map<String, String> excluded(long run) throws SQLException {
        try (var connection = database.getConnection()) {
            return pairs(connection, "select name, because from rejoin_import.excluded_index where run_id = " + run);
        }
    }

    /** What a load has changed, as it wrote it down itself. */
    Map<String, Change> changes(long run) throws SQLException {
        var changes = new TreeMap<String, Change>();
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select c.key, (c.value ->> 'inserted')::bigint, (c.value ->> 'updated')::bigint,
                               (c.value ->> 'deleted')::bigint, (c.value ->> 'conflicts')::bigint
                        from rejoin_import.run r, jsonb_each(r.summary -> 'changes') c where r.id = %d
                        """.formatted(run))) {
            while (rows.next()) {
                changes.put(
                        rows.getString(1),
                        new Change(rows.getLong(2), rows.getLong(3), rows.getLong(4), rows.getLong(5)));
            }
        }
        return changes;
    }

    /**
     * How many statements the last check of this mapping has run: how many a check takes depends on what it finds, so that
     * nobody knows it of a first one.
     */
    Optional<Long> statementsOfCheck(Mapping mapping, boolean delta) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        select (summary ->> '%1$s')::bigint from rejoin_import.run
                        where mapping_digest = ? and kind = ? and summary ?? '%1$s' order by id desc limit 1
                        """.formatted(STATEMENTS_OF_CHECK))) {
            statement.setString(1, mapping.digest());
            statement.setString(2, delta ? "DELTA" : "FULL");
            try (var row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        }
    }

    boolean hasLoaded() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select exists (select from rejoin_import.row_origin)")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    void phase(long run, String phase) throws SQLException {
        update("update rejoin_import.run set phase = ? where id = ?", phase, run);
    }

    /** Adds to the summary what a report will tell. */
    public void note(long run, Map<String, ?> facts) throws SQLException {
        update(
                "update rejoin_import.run set summary = summary || ?::jsonb where id = ?",
                JSON.valueToTree(facts).toString(),
                run);
    }

    void end(long run, Outcome outcome, String message) throws SQLException {
        end(run, outcome, message, Map.of());
    }

    /** Ends a run, and adds to its summary what a report will tell. */
    void end(long run, Outcome outcome, String message, Map<String, ?> summary) throws SQLException {
        update("""
                update rejoin_import.run
                set outcome = ?, message = ?, ended_at = clock_timestamp(), summary = summary || ?::jsonb,
                    phase = case when ?::text in ('PROVEN', 'NOT_PROVEN', 'DRY_RUN', 'REFUSED') then 'DONE' else phase end
                where id = ?
                """, outcome.name(), message, JSON.valueToTree(summary).toString(), outcome.name(), run);
    }

    /** Tells how many findings of each severity and code there are. */
    Map<String, Long> findings(long run) throws SQLException {
        var counts = new LinkedHashMap<String, Long>();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        select severity || ' ' || code, count(*) from rejoin_import.finding where run_id = ?
                        group by severity, code
                        order by array_position(array['ERROR', 'WARNING', 'INFO'], severity), 2 desc, 1
                        """)) {
            statement.setLong(1, run);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    counts.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        return counts;
    }

    private void update(String sql, Object... parameters) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }
}
