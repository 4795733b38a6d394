package dev.rejoin.importer.quarantine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The documents that a run has set aside, with their reasons. */
public record Quarantine(DataSource database) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A document that was set aside, or that was loaded without some of its elements; its source is null where it is not
     * valid text.
     *
     * @param elements the places of the elements that were set aside; empty where the whole document was
     */
    public record Entry(long run, String index, String id, String source, JsonNode reasons, List<String> elements) {}

    /** The last run that has ended with anything to show. */
    public Optional<Long> lastRun() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select max(id) from rejoin_import.run
                        where outcome in ('PROVEN', 'NOT_PROVEN', 'DRY_RUN') or loaded_at is not null
                        """)) {
            row.next();
            long run = row.getLong(1);
            return row.wasNull() ? Optional.empty() : Optional.of(run);
        }
    }

    public boolean knows(long run) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("select from rejoin_import.run where id = ?")) {
            statement.setLong(1, run);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** The entries of a run in order of index and id, or the one that is asked for. */
    public List<Entry> entries(long run, Optional<String> index, Optional<String> id) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        select run_id, index_name, id, source, coalesce(reasons, '[]'), coalesce(elements, '{}') from rejoin_import.quarantine
                        where run_id = ? and (?::text is null or index_name = ?) and (?::text is null or id = ?)
                        order by index_name, id
                        """)) {
            statement.setLong(1, run);
            statement.setString(2, index.orElse(null));
            statement.setString(3, index.orElse(null));
            statement.setString(4, id.orElse(null));
            statement.setString(5, id.orElse(null));
            var entries = new ArrayList<Entry>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    entries.add(new Entry(
                            rows.getLong(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getString(4),
                            json(rows.getString(5)),
                            List.of((String[]) rows.getArray(6).getArray())));
                }
            }
            return entries;
        }
    }

    /** Writes a correction down; it takes effect with the next run. */
    public void correct(Entry entry, String source, String by, Optional<String> reason) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        insert into rejoin_import.correction (index_name, id, run_id, wrong_sha256, source, corrected_by, reason)
                        select index_name, id, run_id, sha256, ?, ?, ? from rejoin_import.document
                        where run_id = ? and index_name = ? and id = ?
                        """)) {
            statement.setString(1, source);
            statement.setString(2, by);
            statement.setString(3, reason.orElse(null));
            statement.setLong(4, entry.run());
            statement.setString(5, entry.index());
            statement.setString(6, entry.id());
            statement.executeUpdate();
        }
    }

    /** Writes down what became of the corrections that a run has applied. */
    public void settle(long retryRun) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        update rejoin_import.correction c
                        set retry_run_id = ?,
                            outcome = case when exists (select from rejoin_import.quarantine q
                                                        where q.run_id = ? and q.index_name = c.index_name and q.id = c.id)
                                           then 'STILL_QUARANTINED' else 'ADMITTED' end
                        where outcome is null or outcome = 'STILL_QUARANTINED'
                        """)) {
            statement.setLong(1, retryRun);
            statement.setLong(2, retryRun);
            statement.executeUpdate();
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("PostgreSQL gave a jsonb that is not JSON", e);
        }
    }
}
