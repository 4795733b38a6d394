package dev.rejoin.importer.repair;

import dev.rejoin.importer.quarantine.Corrections.About;
import dev.rejoin.importer.quarantine.Corrections.CorrectionKind;
import dev.rejoin.importer.quarantine.Corrections.Identity;
import dev.rejoin.importer.repair.LedgerDocuments.LedgerDocument;
import dev.rejoin.importer.run.RefusedException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What persons have done about documents, who and when: written down, listed, and what it takes to take it back. */
public record CorrectionLog(DataSource database) {

    /**
     * A correction as it was made, and what became of it.
     *
     * @param kind whether the document was corrected, left out or let in
     */
    public record Made(
            long no,
            String kind,
            String index,
            String id,
            @Nullable String routing,
            String by,
            String at,
            @Nullable String reason,
            @Nullable String outcome,
            @Nullable String withdrawnBy,
            @Nullable String withdrawnAt) {}

    /** All corrections, the last one first. */
    public List<Made> made() throws SQLException {
        var made = new ArrayList<Made>();
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select no, kind, index_name, id, routing, corrected_by, to_char(corrected_at, 'YYYY-MM-DD HH24:MI TZ'),
                               reason, outcome, withdrawn_by, to_char(withdrawn_at, 'YYYY-MM-DD HH24:MI TZ')
                        from rejoin_import.correction order by no desc
                        """)) {
            while (rows.next()) {
                made.add(new Made(
                        rows.getLong(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getString(4),
                        rows.getString(5),
                        rows.getString(6),
                        rows.getString(7),
                        rows.getString(8),
                        rows.getString(9),
                        rows.getString(10),
                        rows.getString(11)));
            }
        }
        return made;
    }

    static void write(Connection connection, long run, CorrectedDocument given, String by, @Nullable String why)
            throws SQLException {
        if (given.isCorrected()) {
            var right = new String(given.right(), StandardCharsets.UTF_8);
            write(connection, run, given.identity(), CorrectionKind.CORRECTED, given.wrong(), right, null, by, why);
        }
        if (given.isLeftOut()) {
            write(connection, run, given.identity(), CorrectionKind.EXCLUDED, given.right(), null, null, by, why);
        }
        for (var accepted : given.accepted().entrySet()) {
            write(
                    connection,
                    run,
                    given.identity(),
                    CorrectionKind.ACCEPTED,
                    given.right(),
                    null,
                    accepted.getKey(),
                    by,
                    accepted.getValue().because());
        }
    }

    private static void write(
            Connection connection,
            long run,
            Identity identity,
            CorrectionKind kind,
            byte[] before,
            @Nullable String right,
            @Nullable String accepted,
            String by,
            @Nullable String why)
            throws SQLException {
        var about = About.of(before);
        try (var statement = connection.prepareStatement("""
                insert into rejoin_import.correction (index_name, id, routing, run_id, wrong_sha256, wrong_content_sha256,
                                                      wrong_source, source, corrected_by, reason, kind, accepted)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)) {
            statement.setString(1, identity.index());
            statement.setString(2, identity.id());
            statement.setString(3, identity.routing());
            statement.setLong(4, run);
            statement.setBytes(5, about.sha256());
            statement.setBytes(6, about.content());
            statement.setBytes(7, before);
            statement.setString(8, right);
            statement.setString(9, by);
            statement.setString(10, why);
            statement.setString(11, kind.name());
            statement.setString(12, accepted);
            statement.executeUpdate();
        }
    }

    static void withdraw(Connection connection, Identity identity, String by) throws SQLException {
        try (var statement = connection.prepareStatement("""
                update rejoin_import.correction set withdrawn_at = now(), withdrawn_by = ?
                where index_name = ? and id = ? and routing is not distinct from ? and withdrawn_at is null
                """)) {
            statement.setString(1, by);
            statement.setString(2, identity.index());
            statement.setString(3, identity.id());
            statement.setString(4, identity.routing());
            statement.executeUpdate();
        }
    }

    /** The document of that id of which there is something to take back. */
    Identity corrected(String index, String id) throws SQLException {
        var routings = new ArrayList<@Nullable String>();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        select distinct routing from rejoin_import.correction
                        where index_name = ? and id = ? and withdrawn_at is null order by routing nulls first
                        """)) {
            statement.setString(1, index);
            statement.setString(2, id);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    routings.add(rows.getString(1));
                }
            }
        }
        if (routings.isEmpty()) {
            throw nothingToTakeBack(index, id);
        }
        if (routings.size() > 1 && routings.getFirst() != null) {
            throw new RefusedException(
                    "%s/%s was corrected under several routings: say which one is meant, with --routing: %s."
                            .formatted(index, id, String.join(", ", routings)));
        }
        return new Identity(index, id, routings.getFirst());
    }

    private static RefusedException nothingToTakeBack(String index, String id) {
        return new RefusedException("There is no correction of %s/%s to take back.".formatted(index, id));
    }

    /**
     * The document as it was before all that was done about it: one correction after the other is gone back, from the last one
     * on, where it is what the document says. Nothing where the source says something else by now than what was corrected, or
     * has no such document any more.
     */
    Optional<CorrectedDocument> original(long run, Identity identity) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        select kind, convert_to(source, 'UTF8'), wrong_source from rejoin_import.correction
                        where index_name = ? and id = ? and routing is not distinct from ? and withdrawn_at is null
                        order by no desc
                        """)) {
            var known = new LedgerDocuments(connection, run).corrected(identity);
            var now = known.map(LedgerDocument::source);
            statement.setString(1, identity.index());
            statement.setString(2, identity.id());
            statement.setString(3, identity.routing());
            boolean any = false;
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    any = true;
                    if (now.isPresent()
                            && CorrectionKind.valueOf(rows.getString(1)) == CorrectionKind.CORRECTED
                            && Arrays.equals(rows.getBytes(2), now.get())) {
                        now = Optional.of(kept(identity, rows.getBytes(3)));
                    }
                }
            }
            if (!any) {
                throw nothingToTakeBack(identity.index(), identity.id());
            }
            if (known.isEmpty() || now.isEmpty()) {
                return Optional.empty();
            }
            boolean changed = !Arrays.equals(known.get().source(), now.get());
            boolean own = Objects.equals(known.get().identity().routing(), identity.routing());
            return changed || own && known.get().ruling() != null
                    ? Optional.of(new CorrectedDocument(
                            known.get().identity(), known.get().source(), now.get(), null))
                    : Optional.empty();
        }
    }

    private static byte[] kept(Identity identity, byte @Nullable [] before) {
        if (before == null) {
            throw new RefusedException("What was corrected of %s/%s is not kept any more: apply the source anew with:"
                            .formatted(identity.index(), identity.id())
                    + " ./rejoin import run --delta");
        }
        return before;
    }
}
