package dev.rejoin.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rejoin.TestDatabase;
import dev.rejoin.api.problem.ProblemException;
import dev.rejoin.api.query.Database;
import dev.rejoin.api.query.SessionSettings;
import dev.rejoin.api.query.Sessions;
import dev.rejoin.api.query.Sql;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** Whatever becomes of a request, the pool has all its connections afterwards, and none of them is another request's. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class DeadlinesTest {
    private static final long AN_HOUR = 3_600_000_000_000L;
    private static final Sql ONE = Sql.of("select 1");

    @Inject
    Deadlines deadlines;

    @Inject
    Call call;

    @Inject
    Database database;

    @Inject
    Sessions sessions;

    @Inject
    AgroalDataSource source;

    @Inject
    SessionSettings settings;

    @ConfigProperty(name = "quarkus.datasource.jdbc.max-size")
    int most;

    @Test
    void aRequestWhoseTimeIsOverAsksForNoConnection() throws Exception {
        call.works(deadlines.begin(System.nanoTime() - AN_HOUR));
        for (int i = 0; i <= most; i++) {
            assertThatThrownBy(() -> database.update(ONE)).isInstanceOf(ProblemException.class);
            assertThatThrownBy(() -> sessions.read(session -> 1)).isInstanceOf(ProblemException.class);
            assertThatThrownBy(() -> sessions.snapshot(session -> 1)).isInstanceOf(ProblemException.class);
            assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> database.update(ONE)))
                    .isInstanceOf(ProblemException.class);
        }
        theNextRequestHasThemAll();
    }

    @Test
    void aRequestWhoseTimeEndsWhileItWaitsForAConnectionGivesItBack() throws Exception {
        for (int i = 0; i <= most; i++) {
            call.works(deadlines.begin(System.nanoTime() - AN_HOUR));
            try (var connection = source.getConnection()) {
                assertThat(canWait(connection)).isFalse();
            }
            assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                        try (var connection = source.getConnection()) {
                            assertThat(canWait(connection)).isFalse();
                        } catch (SQLException e) {
                            throw new IllegalStateException(e);
                        }
                    }))
                    .isInstanceOf(RuntimeException.class);
        }
        theNextRequestHasThemAll();
    }

    @Test
    void aConnectionThatIsCutWhileNothingRunsOnItIsGivenToNobody() throws Exception {
        for (int i = 0; i <= most; i++) {
            var work = deadlines.begin(System.nanoTime());
            call.works(work);
            try (var connection = source.getConnection()) {
                var own = (Connection) connection.unwrap(PGConnection.class);
                work.stop();
                assertThat(own.isClosed()).isTrue();
            }
        }
        theNextRequestHasThemAll();
    }

    @Test
    void aConnectionThatDiesInThePoolCostsOneRequestAndNoPlace() throws Exception {
        for (int i = 0; i <= most; i++) {
            for (var work : new Work[] {null, deadlines.begin(System.nanoTime())}) {
                call.works(work);
                Connection own;
                try (var connection = source.getConnection()) {
                    own = (Connection) connection.unwrap(PGConnection.class);
                }
                own.abort(Runnable::run);
                try (var connection = source.getConnection()) {
                    canWait(connection);
                } catch (SQLException e) {
                    assertThat(e.getSQLState()).startsWith("08");
                }
            }
        }
        theNextRequestHasThemAll();
    }

    @Test
    void aConnectionThatCannotBeToldItsBoundsIsCut() {
        var called = new ArrayList<String>();
        settings.onConnectionCreate((Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    called.add(method.getName());
                    if (method.getName().equals("createStatement")) {
                        throw new SQLException("out of memory", "53200");
                    }
                    return null;
                }));
        assertThat(called).containsExactly("createStatement", "abort");
    }

    private static boolean canWait(Connection connection) {
        try (var statement = connection.createStatement()) {
            statement.execute("select pg_sleep(1.5)");
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** Each with a session of its own, that answers. */
    private void theNextRequestHasThemAll() throws SQLException {
        call.works(deadlines.begin(System.nanoTime()));
        assertThat(source.getMetrics().activeCount()).isZero();
        var all = new ArrayList<Connection>();
        var sessions = new ArrayList<Integer>();
        try {
            for (int i = 0; i < most; i++) {
                var connection = source.getConnection();
                all.add(connection);
                try (var statement = connection.createStatement();
                        var rows = statement.executeQuery("select pg_backend_pid()")) {
                    rows.next();
                    sessions.add(rows.getInt(1));
                }
            }
        } finally {
            for (var connection : all) {
                connection.close();
            }
        }
        assertThat(sessions).doesNotHaveDuplicates();
    }
}
