package dev.rejoin.db;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the schemas of a database up to date. */
public final class Migrations {

    private Migrations() {}

    /** Migrates the domain: schema {@code public} and the schemas around it. */
    public static void migrateDomain(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .load()
                .migrate();
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
