package dev.rejoin.importer.repair;

import dev.rejoin.importer.quarantine.Corrections.Identity;
import dev.rejoin.importer.read.Ruling;
import dev.rejoin.importer.read.SourceDocument;
import dev.rejoin.importer.run.RefusedException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Documents as the ledger of a run holds them, looked up by what a person calls them. */
record LedgerDocuments(Connection connection, long run) {

    /** A document as it is held, with what was decided about it. */
    record LedgerDocument(
            Identity identity, byte[] source, @Nullable Ruling ruling) {}

    /**
     * The document that is meant: the one of just this routing, be it none. Where nothing is said of the routing and there is
     * none without, the only one of that id that is set aside, or is there at all.
     */
    Optional<LedgerDocument> meant(SourceDocument document) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select routing, source, source_bytes, ruling, routing is not distinct from ?,
                       exists (select from rejoin_import.quarantine q
                               where q.run_id = document.run_id and q.doc = document.doc)
                from rejoin_import.document
                where run_id = ? and index_name = ? and id = ? and (?::text is null or routing = ?)
                order by 5 desc, 6 desc
                """)) {
            statement.setString(1, document.routing());
            statement.setLong(2, run);
            statement.setString(3, document.index());
            statement.setString(4, document.id());
            statement.setString(5, document.routing());
            statement.setString(6, document.routing());
            try (var row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                var found = new LedgerDocument(
                        new Identity(document.index(), document.id(), row.getString(1)),
                        source(row, 2),
                        Ruling.of(row.getString(4)));
                boolean named = row.getBoolean(5);
                boolean aside = row.getBoolean(6);
                if (!named && row.next() && row.getBoolean(6) == aside) {
                    throw new RefusedException(
                            "Run %d has read %s/%s under several routings: say which one is meant, with \"_routing\"."
                                    .formatted(run, document.index(), document.id()));
                }
                return Optional.of(found);
            }
        }
    }

    /** The document of just this routing; where a correction says none, the only one of that id, as routings were not always kept. */
    Optional<LedgerDocument> corrected(Identity identity) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select routing, source, source_bytes, ruling, count(*) over () from rejoin_import.document
                where run_id = ? and index_name = ? and id = ? and (?::text is null or routing = ?)
                order by routing nulls first limit 1
                """)) {
            statement.setLong(1, run);
            statement.setString(2, identity.index());
            statement.setString(3, identity.id());
            statement.setString(4, identity.routing());
            statement.setString(5, identity.routing());
            try (var row = statement.executeQuery()) {
                return row.next() && (Objects.equals(row.getString(1), identity.routing()) || row.getLong(5) == 1)
                        ? Optional.of(new LedgerDocument(
                                new Identity(identity.index(), identity.id(), row.getString(1)),
                                source(row, 2),
                                Ruling.of(row.getString(4))))
                        : Optional.empty();
            }
        }
    }

    private static byte[] source(ResultSet row, int at) throws SQLException {
        var text = row.getString(at);
        return text == null ? row.getBytes(at + 1) : text.getBytes(StandardCharsets.UTF_8);
    }
}
