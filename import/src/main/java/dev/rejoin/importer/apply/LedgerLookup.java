package dev.rejoin.importer.apply;

import dev.rejoin.importer.read.Ruling;
import dev.rejoin.importer.read.SourceDocument;
import dev.rejoin.importer.stage.StagedTogether.Numbered;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Looks up documents in the ledger of the run that is carried on. */
record LedgerLookup(Connection connection, long run) {

    /**
     * What tells whether a document has changed.
     *
     * @param number the ledger's own
     */
    record LedgerState(long number, byte[] sha256, @Nullable Ruling ruling) {}

    /** The number that the next document gets that is not known yet. */
    long nextNumber() throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select coalesce(max(doc), 0) + 1 from rejoin_import.document where run_id = " + run)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** What the ledger holds of these documents. */
    Map<DocumentName, LedgerState> states(List<DocumentName> names) throws SQLException {
        var known = new HashMap<DocumentName, LedgerState>();
        try (var statement = connection.prepareStatement("""
                select d.index_name, d.id, d.routing, d.doc, d.sha256, d.ruling
                from unnest(?, ?, ?) n (index_name, id, routing)
                join rejoin_import.document d on d.run_id = ? and d.index_name = n.index_name and d.id = n.id
                and d.routing is not distinct from n.routing
                """)) {
            statement.setArray(1, texts(names, DocumentName::index));
            statement.setArray(2, texts(names, DocumentName::id));
            statement.setArray(3, texts(names, DocumentName::routing));
            statement.setLong(4, run);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    known.put(
                            new DocumentName(rows.getString(1), rows.getString(2), rows.getString(3)),
                            new LedgerState(rows.getLong(4), rows.getBytes(5), Ruling.of(rows.getString(6))));
                }
            }
        }
        return known;
    }

    private Array texts(List<DocumentName> names, Function<DocumentName, @Nullable String> text) throws SQLException {
        return connection.createArrayOf("text", names.stream().map(text).toArray());
    }

    /** Documents as the ledger holds them. */
    List<Numbered> documents(Collection<Long> numbers) throws SQLException {
        var kept = new ArrayList<Numbered>();
        try (var statement = connection.prepareStatement("""
                select doc, index_name, id, routing, source, source_bytes, ruling from rejoin_import.document
                where run_id = ? and doc = any (?)
                """)) {
            statement.setLong(1, run);
            statement.setArray(2, connection.createArrayOf("bigint", numbers.toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var text = rows.getString(5);
                    kept.add(new Numbered(
                            rows.getLong(1),
                            new SourceDocument(
                                            rows.getString(2),
                                            rows.getString(3),
                                            rows.getString(4),
                                            text == null ? rows.getBytes(6) : text.getBytes(StandardCharsets.UTF_8))
                                    .under(Ruling.of(rows.getString(7)))));
                }
            }
        }
        return kept;
    }
}
