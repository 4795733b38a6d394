package dev.rejoin.db;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;

/** Brings the schemas of a database up to date. */
public final class Migrations {

    /** Held, so that the level set here is not lost with a collected logger. */
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    static {
        if (FLYWAY.getLevel() == null) {
            FLYWAY.setLevel(Level.WARNING);
        }
    }

    /** In one transaction, so that after a migration that fails the version before is what the database is still of. */
    public static final boolean ALL_OR_NONE = true;

    private static final Set<MigrationState> NEWER =
            Set.of(MigrationState.FUTURE_SUCCESS, MigrationState.FUTURE_FAILED);

    private Migrations() {}

    /** How many migrations were applied, and the version that the database has now. */
    public record Migrated(int applied, String version) {}

    /** Migrates the domain: schema {@code public} and the schemas around it. */
    public static Migrated migrateDomain(DataSource database) {
        var flyway = domain(database);
        refuseNewer(flyway);
        var result = flyway.migrate();
        DomainZone.decide(database, Optional.ofNullable(System.getenv(DomainZone.VARIABLE)));
        return new Migrated(
                result.migrationsExecuted,
                Optional.ofNullable(result.targetSchemaVersion).orElse(result.initialSchemaVersion));
    }

    /**
     * Refuses a database whose domain is not that of this Rejoin, and writes nothing: for whoever fills tables, and does not
     * make them.
     */
    public static void requireDomain(DataSource database) {
        var flyway = domain(database);
        refuseNewer(flyway);
        var info = flyway.info();
        if (info.current() == null) {
            throw new WrongDatabaseException(
                    "The database does not hold Rejoin's tables yet. Prepare it first: ./rejoin migrate makes them.");
        }
        if (info.pending().length > 0) {
            throw new WrongDatabaseException(
                    "The database's tables are those of an older Rejoin (%d migrations are missing). Bring them up to date first: ./rejoin migrate."
                            .formatted(info.pending().length));
        }
        DomainZone.require(database, Optional.ofNullable(System.getenv(DomainZone.VARIABLE)));
    }

    private static Flyway domain(DataSource database) {
        return Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .group(ALL_OR_NONE)
                .load();
    }

    /** Migrates what the importer keeps, in the schema {@code rejoin_import}, which can be dropped as a whole. */
    public static void migrateImport(DataSource database) {
        var flyway = Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration-import")
                .schemas("rejoin_import")
                .group(ALL_OR_NONE)
                .load();
        refuseNewer(flyway);
        flyway.migrate();
    }

    /**
     * Refuses a database that a newer Rejoin has migrated: this one would work with tables that it does not know, and
     * Flyway says nothing of it.
     */
    public static void refuseNewer(Flyway flyway) {
        var info = flyway.info();
        Arrays.stream(info.all())
                .filter(migration -> migration.getVersion() != null)
                .filter(migration -> NEWER.contains(migration.getState()))
                .max(Comparator.comparing(MigrationInfo::getVersion))
                .ifPresent(newest -> {
                    throw new WrongDatabaseException(
                            "The database has the schema of a newer Rejoin: its migration %s is not known to this one, which ends with %s. Start the newer Rejoin, or restore the backup that was made before it was installed."
                                    .formatted(newest.getVersion(), newestKnown(info)));
                });
    }

    private static String newestKnown(MigrationInfoService info) {
        return Arrays.stream(info.all())
                .filter(migration -> migration.getVersion() != null && !NEWER.contains(migration.getState()))
                .map(migration -> String.valueOf(migration.getVersion()))
                .reduce("none", (before, after) -> after);
    }
}
