package dev.rejoin.importer.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.db.EmbeddedDatabase;
import dev.rejoin.db.Migrations;
import java.util.ArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What foresees a proof and the proof itself prepare the ledger, whichever comes first. */
class PreparedLedgerTest {
    private static final int TIMES = 40;

    @Test
    void bothMayPrepareTheLedgerAtOnce() throws Exception {
        try (var database = EmbeddedDatabase.fresh();
                var threads = Executors.newFixedThreadPool(2);
                var other = database.dataSource().getConnection()) {
            Migrations.migrateImport(database.dataSource());
            for (int i = 0; i < TIMES; i++) {
                try (var statement = other.createStatement()) {
                    statement.execute("drop index if exists rejoin_import.document_name");
                }
                var together = new CyclicBarrier(2);
                var both = new ArrayList<Future<?>>();
                for (int j = 0; j < 2; j++) {
                    both.add(threads.submit(() -> {
                        try (var connection = database.dataSource().getConnection()) {
                            connection.isValid(0);
                            together.await();
                            Prove.prepareDocuments(connection);
                        }
                        return null;
                    }));
                }
                for (var each : both) {
                    each.get();
                }
                try (var statement = other.createStatement();
                        var row = statement.executeQuery(
                                "select to_regclass('rejoin_import.document_name') is not null")) {
                    row.next();
                    assertThat(row.getBoolean(1)).isTrue();
                }
            }
        }
    }
}
