package dev.rejoin.importer.command;

import dev.rejoin.db.DirectAddress;
import dev.rejoin.db.FitDatabase;
import dev.rejoin.db.Migrations;
import dev.rejoin.db.ShownAddress;
import dev.rejoin.importer.run.RefusedException;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;

/** The target database, from {@code REJOIN_DB_URL}, {@code REJOIN_DB_USER} and {@code REJOIN_DB_PASSWORD}. */
final class TargetOptions {
    private TargetOptions() {}

    /** Connects, and brings the importer's own schema up to date. */
    static TargetDatabase connect(Map<String, String> environment) throws SQLException {
        var database = open(environment);
        FitDatabase.check(database);
        new LockWatch(database, System.err::println).start();
        Migrations.migrateImport(database);
        return database;
    }

    /** Connects as somebody who comes back many times a second. */
    static DataSource connectForLong(Map<String, String> environment) throws SQLException {
        var database = connect(environment);
        database.keepConnections();
        return database;
    }

    /** Connects to look only: nothing can be written through this connection. */
    static DataSource readOnly(Map<String, String> environment) throws SQLException {
        var database = open(environment);
        database.setReadOnly(true);
        database.setReadOnlyMode("always");
        return database;
    }

    private static TargetDatabase open(Map<String, String> environment) throws SQLException {
        var url = DirectAddress.of(environment);
        if (url == null || url.isBlank()) {
            throw new RefusedException("No database is named: set REJOIN_DB_URL (jdbc:postgresql://host:5432/name),"
                    + " REJOIN_DB_USER and REJOIN_DB_PASSWORD, or call ./rejoin, which keeps an embedded one.");
        }
        var database = new TargetDatabase();
        try {
            database.setUrl(url);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(DirectAddress.variable(environment)
                    + " is not an address such as jdbc:postgresql://host:5432/name: " + ShownAddress.of(url));
        }
        database.setUser(environment.get("REJOIN_DB_USER"));
        database.setPassword(environment.get("REJOIN_DB_PASSWORD"));
        database.setApplicationName("rejoin import");
        try (var connection = database.getConnection()) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < 18) {
                throw new RefusedException(
                        "The database is PostgreSQL %d; Rejoin needs 18 or newer.".formatted(version));
            }
        }
        DirectAddress.check(database, environment);
        database.tellSessions();
        return database;
    }
}
