package dev.rejoin.db;

import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the schemas of a database up to date. */
public final class Migrations {

    /** Held, so that the level set here is not lost with a collected logger. */
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    static {
        if (FLYWAY.getLevel() == null) {
            FLYWAY.setLevel(Level.WARNING);
        }
    }

    private Migrations() {}

    /** How many migrations were applied, and the version that the database has now. */
    public record Migrated(int applied, String version) {}

    /** Migrates the domain: schema {@code public} and the schemas around it. */
    public static Migrated migrateDomain(DataSource database) {
        var result = Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        DomainZone.decide(database, Optional.ofNullable(System.getenv(DomainZone.VARIABLE)));
        return new Migrated(
                result.migrationsExecuted,
                Optional.ofNullable(result.targetSchemaVersion).orElse(result.initialSchemaVersion));
    }

    /** Migrates what the importer keeps, in the schema {@code rejoin_import}, which can be dropped as a whole. */
    public static void migrateImport(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration-import")
                .schemas("rejoin_import")
                .load()
                .migrate();
    }
}
