package dev.rejoin.importer.quarantine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The documents that a run has set aside, with their reasons. */
public record Quarantine(DataSource database) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 500;

    /**
     * A document that was set aside, or that was loaded without some of its elements; its source is null where it is not
     * valid text.
     *
     * @param elements the places of the elements that were set aside; empty where the whole document was
     */
    public record Entry(
            long run, String index, String id, @Nullable String source, JsonNode reasons, List<String> elements) {

        /** Whether its source is an object of JSON, so that it can be shown as one. */
        public boolean isReadable() {
            return source != null && Content.isObject(source);
        }
    }

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
        try (var connection = database.getConnection()) {
            return entries(connection, run, index, id);
        }
    }

    public static List<Entry> entries(Connection connection, long run, Optional<String> index, Optional<String> id)
            throws SQLException {
        try (var statement = connection.prepareStatement("""
                select run_id, index_name, id, source, coalesce(reasons, '[]'), coalesce(elements, '{}') from rejoin_import.quarantine
                where run_id = ? and (?::text is null or index_name = ?) and (?::text is null or id = ?)
                order by index_name, id, doc
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

    /** An entry without its source. */
    public record Named(String index, String id, JsonNode reasons, List<String> elements) {}

    /** What is done with one entry after the other. */
    public interface Each {
        void take(Named entry) throws IOException;
    }

    /** Hands over the entries of a run in order of index and id, without their sources, however many there are. */
    public void each(long run, Optional<String> index, Each each) throws SQLException, IOException {
        try (var connection = database.getConnection()) {
            // Rows come page by page only within a transaction.
            connection.setAutoCommit(false);
            try (var statement = connection.prepareStatement("""
                    select index_name, id, coalesce(reasons, '[]'), coalesce(elements, '{}') from rejoin_import.quarantine
                    where run_id = ? and (?::text is null or index_name = ?) order by index_name, id, doc
                    """)) {
                statement.setFetchSize(PAGE);
                statement.setLong(1, run);
                statement.setString(2, index.orElse(null));
                statement.setString(3, index.orElse(null));
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        each.take(new Named(
                                rows.getString(1), rows.getString(2), json(rows.getString(3)), List.of((String[])
                                        rows.getArray(4).getArray())));
                    }
                }
            }
        }
    }

    /** A document's name as index/id, with its routing where the run has others of that id. */
    private static final String NAME = """
            d.index_name || '/' || d.id || case
                when exists (select from rejoin_import.document o
                             where o.run_id = d.run_id and o.index_name = d.index_name and o.id = d.id and o.doc <> d.doc)
                then coalesce(' (routing ' || d.routing || ')', ' (no routing)') else '' end""";

    private static final String IS_SET_ASIDE = """
            (exists (select from rejoin_import.disposition x
                     where x.run_id = d.run_id and x.doc = d.doc and x.disposition = 'QUARANTINED')
             or exists (select from rejoin_import.set_aside_element e where e.run_id = d.run_id and e.doc = d.doc))""";

    /** A document's name, and what is told first of why it is set aside, if it is. */
    public record Told(String name, boolean aside, String code, String message) {}

    /** What is to be told of just this document, as the connection sees it; nothing where the run has none. */
    public static Optional<Told> told(Connection connection, long run, Corrections.Identity identity)
            throws SQLException {
        try (var statement = connection.prepareStatement("""
                select %s, %s, coalesce(f.code, ''), coalesce(f.message, '')
                from rejoin_import.document d
                left join lateral (
                    select f.code, f.message from rejoin_import.finding f
                    where f.run_id = d.run_id and f.index_name = d.index_name and f.id = d.id
                    and f.doc = d.doc and f.severity = 'ERROR' order by f.no limit 1) f on true
                where d.run_id = ? and d.index_name = ? and d.id = ? and d.routing is not distinct from ?
                """.formatted(NAME, IS_SET_ASIDE))) {
            statement.setLong(1, run);
            statement.setString(2, identity.index());
            statement.setString(3, identity.id());
            statement.setString(4, identity.routing());
            try (var row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Told(row.getString(1), row.getBoolean(2), row.getString(3), row.getString(4)))
                        : Optional.empty();
            }
        }
    }

    /** The names of all entries of a run, as the connection sees them. */
    public static Set<String> names(Connection connection, long run) throws SQLException {
        var names = new LinkedHashSet<String>();
        try (var statement = connection.prepareStatement("""
                select %s from rejoin_import.document d
                join (select run_id, doc from rejoin_import.disposition where disposition = 'QUARANTINED'
                      union select run_id, doc from rejoin_import.set_aside_element) a using (run_id, doc)
                where d.run_id = ? order by 1
                """.formatted(NAME))) {
            statement.setLong(1, run);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
        }
        return names;
    }

    /**
     * How many documents there are of each kind of reason.
     *
     * @param missing the id that is referred to and missing, where that is the reason
     */
    public record Group(
            String code,
            String index,
            @Nullable String path,
            @Nullable String missing,
            long documents,
            String example) {}

    /** The errors of a run's entries, the most frequent first. */
    public List<Group> groups(long run, Optional<String> index) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        select f.code, f.index_name, regexp_replace(f.path, '\\[[0-9]+\\]', '[]', 'g') as path,
                               case when f.code in ('orphan_reference', 'dependent_of_quarantined') then f.value end as missing,
                               count(distinct f.doc) as documents, min(f.id)
                        from rejoin_import.finding f
                        where f.run_id = ? and f.severity = 'ERROR' and (?::text is null or f.index_name = ?)
                        and exists (select from rejoin_import.quarantine q where q.run_id = f.run_id and q.doc = f.doc)
                        group by 1, 2, 3, 4 order by documents desc, 1, 2, 3, 4
                        """)) {
            statement.setLong(1, run);
            statement.setString(2, index.orElse(null));
            statement.setString(3, index.orElse(null));
            var groups = new ArrayList<Group>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    groups.add(new Group(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getString(4),
                            rows.getLong(5),
                            rows.getString(6)));
                }
            }
            return groups;
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
