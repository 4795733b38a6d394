package dev.rejoin.launcher;

import dev.rejoin.db.DirectAddress;
import dev.rejoin.db.FitDatabase;
import dev.rejoin.db.Migrations;
import dev.rejoin.db.OwnSource;
import dev.rejoin.db.ShownAddress;
import dev.rejoin.db.WrongDatabaseException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.api.FlywayException;

/** Migrates the database that the environment names; the status is 0, or 2 where that cannot be. */
final class Migration {
    private static final int NEEDED = 18;

    private Migration() {}

    public static void main(String[] arguments) {
        System.exit(run(System.getenv(), List.of(arguments).contains("--json")));
    }

    private static int run(Map<String, String> environment, boolean json) {
        var database = new OwnSource();
        try {
            database.setUrl(DirectAddress.of(environment));
            database.setUser(environment.get("REJOIN_DB_USER"));
            database.setPassword(environment.get("REJOIN_DB_PASSWORD"));
            database.setApplicationName("rejoin migrate");
            int version = version(database);
            if (version < NEEDED) {
                System.err.println(
                        "The database is PostgreSQL %d; Rejoin needs %d or newer.".formatted(version, NEEDED));
                return 2;
            }
            DirectAddress.check(database, environment);
            database.tellSessions();
            FitDatabase.checkDomain(database);
            print(Migrations.migrateDomain(database), json);
            return 0;
        } catch (IllegalArgumentException e) {
            System.err.println(DirectAddress.variable(environment)
                    + " is not an address such as jdbc:postgresql://host:5432/name: "
                    + ShownAddress.of(DirectAddress.of(environment)));
        } catch (WrongDatabaseException e) {
            System.err.println(e.getMessage());
        } catch (SQLException e) {
            System.err.println("The database cannot be reached or used: " + e.getMessage());
        } catch (FlywayException e) {
            System.err.println("The database was not migrated: " + e.getMessage());
        }
        return 2;
    }

    private static int version(OwnSource database) throws SQLException {
        try (var connection = database.getConnection()) {
            return connection.getMetaData().getDatabaseMajorVersion();
        }
    }

    private static void print(Migrations.Migrated migrated, boolean json) {
        if (json) {
            System.out.println("{\"applied\":%d,\"version\":\"%s\"}".formatted(migrated.applied(), migrated.version()));
        } else if (migrated.applied() == 0) {
            System.out.println("The database was up to date already (version %s).".formatted(migrated.version()));
        } else {
            System.out.println("The database is up to date: %d migrations applied, version %s."
                    .formatted(migrated.applied(), migrated.version()));
        }
    }
}
