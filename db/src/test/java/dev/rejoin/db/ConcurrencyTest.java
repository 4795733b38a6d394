package dev.rejoin.db;

import static dev.rejoin.db.Fixture.id;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What two transactions may do alone, they may not do together where the rule speaks of both. */
@Timeout(120)
class ConcurrencyTest {

    private static final int PLACES = 10;
    private static final int CALLERS = 50;

    private final Database database = Database.fresh();

    @BeforeEach
    void fill() {
        database.run(Fixture.SQL);
        database.run("""
                insert into event (id, title, kind, starts_at, capacity, status)
                values ('%1$s', 'Full house', 'SEMINAR', now(), %2$s, 'PLANNED');
                insert into person (id, family_name)
                select lpad('5' || n, 32, '0')::uuid, 'P' || n from generate_series(1, %3$s) n;
                insert into member (id, person_id, organization_id, member_number, status, joined_on)
                select lpad('5' || n, 32, '0')::uuid, lpad('5' || n, 32, '0')::uuid, '%4$s', 'C-' || n, 'ACTIVE', now()
                from generate_series(1, %3$s) n
                """.formatted(id(9), PLACES, CALLERS, id(1)));
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                Connection.TRANSACTION_READ_COMMITTED,
                Connection.TRANSACTION_REPEATABLE_READ,
                Connection.TRANSACTION_SERIALIZABLE
            })
    void fiftyCallersGetTenPlaces(int isolation) throws Exception {
        var answers = together(IntStream.rangeClosed(1, CALLERS)
                .<Callable<String>>mapToObj(n -> () -> inTransaction(isolation, register(n)))
                .toList());

        assertThat(database.string("select count(*) from event_participation where event_id = '" + id(9) + "'"))
                .isEqualTo(String.valueOf(PLACES));
        assertThat(answers).filteredOn("committed"::equals).hasSize(PLACES);
        assertThat(answers)
                .filteredOn(answer -> !answer.equals("committed"))
                .allMatch("event_participation_capacity"::equals);
    }

    @Test
    void anEventIsNotShrunkWhileSomebodyRegisters() throws Exception {
        for (var round = 1; round <= 20; round++) {
            database.run(
                    "delete from event_participation where event_id = '%1$s'; update event set capacity = null where id = '%1$s'"
                            .formatted(id(9)));
            together(List.of(
                    () -> inTransaction(Connection.TRANSACTION_READ_COMMITTED, register(1)),
                    () -> inTransaction(Connection.TRANSACTION_READ_COMMITTED, register(2)),
                    () -> inTransaction(
                            Connection.TRANSACTION_READ_COMMITTED,
                            "update event set capacity = 1 where id = '" + id(9) + "'")));

            assertThat(database.strings("select detail from quality.event_participation_capacity"))
                    .isEmpty();
        }
    }

    @Test
    void twoTopicsDoNotBecomeEachOthersParent() throws Exception {
        for (var round = 1; round <= 20; round++) {
            database.run("update topic set parent_id = null");
            together(List.of(
                    () -> inTransaction(
                            Connection.TRANSACTION_READ_COMMITTED,
                            "update topic set parent_id = '%s' where id = '%s'".formatted(id(1), id(2))),
                    () -> inTransaction(
                            Connection.TRANSACTION_REPEATABLE_READ,
                            "update topic set parent_id = '%s' where id = '%s'".formatted(id(2), id(1)))));

            assertThat(database.strings("select detail from quality.topic_parent_no_cycle"))
                    .isEmpty();
        }
    }

    @Test
    void noLineIsAddedWhileTheInvoiceIsIssued() throws Exception {
        try (var issuer = database.connect()) {
            issuer.setAutoCommit(false);
            issuer.createStatement().execute("update invoice set status = 'ISSUED' where id = '" + id(1) + "'");
            try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                var line = executor.submit(() -> inTransaction(
                        Connection.TRANSACTION_READ_COMMITTED,
                        "insert into invoice_line (invoice_id, position, description, unit_price) values ('%s', 2, 'Late', 1)"
                                .formatted(id(1))));
                awaitBlocked();
                issuer.commit();

                assertThat(line.get()).isEqualTo("invoice_line_frozen");
            }
        }
    }

    @Test
    void noPaymentIsTakenWhileTheInvoiceIsMadeVoid() throws Exception {
        try (var voider = database.connect()) {
            voider.setAutoCommit(false);
            voider.createStatement().execute("update invoice set status = 'VOID' where id = '" + id(2) + "'");
            try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                var payment = executor.submit(() -> inTransaction(
                        Connection.TRANSACTION_READ_COMMITTED,
                        "insert into payment (invoice_id, received_on, amount, method) values ('%s', '2024-04-01', 1, 'CARD')"
                                .formatted(id(2))));
                awaitBlocked();
                voider.commit();

                assertThat(payment.get()).isEqualTo("payment_of_issued_invoice");
            }
        }
    }

    /** Whichever comes first, the document must show the new name after both have committed. */
    @Test
    void aRenamedPersonIsFoundUnderTheNewNameByWhatWasAddedMeanwhile() throws Exception {
        try (var writer = database.connect()) {
            writer.setAutoCommit(false);
            writer.createStatement()
                    .execute("insert into teacher (id, person_id, status) values ('%1$s', '%2$s', 'ACTIVE')"
                            .formatted(id(8), id(1)));
            try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                var rename = executor.submit(() -> inTransaction(
                        Connection.TRANSACTION_READ_COMMITTED,
                        "update person set family_name = 'Renommée' where id = '" + id(1) + "'"));
                awaitBlocked();
                writer.commit();
                assertThat(rename.get()).isEqualTo("committed");
            }
        }
        assertThat(database.string(
                        "select title from search_document where resource = 'teacher' and id = '%s'".formatted(id(8))))
                .isEqualTo("Élodie Renommée");
    }

    @Test
    void whatIsAddedDuringARenameShowsTheNewName() throws Exception {
        try (var renamer = database.connect()) {
            renamer.setAutoCommit(false);
            renamer.createStatement().execute("update person set family_name = 'Renommée' where id = '" + id(1) + "'");
            try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                var insert = executor.submit(() -> inTransaction(
                        Connection.TRANSACTION_READ_COMMITTED,
                        "insert into teacher (id, person_id, status) values ('%1$s', '%2$s', 'ACTIVE')"
                                .formatted(id(8), id(1))));
                awaitBlocked();
                renamer.commit();
                assertThat(insert.get()).isEqualTo("committed");
            }
        }
        assertThat(database.string(
                        "select title from search_document where resource = 'teacher' and id = '%s'".formatted(id(8))))
                .isEqualTo("Élodie Renommée");
    }

    private String register(int member) {
        return "insert into event_participation (event_id, member_id, status) values ('%s', lpad('5' || %s, 32, '0')::uuid, 'REGISTERED')"
                .formatted(id(9), member);
    }

    /** Tries until it is committed or refused by a rule; answers {@code committed} or the rule's name. */
    private String inTransaction(int isolation, String sql) throws SQLException {
        try (var connection = database.connect()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(isolation);
            while (true) {
                try (var statement = connection.createStatement()) {
                    statement.execute(sql);
                    connection.commit();
                    return "committed";
                } catch (SQLException e) {
                    connection.rollback();
                    if (!List.of("40001", "40P01").contains(e.getSQLState())) {
                        return Rules.load()
                                .brokenBy(e)
                                .orElseThrow(() -> new AssertionError(e))
                                .name();
                    }
                }
            }
        }
    }

    private void awaitBlocked() throws InterruptedException {
        while (database.string(
                        "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()")
                .equals("0")) {
            Thread.sleep(10);
        }
    }

    private static List<String> together(List<Callable<String>> calls) throws InterruptedException, ExecutionException {
        var start = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<String>>();
            for (var call : calls) {
                running.add(executor.submit(() -> {
                    start.await();
                    return call.call();
                }));
            }
            start.countDown();
            var answers = new ArrayList<String>();
            for (var future : running) {
                answers.add(future.get());
            }
            return answers;
        }
    }
}
