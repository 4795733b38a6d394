package dev.rejoin.importer.prove.compare;

import dev.rejoin.importer.read.SourceDocument;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the load wrote down: what became of each document, and which row each of its parts became. */
public record Ledger(Connection connection, long run) {

    /** A document in the ledger; one that became a row of its own has no disposition. */
    record LedgerEntry(
            long doc,
            String id,
            @Nullable String routing,
            byte[] sha256,
            @Nullable String disposition) {}

    /**
     * One part of a document and its row.
     *
     * @param version the state the load left the row in; null where the row was gone before
     * @param kept whether somebody had changed the row before a delta, which left it so
     */
    record Origin(
            long doc,
            String index,
            String id,
            String part,
            String how,
            String table,
            UUID row,
            @Nullable String version,
            boolean kept) {

        boolean won() {
            return how.equals("LOADED");
        }

        boolean lost() {
            return how.equals("MERGED");
        }
    }

    List<LedgerEntry> entries(String index, Collection<String> ids) throws SQLException {
        var entries = new ArrayList<LedgerEntry>();
        try (var statement = connection.prepareStatement("""
                select d.doc, d.id, d.routing, d.sha256, x.disposition
                from rejoin_import.document d
                left join rejoin_import.disposition x on x.run_id = d.run_id and x.doc = d.doc
                where d.run_id = ? and d.index_name = ? and d.id = any (?)
                """)) {
            statement.setLong(1, run);
            statement.setString(2, index);
            statement.setArray(3, texts(ids));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    entries.add(new LedgerEntry(
                            rows.getLong(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getBytes(4),
                            rows.getString(5)));
                }
            }
        }
        return entries;
    }

    /** By what a document is known again. */
    record LedgerIdentity(String index, String id, @Nullable String routing, byte[] sha256) {}

    /** Documents by their number, without their text. */
    Map<Long, LedgerIdentity> identities(Collection<Long> numbers) throws SQLException {
        var identities = new HashMap<Long, LedgerIdentity>();
        try (var statement = connection.prepareStatement("""
                select doc, index_name, id, routing, sha256 from rejoin_import.document
                where run_id = ? and doc = any (?)
                """)) {
            statement.setLong(1, run);
            statement.setArray(2, connection.createArrayOf("bigint", numbers.toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    identities.put(
                            rows.getLong(1),
                            new LedgerIdentity(
                                    rows.getString(2), rows.getString(3), rows.getString(4), rows.getBytes(5)));
                }
            }
        }
        return identities;
    }

    /** What documents of an index became, by their number in the ledger. */
    Map<Long, List<Origin>> origins(String index, Collection<String> ids) throws SQLException {
        var origins = new HashMap<Long, List<Origin>>();
        try (var statement = connection.prepareStatement("""
                select doc, index_name, id, part, how, table_name, row_id, version, kept from rejoin_import.row_origin
                where index_name = ? and id = any (?) and run_id = ? and doc is not null
                """)) {
            statement.setString(1, index);
            statement.setArray(2, texts(ids));
            statement.setLong(3, run);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var origin = origin(rows);
                    origins.computeIfAbsent(origin.doc(), doc -> new ArrayList<>())
                            .add(origin);
                }
            }
        }
        return origins;
    }

    /** All origins of those rows that have more than one. */
    Map<UUID, List<Origin>> sharedOrigins(String table, Collection<UUID> ids) throws SQLException {
        var found = new HashMap<UUID, List<Origin>>();
        try (var statement = connection.prepareStatement("""
                select doc, index_name, id, part, how, table_name, row_id, version, kept
                from (select *, count(*) over (partition by row_id) as origins from rejoin_import.row_origin
                      where table_name = ? and row_id = any (?) and run_id = ?) o
                where origins > 1 and doc is not null
                """)) {
            statement.setString(1, table);
            statement.setArray(2, connection.createArrayOf("uuid", ids.toArray()));
            statement.setLong(3, run);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var origin = origin(rows);
                    found.computeIfAbsent(origin.row(), row -> new ArrayList<>())
                            .add(origin);
                }
            }
        }
        return found;
    }

    /** Documents as the ledger keeps them, by their number. */
    Map<Long, SourceDocument> documents(Collection<Long> numbers) throws SQLException {
        var documents = new HashMap<Long, SourceDocument>();
        try (var statement = connection.prepareStatement("""
                select doc, index_name, id, routing, source, source_bytes from rejoin_import.document
                where run_id = ? and doc = any (?)
                """)) {
            statement.setLong(1, run);
            statement.setArray(2, connection.createArrayOf("bigint", numbers.toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var text = rows.getString(5);
                    documents.put(
                            rows.getLong(1),
                            new SourceDocument(
                                    rows.getString(2),
                                    rows.getString(3),
                                    rows.getString(4),
                                    text == null ? rows.getBytes(6) : text.getBytes(StandardCharsets.UTF_8)));
                }
            }
        }
        return documents;
    }

    /** The documents behind rows of a table, or what a rebuilt row was missed as. */
    Map<UUID, List<Origin>> originsOfRows(String table, Collection<UUID> ids) throws SQLException {
        var found = new HashMap<UUID, List<Origin>>();
        try (var statement = connection.prepareStatement("""
                select doc, index_name, id, part, how, table_name, row_id, version, kept from rejoin_import.row_origin
                where table_name = ? and row_id = any (?) and run_id = ? and (doc is not null or how = 'RESURRECTED')
                """)) {
            statement.setString(1, table);
            statement.setArray(2, connection.createArrayOf("uuid", ids.toArray()));
            statement.setLong(3, run);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var origin = origin(rows);
                    found.computeIfAbsent(origin.row(), row -> new ArrayList<>())
                            .add(origin);
                }
            }
        }
        return found;
    }

    /** What documents with these ids, of whatever index, became in a table. */
    List<Origin> originsOfIds(String table, Collection<String> ids) throws SQLException {
        var found = new ArrayList<Origin>();
        try (var statement = connection.prepareStatement("""
                select doc, index_name, id, part, how, table_name, row_id, version, kept from rejoin_import.row_origin
                where index_name in (select name from rejoin_import.source_index where run_id = ?) and id = any (?)
                and table_name = ? and run_id = ? and doc is not null
                """)) {
            statement.setLong(1, run);
            statement.setArray(2, texts(ids));
            statement.setString(3, table);
            statement.setLong(4, run);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(origin(rows));
                }
            }
        }
        return found;
    }

    /** Documents with these ids, of whatever index, that were set aside. */
    List<SourceDocument> setAside(Collection<String> ids) throws SQLException {
        var found = new ArrayList<SourceDocument>();
        try (var statement = connection.prepareStatement("""
                select d.index_name, d.id, d.routing, d.source, d.source_bytes
                from rejoin_import.document d
                join rejoin_import.disposition x on x.run_id = d.run_id and x.doc = d.doc
                where d.run_id = ? and x.disposition = 'QUARANTINED' and d.id = any (?)
                and d.index_name in (select name from rejoin_import.source_index where run_id = ?)
                """)) {
            statement.setLong(1, run);
            statement.setArray(2, texts(ids));
            statement.setLong(3, run);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var text = rows.getString(4);
                    found.add(new SourceDocument(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getString(3),
                            text == null ? rows.getBytes(5) : text.getBytes(StandardCharsets.UTF_8)));
                }
            }
        }
        return found;
    }

    /** Which of these documents have a finding of that code about a table. */
    Set<Long> having(String code, String table, Collection<Long> docs) throws SQLException {
        var found = new HashSet<Long>();
        try (var statement = connection.prepareStatement("""
                select doc from rejoin_import.finding
                where run_id = ? and code = ? and table_name = ? and doc = any (?)
                """)) {
            statement.setLong(1, run);
            statement.setString(2, code);
            statement.setString(3, table);
            statement.setArray(4, connection.createArrayOf("bigint", docs.toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getLong(1));
                }
            }
        }
        return found;
    }

    /** Which of these rows no document makes any more, and were left by a delta that says so. */
    Set<UUID> left(String table, Collection<UUID> ids) throws SQLException {
        var found = new HashSet<UUID>();
        try (var statement = connection.prepareStatement("""
                select o.row_id from rejoin_import.row_origin o
                where o.run_id = ? and o.how = 'LEFT' and o.table_name = ? and o.row_id = any (?) and exists (
                    select from rejoin_import.finding f
                    where f.run_id = o.run_id and f.table_name = o.table_name
                    and f.code in ('kept_though_deleted', 'kept_though_set_aside')
                    and f.value = coalesce(array_to_string(o.row_key, ', '), o.row_id::text))
                """)) {
            statement.setLong(1, run);
            statement.setString(2, table);
            statement.setArray(3, connection.createArrayOf("uuid", ids.toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getObject(1, UUID.class));
                }
            }
        }
        return found;
    }

    /** The elements of these documents that were set aside, and whether a finding on that very element says why. */
    Map<Long, Map<String, Boolean>> setAsideElements(Collection<Long> docs) throws SQLException {
        var found = new HashMap<Long, Map<String, Boolean>>();
        try (var statement = connection.prepareStatement("""
                select e.doc, e.part, exists (
                    select from rejoin_import.finding f
                    where f.run_id = e.run_id and f.index_name = e.index_name and f.id = e.id and f.doc = e.doc
                    and f.element = e.part and f.severity = 'ERROR')
                from rejoin_import.set_aside_element e where e.run_id = ? and e.doc = any (?)
                """)) {
            statement.setLong(1, run);
            statement.setArray(2, connection.createArrayOf("bigint", docs.toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.computeIfAbsent(rows.getLong(1), doc -> new HashMap<>())
                            .put(rows.getString(2), rows.getBoolean(3));
                }
            }
        }
        return found;
    }

    /** Which of these documents could not be read at all, so that nobody knows their elements. */
    Set<Long> unreadable(Collection<Long> docs) throws SQLException {
        var found = new HashSet<Long>();
        try (var statement = connection.prepareStatement("""
                select doc from rejoin_import.finding
                where run_id = ? and doc = any (?) and code in ('unreadable_document', 'duplicate_key', 'unstorable_identity')
                """)) {
            statement.setLong(1, run);
            statement.setArray(2, connection.createArrayOf("bigint", docs.toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getLong(1));
                }
            }
        }
        return found;
    }

    private static Origin origin(ResultSet rows) throws SQLException {
        return new Origin(
                rows.getLong(1),
                rows.getString(2),
                rows.getString(3),
                rows.getString(4),
                rows.getString(5),
                rows.getString(6),
                rows.getObject(7, UUID.class),
                rows.getString(8),
                rows.getBoolean(9));
    }

    private java.sql.Array texts(Collection<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }
}
