package dev.rejoin.importer.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The run that a target shows: the last one that has loaded. It is the one that can be proven, at any time. */
public final class LoadedRun {
    private LoadedRun() {}

    /**
     * The run to prove.
     *
     * @param wanted null for the one that the target shows
     * @throws RefusedException when there is none, or the wanted one is not what the target shows
     */
    public static long toProve(DataSource database, @Nullable Long wanted) throws SQLException {
        try (var connection = database.getConnection()) {
            var shown = shown(connection);
            if (wanted == null) {
                return shown.orElseThrow(
                        () -> new RefusedException("Nothing has been loaded yet: there is nothing to prove."));
            }
            if (shown.equals(Optional.of(wanted))) {
                return wanted;
            }
            throw new RefusedException(objection(connection, wanted, shown));
        }
    }

    /** The run that the target shows, if anything was loaded into it. */
    public static Optional<Long> shown(DataSource database) throws SQLException {
        try (var connection = database.getConnection()) {
            return shown(connection);
        }
    }

    /** How many documents the run has received. */
    public static long documents(DataSource database, long run) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        "select coalesce(sum(received), 0) from rejoin_import.source_index where run_id = ?")) {
            statement.setLong(1, run);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /**
     * How far a cluster was followed holds for what the ledger said then. When the ledger is that of another source, the
     * next look at the cluster has to read and compare everything.
     */
    public static void forgetFollowed(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var table : List.of("followed_shard", "followed_document", "followed_block")) {
                statement.executeUpdate("delete from rejoin_import." + table);
            }
        }
    }

    private static Optional<Long> shown(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select max(id) from rejoin_import.run where loaded_at is not null")) {
            row.next();
            return Optional.ofNullable(row.getObject(1, Long.class));
        }
    }

    private static String objection(Connection connection, long wanted, Optional<Long> shown) throws SQLException {
        try (var statement =
                connection.prepareStatement("select loaded_at is not null from rejoin_import.run where id = ?")) {
            statement.setLong(1, wanted);
            try (var row = statement.executeQuery()) {
                if (!row.next()) {
                    return "There is no run %d.".formatted(wanted);
                }
                return row.getBoolean(1)
                        ? "The target shows what run %d, which came after run %d, has made of it: prove that one."
                                .formatted(shown.orElseThrow(), wanted)
                        : "Run %d has loaded nothing: there is nothing to prove.".formatted(wanted);
            }
        }
    }
}
